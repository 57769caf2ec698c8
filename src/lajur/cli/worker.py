"""`lajur worker`: the jobs nobody waits for, over and over, each in a thread of its own.

Every job may be stopped by force at any moment and begun again anywhere: what is done is in the
database, what is not done is found there. So any number of workers may run, on any number of nodes.
"""

import argparse
import logging
import os
import random
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

from lajur.cli.start import add_data, start_django

LOG = logging.getLogger("lajur.worker")
REST = 0.5  # seconds between rounds of a job; also how late a notice may be
LONGEST_REST = 60.0  # seconds, of a job that keeps failing
FAREWELL = 15.0  # seconds a job may take to finish what it has begun; a message takes up to ten
HUNG = 1800.0  # seconds; no job takes as long
HUNG_CODE = 75  # of the exit; whoever keeps us running starts us again


@dataclass(slots=True, kw_only=True)
class Job:
    """Something to do every so many seconds."""

    do: Callable[[], object]
    every: float = REST
    failures: int = 0  # in a row
    began: float | None = None  # time.monotonic(); None: resting

    def go_on(self, stopping: Event) -> None:
        """Do it again and again until `stopping` is set."""
        rest = 0.0
        while not stopping.wait(rest):
            self.began = monotonic()
            rest = self._once()
            self.began = None

    def is_hung(self) -> bool:
        began = self.began  # of the thread that works: read once
        return began is not None and monotonic() - began > HUNG

    def _once(self) -> float:
        """Do it; gives how long to rest. Each failure doubles the rest, so that others can work."""
        try:
            self.do()
        except Exception as error:
            self.failures += 1
            doubled: float = REST * 2 ** min(self.failures, 10)
            rest = min(LONGEST_REST, doubled) * random.uniform(0.75, 1.25)  # noqa: S311
            # Ids and codes only, never what was typed.
            LOG.error(
                "job %s failed %d times in a row: %s; again in %.0f s",
                self.do.__name__,
                self.failures,
                type(error).__name__,
                rest,
            )
            return rest
        self.failures = 0
        return self.every


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "worker",
        help="jalankan pekerja saja (pemberitahuan, pengingat, segel)",
        description="Menyampaikan pemberitahuan dan pengingat, mengirim surel, menyegel jurnal, "
        "dan merapikan penyimpanan, terus-menerus sampai dihentikan. "
        "Boleh dijalankan beberapa sekaligus, di mesin mana pun.",
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
    jobs = _jobs(stopping)
    threads = [Thread(target=_at_work, args=(job, stopping), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    while not stopping.wait(1.0):
        _leave_if_hung(jobs)
    end = monotonic() + FAREWELL
    for thread in threads:
        thread.join(timeout=max(0.0, end - monotonic()))


def _at_work(job: Job, stopping: Event) -> None:
    from django.db import connections

    try:
        job.go_on(stopping)
    finally:
        connections.close_all()


def _leave_if_hung(jobs: Sequence[Job]) -> None:
    """A thread cannot be ended from outside; the process can, and loses nothing."""
    for job in jobs:
        if job.is_hung():
            LOG.critical("job %s has hung for %.0f s; starting anew", job.do.__name__, HUNG)
            os._exit(HUNG_CODE)


def _jobs(stopping: Event) -> list[Job]:
    from django.db import close_old_connections
    from django.utils.timezone import now

    from lajur.services import one_clock, worker
    from lajur.services.archive.keeping import fill_archive
    from lajur.services.archive.unclaimed import drop_unclaimed
    from lajur.services.messages.send import send_due
    from lajur.services.reminders.fire import fire

    def send(*, at: datetime) -> None:
        send_due(at=at, stop=stopping.is_set)

    def timed(task: Callable[..., object]) -> Callable[[], object]:
        """The task at the time it is by the one clock of all nodes."""

        def do() -> None:
            close_old_connections()
            at: datetime = one_clock.shared_time(here=now())
            task(at=at)

        do.__name__ = task.__name__
        return do

    def watch_clock() -> None:
        gap = one_clock.gap(here=now())
        if one_clock.is_apart(gap):
            LOG.critical("this clock is %+.0f s off the database's: set it", gap.total_seconds())

    return [
        Job(do=watch_clock, every=300),
        Job(do=timed(fire), every=30),
        Job(do=timed(worker.announce)),
        Job(do=timed(send)),
        Job(do=worker.checkpoint, every=1),
        Job(do=timed(worker.seal), every=60),
        Job(do=timed(fill_archive), every=60),
        Job(do=timed(worker.return_work), every=300),
        Job(do=timed(worker.tidy), every=3600),
        Job(do=timed(drop_unclaimed), every=3600),
    ]
