"""An office with registers and a letterhead, where letters are written."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.letters.kinds import KINDS, Part, PartKind
from lajur.core.letters.profile import Profile
from lajur.services.letters.drafting import Typed, begin_letter, save_letter
from lajur.services.letters.issuing import Issued, issue_letter
from lajur.services.letters.provide import provide_papers
from lajur.store.models import (
    EntryRow,
    GovernmentRow,
    LetterProfileRow,
    LetterRow,
    SignatureRow,
)
from tests.services.house import NOON, House, new_key

PROFILE = Profile(
    government="PEMERINTAH KABUPATEN SUMBAWA",
    office="DINAS KOMUNIKASI, INFORMATIKA, STATISTIK DAN PERSANDIAN",
    address=("Jalan Garuda Nomor 1",),
    place="Sumbawa Besar",
    unit="DKIST",
    classification="500.12",
)
KIND = "nota_dinas"
SAID = {"yth": "Bupati Sumbawa", "isi": ["Berkas lengkap.", "Mohon arahan."]}


def furnish(government: int, at: datetime = NOON) -> None:
    """Registers and a letterhead."""
    row = GovernmentRow.objects.get(pk=government)
    provide_papers(row, at=at)
    LetterProfileRow.objects.update_or_create(
        government=row,
        version=99,  # above whatever is shipped
        defaults={"data": PROFILE.to_dict(), "by": "Wati", "since": at},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bureau:
    """A house that writes letters."""

    house: House
    case: int

    def begin(self, by: str = "Budi", *, kind: str = KIND, at: datetime = NOON, **more) -> int:  # type: ignore[no-untyped-def]
        actor = self.house.actor(by, at)
        return begin_letter(case_id=self.case, kind=kind, actor=actor, at=at, **more)

    def save(self, letter: int, *, by: str = "Budi", subject: str = "Hal lain", **more) -> int:  # type: ignore[no-untyped-def]
        row = self.row(letter)
        asked = {"seen_version": row.version, "at": NOON, **more}
        parts = asked.pop("parts", row.parts)
        typed = Typed(subject=subject, parts=parts, signers=asked.pop("signers", ()))
        return save_letter(letter_id=letter, typed=typed, actor=self.house.actor(by), **asked)

    def written(self, by: str = "Budi", *, at: datetime = NOON, **more) -> int:  # type: ignore[no-untyped-def]
        """A draft that lacks nothing."""
        letter = self.begin(by, at=at, **more)
        self.save(letter, by=by, parts={**self.row(letter).parts, **SAID})
        return letter

    def issue(self, letter: int, *, by: str = "Budi", at: datetime = NOON, **more) -> Issued:  # type: ignore[no-untyped-def]
        asked = {"seen_version": self.row(letter).version, "key": new_key(), **more}
        return issue_letter(letter_id=letter, actor=self.house.actor(by, at), at=at, **asked)

    def filled(self, letter: int) -> dict[str, object]:
        """Every part of the letter, with something in it."""
        row = self.row(letter)
        return {
            part.id: row.parts.get(part.id) or _something(part) for part in KINDS[row.kind].parts
        }

    def row(self, letter: int) -> LetterRow:
        with self.house.scope():
            return LetterRow.objects.select_related("entry", "file").get(pk=letter)

    def signatures(self, letter: int) -> list[SignatureRow]:
        with self.house.scope():
            return list(SignatureRow.objects.filter(letter=letter).order_by("order"))

    def entries(self) -> list[EntryRow]:
        with self.house.scope():
            return list(EntryRow.objects.order_by("pk"))


def _something(part: Part) -> object:
    match part.kind:
        case PartKind.LIST:
            return list(part.options[:1]) or ["Isi"]
        case PartKind.TABLE | PartKind.PAIRS:
            return [["Isi"] * (len(part.columns) or 2)]
        case PartKind.PEOPLE:
            return [{"name": "Rahmat", "position": "Programmer", "nip": ""}]
        case PartKind.DATE:
            return "2026-11-23"
        case _:
            return "Isi"
