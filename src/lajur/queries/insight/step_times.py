"""Where the time of an SOP goes, step by step: what officials, auditors and administrators see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, Permission
from lajur.core.insight.heat import Spread, StepHeat, heat
from lajur.core.procedure.definition import Procedure, StepId
from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.queries.insight.visits import Office, OpenNow, Sample, newest, open_now, visits
from lajur.queries.spans import rough_words
from lajur.store.models import GovernmentRow, ProcedureRow
from lajur.store.procedures import of_row


class Period(StrEnum):
    """Requests filed since when, in the word of the address."""

    YEAR = "tahun"
    NINETY_DAYS = "90-hari"
    ALL = "semua"

    def since(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """Its first moment (aware), seen from `at`; None: from the beginning."""
        match self:
            case Period.YEAR:
                return datetime(at.astimezone(zone).year, 1, 1, tzinfo=zone)
            case Period.NINETY_DAYS:
                first = at.astimezone(zone).date() - timedelta(days=90)
                return datetime.combine(first, time(), tzinfo=zone)
            case Period.ALL:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadWords:
    """How long something took, in words: "2 jam kerja"."""

    median: str  # half took no longer
    ninth: str  # nine in ten took no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimes:
    """What one step took. Shares are of all the time that all the steps took, from 0 to 1."""

    visits: int  # finished
    taken: SpreadWords | None  # from coming until done; None: never finished
    waiting: SpreadWords | None  # of visits that were taken in hand; None: of none is it known
    handling: SpreadWords | None
    waited: float
    handled: float
    unsplit: float  # of visits nobody is known to have taken in hand
    judged: int
    late: int
    now: OpenNow

    @property
    def share(self) -> float:
        return self.waited + self.handled + self.unsplit

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    @property
    def late_percent(self) -> int:
        return round(self.late * 100 / self.judged) if self.judged else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesView:
    """The steps of one SOP in time."""

    procedure: Procedure  # as in force
    procedures: Sequence[Procedure]  # those in force, by title
    versions: int  # that cases may run under
    period: Period
    cases: int
    has_more: bool  # only the newest cases were looked at
    steps: Mapping[StepId, StepTimes]

    @property
    def has_runs(self) -> bool:
        return any(one.visits or one.now.count for one in self.steps.values())

    @property
    def hottest(self) -> tuple[StepId, ...]:
        """The step that took most of the time; none where nothing took any."""
        most = max(self.steps, key=lambda step: self.steps[step].share)
        return (most,) if self.steps[most].share else ()


def step_times(
    key: str, period: Period, *, actor: Actor, government: int, at: datetime
) -> TimesView:
    """The SOP called `key` (Procedure.id), or without a name the first; `at` is aware.

    Raises:
        NotFound: there is none in force, or these measures are not for the actor.
    """
    if not actor.may(Permission.READ_MEASURES):
        raise NotFound(what=marked("Halaman"))
    rows = list(ProcedureRow.objects.order_by("title", "key"))
    active = [row for row in rows if row.active]
    chosen = next((row for row in active if key in ("", row.key)), None)
    if chosen is None:
        raise NotFound(what=marked("SOP"))
    versions = {row.pk: of_row(row) for row in rows if row.key == chosen.key}
    office = _office(government)
    sample = newest(versions, since=period.since(at, office.calendar().zone))
    return TimesView(
        procedure=versions[chosen.pk],
        procedures=[of_row(row) for row in active],
        versions=len(versions),
        period=period,
        cases=len(sample.cases),
        has_more=sample.has_more,
        steps=_steps(versions[chosen.pk], sample, office, at),
    )


def _office(government: int) -> Office:
    row = GovernmentRow.objects.get(pk=government)
    return Office(government=government, version=row.calendar_version, zone=row.zone)


def _steps(
    procedure: Procedure, sample: Sample, office: Office, at: datetime
) -> Mapping[StepId, StepTimes]:
    """Every step of the version in force; what only earlier versions had is left out."""
    measured = heat(one for one in visits(sample, office, at=at) if one.step in procedure.steps)
    total = sum(one.spent for one in measured.values())
    now, calendar = open_now(sample, at=at), office.calendar()
    return {
        step: _times(measured.get(step), total, now.get(step, OpenNow()), calendar)
        for step in procedure.steps
    }


def _times(
    measured: StepHeat | None, total: float, now: OpenNow, calendar: OfficeCalendar
) -> StepTimes:
    if measured is None:
        return StepTimes(
            visits=0, taken=None, waiting=None, handling=None, waited=0, handled=0, unsplit=0,
            judged=0, late=0, now=now,
        )  # fmt: skip
    return StepTimes(
        visits=measured.visits,
        taken=_words(measured.taken, calendar),
        waiting=_words(measured.waiting, calendar) if measured.waiting else None,
        handling=_words(measured.handling, calendar) if measured.handling else None,
        waited=measured.waited / total if total else 0,
        handled=measured.handled / total if total else 0,
        unsplit=measured.unsplit / total if total else 0,
        judged=measured.judged,
        late=measured.late,
        now=now,
    )


def _words(spread: Spread, calendar: OfficeCalendar) -> SpreadWords:
    return SpreadWords(
        median=rough_words(max(spread.median, 0), calendar),
        ninth=rough_words(max(spread.ninth, 0), calendar),
    )
