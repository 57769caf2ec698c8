"""What a file is, by its content. Its name and what a browser says of it prove nothing."""

import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy

_HEAD, _TAIL = 16, 65_557  # bytes; the directory's end record with the longest comment
_END_OF_DIRECTORY = b"PK\x05\x06"
_MOST_MEMBERS = 10_000
_LARGEST_DIRECTORY = 2_000_000  # bytes

UNKNOWN = gettext_lazy(
    "jenisnya tidak dikenal; yang diterima PDF, Word (.docx), Excel (.xlsx), PNG, JPEG, dan ZIP"
)
MISNAMED = gettext_lazy(
    "isinya bukan %(kind)s; buka dengan aplikasi asalnya, simpan sebagai %(kind)s, lalu unggah lagi"
)
NO_SCAN = gettext_lazy("yang diterima di sini hanya pindaian: PDF, JPEG, atau PNG")
EMPTY = gettext_lazy("berkas kosong")
DAMAGED = gettext_lazy("berkas rusak atau terpotong; coba simpan ulang lalu unggah lagi")
CROWDED = gettext_lazy("isi ZIP terlalu banyak; paling banyak 10.000 berkas di dalamnya")
MACROS = gettext_lazy("dokumen memuat makro; simpan tanpa makro lalu unggah lagi")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken."""

    media_type: str
    suffixes: tuple[str, ...]  # the first is the usual one
    name: str  # as people call it


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("application/pdf", (".pdf",), "PDF")
PNG = Kind("image/png", (".png",), "PNG")
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), "JPEG")
ZIP = Kind("application/zip", (".zip",), "ZIP")
DOCX = Kind(f"{_OFFICE}wordprocessingml.document", (".docx",), "Word (.docx)")
XLSX = Kind(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",), "Excel (.xlsx)")

_STARTS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"[:_HEAD], PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"PK\x03\x04", ZIP),
    (_END_OF_DIRECTORY, ZIP),  # an empty archive
)
ALL = (PDF, PNG, JPEG, ZIP, DOCX, XLSX)
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


class Unfit(Exception):
    """A file that is not taken; the argument says why, to people."""


class Unknown(Unfit):
    """A file of no kind we take, or of none that is taken here; what it is called says why."""


def kind_of(path: Path) -> Kind:
    """What the file is.

    Raises:
        Unfit: nothing we take.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise Unfit(EMPTY)
    for start, kind in _STARTS:
        if head.startswith(start):
            return _archive(path) if kind is ZIP else kind
    raise Unknown


def is_called(name: str, kind: Kind) -> bool:
    """Whether a file calls itself one of this kind."""
    return name.lower().endswith(kind.suffixes)


def fitting_name(name: str, kind: Kind) -> str:
    """The name with a suffix that tells the truth: a PDF called “a.html” is “a.html.pdf”."""
    return name if is_called(name, kind) else name + kind.suffixes[0]


def _archive(path: Path) -> Kind:
    """Tell documents from other archives by their members; nothing is inflated."""
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError):
        raise Unfit(DAMAGED) from None
    if "[Content_Types].xml" not in names:
        return ZIP
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unfit(MACROS)
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), ZIP)


def _check_directory(path: Path) -> None:
    """Refuse a directory too large to be read, by what its end record says."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise Unfit(DAMAGED)
    members, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if members > _MOST_MEMBERS or directory > _LARGEST_DIRECTORY:
        raise Unfit(CROWDED)
