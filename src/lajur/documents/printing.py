"""Printing: a template of ours and facts as JSON become a PDF, on a press that can do no harm.

The facts are data, never template source, so nothing that people typed is ever run. Equal facts
give equal bytes, so that what was issued can be printed again.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import orjson

from lajur.core.refusals import Refusal, marked
from lajur.documents.child import PAGE
from lajur.documents.glyphs import printable
from lajur.documents.press import AllBusy, CannotPrint, Press

__all__ = ("PATIENCE", "CannotPrint", "Picture", "PrintersBusy", "print_pages", "print_paper")

Picture = Literal["svg", "png"]

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
PATIENCE = 60.0  # seconds for a paper; the child's own bound of computing is shorter
PRINTERS = 2  # papers printed at once by one process, so that printing never fills its threads
QUEUE = 3.0  # seconds of waiting for one
_press = Press(templates=TEMPLATES, fonts=FONTS, children=PRINTERS, patience=PATIENCE)


class PrintersBusy(Refusal):
    """As many papers as this process prints at once are being printed."""

    code = "printers_busy"
    message = marked("Pencetak sedang sibuk. Coba lagi sebentar lagi.")
    status = 429


def print_paper(template: str, facts: Mapping[str, object], *, patience: float = PATIENCE) -> bytes:
    """The paper as PDF/A-2a, tagged for screen readers (PDF/UA-1), fonts embedded.

    `template` is a file of `templates/` without its ending; `facts` is what it reads, JSON-able,
    with at least `title` and `printed_on` (an ISO date). A character that no font of ours has is
    printed as an empty box. It may take `patience` seconds.

    Raises:
        CannotPrint: nothing was printed.
        PrintersBusy: too many want paper at this moment.
    """
    return _print(template, facts, patience=patience)


def print_pages(template: str, facts: Mapping[str, object], *, kind: Picture) -> list[bytes]:
    """Each page of the paper as a picture; the words of an SVG are drawn, so it needs no font.

    Raises:
        CannotPrint, PrintersBusy: as of `print_paper`.
    """
    return list(_taken_apart(_print(f"{template}.{kind}", facts)))


def _taken_apart(pages: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(pages):
        (length,) = PAGE.unpack_from(pages, start)
        start += PAGE.size
        yield pages[start : start + length]
        start += length


def _print(template: str, facts: Mapping[str, object], *, patience: float = PATIENCE) -> bytes:
    try:
        said = orjson.dumps(printable(facts))
        return _press.print(template, said, queue=QUEUE, patience=patience)
    except AllBusy as busy:
        raise PrintersBusy from busy
    except CannotPrint as fault:
        raise CannotPrint(f"{template}: {fault}") from fault
