"""People at once: mixed work through the pages of a whole Lajur, on SQLite and on PostgreSQL.

    python -m bench.load [--people 200] [--seconds 120] [--think 5] [--database sqlite|postgresql]

Everybody has a browser and a session of their own; each thinks, clicks, and waits for the page.
Clients run on the same machine and are counted apart.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from bench.results import conditions, table, write_section
from bench.server import ADDRESS, start_postgresql
from bench.visits import Click, Person, Visitors, file_request
from tests.faults.premises import family_of, premises
from tests.faults.visitor import Visitor
from tests.journeys.house import House
from tests.journeys.people import PASSWORD

SERVER = f"{ADDRESS}postgres"
REQUESTS_EACH = 6  # by every applicant before the measurement, so that there is work
TICK = os.sysconf("SC_CLK_TCK")
# Of 200 people, by what they do; the officials share the governments' lanes evenly.
OFFICIALS = (
    *("kadis.sumbawa", "kabid.sumbawa", "kasi.sumbawa", "programmer.sumbawa", "analis.sumbawa"),
    *("kadis.buleleng", "kabid.buleleng", "kasi.buleleng", "programmer.buleleng"),
    *("kadis.cirebon", "kabid.cirebon", "ekosistem.cirebon", "aplikasi.cirebon", "pic.cirebon"),
    *("sekretaris.banten", "kabid.banten", "kasi.banten"),
)
GOVERNMENTS = ("sumbawa", "buleleng", "cirebon", "banten")
SHARES = {  # of ten people
    "official": 5,
    "pemohon": 2,
    "registrar": 2,
    "warga": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What one measurement found."""

    database: str
    clicks: list[Click]
    seconds: float
    lajur: float  # CPU seconds
    server: float  # CPU seconds of the database server
    clients: float  # CPU seconds
    machine: float  # busy share of all cores, 0 to 1


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.load")
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--think", type=float, default=5, help="seconds between clicks")
    options.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    options.add_argument("--write", action="store_true", help="into bench/RESULTS.md")
    chosen = options.parse_args()
    days = []
    for name in chosen.database or ["sqlite", "postgresql"]:
        days.append(measure(name, chosen))
        told(table(totals(days[-1:])))
    asked = f"{chosen.people} people, {chosen.seconds:g} s, think time {chosen.think:g} s"
    found = f"{asked}.\n\n{table(totals(days))}\n\n{table(by_page(days))}"
    print(conditions(), found, sep="\n\n")
    if chosen.write:
        write_section("People at once", found)
    sys.exit(any(click.is_error for day in days for click in day.clicks))


def measure(database: str, chosen: argparse.Namespace) -> Day:
    """Set up a Lajur, let everybody log in, file enough requests, then measure."""
    if database == "postgresql":
        start_postgresql()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = premises(Path(folder), SERVER if database == "postgresql" else "")
        with place.opened() as house:
            people = crowd(house, chosen.people)
            told(f"{database}: logging in")
            each(people, log_in)
            told(f"{database}: filing requests")
            each([one for one in people if one.account.startswith("pemohon")], file_some)
            told(f"{database}: measuring for {chosen.seconds:g} s")
            return _day(database, house, people, chosen)


def crowd(house: House, people: int) -> list[Person]:
    shared = Visitors()
    kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
    return [
        Person(
            account=_account(kinds[number % len(kinds)], number // len(kinds), number),
            visitor=Visitor(house.address),
            chance=random.Random(number),
            shared=shared,
        )
        for number in range(people)
    ]


def _account(kind: str, turn: int, number: int) -> str:
    if kind == "official":
        return OFFICIALS[number % len(OFFICIALS)]
    return f"{kind}.{GOVERNMENTS[turn % len(GOVERNMENTS)]}"


def each(people: list[Person], act: Callable[[Person], None]) -> None:
    """Everybody once, a few at a time."""
    with ThreadPoolExecutor(4) as few:
        list(few.map(act, people))


def log_in(person: Person) -> None:
    if person.account.startswith("warga"):
        return
    answer = person.visitor.log_in(person.government, person.account, PASSWORD)
    assert answer.status == 302, f"{person.account}: {answer.status}"


def file_some(person: Person) -> None:
    for _ in range(REQUESTS_EACH):
        file_request(person)
    person.clicks.clear()


def _day(database: str, house: House, people: list[Person], chosen: argparse.Namespace) -> Day:
    shared = people[0].shared
    server = _postmaster() if database == "postgresql" else 0
    shared.think, shared.ends = chosen.think, time.monotonic() + chosen.seconds
    before = _cpu(house.process.pid), _cpu(server), time.process_time(), _machine()
    threads = [Thread(target=person.work) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = _cpu(house.process.pid), _cpu(server), time.process_time(), _machine()
    busy, of = (late - early for late, early in zip(after[3], before[3], strict=True))
    return Day(
        database=database,
        clicks=[click for person in people for click in person.clicks],
        seconds=chosen.seconds,
        lajur=after[0] - before[0],
        server=after[1] - before[1],
        clients=after[2] - before[2],
        machine=busy / of,
    )


def _postmaster() -> int:
    import psycopg

    with psycopg.connect(SERVER) as connection:
        row = connection.execute("SELECT pg_read_file('postmaster.pid')").fetchone()
    return int(str(row[0]).split()[0]) if row else 0


def _cpu(root: int) -> float:
    """CPU seconds of a process and everybody below it, also of those who have ended."""
    if not root:
        return 0.0
    pids = [root, *(pid for pid, _, _ in family_of(root))]
    return sum(_ticks(pid) for pid in pids) / TICK


def _ticks(pid: int) -> int:
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0
    return sum(map(int, words[11:15]))


def _machine() -> tuple[float, float]:
    """(busy, all) ticks of every core since the machine started."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def totals(days: list[Day]) -> list[dict[str, object]]:
    return [
        {
            "database": day.database,
            "clicks": len(day.clicks),
            "clicks/s": f"{len(day.clicks) / day.seconds:.1f}",
            **_figures(day.clicks),
            "Lajur, CPU ms a click": f"{1000 * day.lajur / len(day.clicks):.1f}",
            "database server": f"{1000 * day.server / len(day.clicks):.1f}",
            "clients": f"{1000 * day.clients / len(day.clicks):.1f}",
            "machine busy": f"{day.machine:.0%}",
        }
        for day in days
    ]


def by_page(days: list[Day]) -> list[dict[str, object]]:
    rows = []
    for day in days:
        for page in sorted({click.page for click in day.clicks}):
            clicks = [click for click in day.clicks if click.page == page]
            rows.append(
                {
                    "database": day.database,
                    "page": page,
                    "clicks": len(clicks),
                    **_figures(clicks),
                }
            )
    return rows


def _figures(clicks: list[Click]) -> dict[str, object]:
    times = [click.seconds * 1000 for click in clicks]
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return {
        "errors": sum(click.is_error for click in clicks),
        "somebody was quicker": sum(click.status >= 400 and not click.is_error for click in clicks),
        "p50 ms": f"{cuts[49]:.0f}",
        "p95 ms": f"{cuts[94]:.0f}",
        "p99 ms": f"{cuts[98]:.0f}",
        "longest": f"{max(times):.0f}",
    }


def told(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
