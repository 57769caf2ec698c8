"""The registers, one of them by year, one line of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext

from lajur.core.access import Permission
from lajur.queries.offices.journal import list_acts
from lajur.queries.registers.books import BookView, find_book, list_books
from lajur.queries.registers.lines import (
    STATE_WORDS,
    LineFilter,
    LinePage,
    LineView,
    find_line,
    find_lines,
    years_of,
)
from lajur.web.forms.registers import line_filter
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import address, today

Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A count that is a link."""

    label: str
    count: int
    address: str
    current: bool


def show_all(request: PlacedRequest) -> HttpResponse:
    """The registers, with how far each has come."""
    context = {
        "books": list_books(request.government.id, today=today(request)),
        "crumbs": ((gettext("Register"), address(request, "register")),),
        "manages": request.actor.may(Permission.MANAGE_OFFICE),
    }
    return render(request, "registers/books.html", context)


def show(request: PlacedRequest, book: str) -> HttpResponse:
    """One page of a register."""
    view = book_of(request, book)
    wanted = wanted_of(request)
    page = find_lines(view, wanted, reader=request.actor)
    start = replace(wanted, after="", before="")
    base = address(request, "book", book=book)
    context = {
        "book": view,
        "page": page,
        "wanted": wanted,
        "tabs": _tabs(base, start, page),
        "years": years_of(view, today=today(request)),
        "months": [(month, date_format(date(2000, month, 1), "F")) for month in range(1, 13)],
        "newer": page.newer and _to(base, replace(start, before=page.newer)),
        "older": page.older and _to(base, replace(start, after=page.older)),
        "base": base,
        "query": query_of(start),
        "crumbs": book_crumbs(request),
        "keeps": keeps(request) and view.active,
        "exports": request.actor.may(Permission.EXPORT_REGISTER),
    }
    return render(request, "registers/book.html", context)


def show_line(request: PlacedRequest, book: str, entry: int) -> HttpResponse:
    """One line of a register, with all that happened to it."""
    view, line = line_of(request, book, entry)
    context = {
        "book": view,
        "line": line,
        "acts": list_acts(target=f"entry:{entry}", limit=20).acts if line.told else (),
        "crumbs": book_crumbs(request, view),
        "keeps": keeps(request),
        "opens_cases": request.actor.may(Permission.READ_CASES),
    }
    return render(request, "registers/line.html", context)


def book_of(request: PlacedRequest, key: str) -> BookView:
    """The register at this address. Raises: NotFound."""
    return find_book(key, request.government.id, today=today(request))


def line_of(request: PlacedRequest, key: str, entry: int) -> tuple[BookView, LineView]:
    """The register and line at this address. Raises: NotFound."""
    view = book_of(request, key)
    return view, find_line(view, entry, reader=request.actor)


def wanted_of(request: PlacedRequest) -> LineFilter:
    """What the address asks for, of this year unless it says another."""
    return line_filter(request.GET, this_year=today(request).year)


def keeps(request: PlacedRequest) -> bool:
    """Whether the visitor keeps the registers."""
    return request.actor.may(Permission.KEEP_REGISTERS)


def book_crumbs(request: PlacedRequest, book: BookView | None = None) -> Crumbs:
    """The trail to a register, or to a line of it."""
    trail = (
        (gettext("Register"), address(request, "register")),
        (gettext("Buku register"), address(request, "books")),
    )
    if book is None:
        return trail
    return (*trail, (book.name, address(request, "book", book=book.key)))


def query_of(wanted: LineFilter) -> str:
    """The filter as the query of an address."""
    parts = {
        "tahun": wanted.year,
        "bulan": wanted.month,
        "cari": wanted.search,
        "keadaan": wanted.state,
        "sesudah": wanted.after,
        "sebelum": wanted.before,
    }
    return urlencode({name: value for name, value in parts.items() if value})


def _to(base: str, wanted: LineFilter) -> str:
    return f"{base}?{query_of(wanted)}"


def _tabs(base: str, start: LineFilter, page: LinePage) -> Iterator[Tab]:
    yield Tab(
        label=gettext("Semua"),
        count=page.total,
        address=_to(base, replace(start, state=None)),
        current=start.state is None,
    )
    for state, words in STATE_WORDS.items():
        yield Tab(
            label=gettext(words),
            count=page.counts[state],
            address=_to(base, replace(start, state=state)),
            current=start.state is state,
        )
