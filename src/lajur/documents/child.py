"""A child that prints papers: `python -IB -m lajur.documents.child TEMPLATES FONTS`.

Standard input is a socket to its parent: jobs come over it, papers go back, one at a time. The
child ends when its parent does. Bounds hold before the first job is read: memory, computing time
of each job, no file written, no network, no file read but templates and fonts. It imports nothing
of Lajur but these bounds: neither the database nor a secret is within its reach.
"""

import os
import resource
import struct
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lajur.documents import confinement

CPU = 20  # seconds of computing, each job
MEMORY = 512 << 20  # bytes of address space
OUTPUT = 64 << 20  # bytes of a paper
LINE = 0  # the file descriptor of the socket
# Lengths of the template's name and of the facts, which follow. "letter" asks for a PDF,
# "letter.svg" and "letter.png" for a picture of every page.
JOB = struct.Struct("!II")
ANSWER = struct.Struct("!cII")  # PRINTED or FAULT, KiB of memory at most so far, length of the rest
PRINTED, FAULT = b"P", b"F"
PAGE = struct.Struct("!I")  # length of a picture, which follows
RESOLUTION = 150  # dots an inch of a PNG: A4 across fits a screen, and its 6.5 pt words are read


def bound() -> None:
    """Let the kernel end us when we go astray; where it may confine us, let it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    confinement.be_ended_first()
    confinement.leave_the_network()


def main() -> None:
    bound()
    templates, fonts = Path(sys.argv[1]), Path(sys.argv[2])
    status = os.open("/proc/self/status", os.O_RDONLY)  # before no file can be opened any more
    import typst  # its threads must not exist before `read_only` below, or they would stay free

    confinement.read_only(templates, fonts)
    known = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )

    def print_one(name: str, facts: str) -> bytes:
        template, _, picture = name.partition(".")
        kind: Any = (
            {"format": picture, "ppi": RESOLUTION}
            if picture
            else {"format": "pdf", "pdf_standards": ["a-2a", "ua-1"]}
        )
        printed: bytes | list[bytes] = typst.compile(
            templates / f"{template}.typ",
            root=templates,
            font_paths=known,
            ignore_system_fonts=True,
            sys_inputs={"facts": facts},
            **kind,
        )
        pages = [printed] if isinstance(printed, bytes) else printed
        return _in_a_row(pages) if picture else pages[0]

    while head := _read(JOB.size):
        name, facts = (_read(length).decode() for length in JOB.unpack(head))
        _limit_computing()
        try:
            _answer(PRINTED, print_one(name, facts), status)
        except typst.TypstError as error:
            _answer(FAULT, str(error.diagnostic or error)[-500:].encode(), status)


def _in_a_row(pages: Iterable[bytes]) -> bytes:
    return b"".join(PAGE.pack(len(page)) + page for page in pages)


def _limit_computing() -> None:
    spent = int(time.process_time())
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + 1 + CPU, most))


def _answer(verdict: bytes, payload: bytes, status: int) -> None:
    if len(payload) > OUTPUT:
        verdict, payload = FAULT, b"too long a paper"
    rest = memoryview(ANSWER.pack(verdict, _peak(status), len(payload)) + payload)
    while rest:
        rest = rest[os.write(LINE, rest) :]


def _peak(status: int) -> int:
    """KiB of memory we had at most; `getrusage` would begin with our parent's, when it forked."""
    words = os.pread(status, 4096, 0).split()
    return int(words[words.index(b"VmHWM:") + 1])


def _read(length: int) -> bytes:
    """Exactly so many bytes; fewer when the parent is gone."""
    read = bytearray()
    while len(read) < length and (some := os.read(LINE, min(length - len(read), 1 << 20))):
        read += some
    return bytes(read)


if __name__ == "__main__":
    main()
