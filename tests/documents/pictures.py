"""Pictures to upload."""

import struct
import zlib


def png() -> bytes:
    """A picture of 120 x 120 pixels, all one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 120, 120, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80\x10\x20" * 120) * 120)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )
