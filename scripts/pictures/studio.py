"""Where the pictures are taken: people at their screens, and the part of a page that is kept."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, Route
from pypdfium2 import PdfDocument

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "gambar"
PASSWORD = "contoh-lajur-2026"  # noqa: S105  (of the demo; `lajur up` prints it)
DESK, PHONE = (1280, 860), (360, 800)  # CSS pixels


@dataclass  # without slots: the browser keeps a note on who shows its papers
class Studio:
    """The pages of the people who appear in the pictures, each logged in once."""

    address: str  # as the browser calls the running Lajur, without a slash at the end
    server: str  # where it really is
    browser: Browser
    pages: dict[tuple[str, tuple[int, int]], Page] = field(default_factory=dict)
    receipt: tuple[str, str] = ("", "")  # number and secret code of the last request filed

    def page(self, account: str = "", size: tuple[int, int] = DESK) -> Page:
        """Where this person, or nobody, looks at Lajur."""
        if (account, size) not in self.pages:
            context = self.browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                locale="id-ID",
                color_scheme="light",
                reduced_motion="reduce",
            )
            context.route("**/*.pdf", self._show_paper)
            self.pages[account, size] = context.new_page()
            if account:
                self._log_in(self.pages[account, size], account)
        return self.pages[account, size]

    def open(self, path: str, account: str = "", size: tuple[int, int] = DESK) -> Page:
        page = self.page(account, size)
        page.goto(f"{self.address}/{path}")
        return page

    def _show_paper(self, route: Route) -> None:
        """The first page of a paper: a browser without a window has no viewer of its own for it."""
        asked = route.request
        place = self.server + asked.url.removeprefix(self.address)
        host = self.address.partition("//")[2]
        answer = route.fetch(url=place, headers={**asked.all_headers(), "host": host})
        picture = BytesIO()
        PdfDocument(answer.body())[0].render(scale=0.72).to_pil().save(picture, "PNG")
        route.fulfill(content_type="image/png", body=picture.getvalue())

    def _log_in(self, page: Page, account: str) -> None:
        page.goto(f"{self.address}/{account.split('.')[1]}/masuk/")
        page.fill("[name=username]", account)
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(lambda url: not url.endswith("/masuk/"))


def shoot(page: Page, name: str, *, start: str = "", end: str = "", height: int = 0) -> None:
    """Keep a picture as wide as the window: from `start`, else the top, to `end`, else `height`."""
    page.wait_for_load_state("networkidle")  # papers are fetched when they are in sight
    page.evaluate("document.fonts.ready")
    page.evaluate("document.activeElement?.blur()")
    page.mouse.move(0, 0)
    page.evaluate("scrollTo(0, 0)")
    top = _box(page, start)["y"] - 12 if start else 0
    if end:
        box = _box(page, end)
        height = int(box["y"] + box["height"] + 1 - top)
    window = page.viewport_size or {"width": DESK[0], "height": DESK[1]}
    clip = FloatRect(x=0, y=top, width=window["width"], height=height or window["height"])
    keep(page, name, clip)


def keep(page: Page, name: str, clip: FloatRect, *, whole: bool = True) -> None:
    """`clip` is a part of the whole page, or of the window."""
    file = PICTURES / f"{name}.png"
    taken = page.screenshot(clip=clip, full_page=whole, animations="disabled")
    # 256 colours of its own are all a page has: the eye sees the same at half the weight.
    few = Image.open(BytesIO(taken)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size // 1000} kB")


def _box(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).first.bounding_box()
    assert box is not None, f"{selector} is not on {page.url}"
    return box
