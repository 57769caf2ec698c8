"""`lajur worker`: the jobs nobody waits for, over and over."""

import argparse
import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from lajur.cli.start import add_data, start_django

LOG = logging.getLogger("lajur.worker")
REST = 0.5  # seconds between rounds; also how late a notice may be


@dataclass(slots=True)
class Job:
    """Something to do every so many seconds."""

    do: Callable[[], object]
    every: float
    due: float = 0.0  # time.monotonic()

    def run_if_due(self) -> None:
        if monotonic() < self.due:
            return
        self.due = monotonic() + self.every
        try:
            self.do()
        except Exception as error:
            # One job's fault must not stop the others; ids and codes only, never what was typed.
            LOG.error("job %s failed: %s", self.do.__name__, type(error).__name__)


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "worker",
        help="jalankan pekerja saja (pemberitahuan, segel)",
        description="Menyampaikan pemberitahuan, menyegel jurnal, dan merapikan penyimpanan, "
        "terus-menerus sampai dihentikan.",
    )
    add_data(parser)
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C."""
    stopping = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    work(chosen.data, stopping)
    return 0


def work(data: Path | None, stopping: Event) -> None:
    """Do every job whenever it is due, until `stopping` is set."""
    start_django(data)
    from django.db import close_old_connections

    jobs = _jobs()
    while not stopping.wait(REST):
        close_old_connections()
        for job in jobs:
            job.run_if_due()


def _jobs() -> list[Job]:
    from django.utils.timezone import now

    from lajur.services import worker

    def announce() -> None:
        worker.announce(at=now())

    def seal() -> None:
        worker.seal(at=now())

    def return_work() -> None:
        worker.return_work(at=now())

    def tidy() -> None:
        worker.tidy(at=now())

    return [
        Job(announce, every=0),
        Job(worker.checkpoint, every=1),
        Job(seal, every=60),
        Job(return_work, every=300),
        Job(tidy, every=3600),
    ]
