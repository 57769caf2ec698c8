"""The sheet as written against the sheet as run, row by row.

Every difference must be declared under `tafsir`; one that is not is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lajur.core.procedure import fidelity_identity, fidelity_items, fidelity_rows
from lajur.core.procedure.definition import Interpretation, PrintedRow, Procedure, Step
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.places import line_of, step_place
from lajur.core.procedure.transcript import SheetRow, parse, plain
from lajur.core.refusals import marked

MISSING_ROW = marked("Baris %(no)s “%(title)s” tercetak di lembar, tetapi tidak ada di berkas SOP.")
EXTRA_ROW = marked(
    "%(where)s “%(title)s” tidak tercetak di lembar. Tandai “tersirat: true” dan jelaskan di "
    "tafsir bagian baris."
)
NO_TABLE = marked("Transkrip tidak memuat tabel SOP: tidak ada baris berawalan “No”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One row, written and run. Either is None when the other has no counterpart."""

    written: PrintedRow | None  # None: implied, or not on the sheet
    step: Step | None  # None: not in the file
    departures: tuple[Interpretation, ...]
    faults: tuple[Fault, ...]

    @property
    def is_faithful(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A declared interpretation, with the row it settles."""

    no: str  # as printed; "" for the sheet as a whole or an implied row
    interpretation: Interpretation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """What the comparison found."""

    rows: tuple[ComparedRow, ...]  # printed order, implied rows where they run
    departures: tuple[Departure, ...]
    faults: tuple[Fault, ...]  # all errors, those of the rows included

    @property
    def is_faithful(self) -> bool:
        return not self.faults


def compare(procedure: Procedure, transcript: str) -> Fidelity:
    """Compare a procedure whose names are all known with the text of its transcript."""
    sheet = parse(transcript)
    rows = tuple(
        _compared(procedure, written, step) for written, step in _pairs(procedure, sheet.rows)
    )
    faults = [*fidelity_identity.faults(procedure, sheet), *fidelity_items.faults(procedure)]
    if not sheet.rows:
        faults.append(fault("no_table", NO_TABLE, place="transkrip", line=0))
    for row in rows:
        faults.extend(row.faults)
    return Fidelity(rows=rows, departures=_departures(procedure), faults=tuple(faults))


def _departures(procedure: Procedure) -> tuple[Departure, ...]:
    steps = procedure.steps
    return tuple(
        Departure(no=steps[one.step].printed.no if one.step else "", interpretation=one)
        for one in procedure.interpretations
    )


def _pairs(
    procedure: Procedure, rows: tuple[SheetRow, ...]
) -> Iterator[tuple[SheetRow | None, Step | None]]:
    """Match rows and steps by their words, in order; implied steps stand alone."""
    printed = [step for step in procedure.steps.values() if not step.implied]
    matched = dict(_matches(rows, printed))
    found = {step.id: written for written, step in matched.items() if step}
    missing = [(at, row) for at, row in enumerate(rows) if matched.get(at) is None]
    for step in procedure.steps.values():
        at = found.get(step.id)
        while missing and at is not None and missing[0][0] < at:
            yield missing.pop(0)[1], None
        yield (None if at is None else rows[at]), step
    yield from ((row, None) for _, row in missing)


def _matches(rows: tuple[SheetRow, ...], steps: list[Step]) -> Iterator[tuple[int, Step | None]]:
    """Yield for each row its step: the same words, or the same place between rows that match."""
    written = [row.printed.title for row in rows]
    run = [plain(step.printed.title) for step in steps]
    matcher = SequenceMatcher(a=written, b=run, autojunk=False)
    for kind, first, last, other, end in matcher.get_opcodes():
        if kind == "insert":
            continue
        for offset, at in enumerate(range(first, last)):
            yield at, steps[other + offset] if other + offset < end else None


def _compared(procedure: Procedure, written: SheetRow | None, step: Step | None) -> ComparedRow:
    departures = tuple(
        one for one in procedure.interpretations if step is not None and one.step == step.id
    )
    return ComparedRow(
        written=written.printed if written else None,
        step=step,
        departures=departures,
        faults=tuple(_row_faults(procedure, written, step)),
    )


def _row_faults(
    procedure: Procedure, written: SheetRow | None, step: Step | None
) -> Iterator[Fault]:
    if step is None:
        assert written is not None
        facts = {"no": written.printed.no, "title": written.printed.title}
        yield fault("missing_row", MISSING_ROW, place="langkah", line=0, facts=facts)
    elif step.implied:
        yield from fidelity_rows.implied_faults(procedure, step)
    elif written is None:
        line = line_of(procedure, "langkah", step.id)
        facts = {"title": step.printed.title}
        yield fault("extra_row", EXTRA_ROW, place=step_place(step), line=line, facts=facts)
    else:
        yield from fidelity_rows.row_faults(procedure, written, step)
