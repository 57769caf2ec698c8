"""Takes the pictures of docs/ from a Lajur of its own. Usage: python -m scripts.pictures [NAME…]"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "gambar"
LAJUR = str(Path(sys.executable).with_name("lajur"))
CHROMIUM = os.environ.get("LAJUR_CHROMIUM", "/usr/bin/chromium")
PASSWORD = "contoh-lajur-2026"  # noqa: S105  (of the demo; `lajur up` prints it)
LETTER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
START_LIMIT = 180  # seconds, with the demo to load
HOST = "layanan.contoh.go.id"  # what the pictures call it; the browser alone knows where it is
DESK, PHONE = (1280, 860), (360, 800)  # CSS pixels
WITA = ZoneInfo("Asia/Makassar")
MOST = 3_000_000  # bytes, all pictures together

UNDER_THE_HEAD = """row => scrollTo(0, row.getBoundingClientRect().top + scrollY
    - row.closest("table").tHead.offsetHeight)"""  # which stays in sight

REQUESTS = (  # name, what for, who will use it
    (
        "Antrean Posyandu",
        "Ibu menunggu lama di posyandu dan catatan tumbuh kembang tersebar di buku-buku.",
        "Kader posyandu dan ibu balita, sekitar 2.000 orang",
    ),
    (
        "Stok Obat Puskesmas",
        "Sisa obat dihitung ulang dengan tangan setiap akhir bulan.",
        "26 apoteker puskesmas",
    ),
    (
        "Surveilans Demam Berdarah",
        "Laporan kasus dari puskesmas datang terlambat dua pekan.",
        "26 petugas surveilans dan Bidang P2P",
    ),
)
REFUSAL = (
    "Pendaftaran antrean sudah dilayani aplikasi Samsat nasional. Mohon ajukan integrasi dengan "
    "aplikasi itu, bukan aplikasi baru."
)
PAPERS = {  # by field
    "kertas_disposisi_kadis": "Ditolak. Sampaikan surat penolakan beserta sarannya.",
    "kertas_surat_penolakan": (
        "Permohonan Antrean Samsat Keliling belum dapat kami layani. Kami siap membantu "
        "integrasinya dengan aplikasi Samsat nasional."
    ),
}
REJECTION = (
    "Jadwal belum memuat uji coba di lapangan bersama pengawas irigasi. "
    "Mohon ditambahkan dua pekan."
)


@dataclass(slots=True)
class Studio:
    """The pages of the people who appear in the pictures, each logged in once."""

    address: str  # of the running Lajur, without a slash at the end
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
            self.pages[account, size] = context.new_page()
            if account:
                self._log_in(self.pages[account, size], account)
        return self.pages[account, size]

    def open(self, path: str, account: str = "", size: tuple[int, int] = DESK) -> Page:
        page = self.page(account, size)
        page.goto(f"{self.address}/{path}")
        return page

    def _log_in(self, page: Page, account: str) -> None:
        page.goto(f"{self.address}/{account.split('.')[1]}/masuk/")
        page.fill("[name=username]", account)
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(lambda url: not url.endswith("/masuk/"))


def shoot(page: Page, name: str, *, start: str = "", end: str = "", height: int = 0) -> None:
    """Keep a picture as wide as the window: from `start`, else the top, to `end`, else `height`."""
    page.wait_for_load_state()
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
    _keep(page, name, clip)


def _keep(page: Page, name: str, clip: FloatRect, *, whole: bool = True) -> None:
    """`clip` is a part of the whole page, or of the window."""
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file, clip=clip, full_page=whole, animations="disabled")
    print(f"{file.name}: {file.stat().st_size // 1000} kB")


def _box(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).first.bounding_box()
    assert box is not None, f"{selector} is not on {page.url}"
    return box


def service(studio: Studio) -> None:
    shoot(studio.open("sumbawa/"), "layanan")


def sheet(studio: Studio) -> None:
    page = studio.open("sumbawa/sop/sumbawa-2021/")
    shoot(page, "lembar-sop", start="#tabel", end="#langkah-laporan_ketidaktersediaan")
    shoot(page, "tafsir", start="#tafsir", end=".tafsir:nth-child(4)")


def request(studio: Studio) -> None:
    """The form, its check, and the receipt; three requests wait for the head afterwards."""
    for name, need, users in REQUESTS:
        page = studio.open("sumbawa/permohonan/baru/", "pemohon.sumbawa")
        page.get_by_role("button", name="Mulai mengisi").click()
        _fill(page, name, need, users)
        last = name == REQUESTS[-1][0]
        if last:
            shoot(page, "formulir")
        page.get_by_role("button", name="Lanjut: periksa isian").click()
        if last:
            shoot(page, "periksa-isian", height=1240)
        page.get_by_role("button", name="Kirim permohonan").click()
        page.wait_for_url("**/tanda-terima/")
    shoot(page, "tanda-terima", height=900)
    number, code = page.locator(".secret").all_inner_texts()
    studio.receipt = (number, code)


def _fill(page: Page, name: str, need: str, users: str) -> None:
    answers = {
        "nama_aplikasi": name,
        "ringkasan_kebutuhan": need,
        "tujuan_manfaat": "Warga tahu kapan dilayani, dan laporan bulanan tersusun sendiri.",
        "pengguna": users,
        "pj_nama": "dr. Siti Marwah Hasanah",
        "pj_jabatan": "Kepala Seksi Pelayanan Kesehatan Primer",
        "pj_telepon": "0812 3700 1234",
        "pj_surel": "siti.marwah@contoh.test",
    }
    for blank, answer in answers.items():
        page.fill(f"[name={blank}]", answer)
    page.set_input_files(
        "input[type=file]",
        {"name": "Surat Permohonan.pdf", "mimeType": "application/pdf", "buffer": LETTER},
    )


def tray(studio: Studio) -> None:
    shoot(studio.open("sumbawa/tugas/", "kadis.sumbawa", PHONE), "tugas-ponsel")
    page = studio.open("sumbawa/tugas/", "kadis.sumbawa")
    for tick in page.locator("main input[name=pilih]").all():
        tick.check()
    shoot(page, "tugas", end="main .actions--bar")
    page.get_by_role("button", name="Disposisikan yang dicentang").click()
    page.fill("[name=instruksi]", "Untuk diverifikasi dan ditindaklanjuti sesuai SOP.")
    shoot(page, "disposisi-bersama", height=940)


def decision(studio: Studio) -> None:
    """A refusal with its reason: the work page, what is missing, and what will happen next."""
    page = _work(studio, "banten", "Antrean Samsat", "sekretaris.banten")
    shoot(page, "halaman-tugas", height=980)
    _answer(page, "tolak", "")
    shoot(page, "alasan-kurang", height=700)
    _answer(page, "tolak", REFUSAL, **PAPERS)
    shoot(page, "konfirmasi", height=1100)


def case(studio: Studio) -> None:
    """The applicant sends a plan back; the case goes through its second round."""
    page = _work(studio, "sumbawa", "Irigasi", "pemohon2.sumbawa")
    _answer(page, "tidak", REJECTION, kertas_tanggapan_rencana=REJECTION)
    shoot(page, "konfirmasi-pemohon", height=1020)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page = studio.open("sumbawa/register/?cari=Irigasi", "registrar.sumbawa")
    page.get_by_role("link", name="Pemantauan Proyek Irigasi").click()
    shoot(page, "berkas-atas")
    shoot(page, "riwayat", start="#riwayat-judul", height=760)
    page.set_viewport_size({"width": DESK[0], "height": 960})
    page.locator("#langkah-laporan_ketidaktersediaan").evaluate(UNDER_THE_HEAD)
    _keep(page, "berkas", FloatRect(x=240, y=0, width=1032, height=960), whole=False)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def _work(studio: Studio, government: str, words: str, account: str) -> Page:
    page = studio.open(f"{government}/tugas/?cari={words}", account)
    page.locator("main table a").first.click()
    return page


def _answer(page: Page, outcome: str, reason: str, **papers: str) -> None:
    """Decide, write the papers, and go on to the check."""
    page.locator(f"input[name=hasil][value={outcome}]").check()
    for field_name, words in {"catatan": reason, **papers}.items():
        page.fill(f"form[action$='/selesaikan/'] [name={field_name}]", words)
    page.get_by_role("button", name="Periksa dan lanjutkan").click()


def tracking(studio: Studio) -> None:
    page = studio.open("sumbawa/lacak/", size=PHONE)
    number, code = studio.receipt
    page.get_by_label("Nomor permohonan").fill(number)
    page.get_by_label("Kode rahasia").fill(code)
    shoot(page, "lacak-ponsel")
    page.get_by_role("button", name="Lacak").click()
    shoot(page, "terlacak-ponsel")


def offices(studio: Studio) -> None:
    shoot(studio.open("sumbawa/register/", "registrar.sumbawa"), "register")
    shoot(studio.open("sumbawa/kelola/", "admin.sumbawa"), "kelola")
    page = studio.open("sumbawa/kelola/jabatan/", "admin.sumbawa")
    page.get_by_role("link", name="Kepala Bidang Teknologi Informasi").click()
    shoot(page, "jabatan", height=560)


def calendar(studio: Studio) -> None:
    shoot(studio.open("buleleng/kelola/kalender/", "admin.buleleng"), "kalender", height=760)
    shoot(studio.open("buleleng/kalender/", "kadis.buleleng", PHONE), "kalender-ponsel")
    first = datetime.now(tz=WITA).date() + timedelta(days=1)
    page = studio.open(f"sumbawa/kelola/kalender/tambah/?tanggal={first}", "admin.sumbawa")
    page.get_by_label("Nama hari").fill("Hari jadi Kabupaten Sumbawa")
    page.get_by_label("Sampai dengan tanggal").fill(f"{first + timedelta(days=3)}")
    page.get_by_label("Dasar").fill("SE Bupati 100.3.4/12/2026")
    page.get_by_role("button", name="Lihat akibatnya").click()
    page.locator("dl.moves").wait_for()
    shoot(page, "kalender-akibat", start="main h1", end="main form")


def refusal(studio: Studio) -> None:
    shoot(studio.open("sumbawa/register/", "pemohon.sumbawa"), "tidak-berwenang", height=500)


SCENES: tuple[Callable[[Studio], None], ...] = (
    service,
    sheet,
    request,
    tray,
    decision,
    case,
    tracking,
    offices,
    calendar,
    refusal,
)


@contextmanager
def running(data: Path) -> Iterator[str]:
    """A Lajur over a data folder of its own, with the demo in it; gives its port."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = str(held.getsockname()[1])
    process = subprocess.Popen(
        [LAJUR, "up", "--port", port, "--data", str(data)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "LAJUR_HOSTS": f"127.0.0.1,{HOST}", "LAJUR_LOG_LEVEL": "ERROR"},
    )
    try:
        _await(f"http://127.0.0.1:{port}/", process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until Lajur answers.

    Raises:
        SystemExit: it has ended, or takes too long.
    """
    deadline = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  (our own address)
        except (URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise SystemExit("Lajur did not start")


def main(wanted: list[str]) -> None:
    """Take every picture, or only those of the scenes named."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(os.environ.get("LAJUR_DATA", folder)) / "data") as port,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}"],
        )
        studio = Studio(address=f"http://{HOST}", browser=browser)
        for scene in SCENES:
            if not wanted or scene.__name__ in wanted:
                scene(studio)
        browser.close()
    total = sum(file.stat().st_size for file in PICTURES.glob("*.png"))
    if total > MOST:
        raise SystemExit(f"The pictures weigh {total} bytes; at most {MOST}.")


if __name__ == "__main__":
    main(sys.argv[1:])
