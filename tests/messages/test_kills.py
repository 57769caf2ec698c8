"""Senders are killed, stopped and woken: nothing is lost, little is doubled, never by another name.

Source: J01 and T06 of the fault catalogue. Each check catches a broken way of sending.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults.premises import premises
from tests.messages.sinks import MailSink, mail_sink

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261122
PAST_LEASE = 61.0  # seconds


def wait_for(sink: MailSink, mails: int) -> None:
    until = time.monotonic() + 60
    while len(sink.mails) < mails:
        assert time.monotonic() < until
        time.sleep(0.001)


@dataclass
class Senders:
    """The warm process, and the mail server its children send to."""

    process: subprocess.Popen[str]
    sink: MailSink
    ahead: float = 0.0  # seconds the clock of the next child is ahead
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def ask(self, order: str, *given: object) -> Any:
        """Give an order; return the first answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([order, *given]) + "\n")
        self.process.stdin.flush()
        return self.answer(order)

    def answer(self, order: str) -> Any:
        assert self.process.stdout is not None
        said, answer = json.loads(self.process.stdout.readline())
        assert said == order
        return answer

    def kill_one(self, order: str) -> None:
        """Let a child send, and kill it in the middle; the next comes after its lease."""
        some = len(self.sink.mails) + self.chance.randint(0, 5)
        child = self.ask(order, self.ahead)
        wait_for(self.sink, some)
        time.sleep(self.chance.uniform(0.0, 0.015))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        self.ahead += PAST_LEASE

    def finish(self) -> int:
        """Let a child send all there is left, undisturbed."""
        self.ask("run", self.ahead)
        return int(self.answer("run"))


@pytest.fixture(scope="module")
def senders(tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[Senders]:
    place = premises(tmp_path_factory.mktemp("kiriman"), server)
    with mail_sink() as sink:
        settings = {
            **place.settings,
            "DJANGO_SETTINGS_MODULE": "lajur.site.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "LAJUR_DATA": str(place.data),
            "LAJUR_MAIL_URL": f"smtp://127.0.0.1:{sink.port}?tls=tidak",
            "LAJUR_MAIL_FROM": "lajur@dinas.go.id",
            "LAJUR_MAIL_PER_MINUTE": "100000",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.messages.sender"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        opened = Senders(process=process, sink=sink)
        sink.slowness = 0.004  # so that a kill falls between any two of: marked, sent, answered
        opened.ask("seed", 0)
        try:
            yield opened
        finally:
            process.communicate()


@dataclass(frozen=True)
class Outcome:
    lost: int
    doubled: int
    marked: int  # sent, as the database says
    strangers: int  # mails with an id nobody made


def live_through(senders: Senders, order: str, *, mails: int, kills: int) -> Outcome:
    before = len(senders.sink.mails)
    known = len(senders.ask("look"))
    senders.ask("more", mails)
    for _ in range(kills):
        senders.kill_one(order)
    senders.finish()
    time.sleep(0.1)  # the sink's thread
    rows = senders.ask("look")[known:]
    arrived = Counter(senders.sink.references[before:])
    wanted = {f"<{reference}@dinas.go.id>" for reference, _, _ in rows}
    outcome = Outcome(
        lost=len(wanted - set(arrived)),
        doubled=arrived.total() - len(arrived),
        marked=sum(sent for _, _, sent in rows),
        strangers=len(set(arrived) - wanted),
    )
    print(order, mails, "mails,", kills, "kills:", outcome)
    return outcome


def test_killed_senders_lose_nothing_and_double_little(senders: Senders) -> None:
    outcome = live_through(senders, "run", mails=50, kills=6)
    assert (outcome.lost, outcome.marked, outcome.strangers) == (0, 50, 0)
    assert outcome.doubled <= 6


@pytest.mark.slow
def test_the_same_holds_for_five_hundred_kills(senders: Senders) -> None:
    outcome = live_through(senders, "run", mails=2000, kills=500)
    assert (outcome.lost, outcome.marked, outcome.strangers) == (0, 2000, 0)
    assert outcome.doubled <= 500


@pytest.mark.parametrize(("order", "lost"), [("run", 0), ("hasty", 1)])
def test_a_sender_killed_before_the_server_took_the_mail_loses_none(
    order: str, lost: int, senders: Senders
) -> None:
    """`hasty` is the twin: it marks, then sends."""
    known, before = len(senders.ask("look")), len(senders.sink.mails)
    senders.ask("more", 1)
    victims: list[int] = []
    asked = threading.Event()

    def kill() -> None:
        while victims:
            os.kill(victims.pop(), signal.SIGKILL)
            asked.set()

    senders.sink.at_recipient = kill
    victims.append(senders.ask(order, senders.ahead))
    assert asked.wait(10)
    senders.ahead += PAST_LEASE
    senders.finish()
    assert len(senders.sink.mails) - before == 1 - lost
    assert senders.ask("look")[known:][0][2]


@pytest.mark.parametrize(("order", "marked"), [("run", 0), ("unfenced", 1)])
def test_a_sender_that_sleeps_past_its_lease_marks_nothing(
    order: str, marked: int, senders: Senders
) -> None:
    """`unfenced` is the twin: it believes it was the one."""
    known, before = len(senders.ask("look")), len(senders.sink.mails)
    senders.ask("more", 1)
    awake: list[int] = []

    def put_to_sleep() -> str:
        while awake:
            os.kill(awake.pop(), signal.SIGSTOP)
        return "250 OK"

    senders.sink.after_mail = put_to_sleep
    child = senders.ask(order, senders.ahead)
    awake.append(child)
    wait_for(senders.sink, before + 1)
    senders.ahead += PAST_LEASE
    assert senders.finish() == 1
    os.kill(child, signal.SIGCONT)
    assert senders.answer(order) == marked
    assert senders.ask("look")[known:][0][1:] == [2, True]
    assert len(set(senders.sink.references[before:])) == 1
