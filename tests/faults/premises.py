"""Where faults are made: a whole Lajur with a database of its own, its processes, its effects."""

import fcntl
import os
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.journeys.house import House, lajur, start

# A completion leaves its text in one of the two, never both; a request has it as its title.
EFFECTS = (
    "SELECT text FROM store_eventrow WHERE kind IN ('WorkItemCompleted', 'SignaturesAsked')"
    " AND text LIKE 'buku-%' UNION ALL SELECT title FROM store_caserow WHERE title LIKE 'buku-%'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """A data folder and, when `LAJUR_DATABASE_URL` is set, a PostgreSQL database, both our own."""

    data: Path
    settings: Mapping[str, str] = field(default_factory=dict)  # environment variables
    sessions: dict[str, dict[str, str]] = field(default_factory=dict)  # cookies, by account

    @contextmanager
    def opened(self, **more: str) -> Iterator[House]:
        """Run Lajur here; `more` are further environment variables."""
        house = start(self.data, settings={**self.settings, **more})
        try:
            yield house
        finally:
            house.stop()

    def copied(self, folder: Path) -> "Premises":
        """The same in another folder and another database; nobody may be at work in these."""
        shutil.copytree(self.data, folder / "data")
        address = self.settings.get("LAJUR_DATABASE_URL", "")
        return premises(folder, address, like=urlsplit(address).path.lstrip("/"))

    def effects(self) -> Counter[str]:
        """How often each wish of a ledger is in the database, by op. Asks it without Lajur."""
        return Counter(op for (op,) in self._ask(EFFECTS))

    def _ask(self, query: str) -> list[tuple[str]]:
        if address := self.settings.get("LAJUR_DATABASE_URL"):
            import psycopg

            with psycopg.connect(address) as server:
                return server.execute(query.encode()).fetchall()
        file = sqlite3.connect(f"file:{self.data / 'lajur.sqlite3'}?mode=ro", uri=True)
        try:
            return file.execute(query).fetchall()
        finally:
            file.close()


def premises(folder: Path, server: str, *, like: str = "template1") -> Premises:
    """Take a folder and a new database of the server; SQLite when `server` is "".

    The database begins as a copy of the one that `like` names.
    """
    if not server:
        return Premises(data=folder / "data")
    import psycopg

    # Copying needs that nobody is connected to what is copied: we come by way of `postgres`.
    server = urlsplit(server)._replace(path="/postgres").geturl()
    name = f"faults_{os.getpid()}_{time.time_ns()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
    return _at(folder, urlsplit(server)._replace(path=f"/{name}").geturl())


def _at(folder: Path, address: str) -> Premises:
    settings = {"LAJUR_DATABASE_URL": address} if address else {}
    return Premises(data=folder / "data", settings=settings)


def premises_with_demo(run: Path, server: str) -> Premises:
    """The demo, to be copied: loaded by the first process of a test run that asks.

    `run` is a folder that all processes of the run know.
    """
    folder = run / "demo"
    folder.mkdir(exist_ok=True)
    loaded = folder / "address"  # of the database; not there before the demo is
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not loaded.exists():
            place = premises(folder, server)
            done = lajur("demo", "--data", str(place.data), settings=place.settings)
            assert done.returncode == 0, done.stderr
            (folder / "said").write_text(done.stdout + done.stderr, encoding="utf-8")
            loaded.write_text(place.settings.get("LAJUR_DATABASE_URL", ""))
    return _at(folder, loaded.read_text())


def victims(house: House) -> list[int]:
    """The processes that serve: every web worker and the background worker, by pid."""
    family = family_of(house.process.pid)
    parents = {parent for _, parent, _ in family}
    return [pid for pid, _, words in family if pid not in parents and _serves(words)]


def _serves(words: str) -> bool:
    return "\0granian\0" in words or "lajur.cli.main\0worker" in words


def family_of(root: int) -> list[tuple[int, int, str]]:
    """Everybody below a process, as (pid, parent, command line)."""
    parents = {int(path.name): _parent(path) for path in Path("/proc").glob("[0-9]*")}
    found, waiting = [], [root]
    while waiting:
        parent = waiting.pop()
        below = [pid for pid, its in parents.items() if its == parent]
        found += [(pid, parent, _words(pid)) for pid in below]
        waiting += below
    return found


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(") ")[2].split()[1])
    except OSError:  # gone meanwhile
        return 0


def _words(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_text()
    except OSError:
        return ""


def kill(pid: int) -> None:
    """As the out-of-memory killer or a fallen server would: no goodbye."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
