"""Publishing: the newest version takes new requests, running cases keep theirs."""

from hashlib import sha256

import pytest
from django_scopes import scope

from lajur.core.access import Acting, Actor, Role
from lajur.core.engine.refusals import NotAllowed
from lajur.services.procedures import publish_procedure
from lajur.services.refusals import ProcedureRefused
from lajur.services.verify import verify
from lajur.store.models import CaseRow, OfficeEventRow, ProcedureRow
from lajur.store.procedures import of_source
from tests.services.house import NOON, SOPS, House

SOURCE = (SOPS / "sumbawa" / "sumbawa-2021.yaml").read_bytes()
REVISED = SOURCE.replace(b"nama: Layanan Permohonan", b"nama: Layanan Baru Permohonan")


def administrator(house: House) -> Actor:
    return Actor(
        acting=Acting(person=house.people["Sari"], name="Sari Dewi", position=""),
        government=house.slug,
        roles=frozenset({Role.ADMIN}),
    )


def publish(house: House, source: bytes) -> int:
    return publish_procedure(source=source, transcript="", actor=administrator(house), at=NOON)


def test_a_revision_takes_new_requests_and_leaves_running_cases_alone(house: House) -> None:
    before = house.file().case_id
    revised = publish(house, REVISED)
    after = house.file().case_id

    with scope(government=house.government):
        assert CaseRow.objects.get(pk=before).procedure_id == house.procedure.pk
        assert CaseRow.objects.get(pk=after).procedure_id == revised
        assert ProcedureRow.objects.get(pk=revised).version == 2
    house.complete(before, "Budi")
    house.complete(after, "Budi")
    assert verify().is_clean


def test_what_is_published_already_is_not_published_again(house: House) -> None:
    assert publish(house, SOURCE) == house.procedure.pk


def test_publishing_stands_in_the_journal_of_the_office(house: House) -> None:
    publish(house, REVISED)

    with scope(government=house.government):
        act = OfficeEventRow.objects.get(kind="procedure_published", data__version=2)
    assert act.by["name"] == "Sari Dewi"


def test_a_sheet_that_cannot_run_is_refused_with_its_faults(house: House) -> None:
    broken = SOURCE.replace(b"lanjut: disposisi_kabid", b"lanjut: disposisi_kabit")

    with pytest.raises(ProcedureRefused, match="disposisi_kabit"):
        publish(house, broken)


def test_only_an_administrator_publishes(house: House) -> None:
    with pytest.raises(NotAllowed):
        publish_procedure(source=SOURCE, transcript="", actor=house.actor("Sari"), at=NOON)


def test_a_mark_refused_today_does_not_close_what_was_published_before(house: House) -> None:
    turned = SOURCE.replace(b"nama: Layanan Permohonan", b'nama: "Layanan\\u202e Permohonan"', 1)
    turned = turned.replace(b'Permohonan"', b'Permohonan" #', 1)

    with pytest.raises(ProcedureRefused, match="karakter kendali"):
        publish(house, turned)
    stored = of_source("sumbawa-2021", turned.decode(), sha256(turned).hexdigest())
    assert stored.id == house.procedure.key
