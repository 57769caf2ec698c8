"""What `lajur sop` answers about one file: facts for a program, words for a person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lajur.cli.sop_fidelity import fidelity_facts, fidelity_lines
from lajur.cli.sop_files import Sheet, contents
from lajur.cli.sop_table import rows, table
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.procedure.fidelity import compare
from lajur.core.procedure.places import line_of
from lajur.core.procedure.routes import Route, TooManyRoutesError, routes
from lajur.core.refusals import marked

TOO_MANY_ROUTES = marked("Berkas: jalannya terlalu banyak untuk disebutkan satu per satu.")
TRANSCRIPT_MISSING = marked(
    "Transkrip: naskah “%(name)s” tidak ada di samping berkas ini, jadi tidak dapat dibandingkan."
)

Facts = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    facts: Facts
    words: str
    is_good: bool


def checked(sheet: Sheet) -> Answer:
    """Errors, findings, and how many states were explored."""
    lines = [*fault_lines(sheet.path, sheet.errors), *fault_lines(sheet.path, sheet.findings)]
    counts = f"{len(sheet.errors)} kesalahan, {len(sheet.findings)} temuan"
    explored = f", {sheet.states} keadaan diperiksa" if sheet.states else ""
    lines.append(f"{sheet.path}: {counts}{explored}.")
    facts = {
        **_heading(sheet),
        "states": sheet.states,
        "errors": [fault_facts(one) for one in sheet.errors],
        "findings": [fault_facts(one) for one in sheet.findings],
    }
    return Answer(facts=facts, words="\n".join(lines), is_good=not sheet.errors)


def compared(sheet: Sheet) -> Answer:
    """The sheet as run against the sheet as written."""
    if sheet.procedure is None or sheet.errors:
        return _faulty(sheet, sheet.errors)
    path = sheet.folder / sheet.procedure.transcript
    if not sheet.procedure.transcript or not path.is_file():
        return _faulty(sheet, (_transcript_missing(sheet.procedure),))
    fidelity = compare(sheet.procedure, contents(path).decode("utf-8", errors="replace"))
    errors = [one for one in fidelity.faults if one.severity is Severity.ERROR]
    counts = f"{len(fidelity.rows)} baris dibandingkan, {len(fidelity.departures)} tafsir"
    verdict = f"{sheet.path}: {counts}, {len(errors)} perbedaan tanpa tafsir."
    facts = {
        **_heading(sheet),
        **fidelity_facts(fidelity),
        "errors": [fault_facts(one) for one in errors],
    }
    lines = [*fidelity_lines(fidelity), *fault_lines(sheet.path, errors), verdict]
    return Answer(facts=facts, words="\n".join(lines), is_good=not errors)


def routed(sheet: Sheet) -> Answer:
    """Every route, or why there are none to list."""
    if sheet.procedure is None or sheet.errors:
        return _faulty(sheet, sheet.errors)
    try:
        found = routes(sheet.procedure)
    except TooManyRoutesError:
        return _faulty(sheet, (fault("too_many_routes", TOO_MANY_ROUTES, place="", line=0),))
    lines = [_route_line(sheet.procedure, number, one) for number, one in enumerate(found, start=1)]
    facts = [_route_facts(sheet.procedure, one) for one in found]
    words = "\n".join([f"{sheet.path}: {len(found)} jalan.", *lines])
    return Answer(facts={**_heading(sheet), "routes": facts}, words=words, is_good=True)


def shown(sheet: Sheet) -> Answer:
    """The table as signed."""
    if sheet.procedure is None:
        return _faulty(sheet, sheet.errors)
    identity = sheet.procedure.identity
    facts = {
        **_heading(sheet),
        "number": identity.number,
        "title": identity.title,
        "steps": [row._asdict() for row in rows(sheet.procedure)],
    }
    return Answer(facts=facts, words=table(sheet.procedure), is_good=not sheet.errors)


def _heading(sheet: Sheet) -> Facts:
    procedure = sheet.procedure
    return {"file": str(sheet.path), "procedure": procedure.id if procedure else None}


def _faulty(sheet: Sheet, errors: Sequence[Fault]) -> Answer:
    """Answer a question that the errors of the file leave open."""
    facts = {**_heading(sheet), "errors": [fault_facts(one) for one in errors]}
    return Answer(facts=facts, words="\n".join(fault_lines(sheet.path, errors)), is_good=False)


def _transcript_missing(procedure: Procedure) -> Fault:
    facts, line = {"name": procedure.transcript}, line_of(procedure, "transkrip")
    message = TRANSCRIPT_MISSING
    return fault("transcript_missing", message, place="transkrip", line=line, facts=facts)


def fault_lines(path: Path, faults: Sequence[Fault]) -> list[str]:
    """Each fault with its place in a file, and its sentence below."""
    return [
        f"{path}:{one.line}: {one.severity} {one.code} ({one.place or 'berkas'})\n"
        f"    {one.sentence}"
        for one in faults
    ]


def fault_facts(one: Fault) -> Facts:
    return {"line": one.line, "code": one.code, "place": one.place, "message": one.sentence}


def _route_line(procedure: Procedure, number: int, route: Route) -> str:
    steps = " → ".join(
        f"{one.no or one.step} ({one.outcome})" if one.outcome else one.no or one.step
        for one in route.steps
    )
    end = procedure.ends[route.end]
    return f"  {number}. {steps} → {end.name} [{end.result}]"


def _route_facts(procedure: Procedure, route: Route) -> Facts:
    steps = [asdict(one) for one in route.steps]
    return {"steps": steps, "end": route.end, "result": str(procedure.ends[route.end].result)}
