"""What finished steps took, beside their acts in the history: waiting, handling, the verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext

from lajur.core.engine.case import WorkKind
from lajur.core.engine.deadlines import counting_of
from lajur.core.engine.events import WorkItemCompleted
from lajur.core.engine.ledger import Ledger, WorkTimes
from lajur.core.engine.spending import Verdict, spent_of, verdict_of
from lajur.queries.dossier import Dossier
from lajur.queries.durations import duration_words
from lajur.queries.ledgers import ledger_from
from lajur.queries.spans import rough_words, verdict_words
from lajur.queries.timeline import ActView, StoredEvent


def with_times(
    acts: Iterable[ActView], events: Sequence[StoredEvent], dossier: Dossier
) -> tuple[ActView, ...]:
    """The acts, each that finished a step with the time it took.

    Outside the office the acts stay as they are: how an office divides its time is its own matter.
    """
    if dossier.outside:
        return tuple(acts)
    ledger = ledger_from(events)
    done = {one.seq: one.data["number"] for one in events if one.kind == WorkItemCompleted.__name__}
    return tuple(_with_time(act, ledger, done.get(act.seq), dossier) for act in acts)


def _with_time(act: ActView, ledger: Ledger, number: object, dossier: Dossier) -> ActView:
    work = ledger.work.get(number) if isinstance(number, int) else None
    if work is None or work.kind is not WorkKind.STEP:
        return act
    calendar = dossier.row.calendar_at(work.closed_at)
    verdict = verdict_of(ledger, work.number, dossier.procedure, calendar)
    return replace(
        act,
        work=work.number,
        time=_words(work, ledger, dossier, verdict),
        late=verdict is not None and verdict.late,
    )


def _words(work: WorkTimes, ledger: Ledger, dossier: Dossier, verdict: Verdict | None) -> str:
    calendar = dossier.row.calendar_at(work.closed_at)
    spent = spent_of(work, calendar, at=dossier.seen.at)
    parts = [gettext("menunggu %(time)s") % {"time": rough_words(spent.waiting, calendar)}]
    if spent.handling is not None:
        handling = rough_words(spent.handling, calendar)
        parts.append(gettext("dikerjakan %(time)s") % {"time": handling})
    counting = counting_of(ledger, work.number, dossier.procedure)
    if counting is None:
        return ", ".join(parts)
    facts = {
        "spent": ", ".join(parts),
        "limit": duration_words(counting.limit),
        "verdict": verdict_words(verdict, calendar) if verdict else gettext("tidak dinilai"),
    }
    return gettext("%(spent)s; waktu baku %(limit)s: %(verdict)s") % facts
