"""A case that carried out a step of another: a dossier of its own, and the fate of the other."""

import io
from datetime import timedelta
from zoneinfo import ZoneInfo

from django_scopes import scope

from lajur.queries.archive.cases import case_archive
from lajur.services.archive.destruction import (
    approve_destruction,
    carry_out_destruction,
    propose_destruction,
)
from lajur.services.archive.dossier import build_dossier
from lajur.services.archive.keeping import file_closed
from lajur.services.archive.proof import Proof, prove_stream
from lajur.services.archive.providing import provide_retention
from lajur.services.papers import Paper
from lajur.services.verify import verify
from lajur.store.models import ArchiveRow, CaseRow, DocumentRow, GovernmentRow
from tests.services.archive.destroying import line_of
from tests.services.house import NOON, House, new_key
from tests.services.test_children import CHILD, PARENT, child_of, publish

LATER = NOON + timedelta(days=6 * 365)


def family(house: House) -> tuple[int, int]:
    """A closed request, and the case that carried out a step of it."""
    publish(house, CHILD, PARENT)
    case = house.file().case_id
    house.complete(case, "Dewi", papers={})
    child = child_of(house, case).pk
    house.complete(child, "Dewi", papers={"hasil_telaah": Paper(text="Layak.")})
    government = GovernmentRow.objects.get(pk=house.government)
    provide_retention(government, at=NOON)
    line_of(house, disposal="musnah")
    with house.scope():
        file_closed(government)
    return case, child


def proof_of(house: House, case: int) -> Proof:
    target = io.BytesIO()
    build_dossier(case, target, government=house.slug)
    return prove_stream(target)


def test_each_proves_itself(house: House) -> None:
    case, child = family(house)
    assert [proof_of(house, one).faults for one in (case, child)] == [[], []]
    assert proof_of(house, child).number == ""


def test_the_years_are_those_of_the_request(house: House) -> None:
    case, child = family(house)
    with house.scope():
        found = [
            case_archive(one, actor=house.actor("Sari"), at=NOON, zone=ZoneInfo("Asia/Makassar"))
            for one in (case, child)
        ]
    assert [one is not None and one.keeping is not None for one in found] == [True, False]


def test_they_are_destroyed_together(house: House) -> None:
    case, child = family(house)
    with scope(government=house.government):
        made = propose_destruction(
            cases=[case], reason="Habis.", actor=house.actor("Sari"), at=LATER, key=new_key()
        )
        for who in ("Budi", "Wayan"):
            approve_destruction(
                list_id=made, actor=house.actor(who, LATER), at=LATER, key=new_key()
            )
        carry_out_destruction(
            list_id=made,
            deed_number="BA/1",
            national_reference="",
            actor=house.actor("Sari", LATER),
            at=LATER,
            key=new_key(),
        )
        assert set(ArchiveRow.objects.values_list("case", "destruction")) == {
            (case, made),
            (child, made),
        }
        assert not DocumentRow.objects.exclude(text="").exists()
        assert CaseRow.objects.count() == 2
    report = verify()
    assert report.is_clean, [check.faults for check in report.checks if check.count]
