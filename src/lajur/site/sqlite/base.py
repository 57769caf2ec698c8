"""Django's SQLite backend with a gate in front of the one write lock.

SQLite's own waiting is unfair: a writer may be passed over for seconds. `flock` queues writers, so
each waits its turn. And only who holds the gate writes or checkpoints, which takes away what the
WAL-reset bug of SQLite before 3.51.3 needs: two connections doing so at the same instant.
The measurements are in docs/decisions/0003-sqlite.md.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base

READS = ("SELECT", "PRAGMA", "EXPLAI", "SAVEPO", "RELEAS", "ROLLBA")  # first six letters


class Gate:
    """A lock that processes and threads queue for; one object per connection."""

    def __init__(self, path: str) -> None:
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.held = False

    def enter(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_EX)
        self.held = True

    def leave(self) -> None:
        if self.held:
            self.held = False
            fcntl.flock(self.file, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self.file)

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Hold the gate for the block, unless it is held already."""
        if self.held:
            yield
            return
        self.enter()
        try:
            yield
        finally:
            self.leave()


class GatedCursor(base.SQLiteCursorWrapper):
    """A single write outside a transaction passes the gate as well."""

    gate: Gate | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        if self.gate is None or self.gate.held or query[:6].upper() in READS:
            return super().execute(query, params)
        with self.gate.passed():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.gate is None:
            return super().executemany(query, param_list)
        with self.gate.passed():
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the gate before `BEGIN IMMEDIATE` and leaves it after the commit."""

    gate: Gate | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            self.gate = Gate(f"{conn_params['database']}-gate")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate = self.gate
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        if self.gate is None:
            super()._start_transaction_under_autocommit()
            return
        self.gate.enter()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.gate.leave()
            raise

    def _commit(self) -> None:
        super()._commit()
        if self.gate is not None:  # a failed commit is rolled back, which leaves the gate
            self.gate.leave()

    def _rollback(self) -> None:
        self._then_leave(super()._rollback)

    def _close(self) -> None:
        gate, self.gate = self.gate, None
        if gate is None:
            super()._close()
            return
        with gate.passed():  # the last connection to close checkpoints
            super()._close()
        gate.leave()
        gate.close()

    def _then_leave(self, act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            if self.gate is not None:
                self.gate.leave()

    def checkpoint(self) -> int:
        """Move the write-ahead log into the database; give the pages still to move."""
        if self.gate is None:
            return 0
        with self.gate.passed(), self.cursor() as cursor:
            _, pages, moved = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return int(pages) - int(moved)
