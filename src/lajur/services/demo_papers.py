"""Papers of the demo, written and issued through the real services.

What the case itself does not fill in is said in the words of the demo's story.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lajur.core.access import Actor
from lajur.core.letters.kinds import KINDS, Part, PartKind
from lajur.core.procedure.definition import ItemId
from lajur.services.letters.drafting import Typed, begin_letter, save_letter
from lajur.services.letters.issuing import issue_letter
from lajur.services.papers import Paper, StoredFile
from lajur.store.models import LetterRow

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
        typed=Typed(subject=row.subject, parts=_filled(row, words, desk.at)),
        seen_version=row.version,
        actor=desk.actor,
        at=desk.at,
    )
    issued = issue_letter(
        letter_id=letter, seen_version=version, actor=desk.actor, at=desk.at, key=desk.key
    )
    return _handed_in(LetterRow.objects.select_related("file").get(pk=letter), issued.number)


def _filled(row: LetterRow, words: str, at: datetime) -> Mapping[str, object]:
    """The parts of a draft, with words where something required is missing."""
    parts = dict(row.parts)
    for part in KINDS[row.kind].parts:
        if part.required and not parts.get(part.id):
            parts[part.id] = _said(part, words, at)
        elif part.kind is PartKind.TABLE:
            parts[part.id] = [_whole(part, one) for one in parts.get(part.id) or ()]
    return parts


def _whole(part: Part, row: list[str]) -> list[str]:
    """A row that the draft only began, as somebody would have completed it."""
    return [cell or _CELLS.get(column, "–") for column, cell in zip(part.columns, row, strict=True)]


def _said(part: Part, words: str, at: datetime) -> object:
    match part.kind:
        case PartKind.LIST:
            return [part.options[0] if part.options else words]
        case PartKind.TABLE:
            return [[words, *("–" for _ in part.columns[1:])]]
        case PartKind.PAIRS:
            return [[part.label, words]]
        case PartKind.PEOPLE:
            return [{"name": "Rina Wulandari", "position": "Pengelola Data", "nip": ""}]
        case PartKind.DATE:
            return at.date().isoformat()
        case _:
            return words


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
