"""The coat of arms of a letterhead: a PNG, read chunk by chunk and written anew.

Nothing but the picture is kept: no text, no time, nothing that hides behind its end. SVG is not
taken: it can carry programs and addresses. Source of the format: W3C PNG (Third Edition).
"""

import struct
import zlib
from collections.abc import Iterator

from lajur.core.refusals import Refusal, marked

PNG = "image/png"
LARGEST = 1024 * 1024  # bytes
LEAST, MOST = 100, 2_000  # pixels of a side
_START = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type: values per pixel
_DEPTHS = (1, 2, 4, 8, 16)
_MARGIN = 1_024  # bytes; more than the filter bytes of interlaced rows come to, per row of pixels


class ArmsRefused(Refusal):
    """Not a picture that a letterhead can carry."""

    code = "arms_refused"
    message = marked("Lambang tidak dapat dipakai: %(why)s.")
    status = 422

    def __init__(self, *, why: str) -> None:
        super().__init__(why=why)


NOT_PNG = marked("berkasnya bukan PNG. Simpan gambarnya sebagai PNG, lalu unggah lagi")
IS_SVG = marked("SVG tidak diterima karena dapat memuat program. Simpan sebagai PNG")
TOO_LARGE = marked("lebih besar dari 1 MB")
WRONG_SIDE = marked("sisinya harus 100 sampai 2.000 piksel")
DAMAGED = marked("gambarnya rusak atau terpotong")


def read_arms(content: bytes) -> bytes:
    """The picture alone, as a PNG.

    Raises:
        ArmsRefused: not a PNG, damaged, or too large or too small.
    """
    if len(content) > LARGEST:
        raise ArmsRefused(why=TOO_LARGE)
    if not content.startswith(_START):
        raise ArmsRefused(why=IS_SVG if b"<svg" in content[:4_096].lower() else NOT_PNG)
    chunks = list(_chunks(content))
    kinds = [kind for kind, _ in chunks]
    if not kinds or kinds[0] != b"IHDR" or kinds.count(b"IHDR") != 1 or kinds[-1] != b"IEND":
        raise ArmsRefused(why=DAMAGED)
    _check_pixels(chunks[0][1], b"".join(data for kind, data in chunks if kind == b"IDAT"))
    return _START + b"".join(_written(kind, data) for kind, data in chunks if kind in _KEPT)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk to the end of the picture; what stands behind it is left out."""
    place = len(_START)
    while place + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        data = content[place + 8 : place + 8 + size]
        (check,) = struct.unpack(">I", content[place + 8 + size : place + 12 + size] or bytes(4))
        if len(data) != size or check != zlib.crc32(kind + data):
            raise ArmsRefused(why=DAMAGED)
        yield kind, data
        if kind == b"IEND":
            return
        place += 12 + size


def _check_pixels(header: bytes, packed: bytes) -> None:
    """Refuse a picture whose pixels are too many, or not those its header says."""
    if len(header) != 13:
        raise ArmsRefused(why=DAMAGED)
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
        raise ArmsRefused(why=WRONG_SIDE)
    if colour not in _SAMPLES or depth not in _DEPTHS or interlaced > 1:
        raise ArmsRefused(why=DAMAGED)
    least = height * ((width * _SAMPLES[colour] * depth + 7) // 8 + 1)
    most = least + (height * _MARGIN if interlaced else 0)
    unpacker = zlib.decompressobj()
    try:
        pixels = len(unpacker.decompress(packed, most + 1))
    except zlib.error:
        raise ArmsRefused(why=DAMAGED) from None
    if not least <= pixels <= most:
        raise ArmsRefused(why=DAMAGED)


def _written(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
