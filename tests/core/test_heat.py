"""Where time goes: medians and deciles of what really occurred."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.insight.heat import Visit, heat, spread

MINUTES = st.floats(min_value=0, max_value=10_000)
WHOLE = st.integers(min_value=0, max_value=10_000)
VISITS = st.builds(
    lambda step, waiting, handling, late: Visit(
        step=step, taken=waiting + (handling or 0), handling=handling, late=late
    ),
    step=st.sampled_from(["terima", "periksa", "putus"]),
    waiting=WHOLE,
    handling=st.none() | WHOLE,
    late=st.none() | st.booleans(),
)


@given(st.lists(MINUTES, min_size=1))
def test_half_took_no_longer_than_the_median_and_nine_in_ten_than_the_ninth(
    values: list[float],
) -> None:
    found = spread(values)
    for told, part in ((found.median, 0.5), (found.ninth, 0.9)):
        assert told in values
        assert sum(one <= told for one in values) >= part * len(values)
        assert sum(one < told for one in values) < part * len(values)  # and no shorter one would do


def test_a_few_values_as_one_would_count_them_by_hand() -> None:
    ten = spread([7, 1, 10, 3, 5, 2, 9, 4, 8, 6])
    assert (ten.median, ten.ninth) == (5, 9)
    alone = spread([4])
    assert (alone.median, alone.ninth) == (4, 4)


def test_what_nobody_took_in_hand_is_neither_waiting_nor_handling() -> None:
    taken = Visit(step="putus", taken=50, handling=20, late=None)
    not_taken = Visit(step="putus", taken=600, handling=None, late=None)
    both = heat([taken, not_taken])["putus"]
    assert (both.waited, both.handled, both.unsplit) == (30, 20, 600)
    assert (both.waiting, both.handling) == (spread([30]), spread([20]))
    assert both.taken == spread([50, 600])
    alone = heat([not_taken])["putus"]
    assert (alone.waiting, alone.handling, alone.waited) == (None, None, 0)


def test_of_nothing_there_is_no_median() -> None:
    with pytest.raises(ValueError, match="nothing"):
        spread([])


@given(st.lists(VISITS), st.randoms())
def test_every_visit_counts_once_whatever_their_order(visits: list[Visit], dice: object) -> None:
    found = heat(visits)
    assert sum(one.visits for one in found.values()) == len(visits)
    assert sum(one.spent for one in found.values()) == pytest.approx(
        sum(one.taken for one in visits)
    )
    for one in found.values():
        assert 0 <= one.late <= one.judged <= one.visits
    shuffled = visits[:]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    again = heat(shuffled)
    assert {step: (one.waiting, one.handling, one.late) for step, one in again.items()} == {
        step: (one.waiting, one.handling, one.late) for step, one in found.items()
    }
