"""The write gate of SQLite: one writer at a time, and nobody is left standing in it."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from lajur.site.sqlite.base import Gate
from lajur.store.models import GovernmentRow

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the gate is SQLite's")

HOLD = """
import sys, time
from lajur.site.sqlite.base import Gate
Gate(sys.argv[1]).enter()
print("inside", flush=True)
time.sleep(60)
"""


def is_free(path: Path) -> bool:
    """Whether another connection could enter at once."""
    other = Gate(str(path))
    entered = threading.Event()

    def enter() -> None:
        other.enter()
        entered.set()
        other.leave()

    threading.Thread(target=enter, daemon=True).start()
    return entered.wait(0.3)


def gate_path() -> Path:
    return Path(f"{connection.settings_dict['NAME']}-gate")


@pytest.mark.django_db(transaction=True)
def test_a_transaction_holds_the_gate_until_it_is_committed() -> None:
    with transaction.atomic():
        with transaction.atomic():
            assert not is_free(gate_path())
        assert not is_free(gate_path())
    assert is_free(gate_path())


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_leaves_the_gate() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert is_free(gate_path())


@pytest.mark.django_db(transaction=True)
def test_a_single_write_waits_for_its_turn() -> None:
    other = Gate(str(gate_path()))
    other.enter()
    threading.Timer(0.3, other.leave).start()
    started = time.monotonic()
    GovernmentRow.objects.filter(slug="tidak-ada").update(name="–")
    assert time.monotonic() - started >= 0.25


@pytest.mark.django_db(transaction=True)
def test_a_read_waits_for_nobody() -> None:
    other = Gate(str(gate_path()))
    other.enter()
    assert not GovernmentRow.objects.filter(slug="tidak-ada").exists()
    other.leave()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_closes_leaves_the_gate() -> None:
    with transaction.atomic():
        connection.close()
        assert is_free(gate_path())


def test_a_killed_process_does_not_keep_the_gate_shut(tmp_path: Path) -> None:
    path = tmp_path / "gate"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "inside\n"
    assert not is_free(path)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    assert is_free(path)


@pytest.mark.django_db(transaction=True)
def test_the_keeper_moves_the_log_into_the_database() -> None:
    GovernmentRow.objects.create(
        slug="buleleng",
        name="Buleleng",
        office_name="Kominfo",
        zone="Asia/Makassar",
        created_at="2026-01-05T00:00:00Z",
    )
    assert connection.checkpoint() == 0  # type: ignore[attr-defined]  # lajur.site.sqlite
