"""The jobs of `lajur worker`: none keeps another waiting, and none is given up."""

import logging
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from lajur.cli import worker
from lajur.cli.worker import Job


@pytest.fixture
def stopping() -> Event:
    return Event()


def run(*jobs: Job, stopping: Event, until: float) -> None:
    """Let the jobs work side by side for so many seconds."""
    threads = [Thread(target=job.go_on, args=(stopping,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    sleep(until)
    stopping.set()
    for thread in threads:
        thread.join(timeout=0.5)


def counting(seen: list[float]) -> object:
    def count() -> None:
        seen.append(monotonic())

    return count


def test_a_job_that_hangs_or_fails_does_not_keep_the_others_waiting(stopping: Event) -> None:
    release, seen, tried = Event(), [], []

    def hang() -> None:
        release.wait(10)

    def fail() -> None:
        tried.append(monotonic())
        raise OSError

    jobs = Job(do=hang), Job(do=fail), Job(do=counting(seen), every=0.02)
    run(*jobs, stopping=stopping, until=0.6)
    release.set()

    assert len(seen) > 10
    assert len(tried) == 1  # rests for about a second before it tries again


def test_each_failure_doubles_the_rest_up_to_a_minute_and_success_ends_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faults = [OSError("rahasia")] * 9

    def fail() -> None:
        if faults:
            raise faults.pop()

    job = Job(do=fail, every=30)
    with caplog.at_level(logging.ERROR, "lajur.worker"):
        rests = [job._once() for _ in range(10)]

    assert rests[0] <= 1.25
    assert 45 <= rests[8] <= 75
    assert rests[9] == 30
    assert "job fail failed 9 times in a row: OSError" in caplog.text
    assert "rahasia" not in caplog.text


def test_a_job_that_takes_longer_than_any_job_may_is_known_to_hang(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = Job(do=print, began=monotonic() - worker.HUNG - 1)
    left: list[int] = []
    monkeypatch.setattr(worker.os, "_exit", left.append)

    worker._leave_if_hung([Job(do=print), Job(do=print, began=monotonic()), job])

    assert left == [worker.HUNG_CODE]


def test_a_job_is_done_once_more_after_its_rest(stopping: Event) -> None:
    seen: list[float] = []
    run(Job(do=counting(seen), every=0.1), stopping=stopping, until=0.35)

    assert 2 <= len(seen) <= 5
