"""A request from the form to its end, and what people see of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import FloatRect, Page

from scripts.pictures.studio import DESK, PHONE, Studio, keep, shoot

LETTER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WITA = ZoneInfo("Asia/Makassar")
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


def service(studio: Studio) -> None:
    shoot(studio.open("sumbawa/"), "layanan")


def sheet(studio: Studio) -> None:
    page = studio.open("sumbawa/sop/sumbawa-2021/")
    shoot(page, "lembar-sop", start="#tabel", end="#langkah-laporan_ketidaktersediaan")
    shoot(page, "tafsir", start="#tafsir", end=".tafsir:nth-child(4)")


def comparison(studio: Studio) -> None:
    """Two SOPs side by side; then a case of one through the other."""
    page = studio.open("sumbawa/sop/sumbawa-2021/sanding/?dengan=buleleng/buleleng-2020")
    shoot(page, "sanding", height=1300)
    page = studio.open("sumbawa/register/?cari=Rekam+Medis", "pemeriksa.sumbawa")
    page.get_by_role("link", name="Rekam Medis").first.click()
    page.wait_for_url("**/berkas/*/")
    page.goto(f"{page.url}sop-lain/?dengan=buleleng/buleleng-2020")
    shoot(page, "sop-lain", height=1000)


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
    keep(page, "berkas", FloatRect(x=240, y=0, width=1032, height=960), whole=False)
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
    comparison,
    request,
    tray,
    decision,
    case,
    tracking,
    offices,
    calendar,
    refusal,
)
