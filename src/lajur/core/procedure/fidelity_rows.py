"""One row as written against one step as run: its words, its time, its papers, its arrows."""

import re
from collections.abc import Iterator

from lajur.core.procedure import fidelity_actors
from lajur.core.procedure.definition import Interpretation, Part, PrintedRow, Procedure, Step, Use
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.places import line_of, step_place
from lajur.core.procedure.readings import (
    Declared,
    declared,
    flow_words,
    time_words,
    use_words,
)
from lajur.core.procedure.times import read_time
from lajur.core.procedure.transcript import SheetRow, plain
from lajur.core.refusals import marked

CHANGED_WORDS = marked(
    "%(where)s: %(part)s tertulis “%(written)s” di lembar, tetapi “%(given)s” di berkas SOP."
)
TIME_DIFFERS = marked(
    "%(where)s: waktu tercetak “%(written)s” dijalankan sebagai “%(given)s”. Jelaskan di tafsir "
    "bagian waktu dengan “dibaca: %(given)s”."
)
NOT_PRINTED = marked(
    "%(where)s: “%(item)s” dijalankan sebagai %(part)s, tetapi tidak tercetak di sel itu. "
    "Jelaskan di tafsir bagian %(part)s."
)
NOT_RUN = marked(
    "%(where)s: “%(words)s” tercetak sebagai %(part)s, tetapi tidak dijalankan. Jelaskan di "
    "tafsir bagian %(part)s."
)
FLOW_DIFFERS = marked(
    "%(where)s: alur “%(given)s” tidak sama dengan urutan baris tercetak. Jelaskan di tafsir "
    "bagian alur dengan “dibaca: %(given)s”."
)
MISQUOTED = marked("%(where)s: tafsir mengutip “%(words)s”, tetapi kata itu tidak tercetak.")
NOT_DECLARED = marked(
    "%(where)s tidak tercetak. Jelaskan di tafsir bagian baris dengan “dibaca: %(title)s”."
)
REASON_NOT_ASKED = marked(
    "%(where)s: barisnya meminta sebab atau alasan, tetapi tidak ada hasil keputusan dengan "
    "“alasan: wajib”."
)
CALL_MISSING = marked("%(where)s: baris ini menyebut SOP lain; tulis namanya di “memanggil”.")
CALL_NOT_PRINTED = marked(
    "%(where)s: SOP yang dipanggil, “%(name)s”, tidak disebut di baris ini. Jelaskan di tafsir."
)

_CELLS: tuple[tuple[Part, str], ...] = (
    (Part.NUMBER, "no"),
    (Part.TITLE, "title"),
    (Part.REQUIREMENTS, "requirements"),
    (Part.TIME, "time"),
    (Part.OUTPUTS, "outputs"),
    (Part.REMARKS, "remarks"),
)
_BETWEEN_ITEMS = re.compile(r"\d+\)|\b(?:dan|serta|tidak ada)\b|[\s,;/.-]+")
_ASKS_WHY = re.compile(r"\b(?:sebab|alasan)(?:nya)?\b", re.IGNORECASE)
_NAMES_AN_SOP = re.compile(r"\bSOP\b")


def row_faults(procedure: Procedure, written: SheetRow, step: Step) -> Iterator[Fault]:
    """Yield what the step does otherwise than its row, undeclared."""
    yield from _misquotes(procedure, written, step)
    yield from _words(procedure, written.printed, step)
    yield from _time(procedure, written.printed, step)
    yield from _uses(procedure, written.printed.requirements, step, Part.REQUIREMENTS)
    yield from _uses(procedure, written.printed.outputs, step, Part.OUTPUTS)
    yield from fidelity_actors.faults(procedure, written, step)
    yield from _flow(procedure, step)
    yield from _reasons(procedure, written, step)
    yield from _call(procedure, written, step)


def implied_faults(procedure: Procedure, step: Step) -> Iterator[Fault]:
    """A step that is not a printed row: a row of empty cells, whose words the tafsir gives."""
    title = plain(step.printed.title)
    if not _reads(declared(procedure, step.id, Part.ROW), title):
        yield _fault(procedure, step, "row_not_declared", NOT_DECLARED, Part.ROW, title=title)
    blank = SheetRow(printed=PrintedRow(no="", title=title), lane_cells=())
    yield from row_faults(procedure, blank, step)


def cell(row: PrintedRow, part: Part) -> str:
    """Return the plain words of one cell; "" for a part that is not a cell."""
    return next((plain(getattr(row, name)) for known, name in _CELLS if known is part), "")


def _words(procedure: Procedure, written: PrintedRow, step: Step) -> Iterator[Fault]:
    for part, _ in _CELLS:
        paper, given = cell(written, part), cell(step.printed, part)
        if part is Part.NUMBER:
            paper, given = paper.rstrip("."), given.rstrip(".")
        if paper != given and not _is_declared(procedure, step, part, paper, given):
            facts = {"part": part.value, "written": paper, "given": given}
            yield _fault(procedure, step, "changed_words", CHANGED_WORDS, part, **facts)


def _is_declared(procedure: Procedure, step: Step, part: Part, paper: str, given: str) -> bool:
    known = declared(procedure, step.id, part)
    return any(plain(one.written) == paper and plain(one.read_as) == given for one in known)


def _time(procedure: Procedure, written: PrintedRow, step: Step) -> Iterator[Fault]:
    time, known = step.standard_time, declared(procedure, step.id, Part.TIME)
    given = time_words(procedure, time)
    readings = [plain(one.read_as) for one in known] or [plain(written.time)]
    if given not in readings and time not in map(read_time, readings):
        facts = {"written": written.time, "given": given}
        yield _fault(procedure, step, "time_differs", TIME_DIFFERS, Part.TIME, **facts)


def _uses(procedure: Procedure, paper: str, step: Step, part: Part) -> Iterator[Fault]:
    """Cross each item off the words of its cell; nothing may be left on either side."""
    uses = step.requirements if part is Part.REQUIREMENTS else step.outputs
    left = _as_read(plain(paper), declared(procedure, step.id, part)).casefold()
    for words in _longest_first(procedure, uses):
        name = re.compile(rf"(?<!\w){re.escape(plain(words).casefold())}(?!\w)")
        left, found = name.subn("|", left, count=1)
        if not found:
            facts = {"item": words, "part": part.value}
            yield _fault(procedure, step, "item_not_printed", NOT_PRINTED, part, **facts)
    rest = " ".join(_BETWEEN_ITEMS.sub(" ", left).replace("|", " ").split())
    if rest:
        facts = {"words": rest, "part": part.value}
        yield _fault(procedure, step, "item_not_run", NOT_RUN, part, **facts)


def _as_read(paper: str, known: Declared) -> str:
    """Return the cell with each declared quotation replaced by its reading."""
    for one in known:
        quoted, read_as = plain(one.written), plain(one.read_as)
        paper = paper.replace(quoted, read_as, 1) if quoted else f"{paper}, {read_as}"
    return paper


def _longest_first(procedure: Procedure, uses: tuple[Use, ...]) -> list[str]:
    return sorted((use_words(procedure, use) for use in uses), key=len, reverse=True)


def _flow(procedure: Procedure, step: Step) -> Iterator[Fault]:
    given, known = flow_words(procedure, step), declared(procedure, step.id, Part.FLOW)
    if not (_reads(known, given) if known else _follows_the_rows(procedure, step)):
        yield _fault(procedure, step, "flow_differs", FLOW_DIFFERS, Part.FLOW, given=given)


def _follows_the_rows(procedure: Procedure, step: Step) -> bool:
    """Whether it does what an unadorned table says: on to the next printed row, or the end."""
    if step.derived_from or step.waits_for or step.automatic or len(step.outcomes) != 1:
        return False
    rows = [one.id for one in procedure.steps.values() if not one.implied]
    if step.implied or (step.id == rows[0]) != (step.id == procedure.start):
        return False
    after = rows[rows.index(step.id) + 1 :]
    only = step.outcomes[0]
    if not after:
        return only.end is not None and not procedure.ends[only.end].implied
    return only.targets == (after[0],)


def _reasons(procedure: Procedure, written: SheetRow, step: Step) -> Iterator[Fault]:
    """A decision whose row asks for its reason asks whoever decides for it."""
    asks = any(outcome.needs_reason for outcome in step.outcomes)
    if step.is_decision and not asks and _ASKS_WHY.search(plain(written.printed.title)):
        yield _fault(procedure, step, "reason_not_asked", REASON_NOT_ASKED, Part.FLOW)


def _call(procedure: Procedure, written: SheetRow, step: Step) -> Iterator[Fault]:
    words = f"{written.printed.title} {written.printed.remarks}"
    if step.calls is None:
        if _NAMES_AN_SOP.search(words):
            yield _fault(procedure, step, "call_missing", CALL_MISSING, Part.TITLE)
        return
    known = [one.read_as for one in procedure.interpretations if one.step == step.id]
    if not any(step.calls in one for one in (plain(words), *known)):
        facts = {"name": step.calls}
        yield _fault(procedure, step, "call_not_printed", CALL_NOT_PRINTED, Part.TITLE, **facts)


def _misquotes(procedure: Procedure, written: SheetRow, step: Step) -> Iterator[Fault]:
    for one in procedure.interpretations:
        if one.step == step.id and not _is_quoted(one, written):
            facts = {"words": one.written}
            yield _fault(procedure, step, "misquoted", MISQUOTED, one.part, **facts)


def _is_quoted(one: Interpretation, written: SheetRow) -> bool:
    quoted = plain(one.written)
    if any(one.part is part for part, _ in _CELLS):
        paper = cell(written.printed, one.part)
        return quoted in paper if quoted else not paper
    return quoted in written.words


def _reads(known: Declared, given: str) -> bool:
    return any(plain(one.read_as) == plain(given) for one in known)


def _fault(
    procedure: Procedure, step: Step, code: str, message: str, at: Part, **facts: str
) -> Fault:
    line = line_of(procedure, "langkah", step.id, at.value)
    return fault(code, message, place=step_place(step, at.value), line=line, facts=facts)
