"""What the registers say of secret letters, and to whom."""

from io import BytesIO

import pytest
from django_scopes import scope
from pypdf import PdfReader

from lajur.core.access import Actor
from lajur.documents.register_book import register_book
from lajur.queries.governments import view_of
from lajur.queries.registers.books import BookView, find_book
from lajur.queries.registers.export import book_rows
from lajur.queries.registers.lines import LineFilter, find_line, find_lines
from lajur.services.letters.profiles import letterhead
from lajur.store.models import (
    EntryRow,
    GovernmentRow,
    LaneBindingRow,
    LetterRow,
    PersonRow,
    SignatureRow,
)
from tests.services.books import TODAY
from tests.services.house import NOON, House
from tests.services.letters.bureau import Bureau, furnish

YEAR = LineFilter(year=2026)
ABOUT = "Dugaan pelanggaran"
TO = "Inspektur Daerah"


@pytest.fixture
def told(house: House) -> Bureau:
    """A secret letter of Budi's, and an open one; Umar inspects, and Dewi works for another SOP."""
    with scope(government=house.government):
        furnish(house.government)
    bureau = Bureau(house=house, case=house.file().case_id)
    for subject, secrecy in ((ABOUT, "rahasia"), ("Undangan rapat", "biasa")):
        letter = bureau.written()
        bureau.save(letter, subject=subject)
        with house.scope():
            LetterRow.objects.filter(pk=letter).update(secrecy=secrecy)
        bureau.issue(letter)
    with house.scope():
        EntryRow.objects.filter(subject=ABOUT).update(party=TO)
        PersonRow.objects.filter(pk=house.people["Umar"]).update(is_auditor=True)
        LaneBindingRow.objects.filter(position=house.positions["kasi"]).update(
            procedure_key="sop-lain"
        )
    return bureau


def book(bureau: Bureau) -> BookView:
    return find_book("nota-dinas", bureau.house.government, today=TODAY)


def subjects(bureau: Bureau, reader: Actor, wanted: LineFilter = YEAR) -> list[str]:
    with bureau.house.scope():
        page = find_lines(book(bureau), wanted, reader=reader)
        return [one.subject for one in page.lines]


@pytest.mark.parametrize("who", ["Umar", "Dewi"])
def test_a_secret_letter_keeps_its_number_in_the_register_and_hides_what_it_is_about(
    told: Bureau, who: str
) -> None:
    reader = told.house.actor(who)
    assert subjects(told, reader) == ["Undangan rapat", "Dirahasiakan"]
    with told.house.scope():
        line = find_line(book(told), secret(told).pk, reader=reader)
    assert (line.party, line.number, line.told) == ("Dirahasiakan", secret(told).number, False)


@pytest.mark.parametrize("who", ["Sari", "Budi", "Wayan"])
def test_who_keeps_the_books_or_has_a_part_in_the_case_reads_it(told: Bureau, who: str) -> None:
    assert ABOUT in subjects(told, told.house.actor(who))


def test_whoever_is_to_sign_it_reads_it(told: Bureau) -> None:
    with told.house.scope():
        SignatureRow.objects.filter(letter__entry=secret(told)).update(
            position=told.house.positions["kasi"], person=told.house.people["Dewi"]
        )
    assert ABOUT in subjects(told, told.house.actor("Dewi"))


def test_searching_does_not_tell_either(told: Bureau) -> None:
    dewi, sari = told.house.actor("Dewi"), told.house.actor("Sari")
    for search in ("pelanggaran", "Inspektur"):
        wanted = LineFilter(year=2026, search=search)
        assert subjects(told, dewi, wanted) == []
        assert subjects(told, sari, wanted) == [ABOUT]
    number = LineFilter(year=2026, search=secret(told).number)
    assert subjects(told, dewi, number) == ["Dirahasiakan"]


def test_no_file_of_the_register_tells_it(told: Bureau) -> None:
    umar = told.house.actor("Umar")
    with told.house.scope():
        cells = [cell for row in book_rows(book(told), YEAR, reader=umar) for cell in row]
        printed = words(told, umar)
    assert "Dirahasiakan" in cells
    assert ABOUT not in cells
    assert TO not in cells
    assert ABOUT not in printed
    assert "Undangan rapat" in printed


def secret(bureau: Bureau) -> EntryRow:
    with bureau.house.scope():
        return EntryRow.objects.get(subject=ABOUT)


def words(bureau: Bureau, reader: Actor) -> str:
    """The printed book."""
    office = view_of(GovernmentRow.objects.get(pk=bureau.house.government))
    paper = register_book(
        book(bureau),
        YEAR,
        reader=reader,
        government=office,
        letterhead=letterhead(at=NOON),
        at=NOON,
    )
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    return " ".join(read.replace("\u200b", "").split())
