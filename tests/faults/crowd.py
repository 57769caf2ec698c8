"""People pressing buttons, each wish in the ledger; when no answer comes they press again."""

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from threading import Event, Thread
from uuid import uuid4

from tests.faults.ledger import Ledger, Told, Wish
from tests.faults.visitor import Answer, Fields, Visitor, file_fields, read_form
from tests.journeys.people import LETTER, PASSWORD

NO_ANSWER = (OSError, HTTPException)
PATIENCE = 30.0  # seconds one goes on pressing for an answer
_ops = count(1)

APPLICANTS = ("pemohon.sumbawa", "pemohon.buleleng")
OFFICIALS = (
    *("kadis.sumbawa", "kabid.sumbawa", "kasi.sumbawa", "programmer.sumbawa"),
    *("kadis.buleleng", "kabid.buleleng", "kasi.buleleng", "programmer.buleleng"),
)


class Unanswered(Exception):
    """Nobody answered for so long that Lajur must be down."""


@dataclass(slots=True)
class Person:
    """One person at a browser, with a way of pressing."""

    account: str
    visitor: Visitor
    ledger: Ledger
    chance: random.Random
    loses: float = 0.2  # share of answers that get lost on their way
    fresh_keys: bool = False  # the broken way: every retry is a new form
    faults: list[str] = field(default_factory=list)

    @property
    def government(self) -> str:
        return self.account.split(".")[1]

    def see(self, path: str) -> Answer:
        """Open a page, reloading until it comes."""
        return self._until(lambda: self.visitor.get(path))

    def log_in(self) -> None:
        answer = self._until(lambda: self.visitor.log_in(self.government, self.account, PASSWORD))
        assert answer.status == 302, f"{self.account} could not log in: {answer.status}"

    def wish(self, action: str, place: str, fields: Fields, mark: str) -> Told:
        """Press until it is answered: the same form, the same key. `mark` is the field with op."""
        wish = Wish(op=fields[mark][0], action=action, actor=self.account, place=place)
        deadline = time.monotonic() + PATIENCE
        while (told := self._press(wish, fields)) in (Told.LOST, Told.BROKEN):
            if time.monotonic() > deadline:
                raise Unanswered(wish.op)
            if self.fresh_keys:
                fields = {**fields, "kunci": [uuid4().hex]}
            time.sleep(self.chance.uniform(0.05, 0.3))
        return told

    def _press(self, wish: Wish, fields: Fields) -> Told:
        self.ledger.sends(wish, fields["kunci"][0])
        try:
            answer = self.visitor.post(wish.place, fields)
        except NO_ANSWER as error:
            self.ledger.hears(wish, Told.LOST, facts=type(error).__name__)
            return Told.LOST
        told = _told(answer)
        if told is Told.DONE and self.chance.random() < self.loses:
            told = Told.LOST
        facts = answer.location if told is Told.DONE else ""
        self.ledger.hears(wish, told, 0 if told is Told.LOST else answer.status, facts)
        return told

    def _until(self, ask: Callable[[], Answer]) -> Answer:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = ask()
            except NO_ANSWER:
                time.sleep(0.1)
                continue
            if answer.status < 500:
                return answer
            self.faults.append(f"{answer.status} for {self.account}")
        raise Unanswered(self.account)


def _told(answer: Answer) -> Told:
    """A redirect is how a form says: done."""
    if answer.status == 302:
        return Told.DONE
    return Told.BROKEN if answer.status >= 500 else Told.REFUSED


def new_op() -> str:
    return f"buku-{next(_ops):06}"


def file_request(person: Person) -> Told | None:
    """Choose a service, fill the form, attach the letter, send."""
    home = f"/{person.government}"
    new = f"{home}/permohonan/baru/"
    try:
        draft = person.visitor.post(new, read_form(person.see(new).body, new)).location
        page = person.see(draft).body
        op, fields = new_op(), read_form(page, draft)
        title = "nama_aplikasi" if "title" not in fields else "title"
        papers = {name: ("surat.pdf", LETTER) for name in file_fields(page)}
        fields |= {title: [op], "aksi": ["periksa"]}
        check = person.visitor.post(draft, fields, papers).location
    except NO_ANSWER:
        return None  # only a draft is lost, and nobody was told anything
    if not check:
        return None
    sending = read_form(person.see(check).body, check)
    return person.wish("file", check, {**sending, "judul": [op]}, "judul")


def complete_work(person: Person) -> Told | None:
    """Take a piece of work from the tray and finish it; None when the tray is empty."""
    tray = person.see(f"/{person.government}/tugas/").body
    work = sorted(set(re.findall(rf"/{person.government}/tugas/\d+/\d+/", tray)))
    if not work:
        return None
    place = person.chance.choice(work)
    act = f"{place}selesaikan/"
    fields = read_form(person.see(place).body, act)
    if not fields:
        return None  # somebody else has just done it
    return person.wish("complete", act, filled(fields, person.chance), "catatan")


def filled(fields: Fields, chance: random.Random) -> Fields:
    return {**fields, "catatan": [new_op()], "tahap": ["kirim"]}


@dataclass(slots=True)
class Crowd:
    """Everybody at once, each in a thread."""

    people: list[Person]
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them work for as long as the block lasts; then each finishes what it began."""
        going_home = Event()
        threads = [Thread(target=self._work, args=(person, going_home)) for person in self.people]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            going_home.set()
            for thread in threads:
                thread.join(timeout=2 * PATIENCE)

    def _work(self, person: Person, going_home: Event) -> None:
        act = file_request if person.account.startswith("pemohon") else complete_work
        try:
            while not going_home.is_set():
                if act(person) is None:
                    time.sleep(0.2)
        except Exception as error:
            self.faults.append(f"{person.account}: {error!r}")
        finally:
            self.faults += person.faults
            person.visitor.hang_up()


def crowd(
    address: str, ledger: Ledger, sessions: dict[str, dict[str, str]], *, seed: int, **ways: object
) -> Crowd:
    """Applicants who ask, and officials at two windows each, so that they get in their own way."""
    people = [
        Person(
            account=account,
            visitor=Visitor(address),
            ledger=ledger,
            chance=random.Random(f"{seed}-{number}"),
            **ways,  # type: ignore[arg-type]
        )
        for number, account in enumerate((*APPLICANTS, *OFFICIALS, *OFFICIALS))
    ]
    for person in people:
        if person.account not in sessions:
            person.log_in()
            sessions[person.account] = person.visitor.cookies
        person.visitor.cookies = dict(sessions[person.account])
    return Crowd(people)
