"""Uploaded papers, looked at without being downloaded: PDFs as pictures, images as they are."""

import struct
from pathlib import Path
from typing import IO

from lajur.core.refusals import NotFound, marked
from lajur.documents.pages import CannotShow, PagePicture, picture_of_page
from lajur.store import files
from lajur.store.models import FileRow
from lajur.store.scopes import scope_of

MOST_PIXELS = 50_000_000  # of an image; a browser would choke on more
PDF = "application/pdf"
IMAGES = ("image/png", "image/jpeg")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG: what says the size
_BARE = frozenset(range(0xD0, 0xD9)) | {0x01, 0xFF}  # JPEG: markers without a length
_MOST_MARKERS = 2_000


def is_shown(media_type: str) -> bool:
    """Whether a file of this type can be looked at here."""
    return media_type == PDF or media_type in IMAGES


def page_of(file_id: int, number: int, *, government: str) -> PagePicture:
    """A page of a PDF of this government (slug), for a reader who was found to have it.

    Raises:
        NotFound: no such file, or it is no PDF.
        CannotShow, DrawersBusy: see `picture_of_page`.
    """
    return picture_of_page(_place(file_id, government, (PDF,)), number)


def image_of(file_id: int, *, government: str) -> IO[bytes]:
    """An image of this government (slug), for a reader who was found to have it.

    Raises:
        NotFound: no such file, or it is no image.
        CannotShow: larger than a browser can bear, or damaged.
    """
    place = _place(file_id, government, IMAGES)
    with place.open("rb") as file:
        width, height = _size(file)
    if not 0 < width * height <= MOST_PIXELS:
        raise CannotShow(why=marked("gambarnya terlalu besar atau rusak"))
    return place.open("rb")


def _place(file_id: int, government: str, kinds: tuple[str, ...]) -> Path:
    with scope_of(government):
        row = FileRow.objects.filter(pk=file_id, media_type__in=kinds).first()
    place = files.place_of(row.digest) if row else None
    if place is None or not place.exists():
        raise NotFound(what=marked("Lampiran"))
    return place


def _size(file: IO[bytes]) -> tuple[int, int]:
    """Width and height by the header; nothing is decoded. (0, 0): it says none."""
    head = file.read(24)
    if head.startswith(b"\x89PNG") and len(head) == 24:
        width, height = struct.unpack("!II", head[16:24])
        return width, height
    file.seek(2)
    for _ in range(_MOST_MARKERS):
        found = _next_frame(file)
        if found is not None:
            return found
    return 0, 0


def _next_frame(file: IO[bytes]) -> tuple[int, int] | None:
    """Read one marker of a JPEG; its size when this one says it. Source: ITU-T T.81, annex B."""
    marker = file.read(2)
    if len(marker) < 2 or marker[0] != 0xFF:
        return 0, 0
    if marker[1] in _BARE:
        file.seek(-1 if marker[1] == 0xFF else 0, 1)
        return None
    length = int.from_bytes(file.read(2), "big")
    if marker[1] in _FRAMES:
        _, height, width = struct.unpack("!BHH", file.read(5).ljust(5, b"\0"))
        return width, height
    if length < 2:
        return 0, 0
    file.seek(length - 2, 1)
    return None
