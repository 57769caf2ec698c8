"""What the draft of a letter begins with, so that nothing the case knows is typed again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.letters.parts import PartRefused, Value, read_part
from lajur.core.letters.printed import fill
from lajur.core.letters.shapes import LetterKind, Part, PartId, PartKind
from lajur.queries.letters.known import Known
from lajur.queries.letters.sources import taken

STATEMENTS = 12  # at most, whatever the kind and the case


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A fresh draft."""

    subject: str
    parts: Mapping[PartId, Value]  # in the shape of `read_parts`


def prefill(
    kind: LetterKind,
    case_id: int,
    *,
    writer: Actor,
    at: datetime,
    zone: ZoneInfo,
    number: int | None = None,
) -> Begun:
    """Begin a paper of this kind from what the writer may know of the case; `STATEMENTS` at most.

    `number` is the work item it is written for. What people wrote into the last paper of the kind
    in the case is taken over, unless it belongs to that one alone (`Part.once`). Called in the
    scope of the government.

    Raises:
        NotFound: no such case, or none that the writer has a part in.
    """
    known = Known(case_id, writer=writer, at=at, zone=zone, number=number)
    earlier = known.earlier(kind.id)
    parts = {part.id: _begin(part, known, earlier) for part in kind.parts}
    return Begun(subject=fill(kind.subject, known.words), parts=parts)


def _begin(part: Part, known: Known, earlier: Mapping[PartId, Value]) -> Value:
    if not part.once and part.prefill is None and part.id in earlier:
        return earlier[part.id]
    begins = _as_read(part, fill(part.begins, known.words))
    if part.prefill is None:
        return begins
    found = _as_read(part, taken(part.prefill, known))
    if isinstance(begins, list) and isinstance(found, list):
        return cast(Value, [*begins, *found]) or earlier.get(part.id, [])
    return found or begins or earlier.get(part.id, "")


def _as_read(part: Part, found: Value) -> Value:
    """What the case says, as the part takes it from a person; what it cannot take is left out."""
    if part.kind is PartKind.TABLE and isinstance(found, list):
        found = [row[: len(part.columns)] for row in found if isinstance(row, list)]
    try:
        return read_part(part, found, complete=False)
    except PartRefused:
        return read_part(part, "", complete=False)
