"""Every page, as each kind of visitor finds it: reachable by links, readable, quiet, in bounds."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from lajur.core.access import Permission
from lajur.web.routing import ROUTES
from tests.journeys.acts import begin_draft, file_request, signed
from tests.journeys.looking import Window, close, windows
from tests.journeys.people import People
from tests.journeys.test_calendar import add

pytestmark = pytest.mark.browser

# Where each kind of visitor begins; the links lead on. Sumbawa has a case in most states.
VISITORS = {
    "": ["", "sumbawa/", "sumbawa/lacak/", "sumbawa/masuk/"],
    "pemohon.sumbawa": ["sumbawa/permohonan/", "sumbawa/permohonan/baru/"],
    "kasi.sumbawa": ["sumbawa/tugas/", "sumbawa/tugas/?bagian=saya", "sumbawa/tugas/disposisi/"],
    "kadis.sumbawa": ["sumbawa/tugas/", "sumbawa/tugas/?cari=tidak-ada-sama-sekali"],
    "registrar.sumbawa": [
        "sumbawa/register/",
        "sumbawa/register/?cari=tidak-ada-sama-sekali",
        "sumbawa/register/buku/disposisi/",  # has the letter of the visit before
        "sumbawa/register/buku/agenda-masuk/surat/",
    ],
    "pemeriksa.sumbawa": ["sumbawa/register/"],
    "admin.sumbawa": [
        "sumbawa/kelola/",
        "sumbawa/register/cetak/?cari=tidak-ada-sama-sekali",
        "sumbawa/kelola/buku/keputusan/",  # begun by nobody yet
    ],
}
SAMPLES = {
    "letter": 2,
    "case": 3,
    "work-item": 3,
    "procedure": 2,
    "book": 2,
    "book-line": 2,
}  # pages of one address that differ much
FILES = (
    "case-document", "control-card", "dossier", "event-log-file", "feed", "form-pdf", "letter-file",
    "letter-preview", "paper-picture", "procedure-bpmn", "procedure-pdf", "receipt-pdf",
    "register-csv", "register-xlsx", "book-csv", "book-pdf", "book-xlsx", "letter-arms",
    "letter-look-sample", "signature-paper",
)  # fmt: skip
LOOK_AGAIN = ("", "pemohon.sumbawa")  # at public pages: nobody, and somebody who is logged in
LEADING = ("notice", "start", "work-item-complete")  # they only lead elsewhere
YEARS = ("destruction",)  # of cases that were kept for years; tests/web/test_archive.py opens it


@dataclass(slots=True, kw_only=True)
class Tour:
    """What one visitor has seen."""

    people: People
    account: str
    waiting: list[str]
    looked: set[str] = field(default_factory=set)  # addresses
    seen: Counter[str] = field(default_factory=Counter)  # by name of the route
    faults: list[str] = field(default_factory=list)
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def run(self, both: tuple[Window, Window]) -> None:
        while self.waiting:
            address = self.waiting.pop(0)
            if self._is_worth_it(address):
                self._look(address, both)
        for title, paths in self.titles.items():
            if len(paths) > 1:
                self.faults.append(f"{', '.join(sorted(paths))} share a title: {title}")

    def _is_worth_it(self, address: str) -> bool:
        name = _route(address)
        if address in self.looked or name in ("", *FILES, *LEADING):
            return False
        if (
            self.account not in LOOK_AGAIN
            and name != "letter-check"  # of a letter that the visit has just issued
            and ROUTES[name].permissions.get("GET") is Permission.READ_PUBLIC
        ):
            return False
        return "?" in address or self.seen[name] < SAMPLES.get(name, 1)

    def _look(self, address: str, both: tuple[Window, Window]) -> None:
        self.looked.add(address)
        self.seen[_route(address)] += 1
        for window in both:
            answer = window.page.goto(f"{self.people.house.address}/{address}")
            if answer is None or not answer.ok:
                self.faults.append(f"/{address} answers {answer and answer.status}")
            self.faults += [f"/{address} on the {window.name} {one}" for one in window.faults()]
        page = both[0].page
        self.titles[page.title()].add(urlsplit(page.url).path)
        self.waiting += _links(page)


def _links(page: Page) -> Iterator[str]:
    """Addresses of our own on the page, without the questions of searches and tabs."""
    host = urlsplit(page.url).netloc
    for link in page.evaluate("[...document.links].map((link) => link.href)"):
        parts = urlsplit(link)
        if parts.netloc == host and not parts.query:
            yield parts.path.lstrip("/")


def _route(address: str) -> str:
    try:
        return resolve("/" + urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


SEEN: set[str] = set()


@pytest.mark.parametrize("account", VISITORS, ids=lambda account: account or "anybody")
def test_every_page_this_visitor_can_reach_is_sound(people: People, account: str) -> None:
    waiting = [*VISITORS[account], *_prepared(people, account)]
    tour = Tour(people=people, account=account, waiting=waiting)
    both = windows(people, account)
    tour.run(both)
    close(both)
    SEEN.update(tour.seen)
    assert not tour.faults, "\n".join(tour.faults)


def _prepared(people: People, account: str) -> list[str]:
    """What no link leads to: the receipt of a request just sent, and a draft just begun."""
    home = f"{people.house.address}/sumbawa"
    if account.startswith("admin"):
        page = people.page(account)
        return [
            _new_channel(page, home),
            _new_absence(page, f"{home}/kelola/ketidakhadiran/"),
            _new_day(page, home),
            "sumbawa/kelola/kalender/muat/?tahun=2027",
        ]
    if account.startswith("registrar"):
        return [_closed_case(people.page(account), home) + "klasifikasi/"]
    if account.startswith("kasi"):
        return [_new_absence(people.page(account), f"{home}/akun/ketidakhadiran/")]
    if account.startswith("kadis"):
        return _new_letters(people.page(account), home)
    if not account.startswith("pemohon"):
        return []
    request = file_request(people, signed("sumbawa"), "sumbawa", "Aplikasi Antrean Puskesmas")
    page = begin_draft(people.page(account), request.address(""), request.procedure)
    draft = urlsplit(page.url).path.lstrip("/")
    receipt = f"sumbawa/permohonan/{request.case}/tanda-terima/"
    return [receipt, draft, f"{draft}periksa/", f"{draft}buang/"]


def _closed_case(page: Page, home: str) -> str:
    page.goto(f"{home}/register/?cari=Rekam+Medis")
    page.get_by_role("link", name="Rekam Medis").click()
    return urlsplit(page.url).path.lstrip("/")


def _new_letters(page: Page, home: str) -> list[str]:
    """A letter of the first work in the tray that has one, issued; and a draft beside the SOP."""
    page.goto(f"{home}/tugas/?cari=galian")
    page.get_by_role("link", name="Perizinan Galian").first.click()
    page.get_by_role("button", name="Tulis Lembar disposisi").click()
    page.get_by_role("button", name="Lanjut: terbitkan").click()
    page.get_by_role("button", name="Terbitkan").click()
    page.locator(".lettermark").wait_for()
    issued, case = urlsplit(page.url).path.lstrip("/"), page.url.partition("/naskah/")[0]
    check = page.locator("a.hash").get_attribute("href") or ""
    page.goto(f"{case}/naskah/baru/")
    page.get_by_label("Surat tugas").check()
    page.get_by_role("button", name="Mulai menulis").click()
    page.wait_for_url("**/naskah/*/")
    draft = urlsplit(page.url).path.lstrip("/")
    return [issued, urlsplit(check).path.lstrip("/"), draft, f"{draft}terbitkan/"]


def _new_channel(page: Page, home: str) -> str:
    page.goto(f"{home}/kelola/saluran/baru/")
    page.get_by_label("Nama saluran").fill("WhatsApp dinas")
    page.get_by_label("Alamat webhook").fill("https://hub.contoh.test/kirim")
    page.get_by_role("button", name="Simpan").click()
    return urlsplit(page.url).path.lstrip("/")


def _new_day(page: Page, home: str) -> str:
    """The next day of work is off: deadlines move, and the history tells which."""
    day = date.today() + timedelta(days=1)  # noqa: DTZ011 - any day that is still to come
    while day.weekday() > 4:
        day += timedelta(days=1)
    add(page, f"{home}/kelola/kalender/tambah/", day)
    page.get_by_role("button", name="Ya, simpan").click()
    page.locator(".messages").wait_for()
    return "sumbawa/kelola/kalender/riwayat/"


def _new_absence(page: Page, home: str) -> str:
    """Somebody will be away, years from now; the form is where the address leads."""
    page.goto(home)
    if page.locator("select[name=orang]").count():
        page.locator("select[name=orang]").select_option(index=3)
        page.get_by_role("button", name="Catat").click()
    else:
        page.get_by_role("link", name="Catat ketidakhadiran").click()
    form = urlsplit(page.url)
    page.locator("input[name=since]").fill("2031-02-03")
    page.locator("input[name=until]").fill("2031-02-04")
    page.locator("select[name=substitute]").select_option(index=1)
    page.get_by_role("button", name="Periksa").click()
    page.get_by_role("button", name="Ya, catat").click()
    page.locator(".messages").wait_for()
    return f"{form.path}?{form.query}".rstrip("?").lstrip("/")


def test_the_visitors_together_have_seen_every_page() -> None:
    pages = {name for name, route in ROUTES.items() if "GET" in route.permissions}
    assert pages - {*FILES, *LEADING, *YEARS} - SEEN == set()
