"""Fewest crossings: no other choice of ways crosses less, where every choice can be tried."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given, settings

from lajur.core.grid.choosing import choose
from lajur.core.grid.ground import Ground, ground_of
from lajur.core.grid.layout import drawing
from lajur.core.grid.parts import Layout
from lajur.core.grid.routes import Route, ways
from lajur.core.procedure.definition import Procedure
from tests.core.grid.sight import crossings, may_join, on_bond, shared_ink
from tests.core.strategies import procedures

TRIED = 3_000  # choices, at most


@settings(max_examples=10)
@given(procedures(depth=2))
def test_no_choice_of_ways_crosses_less(procedure: Procedure) -> None:
    check(procedure)


@pytest.mark.slow
@settings(max_examples=500)
@given(procedures(depth=3))
def test_no_choice_of_ways_crosses_less_in_hundreds(procedure: Procedure) -> None:
    check(procedure)


def check(procedure: Procedure) -> None:
    ground = ground_of(procedure)
    chosen = choose(ground)
    ours = crossings(drawing(ground, chosen))
    if not ours:
        return
    others = list(choices(ground, chosen))
    assume(prod(len(one) for one in others) <= TRIED)
    for routes in product(*others):
        drawn = drawing(ground, routes)
        assert crossings(drawn) >= ours or misleads(drawn)


def choices(ground: Ground, chosen: Sequence[Route]) -> Iterator[Sequence[Route]]:
    """All ways of each arrow; what goes straight down stays."""
    for route in chosen:
        yield [route] if route.gutter is None else ways(ground, route.edge)


def misleads(drawn: Layout) -> bool:
    """Whether arrows run as one that must not, or a word has no place of its own."""
    return any(
        any(on_bond(row))
        or any(label.place.value.startswith("shoulder") for label in row.labels)
        or any(not may_join(one.edge, other.edge) for one, other in shared_ink(row))
        for row in drawn.rows
    )
