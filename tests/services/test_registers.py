"""Registers of letters: the next number, and every line in its place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lajur.services.letters.entries import Line, draw, predict
from lajur.services.letters.provide import provide_papers, provide_papers_everywhere
from lajur.services.letters.refusals import (
    ClassificationMissing,
    LineNotReserved,
    NumberTooLong,
    RegisterMissing,
    RegisterNumberTaken,
)
from lajur.services.requests import file_request
from lajur.store.models import (
    CaseRow,
    CounterRow,
    EntryRow,
    GovernmentRow,
    LetterProfileRow,
    RegisterRow,
)
from tests.services.books import furnish
from tests.services.house import NOON, House, new_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(house: House) -> GovernmentRow:
    """Sumbawa's government, with its registers."""
    row = GovernmentRow.objects.get(pk=house.government)
    furnish(row)
    return row


def drawn(office: GovernmentRow, register: str = "agenda-keluar", **given: object) -> EntryRow:
    asked: dict[str, object] = {"government": office, "at": NOON, **given}
    with transaction.atomic():
        return draw(register, Line(subject="Perihal"), **asked)  # type: ignore[arg-type]


@transaction.atomic
def interrupted(office: GovernmentRow) -> None:
    """Draw a number and fail before the transaction ends."""
    draw("agenda-keluar", Line(), government=office, at=NOON)
    raise ZeroDivisionError


def test_an_office_has_its_registers_once(house: House, office: GovernmentRow) -> None:
    assert provide_papers(office, at=NOON) is False
    provide_papers_everywhere(at=NOON)
    with house.scope():
        patterns = dict(RegisterRow.objects.values_list("key", "pattern"))
    assert patterns["agenda-keluar"] == "{klasifikasi}/{urut}/{unit}/{tahun}"
    assert len(patterns) == 9


def test_what_was_predicted_is_drawn(house: House, office: GovernmentRow) -> None:
    with house.scope():
        foreseen = predict("agenda-keluar", government=office, at=NOON)
        entry = drawn(office)
    assert entry.number == foreseen == "555/1/DKIST/2026"
    assert (entry.sequence, entry.year, entry.day) == (1, 2026, date(2026, 11, 23))


def test_prediction_takes_nothing(house: House, office: GovernmentRow) -> None:
    with house.scope():
        for _ in range(3):
            assert predict("nota-dinas", government=office, at=NOON) == "555/1/ND/DKIST/2026"
        assert not CounterRow.objects.filter(register="nota-dinas").exists()


def test_what_is_rolled_back_leaves_no_gap(house: House, office: GovernmentRow) -> None:
    with house.scope():
        drawn(office)
        with pytest.raises(ZeroDivisionError):
            interrupted(office)
        assert drawn(office).sequence == 2


def test_each_register_and_each_year_counts_for_itself(house: House, office: GovernmentRow) -> None:
    """The year turns at midnight of the office, 16.00 UTC in Sumbawa."""
    eve = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    with house.scope():
        numbers = [
            drawn(office, at=eve).number,
            drawn(office, at=eve).number,
            drawn(office, "berita-acara", at=eve).number,
            drawn(office, at=eve + timedelta(minutes=1)).number,
        ]
    assert numbers == [
        "555/1/DKIST/2026",
        "555/2/DKIST/2026",
        "555/1/BA/DKIST/2026",
        "555/1/DKIST/2027",
    ]


def test_a_letter_brings_its_own_classification(house: House, office: GovernmentRow) -> None:
    with house.scope():
        assert drawn(office, classification="500.12.16").number == "500.12.16/1/DKIST/2026"
        RegisterRow.objects.update(classification="")
        LetterProfileRow.objects.all().delete()
        with pytest.raises(ClassificationMissing, match="Agenda surat keluar"):
            drawn(office)


def test_no_number_is_longer_than_its_column(house: House, office: GovernmentRow) -> None:
    with house.scope(), pytest.raises(NumberTooLong):
        drawn(office, classification="9" * 120)


def test_a_register_the_office_does_not_keep_gives_no_number(
    house: House, office: GovernmentRow
) -> None:
    with house.scope():
        RegisterRow.objects.filter(key="laporan").update(active=False)
        with pytest.raises(RegisterMissing):
            predict("laporan", government=office, at=NOON)
        with pytest.raises(RegisterMissing):
            drawn(office, "laporan")


def test_a_pattern_that_repeats_an_earlier_number_is_refused(
    house: House, office: GovernmentRow
) -> None:
    with house.scope():
        drawn(office)
        CounterRow.objects.filter(register="agenda-keluar").update(value=0)
        with pytest.raises(RegisterNumberTaken, match="555/1/DKIST/2026"):
            drawn(office)


def test_a_reserved_number_is_used_once(house: House, office: GovernmentRow) -> None:
    with house.scope():
        kept = drawn(office)
        EntryRow.objects.update(state=EntryRow.RESERVED)
        foreseen = predict("agenda-keluar", government=office, at=NOON, reserved=kept.pk)
        used = drawn(office, reserved=kept.pk)
        assert (used.number, used.state) == (foreseen, EntryRow.USED)
        with pytest.raises(LineNotReserved):
            drawn(office, reserved=kept.pk)
        assert drawn(office).sequence == 2


def test_a_filed_request_writes_its_line_with_the_filing(
    house: House, office: GovernmentRow
) -> None:
    receipt = house.file()
    with house.scope():
        entry = EntryRow.objects.get(register__key="agenda-masuk")
    assert (entry.number, entry.case_id) == ("0001/AM/2026", receipt.case_id)
    assert (entry.subject, entry.party) == ("Antrean Puskesmas", "Dinas Kesehatan")


def test_an_office_without_an_agenda_files_requests_all_the_same(house: House) -> None:
    house.file()
    with house.scope():
        assert CaseRow.objects.count() == 1
        assert not EntryRow.objects.exists()


def test_the_agenda_costs_a_filing_its_line_and_no_more(house: House) -> None:
    """The agency's name is read in any case; the counter goes through the driver itself."""

    def statements() -> int:
        draft = house.draft()
        with CaptureQueriesContext(connection) as seen:
            file_request(draft_id=draft, actor=house.actor("Siti"), at=NOON, key=new_key())
        return len(seen)

    without = statements()
    provide_papers(GovernmentRow.objects.get(pk=house.government), at=NOON)
    assert statements() - without == 1


def test_registers_of_two_governments_have_nothing_in_common(
    house: House, neighbour: House, office: GovernmentRow
) -> None:
    provide_papers_everywhere(at=NOON)
    other = GovernmentRow.objects.get(pk=neighbour.government)
    with house.scope():
        drawn(office)
    with neighbour.scope():
        assert drawn(other).sequence == 1
        assert EntryRow.objects.count() == 1
