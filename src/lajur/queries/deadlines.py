"""Why a piece of work is due when it is: the facts, as the page "mengapa?" lists them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.engine.case import WorkKind
from lajur.core.engine.deadlines import counting_of, deadline_of
from lajur.core.engine.ledger import Ledger, TimeSet, WorkTimes
from lajur.core.engine.spending import spent_of, verdict_of
from lajur.core.procedure.definition import Step
from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.deadlines import judges_handling
from lajur.core.worktime.derivation import Deadline
from lajur.core.worktime.standard import Duration, StandardTime, TimeKind
from lajur.queries.deadline_words import DerivationLine, derivation_lines
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.due_views import DueView
from lajur.queries.durations import duration_words
from lajur.queries.journal import events_of
from lajur.queries.ledgers import ledger_from
from lajur.queries.moments import in_words
from lajur.queries.offices.journal import acts_numbered
from lajur.queries.spans import rough_words, verdict_words
from lajur.queries.worklist_rows import state_words
from lajur.store.models import DeadlineChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveView:
    """A change of the calendar that moved the due time."""

    old: str  # "" without
    new: str
    why: str  # the act of administration
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSetView:
    """A version of a time that varies."""

    duration: str
    who: str  # "" to who stands outside the office, as is the reason
    when: str
    reason: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """Everything that makes one piece of work due when it is.

    Outside the office nobody reads who took how long: how an office divides its time is its own
    matter.
    """

    case_id: int
    number: int  # of the work item
    request: str  # nomor permohonan
    title: str
    step: str  # the words as signed
    printed: str  # the "waktu" cell, as signed; "" empty
    time: DueView | None  # None: closed
    ended: str  # closed: how; "" while open
    verdict: str  # closed: on time, or late by how much; "" outside the office
    remarks: tuple[str, ...]  # what is special about this time
    lines: tuple[DerivationLine, ...]  # empty where nothing counts
    spent: tuple[DerivationLine, ...]  # waiting and handling so far; empty outside
    moves: tuple[MoveView, ...]  # oldest first
    versions: tuple[TimeSetView, ...]  # oldest first


def why(case_id: int, number: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> WhyView:
    """Why a work item is due when it is; at most eight statements.

    Raises:
        NotFound: no such case or work item, or none that the reader may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    item = next((one for one in dossier.items if one.number == number), None)
    ledger = ledger_from(events_of(dossier.row.id))
    if item is None or number not in ledger.work:
        raise NotFound(what=marked("Tugas"))
    work, step = ledger.work[number], dossier.procedure.steps[item.step]
    return WhyView(
        case_id=case_id,
        number=number,
        request=dossier.row.number or dossier.row.parent_number,
        title=dossier.row.title,
        step=f"{step.printed.no}. {step.printed.title}".removeprefix(". "),
        printed=step.printed.time,
        time=dossier.time_of(item) if work.closed_at is None else None,
        ended="" if work.closed_at is None else state_words(item.state),
        verdict=_verdict(dossier, ledger, work),
        remarks=tuple(_remarks(dossier, ledger, work, step)),
        lines=_lines(dossier, ledger, work),
        spent=tuple(_spent(dossier, work)),
        moves=_moves(dossier, number),
        versions=tuple(_versions(dossier, ledger.set_times.get(step.id, ()), work)),
    )


def _lines(dossier: Dossier, ledger: Ledger, work: WorkTimes) -> tuple[DerivationLine, ...]:
    counting = counting_of(ledger, work.number, dossier.procedure)
    if counting is None or not counting.begun or _is_inside_only(counting.limit, dossier):
        return ()
    at, calendar = work.closed_at or dossier.seen.at, dossier.row.calendar_at(work.closed_at)
    deadline = deadline_of(ledger, work.number, dossier.procedure, calendar, at=at)
    if deadline is None:
        return ()
    told = _unnamed(deadline) if dossier.outside else deadline
    return derivation_lines(told, calendar, calendar.zone)


def _is_inside_only(limit: Duration, dossier: Dossier) -> bool:
    """Whether its derivation would tell outside when somebody took the work in hand."""
    return dossier.outside and judges_handling(limit)


def _unnamed(deadline: Deadline) -> Deadline:
    """The same, without who stopped the clock."""
    pauses = (replace(one, pause=replace(one.pause, by="")) for one in deadline.pauses)
    return replace(deadline, pauses=tuple(pauses))


def _remarks(dossier: Dossier, ledger: Ledger, work: WorkTimes, step: Step) -> Iterator[str]:
    if work.kind is WorkKind.COMPLETION:
        yield gettext("Melengkapi berkas memakai waktu pemohon, bukan waktu kantor.")
        return
    if work.kind is WorkKind.SIGNATURE:
        yield gettext("Tanda tangan termasuk dalam waktu langkah yang ditandatangani.")
    if step.standard_time.cumulative:
        yield gettext("Satu jatah waktu untuk semua putaran langkah ini, bukan per putaran.")
    yield from _range(step.standard_time)
    counting = counting_of(ledger, work.number, dossier.procedure)
    if counting is None:
        yield _without_limit(dossier, step)
    elif _is_inside_only(counting.limit, dossier):
        yield gettext(
            "Waktu baku %(limit)s mengukur pengerjaan di dalam kantor; rinciannya hanya untuk "
            "petugas."
        ) % {"limit": duration_words(counting.limit)}
    elif not counting.begun:
        yield _not_begun(work) % {"limit": duration_words(counting.limit)}


def _range(standard: StandardTime) -> Iterator[str]:
    if standard.target is not None and standard.limit is not None:
        yield gettext("Waktu berupa rentang: target %(target)s, lewat waktu sesudah %(limit)s.") % {
            "target": duration_words(standard.target),
            "limit": duration_words(standard.limit),
        }


def _without_limit(dossier: Dossier, step: Step) -> str:
    match step.standard_time.kind:
        case TimeKind.NONE:
            return gettext("SOP menetapkan bahwa langkah ini tidak mempunyai waktu baku.")
        case TimeKind.VARIABLE:
            setting = dossier.procedure.steps.get(step.standard_time.set_by or "")
            return gettext("Waktunya ditetapkan pada langkah %(no)s; untuk berkas ini belum.") % {
                "no": setting.printed.no if setting else "–"
            }
        case _:
            return gettext(
                "SOP tidak mencantumkan waktu untuk langkah ini. Lamanya dicatat, tetapi tidak "
                "pernah dinyatakan lewat waktu."
            )


def _not_begun(work: WorkTimes) -> str:
    """Why minutes or hours do not count yet, or never did."""
    if work.closed_at is None:
        return gettext(
            "Menit dan jam mengukur pengerjaan, bukan antrean. Waktunya, %(limit)s, mulai dihitung "
            "begitu tugas ini diambil."
        )
    return gettext(
        "Diselesaikan tanpa diambil lebih dahulu, jadi lamanya pengerjaan tidak diketahui dan "
        "tidak dinilai terhadap waktu baku %(limit)s."
    )


def _spent(dossier: Dossier, work: WorkTimes) -> Iterator[DerivationLine]:
    if dossier.outside:
        return
    calendar = dossier.row.calendar_at(work.closed_at)
    spent = spent_of(work, calendar, at=dossier.seen.at)
    yield DerivationLine(title=gettext("Menunggu"), text=rough_words(spent.waiting, calendar))
    if spent.handling is not None:
        words = rough_words(spent.handling, calendar)
        yield DerivationLine(title=gettext("Dikerjakan"), text=words)
    elif work.closed_at is None:
        yield DerivationLine(title=gettext("Dikerjakan"), text=gettext("belum"))
    if spent.paused:
        words = rough_words(spent.paused, calendar)
        yield DerivationLine(title=gettext("Dijeda"), text=words)


def _verdict(dossier: Dossier, ledger: Ledger, work: WorkTimes) -> str:
    if dossier.outside:
        return ""
    calendar = dossier.row.calendar_at(work.closed_at)
    verdict = verdict_of(ledger, work.number, dossier.procedure, calendar)
    return "" if verdict is None else verdict_words(verdict, calendar)


def _moves(dossier: Dossier, number: int) -> tuple[MoveView, ...]:
    rows = DeadlineChangeRow.objects.filter(case_id=dossier.row.id, number=number).order_by("act")
    found = list(rows.values_list("act", "old", "new", "at"))
    acts = acts_numbered([act for act, *_ in found]) if found else {}
    zone = dossier.row.calendar.zone
    return tuple(
        MoveView(
            old=in_words(old, zone) if old else "",
            new=in_words(new, zone) if new else "",
            why=acts[act].title if act in acts else "",
            when=in_words(at, zone),
        )
        for act, old, new, at in found
    )


def _versions(
    dossier: Dossier, versions: Iterable[TimeSet], work: WorkTimes
) -> Iterator[TimeSetView]:
    """The times set for the step, up to when this work ended."""
    if work.kind is not WorkKind.STEP:
        return
    known = [one for one in versions if work.closed_at is None or one.at <= work.closed_at]
    for one in known:
        yield TimeSetView(
            duration=duration_words(one.duration),
            who="" if dossier.outside else one.by,
            when=in_words(one.at, dossier.row.calendar.zone),
            reason="" if dossier.outside else one.reason,
            current=one is known[-1],
        )
