"""Who may be away when, and who may work in their place: examples and laws."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.access import Capacity
from lajur.core.offices import absences as rules
from lajur.core.offices.absence_refusals import (
    AbsenceOver,
    AbsencesOverlap,
    BeginsInThePast,
    BegunAbsence,
    OwnSubstitute,
    StandsInMeanwhile,
    SubstituteAway,
    SubstituteFromElsewhere,
)
from lajur.core.offices.absences import Absence, Party, change, end, may_stand_in, record
from lajur.core.offices.refusals import EndsBeforeItBegins
from lajur.core.refusals import Refusal

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
SITI, BUDI, DEWI, UMAR = (
    Party(person=number, name=name, unit=1, kind="office")
    for number, name in enumerate(("Siti", "Budi", "Dewi", "Umar"), start=1)
)
PEOPLE = (SITI, BUDI, DEWI, UMAR)


def away(who: Party, by: Party, first: int = 0, last: int = 4, **more: object) -> Absence:
    """`first` and `last` are days from Monday."""
    return Absence(
        absent=who,
        substitute=by,
        capacity=Capacity.DAILY,
        since=MONDAY + first * DAY,
        until=MONDAY + last * DAY,
        **more,  # type: ignore[arg-type]
    )


def recorded(*wanted: Absence) -> list[Absence]:
    """Record one after the other; what is refused changes nothing."""
    known: list[Absence] = []
    for number, one in enumerate(wanted):
        try:
            known.append(record(replace(one, id=number), known, today=MONDAY))
        except Refusal:
            continue
    return known


def absences() -> st.SearchStrategy[Absence]:
    return st.builds(
        away,
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.integers(-2, 12),
        st.integers(-2, 16),
    )


@given(st.lists(absences(), max_size=12), st.integers(-2, 16))
def test_on_no_day_does_anybody_stand_in_who_is_away_or_for_two_lines_of_one(
    wanted: list[Absence], days: int
) -> None:
    today = [one for one in recorded(*wanted) if one.covers(MONDAY + days * DAY)]
    gone = [one.absent.person for one in today]
    assert len(set(gone)) == len(gone)
    assert not set(gone) & {one.substitute.person for one in today}


@given(st.lists(absences(), max_size=12), st.integers(-2, 16))
def test_a_twin_that_lets_chains_through_is_caught(wanted: list[Absence], days: int) -> None:
    """What the law above would see without `SubstituteAway` and `StandsInMeanwhile`."""
    chain = [away(SITI, BUDI, id=1), away(BUDI, DEWI, id=2)]
    gone, instead = ({one.absent.person for one in chain}, {one.substitute.person for one in chain})
    assert gone & instead
    assert len(recorded(*chain)) == 1


@pytest.mark.parametrize(
    ("second", "refusal"),
    [
        (away(SITI, DEWI, 4, 6), AbsencesOverlap),
        (away(DEWI, SITI, 4, 6), SubstituteAway),
        (away(BUDI, DEWI, -0, 0), StandsInMeanwhile),
        (away(DEWI, DEWI), OwnSubstitute),
        (away(DEWI, UMAR, 1, 0), EndsBeforeItBegins),
        (away(DEWI, UMAR, -1, 0), BeginsInThePast),
    ],
)
def test_what_cannot_be_is_refused(second: Absence, refusal: type[Refusal]) -> None:
    first = away(SITI, BUDI, id=1)
    with pytest.raises(refusal):
        record(second, [first], today=MONDAY)


@pytest.mark.parametrize(
    "second",
    [away(SITI, DEWI, 5, 6), away(BUDI, DEWI, 5, 9), away(DEWI, BUDI), away(DEWI, SITI, 5, 6)],
)
def test_what_does_not_meet_it_is_recorded(second: Absence) -> None:
    assert record(second, [away(SITI, BUDI, id=1)], today=MONDAY) == second


def test_one_that_was_ended_stands_in_nobodys_way() -> None:
    ended = end(away(SITI, BUDI, -3, 4, id=1), today=MONDAY)
    assert ended.until == MONDAY - DAY
    assert record(away(BUDI, SITI), [ended], today=MONDAY)


def test_one_that_has_not_begun_never_begins_when_ended() -> None:
    ended = end(away(SITI, BUDI, 3, 4), today=MONDAY)
    assert not any(ended.covers(MONDAY + days * DAY) for days in range(-5, 9))


def test_what_is_over_stays_as_it_was() -> None:
    over = away(SITI, BUDI, -5, -1, id=1)
    with pytest.raises(AbsenceOver):
        end(over, today=MONDAY)
    with pytest.raises(AbsenceOver):
        change(over, replace(over, until=MONDAY), [over], today=MONDAY)


def test_one_that_has_begun_can_only_become_longer_or_shorter() -> None:
    begun = away(SITI, BUDI, -2, 4, id=1)
    longer = replace(begun, until=MONDAY + 9 * DAY, decree="800/7")
    assert change(begun, longer, [begun], today=MONDAY) == longer
    for other in (
        replace(begun, substitute=DEWI),
        replace(begun, since=MONDAY),
        replace(begun, capacity=Capacity.ON_BEHALF),
    ):
        with pytest.raises(BegunAbsence):
            change(begun, other, [begun], today=MONDAY)
    with pytest.raises(EndsBeforeItBegins):
        change(begun, replace(begun, until=MONDAY - DAY), [begun], today=MONDAY)


def test_one_to_come_can_become_anything_that_could_be_recorded() -> None:
    planned, other = away(SITI, BUDI, 2, 4, id=1), away(DEWI, UMAR, 2, 4, id=2)
    known = [planned, other]
    changed = replace(planned, substitute=UMAR, since=MONDAY, until=MONDAY)
    assert change(planned, changed, known, today=MONDAY) == changed
    with pytest.raises(SubstituteAway):
        change(planned, replace(planned, substitute=DEWI), known, today=MONDAY)
    with pytest.raises(BeginsInThePast):
        change(planned, replace(planned, since=MONDAY - DAY), known, today=MONDAY)


def test_an_agency_and_a_vendor_stay_among_themselves() -> None:
    health, roads = (Party(person=n, name="x", unit=n, kind="agency") for n in (11, 12))
    vendor = Party(person=13, name="x", unit=13, kind="vendor")
    nowhere = Party(person=14, name="x")
    assert not any(may_stand_in(one, BUDI) for one in (health, roads, vendor))
    assert not any(may_stand_in(BUDI, one) for one in (health, roads, vendor))
    assert not may_stand_in(health, roads)
    assert may_stand_in(health, replace(health, person=20))
    assert may_stand_in(vendor, replace(vendor, person=20))
    assert may_stand_in(nowhere, BUDI)
    assert may_stand_in(BUDI, replace(SITI, unit=2))
    with pytest.raises(SubstituteFromElsewhere):
        record(away(BUDI, health), [], today=MONDAY)


def test_the_capacities_of_a_substitute() -> None:
    assert rules.CAPACITIES == (Capacity.DAILY, Capacity.ON_BEHALF)
