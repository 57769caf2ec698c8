"""Registers as files: CSV or XLSX, a few rows in memory at a time."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import IO
from zoneinfo import ZoneInfo

import xlsxwriter
from django.utils.translation import gettext
from django_scopes import scope

from lajur.core.procedure.definition import ServiceKind
from lajur.core.refusals import marked
from lajur.queries.governments import GovernmentView
from lajur.queries.register import RegisterFilter, RegisterLine, in_register, lines_of

CHUNK = 500  # requests in memory
HEADINGS = (
    marked("Nomor permohonan"),
    marked("Tanggal masuk"),
    marked("Perangkat daerah"),
    marked("Judul"),
    marked("Layanan"),
    marked("SOP"),
    marked("Nomor SOP"),
    marked("Keadaan"),
    marked("Langkah saat ini"),
    marked("Hasil"),
    marked("Tanggal selesai"),
)
WIDTHS = (26, 17, 36, 48, 18, 40, 26, 12, 48, 26, 17)  # characters, by column

# What makes a spreadsheet read a cell as a formula. Source: OWASP ASVS 1.2.10, CSV injection;
# the full-width forms count in East Asian locales.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SERVICES = {
    ServiceKind.NEW: marked("Aplikasi baru"),
    ServiceKind.ENHANCEMENT: marked("Pengembangan aplikasi"),
    ServiceKind.API: marked("Layanan API"),
    ServiceKind.INTEGRATION: marked("Integrasi"),
}


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def neutralised(text: str) -> str:
    """Text that no spreadsheet takes for a formula: without NUL, after an apostrophe if need be."""
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def csv_of(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Rows as CSV (RFC 4180), UTF-8 with a mark so that Excel reads it as such."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    for number, row in enumerate(rows):
        mark = "\ufeff" if number == 0 else ""
        yield (mark + writer.writerow([neutralised(text) for text in row])).encode()


def write_xlsx(
    target: IO[bytes], rows: Iterable[Sequence[str]], *, title: str, widths: Sequence[int]
) -> None:
    """Write rows as a workbook, the first as its heading. Every cell is text: nothing computes."""
    workbook = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_urls": False})
    sheet = workbook.add_worksheet(title)
    heading = workbook.add_format({"bold": True, "bottom": 2, "valign": "top"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, neutralised(text), plain if number else heading)
    workbook.close()


def register_csv(wanted: RegisterFilter, *, government: GovernmentView) -> Iterator[bytes]:
    """The register of requests as CSV."""
    return csv_of(_rows(wanted, government))


def write_register_xlsx(
    target: IO[bytes], wanted: RegisterFilter, *, government: GovernmentView
) -> None:
    """Write the register of requests as a workbook."""
    write_xlsx(target, _rows(wanted, government), title=gettext("Register"), widths=WIDTHS)


def _rows(wanted: RegisterFilter, government: GovernmentView) -> Iterator[tuple[str, ...]]:
    """The headings, then every request."""
    zone = ZoneInfo(government.zone)
    yield tuple(gettext(heading) for heading in HEADINGS)
    for line in _lines(wanted, government, zone):
        yield _cells(line, zone)


def _lines(
    wanted: RegisterFilter, government: GovernmentView, zone: ZoneInfo
) -> Iterator[RegisterLine]:
    """Every request. Opens the scope for each chunk: a stream outlives its request."""
    with scope(government=government.id):
        rows, procedures = in_register(wanted, zone)
        found = rows.select_related("agency").defer("form", "marking").iterator(chunk_size=CHUNK)
    while True:
        with scope(government=government.id):
            chunk = list(islice(found, CHUNK))
            lines = list(lines_of(chunk, procedures))
        yield from lines
        if len(chunk) < CHUNK:
            return


def _cells(line: RegisterLine, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        line.number,
        _moment(line.filed_at, zone),
        line.agency,
        line.title,
        gettext(_SERVICES[line.service]),
        line.procedure,
        line.procedure_number,
        line.standing_words,
        "; ".join(line.steps),
        line.result,
        _moment(line.closed_at, zone) if line.closed_at else "",
    )


def _moment(at: datetime, zone: ZoneInfo) -> str:
    """“2026-11-22 09:51” in the office's own zone: sorts as text, reads the same everywhere."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
