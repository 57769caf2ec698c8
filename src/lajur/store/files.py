"""Files on disk, by their hash: <data>/files/<aa>/<digest>. What stands there is complete.

A file arrives under `incoming`, is made durable, and only then gets its name. Governments share
bytes, never rows.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

INCOMING = "incoming"
_GOING, _LEAVING = "going-", "leaving-"  # and a digest: names in INCOMING
_DIGEST = 64  # characters

Wanted = Callable[[str], bool]  # whether any row points at the file with this digest


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


def mark_leaving(digests: Iterable[str]) -> None:
    """Note that files are about to be taken away, so that a sweep does it when nobody else does."""
    for digest in digests:
        mark = root() / INCOMING / f"{_LEAVING}{digest}"
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()


def take_away(digest: str, *, is_wanted: Wanted) -> None:
    """Take a file away, unless a row points at it after all.

    It first loses its name, so that an upload of the same bytes at this moment either is seen by
    `is_wanted`, or sees that the file is gone and brings its own. What an earlier call was killed
    over is finished, or given back.
    """
    aside = root() / INCOMING / f"{_GOING}{digest}"
    aside.parent.mkdir(parents=True, exist_ok=True)
    if not is_wanted(digest):
        with suppress(FileNotFoundError):
            place_of(digest).rename(aside)
    if aside.exists() and is_wanted(digest):
        _give_back(aside, place_of(digest))
    aside.unlink(missing_ok=True)
    aside.with_name(f"{_LEAVING}{digest}").unlink(missing_ok=True)


def _give_back(aside: Path, place: Path) -> None:
    """Unless it has been brought anew; another process may be giving it back as well."""
    if place.exists():
        return
    with suppress(FileNotFoundError):
        aside.rename(place)
        _sync(place.parent)


def sweep(*, before: datetime, is_wanted: Wanted) -> int:
    """Finish what processes that were killed left from before a moment (aware); gives how much.

    What began to arrive and never got its name goes; what was being taken away goes too, unless a
    row points at it.
    """
    swept = 0
    for path in (root() / INCOMING).glob("*"):
        if not _is_older(path, before):
            continue
        kind, digest = path.name[:-_DIGEST], path.name[-_DIGEST:]
        if kind in (_GOING, _LEAVING):
            take_away(digest, is_wanted=is_wanted)
        else:
            path.unlink(missing_ok=True)
        swept += 1
    return swept


def _is_older(path: Path, before: datetime) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False


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
