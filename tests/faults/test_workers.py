"""Three `lajur worker` over one database, killed at random while deadlines are missed.

Source: T07, J05 and P23 of the fault catalogue. Runs on SQLite or on the PostgreSQL server that
`LAJUR_DATABASE_URL` names; what should have been told is reckoned outside, by `traffic check`.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.premises import Premises, kill
from tests.journeys.house import LAJUR, lajur

ROOT = Path(__file__).resolve().parents[2]
SEED = "20261122"
PATIENCE = 60.0  # seconds until everything is told


@pytest.fixture
def office(tmp_path: Path, demo: Premises) -> Premises:
    """The demo of this hour: next to all of its reminders are told."""
    return demo.copied(tmp_path)


@dataclass(slots=True)
class Workers:
    """Workers over one place; a killed one is started again, as a service manager would."""

    place: Premises
    count: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    killed: int = 0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        self.running = [self._start() for _ in range(self.count)]
        try:
            yield
        finally:
            for process in self.running:
                process.terminate()
            codes = [process.wait(timeout=30) for process in self.running]
        assert codes == [0] * self.count, "a worker did not end gracefully"

    def kill_one(self, chance: random.Random) -> None:
        victim = chance.randrange(self.count)
        kill(self.running[victim].pid)
        self.running[victim].wait()
        self.running[victim] = self._start()
        self.killed += 1

    def _start(self) -> subprocess.Popen[bytes]:
        command = [LAJUR, "worker", "--data", str(self.place.data)]
        with (self.place.data.parent / "workers.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=surroundings(self.place))


def surroundings(place: Premises) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lajur.site.settings",
        "LAJUR_DATA": str(place.data),
        **place.settings,
    }


def traffic(place: Premises, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.traffic", *words],
        cwd=ROOT,
        env=surroundings(place),
        stdout=subprocess.PIPE,
        text=True,
    )


def reckoned(place: Premises) -> dict[str, list[str]]:
    with traffic(place, "check", SEED) as checking:
        answer, _ = checking.communicate(timeout=120)
    found: dict[str, list[str]] = json.loads(answer)
    return found


def live_through(place: Premises, *, cases: int, kills: int) -> None:
    chance, workers = random.Random(SEED), Workers(place, 3)
    before = int(reckoned(place)["told"][0])
    with workers.at_work():
        with traffic(place, "play", SEED, str(cases)) as playing:
            for _ in range(kills):
                time.sleep(chance.uniform(0.5, 3.0))
                workers.kill_one(chance)
            assert playing.wait() == 0
        deadline = time.monotonic() + PATIENCE
        while (found := reckoned(place))["missing"] and time.monotonic() < deadline:
            time.sleep(1)

    verified = lajur("verify", "--data", str(place.data), settings=place.settings)
    told = int(found["told"][0]) - before
    print(f"{workers.killed} kills of 3 workers, {told} reminders")
    assert found["missing"] == found["twice"] == found["beyond"] == []
    assert told > cases
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_reminders_fire_once_though_three_workers_are_killed(office: Premises) -> None:
    live_through(office, cases=16, kills=4)


@pytest.mark.slow
def test_the_same_holds_for_a_hundred_kills(office: Premises) -> None:
    live_through(office, cases=400, kills=100)
