"""Who the words of a row say does it, against who does it when it runs."""

import re
from collections.abc import Iterator

from lajur.core.procedure.definition import Lane, LaneId, LaneKind, Part, Procedure, Step
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.places import line_of, step_place
from lajur.core.procedure.readings import actor_words, declared
from lajur.core.procedure.transcript import SheetRow, plain
from lajur.core.refusals import marked

ACTORS_DIFFER = marked(
    "%(where)s dikerjakan oleh “%(given)s”, tetapi kata-kata barisnya tidak mengatakannya. "
    "Jelaskan di tafsir bagian pelaksana dengan “dibaca: %(given)s”."
)
ACTOR_LEFT_OUT = marked(
    "%(where)s: %(lane)s disebut di baris ini (“%(words)s”), tetapi tidak punya peran di situ."
)

# How the offices shorten the titles of their heads; a lane and a row may use either.
_TITLES = (r"kepala dinas|kadis", r"kepala bidang|kabid", r"kepala seksi|kasie|kasi")
_APPLICANT = r"pemohon|klien|opd|skpd|perangkat daerah|tim teknis|tim terkait|pihak pemohon"
_LEADING_CLAUSE = re.compile(r"^setelah [^,]*, ")
_WITH = r"(?:dengan|bersama) "
_APPOINTS = r"(?:menentukan|membentuk|menunjuk|menugaskan|sebagai|delegasi tugas ke) "
_ACKNOWLEDGES = r"diketahui .*?"


def faults(procedure: Procedure, written: SheetRow, step: Step) -> Iterator[Fault]:
    """Yield a fault when the actors are neither in the words of the row nor declared."""
    given = actor_words(procedure, step)
    known = declared(procedure, step.id, Part.PERFORMER)
    if known:
        is_told = any(plain(one.read_as) == plain(given) for one in known)
    else:
        is_told = _words_say_so(procedure, written, step)
    if not is_told:
        yield _fault(procedure, step, "actors_differ", ACTORS_DIFFER, given=given)
    yield from _left_out(procedure, written, step, is_declared=bool(known))


def named_in(procedure: Procedure, words: str) -> tuple[LaneId, ...]:
    """Return the lanes the words name, in lane order."""
    text = plain(words).casefold()
    lanes = procedure.lanes.values()
    return tuple(lane.id for lane in lanes if re.search(rf"\b(?:{_terms(lane)})\b", text))


def _words_say_so(procedure: Procedure, written: SheetRow, step: Step) -> bool:
    title = written.printed.title
    others = {*step.participants, *step.cosigners, *step.informed}
    named = named_in(procedure, title)
    return step.performer in _doers(procedure, title) and others.issubset(named)


def _doers(procedure: Procedure, title: str) -> tuple[LaneId, ...]:
    """Return who the row says does it: its first words ("Kasi memutuskan") or "oleh Kadis"."""
    text = _LEADING_CLAUSE.sub("", plain(title).casefold())
    return _after(procedure, text, "^") or _after(procedure, text, r"\boleh ")


def _after(procedure: Procedure, text: str, lead: str) -> tuple[LaneId, ...]:
    lanes = procedure.lanes.values()
    return tuple(lane.id for lane in lanes if re.search(rf"{lead}(?:{_terms(lane)})\b", text))


def _left_out(
    procedure: Procedure, written: SheetRow, step: Step, *, is_declared: bool
) -> Iterator[Fault]:
    """Yield the lanes a phrase gives a part ("dengan Programmer") that the step does not."""
    text = plain(f"{written.printed.title} {written.printed.outputs}").casefold()
    roles = [(_APPOINTS, step.appoints)]
    if not is_declared:
        roles += [(_WITH, step.participants), (_ACKNOWLEDGES, step.cosigners)]
    for phrase, lanes in roles:
        for lane in _after(procedure, text, rf"\b{phrase}"):
            if lane not in lanes:
                name = procedure.lanes[lane].name
                facts = {"lane": name, "words": written.printed.title}
                yield _fault(procedure, step, "actor_left_out", ACTOR_LEFT_OUT, **facts)
    for lane in set(step.appoints).difference(named_in(procedure, text)):
        given = f"menunjuk {procedure.lanes[lane].name}"
        yield _fault(procedure, step, "actors_differ", ACTORS_DIFFER, given=given)


def _terms(lane: Lane) -> str:
    """Return a pattern of the words that name a lane in running text."""
    if lane.kind is LaneKind.APPLICANT:
        return _APPLICANT
    name = lane.name.casefold()
    for title in _TITLES:
        if re.match(rf"(?:{title})\b", name):
            return title
    if name.startswith("tim "):  # "Tim Pengembang" is also printed "Tim Pengembangan"
        return rf"{re.escape(' '.join(name.split()[:2]))}\w*"
    return re.escape(name)


def _fault(procedure: Procedure, step: Step, code: str, message: str, **facts: str) -> Fault:
    line = line_of(procedure, "langkah", step.id, "pelaksana")
    return fault(code, message, place=step_place(step, "pelaksana"), line=line, facts=facts)
