"""Child processes that never outlive their parent, and are started again when they die."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1  # Linux: <linux/prctl.h>
QUICK_DEATH = 5.0  # seconds; a child that dies sooner is given a rest before it starts again
FIRST_REST, LONGEST_REST = 0.25, 2.0  # seconds; each rest is twice the last and a little more


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent is gone, even by kill -9 (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True, kw_only=True)
class Child:
    """A command kept running, for as long as we run: what made it die may pass."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0  # time.monotonic()
    died: float | None = None  # time.monotonic(), when we saw it
    rest: float = 0.0  # seconds

    def start(self) -> None:
        self.started, self.died = time.monotonic(), None
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            preexec_fn=die_with_parent,
            start_new_session=True,  # Ctrl-C reaches us alone; we end the children in order
        )

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def keep(self) -> bool:
        """Start it again when it has died and rested; True when it was started."""
        if self.is_running:
            return False
        if self.died is None:
            self.died = time.monotonic()
            quick = self.died - self.started < QUICK_DEATH
            self.rest = min(LONGEST_REST, FIRST_REST + 2 * self.rest) if quick else 0.0
        if time.monotonic() < self.died + self.rest:
            return False
        self.start()
        return True


@dataclass(slots=True)
class Family:
    """The children of one `lajur up`."""

    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        for child in self.children:
            child.start()

    def stop(self, *, patience: float = 20.0) -> None:
        """End them politely; after `patience` seconds, firmly."""
        running = [c.process for c in self.children if c.process and c.is_running]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + patience
        for process in running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
