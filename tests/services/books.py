"""The register of outgoing letters of a small office, with its clerk and administrator."""

from datetime import date, datetime

from django.db import transaction
from django_scopes import scope, scopes_disabled

from lajur.queries.registers.books import find_book
from lajur.queries.registers.lines import find_line
from lajur.services.letters.books import LineWords, reserve_number
from lajur.services.letters.by_hand import write_by_hand
from lajur.services.letters.entries import Line, draw
from lajur.services.letters.provide import provide_papers
from lajur.services.verify.registers import registers_of_letters
from lajur.store.models import (
    EntryRow,
    FileRow,
    GovernmentRow,
    LetterProfileRow,
    LetterRow,
    OfficeEventRow,
    PersonRow,
    RegisterRow,
)
from tests.services.house import NOON, House, new_key

TODAY = date(2026, 11, 23)  # in Sumbawa, at NOON
OUT = "agenda-keluar"


def furnish(government: GovernmentRow) -> None:
    """Give an office its papers, and the codes its numbers have in these tests."""
    provide_papers(government, at=NOON)
    with scope(government=government):
        profile = LetterProfileRow.objects.get()
        profile.data["unit"] = "DKIST"
        profile.save()
        RegisterRow.objects.exclude(key="agenda-masuk").update(classification="555")


class Desk:
    """The register of outgoing letters, as Sari the clerk and Umar the administrator have it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.government = GovernmentRow.objects.get(pk=house.government)
        furnish(self.government)
        PersonRow.objects.filter(pk=house.people["Umar"]).update(is_admin=True)
        with house.scope():
            self.register = RegisterRow.objects.get(key=OUT).pk
            self.before = OfficeEventRow.objects.count()

    def asked(self, by: str = "Sari") -> dict[str, object]:
        return {"actor": self.house.actor(by), "at": NOON, "key": new_key()}

    def reserve(self, reason: str = "Surat disusul", **given: object) -> EntryRow:
        asked = {**self.asked(), **given}
        words = LineWords(subject="Balasan", party="Dinas Kesehatan")
        pk = reserve_number(register_id=self.register, words=words, reason=reason, **asked)  # type: ignore[arg-type]
        return self.line(pk)

    def by_hand(self, number: str, day: date = TODAY, **given: object) -> EntryRow:
        asked = {"reason": "Terbit di kertas", **self.asked(), **given}
        words = LineWords(subject="Undangan")
        pk = write_by_hand(
            register_id=self.register,
            number=number,
            day=day,
            words=words,
            **asked,  # type: ignore[arg-type]
        )
        return self.line(pk)

    def draw(self, at: datetime = NOON) -> EntryRow:
        with self.house.scope(), transaction.atomic():
            return draw(OUT, Line(subject="Surat"), government=self.government, at=at)

    def line(self, pk: int) -> EntryRow:
        with self.house.scope():
            return EntryRow.objects.get(pk=pk)

    def seen(self, pk: int) -> str:
        with self.house.scope():
            book = find_book(OUT, self.house.government, today=TODAY)
            return find_line(book, pk, reader=self.house.actor("Sari")).seen

    def journal(self) -> list[str]:
        with self.house.scope():
            kinds = OfficeEventRow.objects.order_by("seq").values_list("kind", flat=True)
            return list(kinds[self.before :])

    def letter(self, entry: EntryRow) -> LetterRow:
        """An issued letter that has the number of the line."""
        case = self.house.file().case_id
        with self.house.scope():
            file = FileRow.objects.create(
                government=self.government,
                digest="a" * 64,
                size=1,
                media_type="application/pdf",
                stored_at=NOON,
            )
            return LetterRow.objects.create(
                government=self.government,
                case_id=case,
                kind="surat-balasan",
                state=LetterRow.ISSUED,
                subject="Balasan",
                writer_id=self.house.people["Sari"],
                created_at=NOON,
                saved_at=NOON,
                entry=entry,
                issued_at=NOON,
                file=file,
                token="t" * 32,
            )


def faults() -> list[str]:
    with scopes_disabled():
        return [f"{one.place}: {one.sentence}" for one in registers_of_letters().faults]
