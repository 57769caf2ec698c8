"""A comparison in the words of a page. The facts are those of core.comparing, and no others."""

from dataclasses import dataclass
from functools import partial

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from lajur.core.comparing import wording
from lajur.core.comparing.comparison import Comparison, Row
from lajur.core.comparing.steps import StepFacts
from lajur.core.comparing.summary import COUNTED
from lajur.core.comparing.totals import Total
from lajur.core.procedure.definition import Result

READER = wording.Language(
    gettext=gettext, ngettext=ngettext, number=partial(number_format, decimal_pos=1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """A route in words."""

    total: Total
    time: str
    days: str  # "kira-kira 14,4 hari kerja"; "" where `time` says it
    left_open: tuple[str, ...]  # what the paper does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One of the two steps of a row."""

    name: str  # of the side
    facts: StepFacts
    exits: tuple[tuple[str, str], ...]  # label, where it leads


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row of the table: two steps, or one and a gap."""

    about: str
    cells: tuple[CellView | None, CellView | None]
    differs: tuple[str, ...]
    alone: str  # the name of the only side that has it; "" of a pair


def told(comparison: Comparison) -> tuple[str, ...]:
    """What it amounts to, as sentences."""
    return wording.told(comparison, READER)


def numbers(comparison: Comparison) -> list[tuple[str, int | None, int | None]]:
    """What is counted, and how much of it each has."""
    ours, theirs = comparison.left.summary, comparison.right.summary
    return [
        (gettext(words), getattr(ours, name), getattr(theirs, name))
        for name, words in COUNTED.items()
    ]


def rows(comparison: Comparison) -> list[RowView]:
    """Step by step."""
    return [_row(comparison, row) for row in comparison.rows]


def routes(comparison: Comparison) -> list[tuple[str, list[RouteView]]]:
    """Of each side, its routes: those that end well first, the straight ones before the loops."""
    return [
        (side.name, list(map(route, sorted(side.summary.totals, key=_place))))
        for side in (comparison.left, comparison.right)
    ]


def route(total: Total) -> RouteView:
    """A route with its time, and what that leaves open."""
    return RouteView(
        total=total,
        time=wording.span(total, READER),
        days=wording.about_days(total, READER),
        left_open=tuple(wording.left_open(total, READER)),
    )


def _place(total: Total) -> tuple[bool, int, float]:
    return total.result is not Result.DONE, total.rounds, total.days


def _row(comparison: Comparison, row: Row) -> RowView:
    ours, theirs = comparison.left.name, comparison.right.name
    alone = "" if row.is_paired else ours if row.left else theirs
    return RowView(
        about=wording.about(row.about, READER),
        cells=(_cell(ours, row.left), _cell(theirs, row.right)),
        differs=tuple(gettext(wording.DIFFERENCES[one]) for one in row.differs),
        alone=alone,
    )


def _cell(name: str, facts: StepFacts | None) -> CellView | None:
    if facts is None:
        return None
    exits = tuple((one.label, wording.leads(one, READER)) for one in facts.exits)
    return CellView(name=name, facts=facts, exits=exits)
