"""The child that reads and signs PDFs: `python -I -m lajur.documents.pades.child`.

It reads its library once and then forks for every job: a hostile PDF meets a process that lives for
one answer, with bounds on time and memory and no secrets but those of the job; where the machine
allows that to be taken, without a network and with no file but those of the program. After an
accident the whole child ends, and another is started.
"""

import os
import resource
import select
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO
from zoneinfo import TZPATH

from lajur.documents import confinement
from lajur.documents.pades import checking, frames, signing
from lajur.documents.pades.faults import Fault

CPU = 20  # seconds
MEMORY = 768 << 20  # bytes of address space, the library's own 300 MB among them
IDLE = 300  # seconds without a job, then it ends


def confine() -> tuple[bool, bool]:
    """Give up the network, and every file that is not of the program. Which the machine allowed.

    Each is a second wall: where it cannot stand, the bounds of every job still do. The library
    reads more of itself, and of time zones, as papers need it.
    """
    confinement.be_ended_first()
    program = [Path(one) for one in (*sys.path, *TZPATH) if Path(one).is_dir()]
    return confinement.leave_the_network(), confinement.read_only(*program)


def main() -> None:
    confine()
    line = socket.socket(fileno=0)
    while select.select([line], [], [], IDLE)[0]:
        if not line.recv(1, socket.MSG_PEEK):
            return
        worker = os.fork()
        if worker == 0:
            _work(line)
        if os.waitpid(worker, 0)[1]:
            return  # half an answer may stand on the line


def _work(line: socket.socket) -> None:
    """Do one job and end."""
    _bound()
    status = 1
    try:
        _answer(line.makefile("rb"), line.makefile("wb"))
        status = 0
    finally:
        os._exit(status)


def _bound() -> None:
    """Let the kernel end us when we go astray."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def _answer(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    head, parts = frames.read(incoming)

    def ask(question: bytes) -> bytes:
        """Have something fetched that we cannot reach: a timestamp."""
        frames.write(outgoing, {"asks": True}, [question])
        return frames.read(incoming)[1][0]

    try:
        found, results = _done(head, parts, ask)
    except Fault as fault:
        found, results = {"fault": fault.code}, ()
    except (RecursionError, MemoryError):
        found, results = {"fault": "too_much"}, ()
    frames.write(outgoing, found, results)


def _done(
    head: frames.Head, parts: Sequence[bytes], ask: signing.Ask
) -> tuple[frames.Head, Sequence[bytes]]:
    if head["job"] == "sign":
        return {}, [signing.sign(head, parts, ask)]
    return {"signatures": checking.check(head, parts)}, ()


if __name__ == "__main__":
    main()
