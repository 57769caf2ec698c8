"""Messages between us and the child: a head as JSON, then the bytes it announces.

It imports nothing of Lajur and nothing large: the child reads it before its bounds hold.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

Head = Mapping[str, Any]
_WIDTH = 4  # bytes of a length
_LARGEST = 64 << 20  # bytes of any part


class Broken(Exception):
    """The other side stopped in the middle, or says nonsense."""


def write(line: BinaryIO, head: Head, parts: Sequence[bytes] = ()) -> None:
    """Send one message."""
    text = json.dumps({**head, "parts": [len(part) for part in parts]}).encode()
    line.write(len(text).to_bytes(_WIDTH, "big") + text)
    for part in parts:
        line.write(part)
    line.flush()


def read(line: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Take one message.

    Raises:
        Broken: there is none, or not a whole one.
    """
    head = json.loads(_exactly(line, int.from_bytes(_exactly(line, _WIDTH), "big")))
    return head, [_exactly(line, size) for size in head.pop("parts")]


def _exactly(line: BinaryIO, size: int) -> bytes:
    if size > _LARGEST:
        raise Broken
    found = line.read(size)
    if found is None or len(found) < size:
        raise Broken
    return found
