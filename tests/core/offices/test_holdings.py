"""Laws and examples of who may hold a position when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.access import Capacity
from lajur.core.offices import holdings
from lajur.core.offices.holdings import Term
from lajur.core.offices.refusals import (
    EndsBeforeItBegins,
    HoldingInTheWay,
    OwnStandIn,
    PositionNotVacant,
    StandInNeedsDates,
    TermOver,
)
from lajur.core.refusals import Refusal

NEW_YEAR = date(2026, 1, 1)
PEOPLE = ("Siti", "Budi", "Rahmat")


def term(
    name: str, since: date, until: date | None = None, capacity: Capacity = Capacity.DEFINITIVE
) -> Term:
    person = PEOPLE.index(name)
    return Term(id=person, person=person, name=name, capacity=capacity, since=since, until=until)


def days(low: int, high: int) -> st.SearchStrategy[date]:
    return st.integers(low, high).map(lambda n: NEW_YEAR + timedelta(days=n))


def terms() -> st.SearchStrategy[Term]:
    return st.builds(
        term,
        st.sampled_from(PEOPLE),
        days(0, 40),
        st.none() | days(0, 60),
        st.sampled_from([*holdings.DISPLACES]),  # nobody is appointed "a.n."
    )


def record(wanted: list[Term]) -> list[Term]:
    """Appoint one after the other, as an office would; what is refused changes nothing."""
    recorded: list[Term] = []
    for number, new in enumerate(wanted):
        new = Term(**{name: getattr(new, name) for name in Term.__slots__} | {"id": number})
        try:
            change = holdings.appoint(recorded, new)
        except Refusal:
            continue
        ended = {former.id: former for former in change.ended}
        recorded = [ended.get(former.id, former) for former in recorded] + [change.term]
    return recorded


@given(st.lists(terms(), max_size=12))
def test_every_day_has_at_most_one_holder_of_each_capacity(wanted: list[Term]) -> None:
    recorded = record(wanted)

    for day in (NEW_YEAR + timedelta(days=n) for n in range(70)):
        capacities = [held.capacity for held in holdings.on(recorded, day)]
        assert len(capacities) == len(set(capacities))


@given(st.lists(terms(), max_size=12))
def test_a_plt_never_stands_beside_a_definitive_holder(wanted: list[Term]) -> None:
    recorded = record(wanted)

    for day in (NEW_YEAR + timedelta(days=n) for n in range(70)):
        capacities = {held.capacity for held in holdings.on(recorded, day)}
        assert not {Capacity.DEFINITIVE, Capacity.ACTING} <= capacities


@given(st.lists(terms(), max_size=12))
def test_no_term_is_lost_or_made_longer_and_all_keep_their_first_day(wanted: list[Term]) -> None:
    recorded = record(wanted)

    for held in recorded:
        asked = wanted[held.id or 0]
        assert (held.since, held.person) == (asked.since, asked.person)
        assert held.until is None or held.since <= held.until
        assert asked.until is None or (held.until is not None and held.until <= asked.until)


def test_a_new_definitive_holder_ends_the_former_the_day_before() -> None:
    siti = term("Siti", NEW_YEAR)

    change = holdings.appoint([siti], term("Budi", date(2026, 3, 1)))

    assert [(t.name, t.until) for t in change.ended] == [("Siti", date(2026, 2, 28))]


def test_a_definitive_holder_ends_a_plt_and_leaves_a_plh() -> None:
    plt = term("Siti", NEW_YEAR, date(2026, 6, 30), Capacity.ACTING)
    plh = term("Rahmat", date(2026, 2, 1), date(2026, 4, 1), Capacity.DAILY)

    change = holdings.appoint([plt, plh], term("Budi", date(2026, 3, 1)))

    assert [t.name for t in change.ended] == ["Siti"]


def test_a_plh_stands_beside_the_holder() -> None:
    siti = term("Siti", NEW_YEAR)

    change = holdings.appoint(
        [siti], term("Budi", date(2026, 3, 1), date(2026, 3, 9), Capacity.DAILY)
    )

    assert change.ended == ()


def test_a_plt_waits_until_the_position_is_vacant() -> None:
    with pytest.raises(PositionNotVacant, match="Siti"):
        holdings.appoint(
            [term("Siti", NEW_YEAR)],
            term("Budi", date(2026, 3, 1), date(2026, 3, 9), Capacity.ACTING),
        )


@pytest.mark.parametrize("capacity", [Capacity.ACTING, Capacity.DAILY])
def test_a_stand_in_without_a_last_day_is_refused(capacity: Capacity) -> None:
    with pytest.raises(StandInNeedsDates):
        holdings.appoint([], term("Siti", NEW_YEAR, None, capacity))


def test_nobody_stands_in_for_themselves() -> None:
    with pytest.raises(OwnStandIn):
        holdings.appoint(
            [term("Siti", NEW_YEAR)],
            term("Siti", date(2026, 3, 1), date(2026, 3, 9), Capacity.DAILY),
        )


def test_a_holder_already_recorded_for_later_is_never_pushed_aside() -> None:
    with pytest.raises(HoldingInTheWay, match="2026-03-01"):
        holdings.appoint([term("Siti", date(2026, 3, 1))], term("Budi", date(2026, 2, 1)))


def test_a_term_ends_no_sooner_than_it_begins() -> None:
    with pytest.raises(EndsBeforeItBegins):
        holdings.appoint([], term("Siti", NEW_YEAR, date(2025, 12, 31)))
    with pytest.raises(EndsBeforeItBegins):
        holdings.end(term("Siti", NEW_YEAR), last_day=date(2025, 12, 31))


def test_a_term_that_is_over_is_not_ended_again() -> None:
    with pytest.raises(TermOver, match="2026-01-31"):
        holdings.end(term("Siti", NEW_YEAR, date(2026, 1, 31)), last_day=date(2026, 2, 1))
