"""The people of the demo, each at a browser of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from lajur.services.demo_letter import letter
from tests.journeys.house import House

DESK = {"viewport": {"width": 1280, "height": 900}}
PASSWORD = "contoh-lajur-2026"
LETTER = letter(
    agency="Dinas Kesehatan",
    office="Dinas Komunikasi dan Informatika",
    title="Antrean Puskesmas",
    need="Warga mengantre sejak subuh.",
    signer="Siti Rahma",
)

# Who works in each lane of each SOP, by account.
CAST = {
    "buleleng-2020": {
        "pemohon": "pemohon.buleleng",
        "kadis": "kadis.buleleng",
        "kabid": "kabid.buleleng",
        "kasi": "kasi.buleleng",
        "programmer": "programmer.buleleng",
    },
    "sumbawa-2021": {
        "opd": "pemohon.sumbawa",
        "kadis": "kadis.sumbawa",
        "kabid": "kabid.sumbawa",
        "kasi": "kasi.sumbawa",
        "tim": "programmer.sumbawa",
    },
    "cirebon-2019": {
        "klien": "pemohon.cirebon",
        "kadis": "kadis.cirebon",
        "kabid": "kabid.cirebon",
        "kasie_ekosistem": "ekosistem.cirebon",
        "kasie_aplikasi": "aplikasi.cirebon",
        "pic": "pic.cirebon",
        "pihak_ketiga": "vendor.cirebon",
    },
    "banten-2020": {
        "opd": "pemohon.banten",
        "kadis": "sekretaris.banten",  # Plh. while the head is away
        "kabid": "kabid.banten",
        "kasi": "kasi.banten",
    },
}


@dataclass(slots=True)
class People:
    """Every person keeps one page open, logged in, for as long as the journeys last."""

    house: House
    browser: Browser
    device: Mapping[str, Any] = field(default_factory=lambda: DESK)  # options of a context
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, account: str) -> Page:
        if account not in self.pages:
            self.pages[account] = self._log_in(account)
        return self.pages[account]

    def log_in_again(self, account: str) -> Page:
        """After the session was ended from elsewhere."""
        if account in self.pages:
            self.pages.pop(account).context.close()
        return self.page(account)

    def _log_in(self, account: str) -> Page:
        page = self.browser.new_context(**self.device).new_page()
        page.set_default_timeout(45_000)
        government = account.split(".")[1]
        page.goto(f"{self.house.address}/{government}/masuk/")
        page.fill("[name=username]", account)
        page.fill("[name=password]", PASSWORD)
        page.click("form button.btn--primary")
        page.wait_for_url(lambda url: not url.endswith("/masuk/"))
        return page

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


def empty(fields: Locator) -> Iterator[Locator]:
    """The visible fields nobody has filled yet."""
    for blank in fields.all():
        if blank.is_visible() and not blank.input_value():
            yield blank
