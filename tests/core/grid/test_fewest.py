"""Fewest crossings: in a table that fits a page, no arrow could go another way and cross less."""

from collections.abc import Iterator

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

PAGE = 8  # rows


@settings(max_examples=40)
@given(procedures(depth=2))
def test_no_arrow_could_go_another_way_and_cross_less(procedure: Procedure) -> None:
    check(procedure)


@pytest.mark.slow
@settings(max_examples=2_000)
@given(procedures(depth=3))
def test_no_arrow_could_go_another_way_and_cross_less_in_thousands(procedure: Procedure) -> None:
    check(procedure)


def check(procedure: Procedure) -> None:
    assume(len(procedure.steps) <= PAGE)
    ground = ground_of(procedure)
    chosen = choose(ground)
    ours = crossings(drawing(ground, chosen))
    if ours:
        for other in changed(ground, chosen):
            drawn = drawing(ground, other)
            assert crossings(drawn) >= ours or misleads(drawn)


def changed(ground: Ground, chosen: list[Route]) -> Iterator[list[Route]]:
    """Every choice in which one arrow goes another way; what goes straight down stays."""
    for n, route in enumerate(chosen):
        if route.gutter is not None:
            yield from ([*chosen[:n], way, *chosen[n + 1 :]] for way in ways(ground, route.edge))


def misleads(drawn: Layout) -> bool:
    """Whether arrows run as one that must not, or a word has no place of its own."""
    return any(
        any(on_bond(row))
        or any(label.place.value.startswith("shoulder") for label in row.labels)
        or any(not may_join(one.edge, other.edge) for one, other in shared_ink(row))
        for row in drawn.rows
    )
