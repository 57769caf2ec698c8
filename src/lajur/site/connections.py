"""Closes the database connections of threads that are gone.

The web server ends idle threads of its own, outside Python: what they kept for themselves is never
let go, and Django keeps a connection per thread. Each lull would leave some open, until there are
no more to be had. Measured with granian 2.7: three connections a web process for every 30 s lull.
"""

from pathlib import Path
from threading import Lock, get_native_id
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

THREADS = Path("/proc/self/task")  # Linux; elsewhere nothing is closed

_open: dict[int, BaseDatabaseWrapper] = {}  # by the kernel's number of the thread
_lock = Lock()


def close_after_threads() -> None:
    """From now on, whenever a connection is opened, close those that nobody can use any more."""
    connection_created.connect(_remember, dispatch_uid="lajur.site.connections")


def _remember(connection: BaseDatabaseWrapper, **_: Any) -> None:
    ours = get_native_id()
    with _lock:
        left = [_open.pop(thread) for thread in list(_open) if not _lives(thread)]
        before = _open.get(ours)  # the kernel gives a number again
        _open[ours] = connection
    if before is not None and before is not connection:
        left.append(before)
    for one in left:
        one.inc_thread_sharing()
        one.close()


def _lives(thread: int) -> bool:
    return not THREADS.is_dir() or (THREADS / str(thread)).is_dir()
