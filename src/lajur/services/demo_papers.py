"""Papers of the demo, written and issued through the real services.

What the case itself does not fill in is said in the words of the demo's story.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lajur.core.access import Actor
from lajur.core.letters.kinds import KINDS, Part, PartKind
from lajur.core.procedure.definition import ItemId, Step
from lajur.services.letters.drafting import Typed, begin_letter, save_letter
from lajur.services.letters.issuing import issue_letter
from lajur.services.papers import Paper, StoredFile
from lajur.store.models import LetterRow

_LACKING: Mapping[str, str] = {"Tersedia": "Belum mencukupi", "Kekurangan": "Perlu dianggarkan"}
_CELLS: Mapping[str, str] = {  # by column, where a draft leaves the cell to its writer
    "Kebutuhan": "Sesuai rencana kebutuhan",
    "Tersedia": "Tersedia",
    "Rujukan arsitektur": "Arsitektur SPBE daerah",
    "Hasil pemeriksaan": "Sesuai",
    "Yang diuji": "Seluruh fungsi",
    "Hasil": "Berhasil",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose work a paper is written for, and when."""

    case: int
    number: int  # of the work item
    step: Step
    outcome: str | None  # how the decision ends; None on a box
    actor: Actor
    at: datetime  # aware
    key: str


def issued_paper(item: ItemId, kind: str, words: str, desk: Desk) -> Paper:
    """Write the paper of this kind, issue it, and give it to be handed in."""
    letter = begin_letter(
        case_id=desk.case,
        kind=kind,
        item=item,
        number=desk.number,
        actor=desk.actor,
        at=desk.at,
    )
    row = LetterRow.objects.get(pk=letter)
    version = save_letter(
        letter_id=letter,
        typed=Typed(subject=row.subject, parts=_filled(row, words, desk)),
        seen_version=row.version,
        actor=desk.actor,
        at=desk.at,
    )
    issued = issue_letter(
        letter_id=letter, seen_version=version, actor=desk.actor, at=desk.at, key=desk.key
    )
    return _handed_in(LetterRow.objects.select_related("file").get(pk=letter), issued.number)


def _filled(row: LetterRow, words: str, desk: Desk) -> Mapping[str, object]:
    """The parts of a draft, with words where something required is missing."""
    parts = dict(row.parts)
    for part in KINDS[row.kind].parts:
        if part.required and not parts.get(part.id):
            parts[part.id] = _said(part, words, desk)
        elif part.kind is PartKind.TABLE:
            parts[part.id] = [_whole(part, one) for one in parts.get(part.id) or ()]
        elif part.kind is PartKind.LIST:
            parts[part.id] = [_decided(one, desk) for one in parts.get(part.id) or ()]
    return parts


def _whole(part: Part, row: list[str]) -> list[str]:
    """A row that the draft only began, as somebody would have completed it."""
    known = {**_CELLS, **_LACKING} if "Kekurangan" in part.columns else _CELLS
    return [cell or known.get(column, "–") for column, cell in zip(part.columns, row, strict=True)]


def _decided(entry: str, desk: Desk) -> str:
    """An entry of a decision's paper with the way it ended alone."""
    return entry.replace(desk.step.choice, desk.outcome) if desk.outcome else entry


def _said(part: Part, words: str, desk: Desk) -> object:
    match part.kind:
        case PartKind.LIST:
            return [_ticked(part, desk) if part.options else words]
        case PartKind.TABLE:
            return [[words, *("–" for _ in part.columns[1:])]]
        case PartKind.PAIRS:
            return [[part.label, words]]
        case PartKind.PEOPLE:
            return [{"name": "Rina Wulandari", "position": "Pengelola Data", "nip": ""}]
        case PartKind.DATE:
            return desk.at.date().isoformat()
        case _:
            return words


def _ticked(part: Part, desk: Desk) -> str:
    """The box that says what was decided: "tidak" is the one that begins so."""
    refused = (desk.outcome or "").startswith("tidak")
    return next(
        (one for one in part.options if one.startswith("Tidak") is refused), part.options[0]
    )


def _handed_in(row: LetterRow, number: str) -> Paper:
    assert row.file is not None
    return Paper(
        file=StoredFile(
            id=row.file.pk,
            name=f"{number.replace('/', '-')}.pdf",
            size=row.file.size,
            media_type=row.file.media_type,
        )
    )
