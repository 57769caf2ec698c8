"""A file of an SOP as its page shows it: what is wrong, its ways, and how long they take."""

import shlex
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from lajur.core.comparing.totals import Total, totals
from lajur.core.procedure.definition import Procedure, Result
from lajur.core.procedure.routes import Route, TooManyRoutesError, first_routes
from lajur.queries.durations import duration_words
from lajur.services.sop_files import SopFile
from lajur.web.forms.sop_files import LARGEST_KEPT
from lajur.web.sheet_rows import SheetView, sheet_of

MOST_DRAWN = 60  # steps; the signed SOPs have 7 to 17, and drawing takes its time
MOST_ARROWS = 100  # between them; the signed SOPs have fewer than 30
MOST_PRINTED = 40_000  # bytes of an SOP file; the signed ones have up to 25,000
MOST_ROUTES = 40  # told one by one; the signed SOPs have 2 to 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """One way from the start to an end."""

    steps: str  # "1 → 2 → 3 (tidak) → 1"
    count: int  # steps, a repeated one each time
    end: str
    refuses: bool
    times: tuple[str, ...]  # summed by unit; empty: none is printed
    days: float | None  # about, in working days; None: `times` says so already
    left_open: str  # what the sheet leaves open; "" for nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """The answer."""

    file: SopFile
    grid: SheetView | None  # None: it cannot be drawn, or is too large to be drawn here
    routes: tuple[RouteView, ...]
    more_routes: bool | None  # there are others; None: too many to tell any
    kept: str  # the draft, to take away; "" when it is too large to carry along
    can_be_printed: bool
    command: str  # for the shell of the server, where the draft is not kept here


def can_be_drawn(procedure: Procedure) -> bool:
    """Whether its table is small enough to be drawn while somebody waits."""
    outcomes = [one for step in procedure.steps.values() for one in step.outcomes]
    arrows = sum(max(1, len(one.targets)) for one in outcomes)
    return len(procedure.steps) <= MOST_DRAWN and arrows <= MOST_ARROWS


def can_be_printed(file: SopFile) -> bool:
    """Whether it is small enough for the printers, which every government waits for."""
    procedure = file.procedure
    return procedure is not None and can_be_drawn(procedure) and len(file.text) <= MOST_PRINTED


def looked_at(file: SopFile) -> LookedAt:
    """Return what the page says about a file."""
    procedure = file.procedure
    text = file.text.decode(errors="replace") if procedure else ""
    found: tuple[RouteView, ...] = ()
    more: bool | None = False
    if procedure is not None and not file.inspection.errors:
        try:
            found = _routes(procedure)
            more = len(found) > MOST_ROUTES
        except TooManyRoutesError:
            more = None
    return LookedAt(
        file=file,
        grid=sheet_of(procedure) if procedure and can_be_drawn(procedure) else None,
        routes=found[:MOST_ROUTES],
        more_routes=more,
        kept=text if len(text) <= LARGEST_KEPT else "",
        can_be_printed=can_be_printed(file),
        command=_command(file, procedure) if procedure else "",
    )


def _command(file: SopFile, procedure: Procedure) -> str:
    """What makes of the file, on the server, what is not made here; its name is anybody's words."""
    name = shlex.quote(f"./{file.name}" if file.name.startswith("-") else file.name)
    if file.is_drawing:
        return f"lajur sop import {name} -o {procedure.id}.yaml"
    return f"lajur sop print {name} -o {procedure.id}.pdf"


def _routes(procedure: Procedure) -> tuple[RouteView, ...]:
    every = first_routes(procedure, most=MOST_ROUTES + 1)
    pairs = zip(every, totals(procedure, every), strict=True)
    return tuple(_route(procedure, route, total) for route, total in pairs)


def _route(procedure: Procedure, route: Route, total: Total) -> RouteView:
    end = procedure.ends[route.end]
    times = tuple(duration_words(one) for one in total.most)
    return RouteView(
        steps=" → ".join(
            f"{one.no or procedure.steps[one.step].printed.title}"
            + (f" ({one.outcome})" if one.outcome else "")
            for one in route.steps
        ),
        count=len(route.steps),
        end=end.name,
        refuses=end.result is not Result.DONE,
        times=times,
        days=total.days if len(times) > 1 else None,
        left_open=_left_open(total),
    )


def _left_open(total: Total) -> str:
    told = []
    if total.variable:
        words = ngettext(
            "%(n)d langkah waktunya ditetapkan untuk tiap permohonan",
            "%(n)d langkah waktunya ditetapkan untuk tiap permohonan",
            total.variable,
        )
        told.append(words % {"n": total.variable})
    if total.unset:
        words = ngettext("%(n)d langkah tanpa waktu", "%(n)d langkah tanpa waktu", total.unset)
        told.append(words % {"n": total.unset})
    return gettext(" dan ").join(told)
