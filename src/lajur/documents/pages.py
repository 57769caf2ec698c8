"""Pages of uploaded PDFs as pictures: what is looked at here can run nothing, on any device."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from lajur.core.refusals import Refusal, marked
from lajur.documents.page_child import ANSWER, LOCKED

PATIENCE = 20.0  # seconds of waiting; the child's own bound of computing is shorter
DRAWERS = 2  # pages drawn at once by one process
QUEUE = 5.0  # seconds of waiting for one
KEPT = 24  # pictures; whoever turned to a page asks for its picture at once
_drawers = BoundedSemaphore(DRAWERS)


class CannotShow(Refusal):
    """The file cannot be drawn here; it can still be downloaded."""

    code = "cannot_show"
    message = marked("Berkas ini tidak dapat ditampilkan di sini: %(why)s. Unduh untuk membukanya.")
    status = 422

    def __init__(self, *, why: object) -> None:
        super().__init__(why=why)


class DrawersBusy(Refusal):
    """As many pages as this process draws at once are being drawn."""

    code = "drawers_busy"
    message = marked("Penampil sedang sibuk. Coba lagi sebentar lagi.")
    status = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page, drawn."""

    number: int  # from 1; the nearest there is
    count: int  # pages of the PDF
    png: bytes


@lru_cache(maxsize=KEPT)
def picture_of_page(place: Path, number: int) -> PagePicture:
    """Draw a page of the PDF at `place`, a file that never changes under its name.

    Raises:
        CannotShow: locked, damaged, or beyond the bounds.
        DrawersBusy: too many want to see a page at this moment.
    """
    with _drawer():
        return _draw(place, number)


@contextmanager
def _drawer() -> Iterator[None]:
    if not _drawers.acquire(timeout=QUEUE):
        raise DrawersBusy
    try:
        yield
    finally:
        _drawers.release()


def _draw(place: Path, number: int) -> PagePicture:
    command = [sys.executable, "-IB", "-m", "lajur.documents.page_child", str(number)]
    try:
        with place.open("rb") as file:
            done = subprocess.run(
                command,
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
                timeout=PATIENCE,
                env={"LC_ALL": "C.UTF-8"},
            )
    except subprocess.TimeoutExpired:
        raise CannotShow(why=marked("terlalu rumit")) from None
    if done.returncode == LOCKED:
        raise CannotShow(why=marked("dilindungi kata sandi"))
    if done.returncode != 0:
        raise CannotShow(why=marked("rusak atau terlalu rumit"))
    count, shown = ANSWER.unpack_from(done.stdout)
    return PagePicture(number=shown, count=count, png=done.stdout[ANSWER.size :])
