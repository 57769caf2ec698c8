"""A register of letters by period, to be printed and bound."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.refusals import Refusal, marked
from lajur.documents.printing import print_paper
from lajur.documents.sheets import Letterhead, frame
from lajur.queries.governments import GovernmentView
from lajur.queries.registers.books import BookView
from lajur.queries.registers.lines import LineFilter, LineView, all_lines, count_lines

MOST = 1_000  # lines of one printed book: about ninety sheets, five seconds of a printer


class BookTooThick(Refusal):
    """More lines than one printed book holds."""

    code = "book_too_thick"
    message = marked(
        "Buku ini memuat %(found)d baris; yang dapat dicetak sekaligus %(most)d. Pilih satu bulan, "
        "atau unduh sebagai XLSX."
    )
    status = 422

    def __init__(self, *, found: int) -> None:
        super().__init__(found=found, most=MOST)


def register_book(
    book: BookView,
    wanted: LineFilter,
    *,
    reader: Actor,
    government: GovernmentView,
    letterhead: Letterhead,
    at: datetime,
) -> bytes:
    """The lines of the register that were asked for as PDF, as it stands at `at` (aware).

    What the `reader` may not know of secret letters is not in it.

    Raises:
        BookTooThick: more than `MOST` of them.
        CannotPrint, PrintersBusy: see `print_paper`.
    """
    found = count_lines(book, wanted, reader=reader)
    if found > MOST:
        raise BookTooThick(found=found)
    return print_paper(
        "register_book",
        {
            **frame(book.name, government, at, letterhead=letterhead),
            "period": period_words(wanted),
            "columns": _columns(book),
            "rows": [
                _row(number, line, incoming=book.takes_incoming)
                for number, line in enumerate(all_lines(book, wanted, reader=reader), start=1)
            ],
            "nothing": gettext("Tidak ada nomor dalam masa ini."),
        },
    )


def period_words(wanted: LineFilter) -> str:
    """ "November 2026" or "Tahun 2026"."""
    if wanted.month:
        return date_format(date(wanted.year, wanted.month, 1), "F Y")
    return gettext("Tahun %(year)s") % {"year": wanted.year}


def _columns(book: BookView) -> list[str]:
    if book.takes_incoming:
        return [
            gettext("No."),
            gettext("Nomor agenda"),
            gettext("Diterima"),
            gettext("Nomor dan tanggal surat"),
            gettext("Dari"),
            gettext("Perihal"),
            gettext("Keterangan"),
        ]
    return [
        gettext("No."),
        gettext("Nomor naskah"),
        gettext("Tanggal"),
        gettext("Nomor SRIKANDI"),
        gettext("Kepada"),
        gettext("Perihal"),
        gettext("Keterangan"),
    ]


def _row(number: int, line: LineView, *, incoming: bool) -> dict[str, object]:
    theirs = [line.their_number, _numeric(line.their_day) if line.their_day else ""]
    elsewhere = line.letter.srikandi_number if line.letter else ""
    return {
        "no": str(number),
        "number": line.number,
        "day": _numeric(line.day),
        "other": "\n".join(filter(None, theirs)) if incoming else elsewhere,
        "party": line.party,
        "subject": line.subject,
        "note": _note(line),
        "void": line.is_void,
    }


def _note(line: LineView) -> str:
    state = line.state_words if line.is_void or line.is_reserved else ""
    return ": ".join(filter(None, (state, line.reason)))


def _numeric(day: date) -> str:
    return f"{day:%d/%m/%Y}"
