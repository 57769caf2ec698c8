"""What runs along a gutter: whether two stand beside each other, and how often they cross."""

from collections.abc import Collection
from typing import Protocol

from lajur.core.grid.parts import Direction


class Run(Protocol):
    """One arrow, or several that run as one."""

    @property
    def span(self) -> tuple[float, float]:
        """Its upper and its lower end; heights run on from row to row."""

    @property
    def joints(self) -> Collection[tuple[float, Direction]]:
        """Where level pieces meet it, and on which side."""


def meet(one: Run, other: Run) -> bool:
    """Whether two in one gutter must stand beside each other."""
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]


def crossed(left: Run, right: Run) -> int:
    """How often two in one gutter cross when they stand in this order."""
    return _across(left, right, Direction.LEFT) + _across(right, left, Direction.RIGHT)


def _across(run: Run, other: Run, towards: Direction) -> int:
    """How many level pieces of the other, on that side of the gutter, cross the run."""
    top, foot = run.span
    return sum(side is towards and top < height < foot for height, side in other.joints)
