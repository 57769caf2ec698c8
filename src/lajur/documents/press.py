"""The press: a few warm children that print, each bounded, ended and replaced when one goes astray.

A child stays warm, because starting Python and reading fonts costs twenty times what a page does.
"""

import atexit
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, Popen
from threading import BoundedSemaphore

from lajur.documents.child import ANSWER, JOB, OUTPUT, PRINTED

FEW = 500  # jobs after which a child retires
GROWN = 256 << 10  # KiB of memory after which it does, too
# Nothing of ours: no secret, no proxy, no path. One thread: papers are short, processors shared.
# A home, or Typst asks the machine's list of users for one before every paper.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1", "HOME": "/"}


class CannotPrint(Exception):
    """The child gave no paper: a fault of a template, or facts beyond its bounds."""


class AllBusy(Exception):
    """Every child was printing for as long as there was patience."""


class Child:
    """One warm child, as its parent holds it. Not for two threads at once."""

    def __init__(self, command: list[str]) -> None:
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = Popen(
                command,
                stdin=theirs.fileno(),
                stdout=DEVNULL,
                stderr=DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,  # a Ctrl-C is not for it
            )
        self._jobs = 0
        self._grown = 0  # KiB of memory, at most so far
        self._has_answered = True  # all of the last job: nothing of it is left on the line

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def may_stay(self) -> bool:
        """Whether it is of use for the next paper: sound, and not so old or grown as to retire."""
        is_young = self._jobs < FEW and self._grown < GROWN
        return is_young and self._has_answered and self.is_alive

    def print(self, template: str, facts: bytes, *, patience: float) -> bytes:
        """One paper, within `patience` seconds.

        Raises:
            CannotPrint: the template has a fault.
            OSError: the child died or was too slow; it is of no use any more.
        """
        deadline = time.monotonic() + patience
        self._jobs, self._has_answered = self._jobs + 1, False
        name = template.encode()
        self._line.settimeout(patience)
        self._line.sendall(JOB.pack(len(name), len(facts)) + name + facts)
        verdict, self._grown, length = ANSWER.unpack(self._receive(ANSWER.size, deadline))
        if length > OUTPUT:
            raise OSError("a longer paper than a child may print")
        payload = self._receive(length, deadline)
        self._has_answered = True
        if verdict != PRINTED:
            raise CannotPrint(payload.decode(errors="replace"))
        return payload

    def _receive(self, length: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < length:
            self._line.settimeout(max(deadline - time.monotonic(), 0.001))
            some = self._line.recv(min(length - len(received), 1 << 20))
            if not some:
                raise ConnectionResetError("the child died")
            received += some
        return bytes(received)

    def end(self) -> None:
        """End it, whatever it does."""
        self._line.close()
        self._process.kill()
        self._process.wait()

    def forget(self) -> None:
        """Let go of a child that belongs to the process we were forked from."""
        self._line.close()
        self._process.returncode = 0  # not ours to wait for


class Press:
    """So many children at most, each started when first needed."""

    def __init__(self, *, templates: Path, fonts: Path, children: int, patience: float) -> None:
        module = "lajur.documents.child"
        self._command = [sys.executable, "-IB", "-m", module, str(templates), str(fonts)]
        self._patience = patience  # seconds for a job
        self._most = children
        self._open()
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.end)

    def _open(self) -> None:
        self._free = BoundedSemaphore(self._most)
        self._idle: list[Child] = []  # the one that printed last goes first
        self._children: set[Child] = set()

    def print(
        self, template: str, facts: bytes, *, queue: float, patience: float | None = None
    ) -> bytes:
        """One paper, after waiting `queue` seconds at most for a child that is free.

        `patience` is how many seconds this one may take; None: as many as any.

        Raises:
            CannotPrint: no paper came of it.
            AllBusy: no child was free in time.
        """
        patience = patience or self._patience
        with self._a_child(queue) as child:
            try:
                return child.print(template, facts, patience=patience)
            except TimeoutError as late:
                raise CannotPrint(f"no answer in {patience:.0f} s") from late
            except OSError as died:
                raise CannotPrint(str(died)) from died

    @contextmanager
    def _a_child(self, queue: float) -> Iterator[Child]:
        if not self._free.acquire(timeout=queue):
            raise AllBusy
        free = self._free
        try:
            child = self._take()
            try:
                yield child
            finally:
                self._put_back(child)
        finally:
            free.release()

    def _take(self) -> Child:
        """The child that printed last, if it still lives; else a new one."""
        while self._idle:
            with suppress(IndexError):  # another thread was quicker
                child = self._idle.pop()
                if child.is_alive:
                    return child
                self._end(child)
        return self._start()

    def _start(self) -> Child:
        try:
            child = Child(self._command)
        except OSError as lack:
            raise CannotPrint(f"no child could be started: {lack}") from lack
        self._children.add(child)
        return child

    def _put_back(self, child: Child) -> None:
        if child.may_stay:
            self._idle.append(child)
        elif child in self._children:
            self._end(child)
            with suppress(CannotPrint):
                self._idle.append(self._start())  # warm when the next job comes

    def _end(self, child: Child) -> None:
        self._children.discard(child)
        child.end()

    def _forget(self) -> None:
        """After a fork: the children, and what threads held, stayed with the other process."""
        for child in self._children:
            child.forget()
        self._open()

    def end(self) -> None:
        """End every child; the next job starts a new one."""
        for child in tuple(self._children):
            self._end(child)
        self._idle.clear()
