"""Who stands above whom, by units and ranks."""

from hypothesis import given
from hypothesis import strategies as st

from lajur.core.offices.superiors import Chart, Post

DINAS, BIDANG, SEKSI = 1, 2, 3
PARENTS = {DINAS: None, BIDANG: DINAS, SEKSI: BIDANG}
KADIS, KABID, KASI, PROGRAMMER, ANALIS = 10, 20, 30, 31, 32
POSTS = (
    Post(id=KADIS, unit=DINAS, rank=0),
    Post(id=KABID, unit=BIDANG, rank=1),
    Post(id=KASI, unit=SEKSI, rank=2),
    Post(id=PROGRAMMER, unit=SEKSI, rank=3),
    Post(id=ANALIS, unit=SEKSI, rank=4),
)
CHART = Chart(POSTS, PARENTS)


def test_everybody_answers_to_the_head_of_their_unit_and_those_above() -> None:
    assert list(CHART.above(ANALIS)) == [KASI, KABID, KADIS]
    assert list(CHART.above(KASI)) == [KABID, KADIS]
    assert list(CHART.above(KADIS)) == []


def test_a_unit_without_positions_is_passed_over() -> None:
    chart = Chart([POSTS[0], *POSTS[2:]], PARENTS)

    assert list(chart.above(ANALIS)) == [KASI, KADIS]


def test_a_position_that_is_no_longer_used_has_nobody_above() -> None:
    assert list(CHART.above(99)) == []


@given(
    parents=st.dictionaries(st.integers(1, 6), st.none() | st.integers(1, 6)),
    places=st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3)), max_size=10),
)
def test_whoever_stands_above_whom_nobody_stands_above_themselves(parents, places) -> None:
    posts = [Post(id=n, unit=unit, rank=rank) for n, (unit, rank) in enumerate(places)]
    chart = Chart(posts, parents)
    for post in posts:
        above = list(chart.above(post.id))
        assert post.id not in above
        assert len(above) == len(set(above))
