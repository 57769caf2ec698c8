"""The one shape of a dossier: a ZIP with nothing compressed, nothing optional, nothing left open.

Equal members make equal bytes: names in ASCII, no times, no attributes but “a readable file”. So a
reader need not trust anything: it walks the members in order, reckons what the directory must then
be, and compares. What any other tool has made, or anybody has touched, is not of this shape, and
nothing is ever inflated. Source: PKWARE APPNOTE 6.3.10, sections 4.3 to 4.5.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

LARGEST = 0xFFFF_FFFF - (1 << 20)  # bytes of a dossier: it stays below what needs ZIP64
MOST_MEMBERS = 5_000
PIECE = 1 << 18  # bytes read at a time

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _MADE_BY = 20, (3 << 8) | 20  # as Unix
_DAY = 0x21  # 1 January 1980, the first day a ZIP knows
_ATTRIBUTES = 0o100444 << 16  # a regular file that everybody may read
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)?(?:/[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)?)?")
_LONGEST_NAME = 120  # characters
_LARGEST_DIRECTORY = MOST_MEMBERS * (_CENTRAL.size + _LONGEST_NAME) + _END.size + 1  # bytes


class Misshapen(Exception):
    """Not a dossier as we make it; the argument says where, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A member as it stands in a dossier."""

    name: str
    size: int  # bytes
    crc: int
    sha256: str  # hex; of the bytes as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Something to be put into a dossier: bytes, or a file on disk."""

    name: str
    content: bytes | Path

    def pieces(self) -> Iterator[bytes]:
        if isinstance(self.content, bytes):
            yield self.content
            return
        with self.content.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def write(target: IO[bytes], members: Iterable[Member]) -> list[Entry]:
    """Write the members in order; gives what stands there.

    Raises:
        Misshapen: more, or larger, than a dossier may be.
    """
    entries: list[Entry] = []
    for member in members:
        entry = described(member)
        entries.append(entry)
        if len(entries) > MOST_MEMBERS or target.tell() + entry.size > LARGEST:
            raise Misshapen("Isi dosir melampaui batas satu arsip ZIP.")
        target.write(_local(entry))
        for piece in member.pieces():
            target.write(piece)
    target.write(_directory(entries, target.tell()))
    return entries


def described(member: Member) -> Entry:
    """What a member will be in a dossier; reads it once."""
    size, crc, digest = 0, 0, sha256()
    for piece in member.pieces():
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        digest.update(piece)
    return Entry(name=member.name, size=size, crc=crc, sha256=digest.hexdigest())


def walk(source: IO[bytes], take: Callable[[str, int], IO[bytes] | None]) -> list[Entry]:
    """Read a dossier from its first byte to its last; gives its members.

    `take` is asked, by name and size, where to keep the bytes of a member; None: only reckon.

    Raises:
        Misshapen: any byte of the shape is not what it must be.
    """
    length = source.seek(0, 2)
    source.seek(0)
    if length > LARGEST + _LARGEST_DIRECTORY:
        raise Misshapen("Berkas ini terlalu besar untuk sebuah dosir.")
    entries: dict[str, Entry] = {}
    while (sign := source.read(4)) == _LOCAL_SIGN:
        if len(entries) == MOST_MEMBERS:
            raise Misshapen("Isinya terlalu banyak untuk sebuah dosir.")
        entry = _member(source, length, take)
        if entry.name in entries:
            raise Misshapen(f"{entry.name}: nama ini ada dua kali.")
        entries[entry.name] = entry
    if not entries:
        raise Misshapen("Berkas ini bukan ZIP sebuah dosir.")
    start = source.tell() - len(sign)
    known = list(entries.values())
    if sign + source.read(_LARGEST_DIRECTORY) != _directory(known, start):
        raise Misshapen("Daftar isi ZIP tidak sesuai dengan isinya.")
    return known


def _member(source: IO[bytes], length: int, take: Callable[[str, int], IO[bytes] | None]) -> Entry:
    head = source.read(_LOCAL.size - 4)
    if len(head) < _LOCAL.size - 4:
        raise Misshapen("Berkas terpotong.")
    *_, crc, _, size, name_length, _ = _LOCAL.unpack(_LOCAL_SIGN + head)
    name = source.read(min(name_length, _LONGEST_NAME + 1)).decode("latin-1")
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        raise Misshapen(f"Nama di dalam ZIP tidak wajar: {name[:40]!r}.")
    if size > length - source.tell():
        raise Misshapen(f"{name}: berkas terpotong.")
    entry = _read(source, name, size, take(name, size))
    if _local(entry) != _LOCAL_SIGN + head + name.encode():
        broken = "isinya telah berubah" if entry.crc != crc else "kepalanya telah berubah"
        raise Misshapen(f"{name}: {broken}.")
    return entry


def _read(source: IO[bytes], name: str, size: int, target: IO[bytes] | None) -> Entry:
    crc, digest, left = 0, sha256(), size
    while left:
        piece = source.read(min(PIECE, left))
        if not piece:
            raise Misshapen(f"{name}: berkas terpotong.")
        left -= len(piece)
        crc = zlib.crc32(piece, crc)
        digest.update(piece)
        if target is not None:
            target.write(piece)
    return Entry(name=name, size=size, crc=crc, sha256=digest.hexdigest())


def _local(entry: Entry) -> bytes:
    name = entry.name.encode("ascii")
    facts = (_VERSION, 0, 0, 0, _DAY, entry.crc, entry.size, entry.size, len(name), 0)
    return _LOCAL.pack(_LOCAL_SIGN, *facts) + name


def _directory(entries: list[Entry], start: int) -> bytes:
    """The central directory and its end, of members written from the first byte on."""
    lines, offset = [], 0
    for entry in entries:
        lines.append(_line(entry, offset))
        offset += _LOCAL.size + len(entry.name) + entry.size
    directory = b"".join(lines)
    count = len(entries)
    end = _END.pack(_END_SIGN, 0, 0, count, count, len(directory), start, 0)
    return directory + end


def _line(entry: Entry, offset: int) -> bytes:
    name = entry.name.encode("ascii")
    facts = (_MADE_BY, _VERSION, 0, 0, 0, _DAY, entry.crc, entry.size, entry.size)
    return _CENTRAL.pack(_CENTRAL_SIGN, *facts, len(name), 0, 0, 0, 0, _ATTRIBUTES, offset) + name
