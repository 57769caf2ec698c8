"""The sheet as written against the sheet as run: one entry per row."""

from collections.abc import Iterator

from lajur.core.procedure.definition import Interpretation
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.fidelity import ComparedRow, Fidelity

Facts = dict[str, object]


def fidelity_lines(fidelity: Fidelity) -> Iterator[str]:
    """Yield what there is to say about each row, then about the sheet as a whole."""
    for row in fidelity.rows:
        yield f"  baris {_no(row)}: {_verdict(row)}"
        yield from map(_departure_line, row.departures)
    whole = _of_the_sheet(fidelity)
    if whole:
        yield f"  lembar: {len(whole)} tafsir"
        yield from map(_departure_line, whole)


def fidelity_facts(fidelity: Fidelity) -> Facts:
    return {
        "rows": [_row_facts(row) for row in fidelity.rows],
        "sheet": [_departure_facts(one) for one in _of_the_sheet(fidelity)],
    }


def _of_the_sheet(fidelity: Fidelity) -> list[Interpretation]:
    every = (one.interpretation for one in fidelity.departures)
    return [one for one in every if one.step is None]


def _no(row: ComparedRow) -> str:
    if row.step is not None:
        return row.step.printed.no or f"“{row.step.id}”"
    return row.written.no if row.written else ""


def _verdict(row: ComparedRow) -> str:
    if row.faults:
        return f"{len(row.faults)} perbedaan tanpa tafsir"
    if row.written is None:
        return "tersirat, tidak tercetak"
    return f"{len(row.departures)} tafsir" if row.departures else "seperti tercetak"


def _departure_line(one: Interpretation) -> str:
    written = f"tertulis “{one.written}”, " if one.written else ""
    return f"    {one.part}: {written}dibaca “{one.read_as}” (keyakinan {one.confidence})"


def _departure_facts(one: Interpretation) -> Facts:
    return {
        "part": str(one.part),
        "written": one.written,
        "read_as": one.read_as,
        "reason": one.reason,
        "confidence": str(one.confidence),
    }


def _row_facts(row: ComparedRow) -> Facts:
    return {
        "no": _no(row),
        "step": row.step.id if row.step else None,
        "printed": row.written is not None,
        "departures": [_departure_facts(one) for one in row.departures],
        "errors": _sentences(row.faults),
    }


def _sentences(faults: tuple[Fault, ...]) -> list[str]:
    return [one.sentence for one in faults]
