"""A web process does not keep the connections of threads that are gone."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from lajur.site import connections
from lajur.site.connections import close_after_threads

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Linux only")


@pytest.fixture
def watched(transactional_db: None) -> Iterator[None]:
    close_after_threads()
    yield
    connection_created.disconnect(dispatch_uid="lajur.site.connections")
    connections._open.clear()


def left_by_a_thread() -> BaseDatabaseWrapper:
    """A connection whose thread has ended without closing it."""
    left = []

    def open_and_end() -> None:
        own = connection.copy()
        own.connect()
        left.append(own)

    thread = Thread(target=open_and_end)
    thread.start()
    thread.join()
    # Python lets go of a thread a moment before the kernel does.
    deadline = time.monotonic() + 5
    while connections._lives(thread.native_id or 0) and time.monotonic() < deadline:
        time.sleep(0.001)
    return left[0]


def test_the_next_connection_closes_what_a_gone_thread_left(watched: None) -> None:
    first = left_by_a_thread()
    assert first.connection is not None

    second = left_by_a_thread()

    assert first.connection is None
    second.inc_thread_sharing()
    second.close()


def test_the_connection_of_a_living_thread_stays(watched: None) -> None:
    own = connection.copy()
    own.connect()

    other = left_by_a_thread()

    assert own.connection is not None
    own.close()
    other.inc_thread_sharing()
    other.close()
