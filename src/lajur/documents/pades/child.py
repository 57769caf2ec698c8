"""The child that reads and signs PDFs: `python -I -m lajur.documents.pades.child`.

It reads its library once and then forks for every job: a hostile PDF meets a process that lives for
one answer, with bounds on time and memory, no network, no secrets but those of the job. After an
accident the whole child ends, and another is started.
"""

import os
import resource
import select
import socket
from collections.abc import Sequence
from typing import BinaryIO

from lajur.documents import confinement
from lajur.documents.pades import checking, frames, signing
from lajur.documents.pades.faults import Fault

CPU = 20  # seconds
MEMORY = 768 << 20  # bytes of address space, the library's own 300 MB among them
IDLE = 300  # seconds without a job, then it ends


def main() -> None:
    confinement.be_ended_first()
    confinement.leave_the_network()
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
