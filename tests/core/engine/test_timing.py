"""Setting a variable time anew; and what a journal says of work that others sign or complete."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lajur.core.access import Acting
from lajur.core.engine.case import Case, WorkKind
from lajur.core.engine.deadlines import clock_of, counting_of, deadline_of
from lajur.core.engine.events import (
    AnyEvent,
    Corrected,
    DurationSet,
    ReturnedForCompletion,
    SignatureDeclined,
    WorkItemCancelled,
    WorkItemClaimed,
    WorkItemOpened,
    WorkItemReassigned,
    WorkItemReinstated,
    WorkItemSuspended,
)
from lajur.core.engine.ledger import ledger_of
from lajur.core.engine.refusals import (
    NotAllowed,
    NotYourTimeToSet,
    ReasonMissing,
    TimeIsFixed,
)
from lajur.core.engine.spending import verdict_of
from lajur.core.engine.time_refusals import DurationMissing, DurationTooLong
from lajur.core.engine.timing import set_time
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import LAST_YEAR, default_calendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.standard import LONGEST, Duration, StandardTime, TimeKind, TimeUnit
from tests.core.engine.office import (
    ANI,
    BUDI,
    LATER,
    NOON,
    RAHMAT,
    SITI,
    WATI,
    WEEK,
    done,
    kinds,
    opened,
    sop,
    step,
)

FORTNIGHT = Duration(amount=2, unit=TimeUnit.WEEK)
VARIABLE = StandardTime(kind=TimeKind.VARIABLE, set_by="bagi")
TWO_DAYS = StandardTime(kind=TimeKind.FIXED, maximum=2, unit=TimeUnit.WORKING_DAY)
HALF_AN_HOUR = StandardTime(kind=TimeKind.FIXED, maximum=30, unit=TimeUnit.MINUTE)
SYSTEM = Acting(person=None, name="Lajur", position="")
WIB = default_calendar("Asia/Jakarta")


def building() -> Case:
    """Budi has set a week; Ani builds."""
    build = replace(step("bangun", "tim", "!"), standard_time=VARIABLE)
    case = opened(step("bagi", "kasi", "bangun", sets_time_of="bangun"), build)
    return done(case, 1, BUDI, duration=WEEK, text="Sedang.")


def test_who_set_a_time_and_the_registrar_set_it_anew_with_a_reason() -> None:
    for actor in (BUDI, WATI):
        made = set_time(
            building(), 2, duration=FORTNIGHT, reason="Lebih besar.", actor=actor, at=LATER
        )
        assert kinds(made.events) == ["DurationSet"]
        assert made.case.durations == {"bangun": FORTNIGHT}


def test_nobody_else_sets_it_nor_without_a_reason_or_a_time() -> None:
    case = building()

    def refused(why: type[Exception], **changed: object) -> None:
        usual = {"duration": FORTNIGHT, "reason": "Lebih besar.", "actor": BUDI, "at": LATER}
        with pytest.raises(why):
            set_time(case, 2, **{**usual, **changed})  # type: ignore[arg-type]

    refused(NotYourTimeToSet, actor=ANI)
    refused(NotYourTimeToSet, actor=RAHMAT)
    refused(NotAllowed, actor=SITI)
    refused(ReasonMissing, reason=" ")
    refused(DurationMissing, duration=Duration(amount=0, unit=TimeUnit.WEEK))
    refused(DurationTooLong, duration=Duration(amount=9_999, unit=TimeUnit.MONTH))


def test_the_longest_time_of_every_unit_is_held_by_the_calendar() -> None:
    opened_at = datetime(LAST_YEAR - 7, 12, 31, tzinfo=UTC)
    for unit, most in LONGEST.items():
        assert add(Duration(amount=most, unit=unit), opened_at, WIB).year <= LAST_YEAR
        assert not Duration(amount=most, unit=unit).is_too_long
        assert Duration(amount=most + 1, unit=unit).is_too_long


def test_a_printed_time_is_not_set() -> None:
    fixed = opened(replace(step("a", "kasi", "!"), standard_time=TWO_DAYS))
    with pytest.raises(TimeIsFixed):
        set_time(fixed, 1, duration=WEEK, reason="Lama.", actor=BUDI, at=LATER)


def _procedure(standard: StandardTime) -> Procedure:
    return sop(replace(step("a", "kasi", "!"), standard_time=standard))


def _opened(number: int, kind: WorkKind, *, hours: int = 0, parent: int | None = None) -> AnyEvent:
    at = NOON + timedelta(hours=hours)
    return WorkItemOpened(
        at=at, by=SYSTEM, number=number, step="a", kind=kind, lane="kasi", visit=1, parent=parent
    )


def test_a_signature_shares_the_time_of_its_step_and_what_the_applicant_completes_has_none() -> (
    None
):
    procedure = _procedure(TWO_DAYS)
    ledger = ledger_of(
        [
            _opened(1, WorkKind.STEP),
            _opened(2, WorkKind.SIGNATURE, hours=1, parent=1),
            _opened(3, WorkKind.COMPLETION, hours=2, parent=1),
        ]
    )
    signature = clock_of(ledger, 2, procedure, WIB)
    assert signature.due == clock_of(ledger, 1, procedure, WIB).due is not None
    assert clock_of(ledger, 3, procedure, WIB).due is None
    assert deadline_of(ledger, 3, procedure, WIB, at=LATER) is None


def test_a_signature_of_a_step_without_a_time_has_none() -> None:
    procedure = sop(step("a", "kasi", "!"))
    ledger = ledger_of([_opened(1, WorkKind.STEP), _opened(2, WorkKind.SIGNATURE, parent=1)])
    assert counting_of(ledger, 2, procedure) is None


def test_a_return_stops_the_clock_until_it_comes_back() -> None:
    returned = ReturnedForCompletion(
        at=NOON + timedelta(hours=1), by=SYSTEM, number=1, missing=(), text="Kurang."
    )
    ledger = ledger_of([_opened(1, WorkKind.STEP), returned])
    assert ledger.work[1].paused_at == returned.at
    back = WorkItemReinstated(at=NOON + timedelta(hours=2), by=SYSTEM, number=1)
    ledger = ledger_of([_opened(1, WorkKind.STEP), returned, back, back])
    assert ledger.work[1].paused_at is None
    assert len(ledger.work[1].pauses) == 1


def test_minutes_count_from_whoever_takes_the_work_in_hand() -> None:
    procedure = _procedure(HALF_AN_HOUR)
    nobody = WorkItemReassigned(at=LATER, by=SYSTEM, number=1, to=None, text="Cuti.")
    somebody = WorkItemReassigned(at=LATER, by=SYSTEM, number=1, to=3, text="Cuti.")
    waiting = ledger_of([_opened(1, WorkKind.STEP), nobody])
    assert clock_of(waiting, 1, procedure, WIB).paused_at == NOON
    begun = ledger_of([_opened(1, WorkKind.STEP), somebody])
    assert clock_of(begun, 1, procedure, WIB).started_at == LATER
    stopped = WorkItemSuspended(at=LATER, by=SYSTEM, number=1, text="Listrik padam.")
    taken = WorkItemClaimed(at=NOON, by=SYSTEM, number=1, person=3)
    ledger = ledger_of([_opened(1, WorkKind.STEP), taken, stopped])
    assert clock_of(ledger, 1, procedure, WIB).paused_at == LATER


def test_work_that_was_called_off_gets_no_verdict() -> None:
    procedure = _procedure(TWO_DAYS)
    late = NOON + timedelta(days=30)
    off = ledger_of([_opened(1, WorkKind.STEP), WorkItemCancelled(at=late, by=SYSTEM, number=1)])
    assert off.work[1].called_off
    assert verdict_of(off, 1, procedure, WIB) is None
    declined = ledger_of(
        [
            _opened(1, WorkKind.STEP),
            _opened(2, WorkKind.SIGNATURE, parent=1),
            SignatureDeclined(at=late, by=SYSTEM, number=2, text="Keliru."),
        ]
    )
    verdict = verdict_of(declined, 2, procedure, WIB)
    assert verdict is not None
    assert verdict.late


def test_every_time_that_was_set_stays_with_who_set_it() -> None:
    first = DurationSet(at=NOON, by=SYSTEM, step="a", duration=WEEK, text="Sedang.")
    again = DurationSet(at=LATER, by=SYSTEM, step="a", duration=FORTNIGHT, text="Besar.")
    silent = Corrected(at=LATER, by=SYSTEM, seq=1, text="Salah ketik.")
    ledger = ledger_of([_opened(1, WorkKind.STEP), first, silent, again])
    assert [one.duration for one in ledger.set_times["a"]] == [WEEK, FORTNIGHT]
    assert ledger.time_set("a", until=NOON) == WEEK
    assert ledger.time_set("a") == FORTNIGHT
