"""Pages of the registers of letters, as clerk, official and administrator see them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django_scopes import scope
from lxml import html
from openpyxl import load_workbook

from lajur.documents.register_book import BookTooThick
from lajur.services.letters.provide import provide_papers
from lajur.store.models import EntryRow, LetterProfileRow, RegisterRow
from tests.services.house import NOON
from tests.services.test_letter_looks import png
from tests.web.world import World

OUT = "register/buku/agenda-keluar/"
LOOK = "kelola/rupa-naskah/"


@pytest.fixture
def office(sumbawa: World) -> World:
    """With its registers and letterhead."""
    provide_papers(sumbawa.government, at=NOON)
    return sumbawa


class Browser:
    """Somebody at a page with a form."""

    def __init__(self, world: World, who: str) -> None:
        self.world, self.client, self.turn = world, world.client(who), 0

    def get(self, rest: str) -> HttpResponse:
        return self.client.get(self.world.url(rest))  # type: ignore[return-value]

    def send(self, rest: str, **typed: object) -> HttpResponse:
        self.turn += 1
        keys = {"kunci": f"{self.turn:032x}", **typed}
        return self.client.post(self.world.url(rest), keys)  # type: ignore[return-value]


@pytest.fixture
def clerk(office: World) -> Browser:
    return Browser(office, "dewi")


@pytest.fixture
def admin(office: World) -> Browser:
    return Browser(office, "wayan")


def form_of(page: HttpResponse, field: str) -> dict[str, str]:
    """What the form with this field holds, as a browser would send it."""
    form = next(one for one in html.fromstring(page.content).forms if field in one.fields)
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def seen_on(page: HttpResponse) -> str:
    """The state of what is changed that the page shows."""
    return form_of(page, "terlihat")["terlihat"]


def entries(world: World) -> list[EntryRow]:
    with scope(government=world.government):
        return list(EntryRow.objects.order_by("pk"))


def test_a_clerk_reserves_a_number_and_crosses_it_out(clerk: Browser) -> None:
    answer = clerk.send(OUT + "cadangkan/", subject="Undangan", reason="Menyusul")
    (entry,) = entries(clerk.world)
    assert answer["Location"].endswith(f"/{entry.pk}/")
    assert entry.number in clerk.get(OUT).text
    assert clerk.send(f"{OUT}{entry.pk}/batalkan/", reason="Salah ambil").status_code == 302
    assert "Salah ambil" in clerk.get(f"{OUT}{entry.pk}/").text
    assert "batalkan/" not in clerk.get(f"{OUT}{entry.pk}/").text


def test_a_book_of_our_own_letters_takes_none_that_came_in(clerk: Browser) -> None:
    assert clerk.get(OUT + "surat/").status_code == 404
    typed = {"subject": "Undangan", "party": "Bappeda", "their_number": "005/12"}
    assert clerk.send(OUT + "surat/", **typed).status_code in (404, 422)
    assert entries(clerk.world) == []


def test_what_was_typed_stays_when_it_is_refused(clerk: Browser) -> None:
    answer = clerk.send(OUT + "cadangkan/", subject="Undangan rapat", reason="")
    assert answer.status_code == 422
    assert "Undangan rapat" in answer.text
    answer = clerk.send(
        OUT + "catat/", number="500.12/99/DKIST/2026", day="2026-11-20", reason="Padam"
    )
    assert answer.status_code == 422
    assert "belum sampai gilirannya" in answer.text
    assert "500.12/99/DKIST/2026" in answer.text
    assert entries(clerk.world) == []


def test_a_number_out_of_turn_is_written_down_and_completed(clerk: Browser) -> None:
    clerk.send(OUT + "catat/", number="800/2015.14/X/2020", day="2020-01-10", reason="Sisipan")
    (entry,) = entries(clerk.world)
    page = clerk.get(f"{OUT}{entry.pk}/")
    assert "Nomor sisipan, di luar urutan" in page.text
    assert clerk.send(f"{OUT}{entry.pk}/lengkapi/", subject="SOP", terlihat="x").status_code == 422
    seen = seen_on(clerk.get(f"{OUT}{entry.pk}/lengkapi/"))
    clerk.send(f"{OUT}{entry.pk}/lengkapi/", subject="SOP baru", terlihat=seen)
    assert "SOP baru" in clerk.get(OUT + "?tahun=2020").text


def test_a_letter_that_came_in_gets_its_agenda_number(clerk: Browser) -> None:
    typed = {"subject": "Undangan", "party": "Bappeda", "their_number": "005/12"}
    clerk.send("register/buku/agenda-masuk/surat/", **typed, their_day="2026-11-19")
    (entry,) = entries(clerk.world)
    assert (entry.their_number, entry.sequence) == ("005/12", 1)
    assert "005/12" in clerk.get("register/buku/agenda-masuk/").text


@pytest.mark.parametrize("who", ["budi", "agus"])
def test_others_read_the_registers_and_keep_none(office: World, who: str) -> None:
    reader = Browser(office, who)
    assert "agenda-keluar" in reader.get("register/buku/").text
    page = reader.get(OUT)
    assert "cadangkan/" not in page.text
    assert reader.get(OUT + "cadangkan/").status_code == 403


def test_a_line_of_another_register_or_government_is_not_there(
    clerk: Browser, cirebon: World
) -> None:
    clerk.send(OUT + "cadangkan/", reason="Menyusul")
    (entry,) = entries(clerk.world)
    assert clerk.get(f"register/buku/nota-dinas/{entry.pk}/").status_code == 404
    provide_papers(cirebon.government, at=NOON)
    other = Browser(cirebon, "dewi")
    assert other.get(f"{OUT}{entry.pk}/").status_code == 404
    assert other.send(f"{OUT}{entry.pk}/batalkan/", reason="x").status_code == 404


def test_a_register_goes_out_as_a_workbook_where_nothing_computes(clerk: Browser) -> None:
    clerk.send(OUT + "cadangkan/", subject='=HYPERLINK("x")', party="+62", reason="@SUM(A1)")
    book = load_workbook(BytesIO(b"".join(clerk.get(OUT + "buku.xlsx").streaming_content)))  # type: ignore[arg-type]
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert '\'=HYPERLINK("x")' in [cell.value for cell in cells]
    csv = b"".join(clerk.get(OUT + "buku.csv").streaming_content).decode()  # type: ignore[arg-type]
    assert '"\'@SUM(A1)"' in csv


def test_a_register_is_printed_by_period(clerk: Browser) -> None:
    clerk.send(OUT + "cadangkan/", subject="Undangan", reason="Menyusul")
    answer = clerk.get(OUT + "buku.pdf?bulan=11")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("inline")


def test_a_book_too_thick_to_print_says_what_can_be_done(
    clerk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.send(OUT + "cadangkan/", reason="Menyusul")
    monkeypatch.setattr("lajur.documents.register_book.MOST", 0)
    answer = clerk.client.get(clerk.world.url(OUT + "buku.pdf"), follow=True)
    assert BookTooThick.message.split("%")[0].strip() in answer.text
    assert "Pilih satu bulan" in answer.text


def test_a_pattern_is_tried_out_and_kept(admin: Browser) -> None:
    page = admin.get("kelola/buku/agenda-keluar/?pattern={urut:04}/X/{tahun}")
    assert "0001/X/" in page.text
    broken = admin.send("kelola/buku/agenda-keluar/", pattern="{urut}", active="on", terlihat="x")
    assert broken.status_code == 422
    seen = seen_on(admin.get("kelola/buku/agenda-keluar/"))
    typed = {"pattern": "{urut:04}/X/{tahun}", "active": "on", "terlihat": seen}
    assert admin.send("kelola/buku/agenda-keluar/", **typed).status_code == 302
    with scope(government=admin.world.government):
        assert RegisterRow.objects.get(key="agenda-keluar").pattern == "{urut:04}/X/{tahun}"


def test_a_paper_book_is_gone_on_with(admin: Browser) -> None:
    assert admin.send("kelola/buku/laporan/teruskan/", last="0").status_code == 422
    admin.send("kelola/buku/laporan/teruskan/", last="12")
    assert "/13/LAP/" in admin.get("kelola/buku/").text


def test_the_look_of_letters_is_seen_before_it_is_kept(admin: Browser) -> None:
    page = admin.get(LOOK)
    typed = {**form_of(page, "place"), "place": "Sumbawa Besar Baru"}
    sample = admin.send(LOOK, **typed, aksi="contoh")
    assert sample.content.startswith(b"%PDF-")
    with scope(government=admin.world.government):
        assert LetterProfileRow.objects.count() == 1
    assert admin.send(LOOK, **typed).status_code == 302
    with scope(government=admin.world.government):
        last = LetterProfileRow.objects.order_by("version").last()
    assert last is not None
    assert (last.version, last.data["place"]) == (2, "Sumbawa Besar Baru")
    assert "versi 2" in admin.get("kelola/riwayat/").text


def test_a_look_no_paper_can_have_is_refused_with_all_that_was_typed(admin: Browser) -> None:
    page = admin.get(LOOK)
    typed = {**form_of(page, "place"), "top": "90", "phone": "0371 21"}
    answer = admin.send(LOOK, **typed)
    assert answer.status_code == 422
    assert "Paling besar 50" in answer.text
    assert "0371 21" in answer.text


def test_the_coat_of_arms_is_a_picture_and_nothing_else(admin: Browser) -> None:
    seen = seen_on(admin.get(LOOK))
    drawing = SimpleUploadedFile("lambang.svg", b"<svg><script/></svg>", "image/svg+xml")
    answer = admin.send(LOOK + "lambang.png", picture=drawing, terlihat=seen)
    assert answer.status_code == 422
    assert "SVG tidak diterima" in answer.text
    picture = SimpleUploadedFile("lambang.png", png(), "image/png")
    assert admin.send(LOOK + "lambang.png", picture=picture, terlihat=seen).status_code == 302
    shown = admin.get(LOOK + "lambang.png")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    b"".join(shown.streaming_content)  # type: ignore[arg-type]
    seen = seen_on(admin.get(LOOK))
    admin.send(LOOK + "lambang.png", aksi="hapus", terlihat=seen)
    assert admin.get(LOOK + "lambang.png").status_code == 404
