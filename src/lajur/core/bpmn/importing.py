"""A BPMN file as a draft procedure, with all that had to be read otherwise or left out.

Our own export comes back equal. Where somebody changed its drawing, the drawing counts for the
flow, and every change is told.
"""

import re
from dataclasses import dataclass, replace

from lajur.core.bpmn import notes, own
from lajur.core.bpmn.assembly import assemble
from lajur.core.bpmn.differences import differences, told_otherwise
from lajur.core.bpmn.drawing import Drawing
from lajur.core.bpmn.markup import MarkupError, parse
from lajur.core.bpmn.model import model_of
from lajur.core.bpmn.names import slug
from lajur.core.bpmn.notes import Notes
from lajur.core.bpmn.reading import head_of, read_drawing
from lajur.core.bpmn.tidying import tidied
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.fault_log import FaultLog
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.procedure.flow import reasons_owed
from lajur.core.procedure.places import line_of
from lajur.core.procedure.reader import read_tree
from lajur.core.procedure.references import references
from lajur.core.procedure.tree import Listing, Pairs

_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What came of a BPMN file."""

    procedure: Procedure | None  # None: refused; the only note says why
    notes: tuple[Fault, ...]  # in the order of the file's lines
    is_ours: bool = False  # exported here, and its drawing not changed since

    @property
    def needs_a_hand(self) -> bool:
        """Whether a person must decide something before the draft means what was drawn."""
        return any(one.severity is Severity.ERROR for one in self.notes)


def draft_of(data: bytes, *, name: str, process: str = "") -> Draft:
    """Read the bytes of a BPMN file.

    `name` is what the draft is called when the file itself does not say: a file name without its
    ending. `process` is the id of the process that is meant, of several.
    """
    log = Notes()
    try:
        drawing = read_drawing(parse(data), log, process=process)
        known = _known(drawing, log)
        if known is not None and _is_unchanged(known, drawing, log):
            return Draft(procedure=known, notes=log.all(), is_ours=True)
        id = known.id if known else _procedure_id(name)
        procedure = assemble(drawing, log, id=id, known=known)
    except MarkupError as refused:
        return Draft(procedure=None, notes=(refused.fault,))
    return Draft(procedure=_with_reasons(tidied(procedure, log), log), notes=log.all())


def _procedure_id(name: str) -> str:
    return name if _ID.fullmatch(name) else slug(name, "draf", (), between="-")


def _known(drawing: Drawing, log: Notes) -> Procedure | None:
    """The procedure that our own parts of the file say; None: it has none, or they do not fit."""
    head = head_of(drawing)
    if head is None:
        drawing.own.clear()
        return None
    _forget_copies(drawing)
    said, faults = own.taken(head), FaultLog()
    if isinstance(said, Pairs):
        steps = Listing(line=head.line, entries=tuple(map(own.taken, drawing.own.values())))
        said = replace(
            said,
            values={**said.values, "langkah": steps},
            key_lines={**said.key_lines, "langkah": head.line},
        )
    reading = read_tree(said, name="", log=faults)
    if reading.procedure is None:
        why = reading.faults[0].sentence
        log.hand("own_unreadable", notes.OWN_UNREADABLE, place="", line=head.line, why=why)
        drawing.own.clear()
    return reading.procedure


def _forget_copies(drawing: Drawing) -> None:
    """A shape copied in a modeller carries the part of the first one; the copy is a new step."""
    seen: set[str] = set()
    for shape, part in list(drawing.own.items()):
        id = own.id_of(part)
        if id in seen:
            del drawing.own[shape]
        seen.add(id)


def _is_unchanged(known: Procedure, drawing: Drawing, log: Notes) -> bool:
    """Whether the drawing is the one we export; else what changed is noted."""
    if any(references(known)):
        _note_gone(known, drawing, log)
        return False
    model = model_of(known)
    told_otherwise(known, model, drawing, log)
    return not differences(model, drawing, log)


def _note_gone(known: Procedure, drawing: Drawing, log: Notes) -> None:
    """Name the steps that ours lead to, and that are not drawn any more."""
    leading = [outcome for step in known.steps.values() for outcome in step.outcomes]
    ahead = (known.start, *(target for outcome in leading for target in outcome.targets))
    for step in dict.fromkeys(ahead):
        if step not in known.steps:
            place = notes.place_of("langkah", "", step)
            log.look("gone", notes.GONE, place=place, line=drawing.line)


def _with_reasons(procedure: Procedure, log: Notes) -> Procedure:
    """Give a reason to each outcome that refuses or sends back: a check asks for it."""
    steps = dict(procedure.steps)
    for step, outcome in list(reasons_owed(procedure)):
        if outcome.needs_reason:
            continue
        place = notes.place_of("langkah", step.printed.title, "")
        line = line_of(procedure, "langkah", step.id)
        log.look("reason", notes.REASON, place=place, line=line, label=outcome.label)
        outcomes = tuple(
            replace(one, needs_reason=True) if one.label == outcome.label else one
            for one in steps[step.id].outcomes
        )
        steps[step.id] = replace(steps[step.id], outcomes=outcomes)
    return replace(procedure, steps=steps)
