"""Looking at a page as its readers get it: on a desk and on a phone, in light and in dark."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.journeys.people import People

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")  # 2.2 AA and all it contains
_RULES = {"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
_VIOLATIONS = f"axe.run({json.dumps(_RULES)}).then((found) => found.violations)"
_ASKED = "Failed to load resource"  # Chromium's own note of a page that answers 4xx
_SHAPE = """() => ({
  wide: document.scrollingElement.scrollWidth - innerWidth,
  widest: [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map((one) => `${one.tagName.toLowerCase()}.${one.className}`),
  headings: document.querySelectorAll("h1").length,
  language: document.documentElement.lang,
})"""


@dataclass(slots=True, kw_only=True)
class Window:
    """One browser window, and what it complained about since it was last asked."""

    name: str
    page: Page
    noise: list[str] = field(default_factory=list)

    def faults(self) -> Iterator[str]:
        """What is wrong with the page that is open, with all that a phone folds unfolded."""
        self.page.evaluate("document.querySelectorAll('.fold').forEach((one) => one.open = true)")
        shape = self.page.evaluate(_SHAPE)
        if shape["wide"] > 0:
            yield f"is {shape['wide']} px too wide: {', '.join(shape['widest'])}"
        if shape["headings"] != 1:
            yield f"has {shape['headings']} first headings"
        if shape["language"] != "id":
            yield f"says its language is {shape['language']!r}"
        yield from self._barriers()
        yield from self.noise
        self.noise.clear()

    def _barriers(self) -> Iterator[str]:
        self.page.evaluate(AXE_SCRIPT)
        for found in self.page.evaluate(_VIOLATIONS):
            places = "; ".join(str(node["target"][0]) for node in found["nodes"][:3])
            yield f"{found['id']}: {found['help']} ({places})"


def windows(people: People, account: str) -> tuple[Window, Window]:
    """A desk in light and a phone in dark; `account` "" is nobody."""
    state = people.page(account).context.storage_state() if account else None
    open_context = people.browser.new_context
    desk = open_context(
        viewport={"width": 1280, "height": 900}, color_scheme="light", storage_state=state
    )
    phone = open_context(
        viewport={"width": 360, "height": 740}, color_scheme="dark", storage_state=state
    )
    return _window("desk", desk, people), _window("phone", phone, people)


def _window(name: str, context: BrowserContext, people: People) -> Window:
    window = Window(name=name, page=context.new_page())
    window.page.set_default_timeout(20_000)
    host = urlsplit(people.house.address).netloc

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_ASKED):
            window.noise.append(f"console: {message.text}")

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc not in ("", host) and not parts.scheme.startswith(
            "chrome"
        ):  # its PDF viewer
            window.noise.append(f"asks another host: {request.url}")

    window.page.on("console", hear)
    window.page.on("pageerror", lambda error: window.noise.append(f"script: {error}"))
    context.on("request", watch)
    return window


def close(every: Iterable[Window]) -> None:
    for window in every:
        window.page.context.close()


def sound(both: tuple[Window, Window], address: str) -> None:
    """Both windows on this page, and nothing wrong with it."""
    for window in both:
        window.page.goto(address)
        assert list(window.faults()) == []
