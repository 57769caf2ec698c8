"""Letters after the end of a case: it stays closed at the moment at which it closed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django_scopes import scope

from lajur.services.archive.keeping import file_closed
from lajur.services.letters.voiding import void_letter
from lajur.services.signatures.manual import sign_manually
from lajur.services.verify import verify
from lajur.store.models import ArchiveRow, CaseRow, EventRow, GovernmentRow
from tests.services.archive.closed import Closed, close_a_case
from tests.services.house import House, new_key
from tests.services.letters.bureau import Bureau, furnish
from tests.services.signatures.letters import SCAN
from tests.services.test_verify import behind_its_back


@pytest.fixture(autouse=True)
def own_shelf(tmp_path: Path) -> Iterator[None]:
    with override_settings(FILES=tmp_path / "files"):
        yield


@pytest.fixture
def closed(house: House) -> Closed:
    with scope(government=house.government):
        furnish(house.government)
    return close_a_case(house)


@pytest.fixture
def bureau(house: House, closed: Closed) -> Bureau:
    return Bureau(house=house, case=closed.case)


def ended(closed: Closed) -> tuple[object, ...]:
    with closed.house.scope():
        return CaseRow.objects.values_list("state", "end", "closed_at").get(pk=closed.case)


def write_sign_and_void(bureau: Bureau, at: datetime) -> list[tuple[object, ...]]:
    """Everything a closed case still takes, a day apart; how it had ended after each."""
    day, seen = timedelta(days=1), []
    told = Closed(house=bureau.house, case=bureau.case, number="", at=at)
    letter = bureau.written(at=at + day)
    bureau.issue(letter, at=at + day)
    seen.append(ended(told))
    asked = bureau.signatures(letter)[0].pk
    budi = bureau.house.actor("Budi", at + 2 * day)
    sign_manually(signature_id=asked, name="a.png", chunks=[SCAN], actor=budi, at=at + 2 * day)
    seen.append(ended(told))
    again = {"reason": "Salah alamat.", "actor": budi, "at": at + 3 * day, "key": new_key()}
    void_letter(letter_id=letter, **again)
    return [*seen, ended(told)]


def test_a_letter_issued_signed_or_voided_never_moves_the_closing(
    bureau: Bureau, closed: Closed
) -> None:
    before = ended(closed)
    assert before[2] == closed.at

    assert write_sign_and_void(bureau, closed.at) == [before] * 3
    assert verify().is_clean


def test_the_terms_of_the_archive_follow_the_closing(bureau: Bureau, closed: Closed) -> None:
    write_sign_and_void(bureau, closed.at)
    with bureau.house.scope():
        government = GovernmentRow.objects.get(pk=bureau.house.government)
        file_closed(government)
        (row,) = ArchiveRow.objects.all()
        last = EventRow.objects.order_by("-seq").first()
    assert row.closed_on == closed.at.date()
    assert last is not None
    assert last.at.date() > row.closed_on


def test_a_closing_moved_behind_its_back_is_found(bureau: Bureau, closed: Closed) -> None:
    with behind_its_back() as execute:
        later = closed.at + timedelta(minutes=1)
        execute("UPDATE store_caserow SET closed_at = %s WHERE id = %s", [later, closed.case])

    assert [check.code for check in verify().checks if check.count] == ["V4"]
