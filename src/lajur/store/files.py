"""Files on disk, by their hash: <data>/files/<aa>/<digest>. What stands there is complete.

A file arrives under `incoming`, is made durable, and only then gets its name. Governments share
bytes, never rows.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

INCOMING = "incoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file that has arrived whole, still without its name."""

    path: Path
    digest: str  # SHA-256, hex
    size: int  # bytes


class TooLarge(Exception):
    """More bytes than are taken."""


def root() -> Path:
    return Path(settings.FILES)


def place_of(digest: str) -> Path:
    return root() / digest[:2] / digest


@contextmanager
def arriving(chunks: Iterable[bytes], *, limit: int) -> Iterator[Arrived]:
    """Write the chunks to disk for the block; what is not kept in it is gone after it.

    Raises:
        TooLarge: more than `limit` bytes.
    """
    folder = root() / INCOMING
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            digest, size = _written(file, chunks, limit)
            file.flush()
            os.fsync(file.fileno())
        yield Arrived(path=path, digest=digest, size=size)
    finally:
        path.unlink(missing_ok=True)


def keep(arrived: Arrived) -> bool:
    """Give an arrived file its name; False when its bytes are there already."""
    place = place_of(arrived.digest)
    if place.exists():
        return False
    place.parent.mkdir(exist_ok=True)
    arrived.path.chmod(0o440)
    arrived.path.rename(place)
    for folder in (place.parent, root()):
        _sync(folder)
    return True


def remove(digest: str) -> None:
    """Take a file away that no row has come to point at."""
    place_of(digest).unlink(missing_ok=True)


def take_away(digest: str, *, is_wanted: Callable[[str], bool]) -> None:
    """Take a file away, unless a row points at it after all.

    It first loses its name, so that an upload of the same bytes at this moment either is seen by
    `is_wanted`, or sees that the file is gone and brings its own.
    """
    place, aside = place_of(digest), root() / INCOMING / f"going-{digest}"
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.rename(aside)
    except FileNotFoundError:
        return
    if is_wanted(digest) and not place.exists():
        aside.rename(place)
    aside.unlink(missing_ok=True)


def sweep(*, before: datetime) -> int:
    """Remove what began to arrive before a moment (aware) and never got its name; gives how many.

    What a process killed while it took an upload leaves behind.
    """
    swept = 0
    for path in (root() / INCOMING).glob("*"):
        if path.is_file() and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _written(file: BinaryIO, chunks: Iterable[bytes], limit: int) -> tuple[str, int]:
    hashed, size = sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge
        hashed.update(chunk)
        file.write(chunk)
    return hashed.hexdigest(), size


def _sync(folder: Path) -> None:
    """Make a new name durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
