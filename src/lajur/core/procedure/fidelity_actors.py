"""Who the words of a row say does it, against who does it when it runs."""

import re
from collections.abc import Iterator
from functools import lru_cache

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
NOT_APPOINTED = marked("%(where)s: baris ini menunjuk %(lane)s; tulis lajurnya di “menunjuk”.")
APPOINTED = marked("%(where)s menunjuk %(lane)s, tetapi kata-kata barisnya tidak mengatakannya.")

# How the offices shorten the titles of their heads; a lane and a row may use either.
_TITLES = (r"kepala dinas|kadis", r"kepala bidang|kabid", r"kepala seksi|kasie|kasi")
_APPLICANT = r"pemohon|klien|opd|skpd|perangkat daerah|tim teknis|tim terkait|pihak pemohon"
_LEADING_CLAUSE = re.compile(r"^setelah [^,]*, ")
_WITH = r"\b(?:dengan|bersama) "
_APPOINTS = r"\b(?:menentukan|membentuk|menunjuk|menugaskan|sebagai|delegasi tugas ke) "
_ACKNOWLEDGED_BY = r"\bdiketahui .*?\b"


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
    yield from _appointed(procedure, written, step)


def _words_say_so(procedure: Procedure, written: SheetRow, step: Step) -> bool:
    text = plain(written.printed.title).casefold()
    return (
        step.performer in _doers(procedure, text)
        and set(step.participants) == set(_after(procedure, text, _WITH))
        and set(step.cosigners) == set(_after(procedure, text, _ACKNOWLEDGED_BY))
        and not step.informed
    )


def _doers(procedure: Procedure, title: str) -> tuple[LaneId, ...]:
    """Return who the row says does it: its first words ("Kasi memutuskan") or "oleh Kadis"."""
    text = _LEADING_CLAUSE.sub("", title)
    return _after(procedure, text, "^") or _after(procedure, text, r"\boleh ")


def _after(procedure: Procedure, text: str, lead: str) -> tuple[LaneId, ...]:
    lanes = procedure.lanes.values()
    return tuple(lane.id for lane in lanes if re.search(rf"{lead}(?:{_terms(lane)})\b", text))


def _appointed(procedure: Procedure, written: SheetRow, step: Step) -> Iterator[Fault]:
    """Yield the lanes the row appoints and the step does not, and the other way round."""
    text = plain(f"{written.printed.title} {written.printed.outputs}").casefold()
    named = _after(procedure, text, _APPOINTS)
    for code, message, lanes in (
        ("appointed_by_paper", NOT_APPOINTED, set(named).difference(step.appoints)),
        ("appointed_by_file", APPOINTED, set(step.appoints).difference(named)),
    ):
        for lane in sorted(lanes):
            name = procedure.lanes[lane].name
            yield _fault(procedure, step, code, message, lane=name)


@lru_cache(maxsize=1024)
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
