"""The register: on the screen, as a book to print, as a file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import Permission
from lajur.core.procedure.definition import ServiceKind
from lajur.core.refusals import marked
from lajur.queries.export import register_csv, write_register_xlsx
from lajur.queries.register import (
    STANDINGS,
    RegisterFilter,
    RegisterPage,
    Sort,
    find_book,
    find_choices,
    find_page,
)
from lajur.web.forms.register import filter_of, from_start, query_of
from lajur.web.http import PlacedRequest
from lajur.web.words import SERVICES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORTS = {
    Sort.NEWEST: marked("Terbaru dahulu"),
    Sort.OLDEST: marked("Terlama dahulu"),
    Sort.NUMBER: marked("Menurut nomor"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A count that is a link."""

    label: str
    count: int
    address: str
    current: bool


def show(request: PlacedRequest) -> HttpResponse:
    """One page of the register."""
    wanted = filter_of(request.GET)
    page = find_page(wanted, government=request.government)
    context = {
        "page": page,
        "wanted": wanted,
        "tabs": _tabs(request, wanted, page),
        "choices": find_choices(government=request.government),
        "services": [(kind.value, gettext(SERVICES[kind][0])) for kind in ServiceKind],
        "sorts": [(sort.value, gettext(words)) for sort, words in SORTS.items()],
        "newer": _address(request, replace(wanted, before=page.newer, after=""))
        if page.newer
        else "",
        "older": _address(request, replace(wanted, after=page.older, before=""))
        if page.older
        else "",
        "base": _address(request, RegisterFilter()),
        "query": query_of(from_start(wanted)),
        "more": replace(wanted, search="", standing=None, after="", before="") != RegisterFilter(),
        "opens_cases": request.actor.may(Permission.READ_CASES),
    }
    return render(request, "register/register.html", context)


def print_book(request: PlacedRequest) -> HttpResponse:
    """The agenda book: every request of the filter, in the order of filing, to be printed."""
    wanted = replace(from_start(filter_of(request.GET)), sort=Sort.OLDEST)
    book = find_book(wanted, government=request.government)
    context = {
        "book": book,
        "wanted": wanted,
        "printed_at": timezone.now(),
        "back": _address(request, wanted),
    }
    return render(request, "register/book.html", context)


def export_csv(request: PlacedRequest) -> HttpResponseBase:
    """The register as CSV, streamed."""
    wanted = from_start(filter_of(request.GET))
    response = StreamingHttpResponse(
        register_csv(wanted, government=request.government), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{_file_name(request, "csv")}"'
    return response


def export_xlsx(request: PlacedRequest) -> HttpResponseBase:
    """The register as a workbook, from a temporary file that vanishes when it is sent."""
    wanted = from_start(filter_of(request.GET))
    file = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    write_register_xlsx(file, wanted, government=request.government)
    file.seek(0)
    name = _file_name(request, "xlsx")
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _tabs(request: PlacedRequest, wanted: RegisterFilter, page: RegisterPage) -> Iterator[Tab]:
    start = from_start(wanted)
    yield Tab(
        label=gettext("Semua"),
        count=page.total,
        address=_address(request, replace(start, standing=None)),
        current=wanted.standing is None,
    )
    for standing, words in STANDINGS.items():
        yield Tab(
            label=gettext(words),
            count=page.counts[standing],
            address=_address(request, replace(start, standing=standing)),
            current=wanted.standing is standing,
        )


def _address(request: PlacedRequest, wanted: RegisterFilter) -> str:
    base = reverse("register", kwargs={"government": request.government.slug})
    query = query_of(wanted)
    return f"{base}?{query}" if query else base


def _file_name(request: PlacedRequest, ending: str) -> str:
    day = timezone.localdate()
    return f"register-{request.government.slug}-{day:%Y-%m-%d}.{ending}"
