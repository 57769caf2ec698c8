"""Letters issued by many at once: prepared drafts, clients that fail, and what must hold after.

Source: C05, J03, J04 and P24 of the fault catalogue. Printing is replaced by a cheap template of
our own: what is put to the test is the transaction that numbers, not the typesetter.
"""

import os
import random
import secrets
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import orjson
from django.db import OperationalError, connections
from django_scopes import scope

from lajur.services.letters import issuing, preparing
from lajur.services.refusals import StaleCase
from lajur.store.models import EntryRow, LetterRow, SignatureRow
from tests.services.house import House, build
from tests.services.letters.bureau import Bureau, furnish

MIDNIGHT = datetime(2026, 12, 31, 16, tzinfo=UTC)  # in Sumbawa, UTC+8
KINDS = ("nota_dinas", "surat_dinas", "surat_tugas")  # each numbered in a register of its own
SEED = 20261231
_FORK = get_context("fork")


class PowerCut(Exception):
    """The transaction does not come to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What one client saw of one letter, by the clock that all processes share."""

    letter: int
    number: str
    began: float  # seconds
    ended: float


@dataclass(slots=True)
class Race:
    """Drafts to be issued by several clients, and the clock of the office."""

    house: House
    clients: list[list[int]]  # LetterRow ids, each client's own
    folder: Path
    rollbacks: float = 0.1  # share of transactions that are rolled back after the number
    done: Any = field(default_factory=lambda: _FORK.Value("q", 0))

    @property
    def total(self) -> int:
        return sum(map(len, self.clients))

    def now(self) -> datetime:
        """Midnight comes when half of the letters are issued."""
        return MIDNIGHT + timedelta(milliseconds=self.done.value - self.total // 2)

    def run(self, *, killed: Iterable[int] = ()) -> list[Issue]:
        """Let all clients issue at once; those `killed` die once with a number in their hands."""
        connections.close_all()
        dying = set(killed)
        children = [
            _child(self, client, dies=client in dying) for client in range(len(self.clients))
        ]
        for child in children:
            os.waitpid(child, 0)
        for client in dying:  # somebody else finishes what they left
            os.waitpid(_child(self, client, dies=False), 0)
        return [
            Issue(**orjson.loads(line))
            for file in self.folder.glob("client-*")
            for line in file.read_bytes().splitlines()
        ]


def prepare(folder: Path, *, clients: int, each: int) -> Race:
    """An office with as many finished drafts as will be issued, over three registers."""
    house = build()
    with scope(government=house.government):
        furnish(house.government)
        bureaus = [Bureau(house=house, case=house.file().case_id) for _ in range(min(clients, 8))]
        models = [_finished(bureau, kind) for bureau in bureaus for kind in KINDS]
        drafts = [_copied(models[n % len(models)]) for n in range(clients * each)]
        rows = LetterRow.objects.bulk_create([row for row, _ in drafts], batch_size=200)
        for row, (_, signatures) in zip(rows, drafts, strict=True):
            for signature in signatures:
                signature.letter_id = row.pk
        made = [one for _, signatures in drafts for one in signatures]
        SignatureRow.objects.bulk_create(made, batch_size=500)
    ids = [row.pk for row in rows]
    return Race(house=house, clients=[ids[n::clients] for n in range(clients)], folder=folder)


def _finished(bureau: Bureau, kind: str) -> tuple[LetterRow, list[SignatureRow]]:
    letter = bureau.begin("Budi", kind=kind)
    bureau.save(letter, parts=bureau.filled(letter))
    return bureau.row(letter), bureau.signatures(letter)


def _copied(model: tuple[LetterRow, list[SignatureRow]]) -> tuple[LetterRow, list[SignatureRow]]:
    row, signatures = model
    copy = LetterRow(**{**_columns(row), "token": secrets.token_urlsafe(16)})
    return copy, [SignatureRow(**_columns(one)) for one in signatures]


def _columns(row: Any) -> dict[str, Any]:
    names = [one.attname for one in row._meta.concrete_fields if not one.primary_key]
    return {name: getattr(row, name) for name in names}


def cheap_print(facts: Mapping[str, Any]) -> bytes:
    """Our own cheap template: other facts, other bytes."""
    return b"%PDF-1.7\n" + sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).digest()


def _child(race: Race, client: int, *, dies: bool) -> int:
    """Fork a client; gives its process id."""
    child = os.fork()
    if child:
        return child
    with suppress(BaseException):
        chance = random.Random(SEED + client)
        _issue_all(race, client, Mishaps(race.rollbacks, chance, dies_after=5 if dies else 0))
        os._exit(0)
    os._exit(1)


@dataclass(slots=True)
class Mishaps:
    """What befalls a client inside the transaction, with the number drawn and written."""

    rollbacks: float
    chance: random.Random
    dies_after: int = 0  # letters; 0: never
    _freeze: Callable[..., None] = issuing._freeze

    def freeze(self, *args: Any) -> None:
        self._freeze(*args)
        if self.chance.random() < self.rollbacks:
            raise PowerCut
        if self.dies_after:
            self.dies_after -= 1
            if not self.dies_after:
                os.kill(os.getpid(), signal.SIGKILL)


def _issue_all(race: Race, client: int, mishaps: Mishaps) -> None:
    preparing.print_letter, issuing._freeze = cheap_print, mishaps.freeze  # type: ignore[assignment]
    with scope(government=race.house.government):
        drafts = LetterRow.objects.filter(pk__in=race.clients[client], state=LetterRow.DRAFT)
        left = list(drafts.order_by("pk").values_list("pk", flat=True))
        with (race.folder / f"client-{client}").open("ab") as told:
            for letter in left:
                told.write(orjson.dumps(_issued(race, letter)) + b"\n")
                told.flush()


def _issued(race: Race, letter: int) -> dict[str, object]:
    """Press until it is done, the same form each time."""
    while True:
        began = time.monotonic()
        try:
            at = race.now()
            issued = issuing.issue_letter(
                letter_id=letter,
                seen_version=1,
                actor=race.house.actor("Budi", at),
                at=at,
                key=f"{letter:032x}",
            )
        except (PowerCut, StaleCase, OperationalError):
            continue
        with race.done.get_lock():
            race.done.value += 1
        return {
            "letter": letter,
            "number": issued.number,
            "began": began,
            "ended": time.monotonic(),
        }


def faults(race: Race, issues: Iterable[Issue]) -> list[str]:
    """What must not be: gaps, doubles, letters without a number, an order other than of issue."""
    with scope(government=race.house.government):
        letters = {
            row.entry_id: row.pk
            for row in LetterRow.objects.filter(state=LetterRow.ISSUED)
            if row.entry_id is not None
        }
        books: dict[tuple[str, int], list[EntryRow]] = defaultdict(list)
        for entry in EntryRow.objects.select_related("register").order_by("pk"):
            if entry.register.key != "agenda-masuk":  # the requests themselves
                books[entry.register.key, entry.year].append(entry)
    found = [] if len(letters) == race.total else [f"{len(letters)} of {race.total} issued"]
    seen = {one.letter: one for one in issues}
    for book, lines in books.items():
        if [one.sequence for one in lines] != list(range(1, len(lines) + 1)):
            found.append(f"{book}: {[one.sequence for one in lines]}")
        if len({one.number for one in lines}) != len(lines):
            found.append(f"{book}: a number twice")
        if any(one.pk not in letters for one in lines):
            found.append(f"{book}: a line without a letter")
        found += _disorder(
            book, [seen[letters[one.pk]] for one in lines if letters.get(one.pk) in seen]
        )
    return found


def _disorder(book: tuple[str, int], in_order: list[Issue]) -> Iterable[str]:
    """A letter that was issued before another began must have the lower number."""
    earliest_end = float("inf")
    for one in reversed(in_order):
        if one.began > earliest_end:
            yield f"{book}: {one.number} began after a later number was given"
        earliest_end = min(earliest_end, one.ended)
