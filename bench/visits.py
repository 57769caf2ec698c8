"""What people do at the pages in a working day, one click after another, each click timed."""

import math
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException

from tests.faults.visitor import Answer, Fields, Visitor, file_fields, read_form
from tests.journeys.people import LETTER

REFUSED = {404, 409, 422}  # an answer too: somebody was quicker
FOUND, NEEDED = 200, 302  # what a page and a done form answer


Papers = dict[str, tuple[str, bytes]]  # by field: name and content


class DayIsOver(Exception):
    """The time of the measurement is up."""


@dataclass(frozen=True, slots=True)
class Click:
    """One page, as its asker experienced it."""

    page: str
    seconds: float  # from sending to the last byte
    status: int  # 0: no answer

    @property
    def is_error(self) -> bool:
        return self.status == 0 or (self.status >= 400 and self.status not in REFUSED)


@dataclass(slots=True)
class Visitors:
    """What all of them share: when it is over, and the requests anybody may track."""

    ends: float = math.inf  # time.monotonic()
    think: float = 1e-6  # seconds between two clicks, on average; next to nothing at first
    receipts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # number and code


@dataclass(slots=True)
class Person:
    """One person at a browser."""

    account: str
    visitor: Visitor
    chance: random.Random
    shared: Visitors
    clicks: list[Click] = field(default_factory=list)

    @property
    def government(self) -> str:
        return self.account.split(".")[1]

    def work(self) -> None:
        """Do what somebody like this does, until the day is over."""
        do = DAYS.get(self.account.split(".")[0].rstrip("2"), official)
        try:
            self._think(self.chance.uniform(0, 2 * self.shared.think))  # nobody starts together
            while True:
                do(self)
        except DayIsOver:
            self.visitor.hang_up()

    def get(self, page: str, path: str) -> str:
        """Think, then open a page; "" when it is not there."""
        self._think(self.chance.expovariate(1 / self.shared.think))
        return self.follow(page, path)

    def follow(self, page: str, path: str) -> str:
        """Open a page at once, as a browser does after a redirect."""
        answer = self._timed(page, lambda: self.visitor.get(path))
        return answer.body if answer.status == FOUND else ""

    def post(
        self,
        page: str,
        path: str,
        fields: Fields,
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Answer:
        self._think(self.chance.expovariate(1 / self.shared.think))
        return self._timed(page, lambda: self.visitor.post(path, fields, files))

    def _think(self, seconds: float) -> None:
        left = self.shared.ends - time.monotonic()
        time.sleep(max(0.0, min(seconds, left)))
        if seconds >= left:
            raise DayIsOver

    def _timed(self, page: str, ask: Callable[[], Answer]) -> Answer:
        started = time.monotonic()
        try:
            answer = ask()
        except (OSError, HTTPException):
            answer = Answer(0, "", "")
        self.clicks.append(Click(page, time.monotonic() - started, answer.status))
        return answer


def official(person: Person) -> None:
    """The tray, a piece of work, and either its case or its completion."""
    tray = person.get("tray", f"/{person.government}/tugas/")
    work = sorted(set(re.findall(rf"/{person.government}/tugas/\d+/\d+/", tray)))
    if not work:
        return
    place = person.chance.choice(work)
    page = person.get("work page", place)
    if person.chance.random() < 0.4:
        person.get("case page", f"/{person.government}/berkas/{place.split('/')[3]}/")
    else:
        _complete(person, page, f"{place}selesaikan/")


def _complete(person: Person, page: str, act: str) -> None:
    fields = read_form(page, act)
    if not fields:
        return
    confirming = person.post("confirmation", act, fields)
    sending = read_form(confirming.body, act)
    if confirming.status != FOUND or not sending:
        return
    done = person.post("completion", act, {**sending, "tahap": ["kirim"]})
    if done.status == NEEDED:
        person.follow("tray", done.location)


def applicant(person: Person) -> None:
    """One's own requests, a case, now and then a new request."""
    own = person.get("own requests", f"/{person.government}/permohonan/")
    cases = re.findall(rf"/{person.government}/berkas/\d+/", own)
    if cases:
        person.get("case page", person.chance.choice(cases))
    if person.chance.random() < 0.25:
        file_request(person)


def file_request(person: Person) -> None:
    """Choose, fill, attach, check, send; remember the receipt."""
    new = f"/{person.government}/permohonan/baru/"
    draft = person.post("filing", new, read_form(person.get("filing", new), new)).location
    page = person.follow("filing", draft)
    fields = {**read_form(page, draft), "aksi": ["periksa"]}
    if "subdomain" in fields:
        fields["subdomain"] = [f"uji{person.chance.randrange(10**9)}"]
    papers = {name: ("surat.pdf", LETTER) for name in file_fields(page)}
    check = person.post("filing", draft, fields, papers).location
    if not check:
        return
    sending = read_form(person.follow("filing", check), check)
    receipt = person.post("filing", check, sending).location
    keep_receipt(person, person.follow("filing", receipt))


def keep_receipt(person: Person, page: str) -> None:
    found = re.findall(r'<p class="secret[^"]*">([^<]+)</p>', page)
    if len(found) >= 2:
        person.shared.receipts.setdefault(person.government, []).append((found[0], found[1]))


def registrar(person: Person) -> None:
    """The register, a search in it, a case of it."""
    home = f"/{person.government}/register/"
    person.get("register", home)
    found = person.get("register", f"{home}?cari={person.chance.choice(('Sistem', '00', 'Dinas'))}")
    cases = re.findall(rf"/{person.government}/berkas/\d+/", found)
    if cases:
        person.get("case page", person.chance.choice(cases))


def citizen(person: Person) -> None:
    """Somebody without an account who asks where a request stands."""
    place = f"/{person.government}/lacak/"
    fields = read_form(person.get("tracking", place), place)
    known = person.shared.receipts.get(person.government)
    if fields and known:
        number, code = person.chance.choice(known)
        person.post("tracking", place, {**fields, "number": [number], "code": [code]})


DAYS = {
    "pemohon": applicant,
    "registrar": registrar,
    "pemeriksa": registrar,
    "warga": citizen,
}
