"""A register by period as a file: printed, as a workbook, as plain rows."""

from collections.abc import Iterator
from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from lajur.documents.register_book import BookTooThick, register_book
from lajur.queries.export import csv_of, write_xlsx
from lajur.queries.registers.books import BookView
from lajur.queries.registers.export import WIDTHS, book_rows
from lajur.services.letters.profiles import letterhead
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
from lajur.web.views.offices.asking import address
from lajur.web.views.register import XLSX
from lajur.web.views.registers.reading import book_of, query_of, wanted_of

_SHEET = 31  # characters of a sheet's name, which may not have some signs: our keys have none


def export_pdf(request: PlacedRequest, book: str) -> HttpResponse:
    """The register to be printed and bound."""
    view, wanted, now = book_of(request, book), wanted_of(request), timezone.now()
    try:
        paper = register_book(
            view,
            wanted,
            reader=request.actor,
            government=request.government,
            letterhead=letterhead(at=now),
            at=now,
        )
    except BookTooThick as refusal:
        messages.error(request, said(refusal))
        return redirect(f"{address(request, 'book', book=book)}?{query_of(wanted)}")
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_name(request, view, "pdf")}"'
    return response


def export_xlsx(request: PlacedRequest, book: str) -> HttpResponseBase:
    """The register as a workbook, from a temporary file that vanishes when it is sent."""
    view = book_of(request, book)
    file = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    rows = book_rows(view, wanted_of(request), reader=request.actor)
    write_xlsx(file, rows, title=view.key[:_SHEET], widths=WIDTHS)
    return _sent(file, _name(request, view, "xlsx"), XLSX)


def export_csv(request: PlacedRequest, book: str) -> HttpResponseBase:
    """The register as CSV, from a temporary file likewise."""
    view = book_of(request, book)
    file = TemporaryFile()  # noqa: SIM115
    file.writelines(_lines(request, view))
    return _sent(file, _name(request, view, "csv"), "text/csv; charset=utf-8")


def _lines(request: PlacedRequest, view: BookView) -> Iterator[bytes]:
    return csv_of(book_rows(view, wanted_of(request), reader=request.actor))


def _sent(file: object, name: str, media_type: str) -> HttpResponseBase:
    file.seek(0)  # type: ignore[attr-defined]
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)


def _name(request: PlacedRequest, view: BookView, ending: str) -> str:
    wanted = wanted_of(request)
    month = f"-{wanted.month:02}" if wanted.month else ""
    return f"{view.key}-{request.government.slug}-{wanted.year}{month}.{ending}"
