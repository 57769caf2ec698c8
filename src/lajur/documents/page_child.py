"""The child that draws one page of an uploaded PDF: `python -IB -m lajur.documents.page_child N`.

The PDF comes on standard input; how many pages it has and the drawing (PNG) go to standard output.
PDFium is built without a script engine. Bounds hold before the first byte is parsed, and from then
on nothing can be read, written or reached. It imports nothing of Lajur but these bounds.
"""

import resource
import struct
import sys
import zlib
from typing import Any

from lajur.documents import confinement

CPU = 10  # seconds
MEMORY = 512 << 20  # bytes of address space
LARGEST = 26 << 20  # bytes of a PDF; uploads are smaller
WIDEST, TALLEST = 1240, 2480  # pixels: A4 at 150 dots per inch, and room for what is longer
ANSWER = struct.Struct("!II")  # pages of the PDF, which of them follows
LOCKED = 3  # exit code: it asks for a password
FAULTY = 4  # exit code: it has no page that can be drawn


def bound() -> None:
    """Let the kernel end us when we go astray; where it may confine us, let it."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    confinement.be_ended_first()
    confinement.leave_the_network()


def main() -> None:
    bound()
    content = sys.stdin.buffer.read(LARGEST)
    import pypdfium2

    confinement.read_only()
    try:
        pdf = pypdfium2.PdfDocument(content)
        number = min(max(int(sys.argv[1]), 1), len(pdf))
        answer = ANSWER.pack(len(pdf), number) + _drawn(pdf[number - 1])
    except pypdfium2.PdfiumError as error:
        sys.exit(LOCKED if "password" in str(error).lower() else FAULTY)
    except (ValueError, IndexError, MemoryError):
        sys.exit(FAULTY)
    sys.stdout.buffer.write(answer)


def _drawn(page: Any) -> bytes:
    """The page as a PNG no larger than our bounds, whatever size it says it is."""
    width, height = page.get_size()  # points
    scale = min(WIDEST / max(width, 1), TALLEST / max(height, 1))
    bitmap = page.render(scale=scale, rev_byteorder=True, no_smoothtext=False)
    return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """RGB pixels, `stride` bytes a row, as a PNG. Source: PNG (W3C), sections 5 and 11."""
    rows = (pixels[row * stride : row * stride + width * 3] for row in range(height))
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 4)
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))


if __name__ == "__main__":
    main()
