"""The papers of an office: written, issued, signed, checked, counted, kept; and who is told."""

from collections.abc import Callable
from urllib.parse import urlsplit

from scripts.pictures.studio import PHONE, Studio, shoot

REGISTRAR, HEAD, ADMIN = "registrar.sumbawa", "kadis.sumbawa", "admin.sumbawa"


def letter(studio: Studio) -> None:
    """The slip of a disposition from the work page: its parts, its number, the issued paper."""
    page = studio.open("sumbawa/tugas/?cari=Galian", HEAD)
    page.locator("main table a").first.click()
    page.get_by_role("button", name="Tulis Lembar disposisi").click()
    page.wait_for_url("**/naskah/*/")
    page.get_by_label("Catatan").fill("Telaah kebutuhannya bersama Dinas PUPR; lapor hari Jumat.")
    shoot(page, "naskah-tulis", height=1150)
    page.get_by_role("button", name="Lanjut: terbitkan").click()
    page.wait_for_url("**/terbitkan/")
    page.get_by_role("button", name="Terbitkan").click()
    page.wait_for_url("**/naskah/*/")
    shoot(page, "naskah-terbit", height=1150)


def signing(studio: Studio) -> None:
    page = studio.open("sumbawa/tanda-tangan/", HEAD)
    page.locator("main a[href*='/tanda-tangan/']").first.click()
    shoot(page, "tanda-tangan-naskah", height=1000)


def check(studio: Studio) -> None:
    """What anybody sees who scans the QR of a paper."""
    page = studio.open("sumbawa/register/buku/laporan/", REGISTRAR)
    page.locator("main table a, main .lines a").first.click()
    page.get_by_role("link", name="Buka naskah").click()
    address = page.locator("a[href*='/periksa/']").first.get_attribute("href")
    assert address is not None
    shoot(
        studio.open(urlsplit(address).path.lstrip("/"), size=PHONE), "periksa-ponsel", height=1000
    )


def books(studio: Studio) -> None:
    shoot(studio.open("sumbawa/register/buku/", REGISTRAR), "buku-register", height=760)
    shoot(studio.open("sumbawa/register/buku/agenda-masuk/", REGISTRAR), "buku-agenda", height=860)


def archive(studio: Studio) -> None:
    shoot(studio.open("sumbawa/arsip/", REGISTRAR), "arsip", height=640)


def told(studio: Studio) -> None:
    shoot(studio.open("sumbawa/pemberitahuan/", HEAD, PHONE), "pemberitahuan-ponsel")
    shoot(studio.open("sumbawa/akun/ketidakhadiran/baru/", HEAD), "ketidakhadiran")
    shoot(studio.open("sumbawa/kelola/pengingat/", ADMIN), "pengingat", height=980)


SCENES: tuple[Callable[[Studio], None], ...] = (letter, signing, check, books, archive, told)
