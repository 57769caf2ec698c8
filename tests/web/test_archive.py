"""The archive's pages: papers are looked at safely, and each may do what is theirs."""

import io
import re
import struct
import zlib
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lajur.documents import pages
from lajur.documents.page_child import png
from lajur.documents.pages import CannotShow, DrawersBusy, picture_of_page
from lajur.services.archive.proof import prove_stream
from lajur.services.archive.providing import provide_retention
from lajur.services.papers import Paper
from lajur.services.requests import attach_to_draft, file_request
from lajur.store.models import (
    ArchiveRow,
    DestructionRow,
    DocumentRow,
    GovernmentRow,
    PersonRow,
    RetentionRow,
)
from tests.services.archive.closed import Closed, close_a_case, upload
from tests.services.archive.destroying import line_of
from tests.services.house import House, build, new_key
from tests.web.asking import KEY

LONG_AGO = timezone.now() - timedelta(days=6 * 366)
SCRIPTED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
HUGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400000 9]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def a_pdf(pages: int) -> bytes:
    """As many blank pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]>>"
    leaves = "\n".join(f"{number} 0 obj{leaf}endobj" for number in range(3, 3 + pages))
    tree = f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj"
    whole = f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n{tree}\n{leaves}\n"
    return f"{whole}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


def a_png() -> bytes:
    return png(b"\xff\0\0" * 6, 3, 2, 9)


def _head(width: int, height: int) -> bytes:
    """A PNG that says it is this large, and has nothing more."""
    head = b"IHDR" + struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack("!I", 13) + head + struct.pack("!I", zlib.crc32(head))


def a_jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe1" + struct.pack("!H", 6) + b"Exif"
    frame = b"\xff\xc0" + struct.pack("!HBHH", 11, 8, height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


@pytest.fixture
def house(db: None) -> House:
    house = build()
    provide_retention(GovernmentRow.objects.get(pk=house.government), at=timezone.now())
    line_of(house, disposal="musnah")
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_admin=True)
    return house


def client(house: House, who: str) -> Client:
    browser = Client()
    browser.force_login(PersonRow.objects.get(pk=house.people[who]))
    return browser


def sent(house: House, content: bytes) -> tuple[int, str]:
    """A request with this as its letter; gives the case and the address of the paper."""
    at = timezone.now()
    draft, siti = house.draft(at=at), house.actor("Siti")
    letter = Paper(file=upload(house, content, at))
    attach_to_draft(draft_id=draft, item="surat_permohonan", paper=letter, actor=siti, at=at)
    case = file_request(draft_id=draft, actor=siti, at=at, key=new_key()).case_id
    with house.scope():
        paper = DocumentRow.objects.get(case=case, item="surat_permohonan")
    return case, f"/{house.slug}/berkas/{case}/dokumen/{paper.pk}/"


def test_a_pdf_is_looked_at_page_by_page_without_being_downloaded(house: House) -> None:
    _, paper = sent(house, a_pdf(3))
    siti = client(house, "Siti")

    second = siti.get(f"{paper}lihat/?hal=2").content.decode()
    assert "2 dari 3" in second
    assert f"{paper}gambar/?hal=2" in second
    picture = siti.get(f"{paper}gambar/?hal=2")
    assert picture.content.startswith(b"\x89PNG")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    for nonsense in ("99", "x"):
        assert siti.get(f"{paper}lihat/?hal={nonsense}").status_code == 200


def test_an_image_is_shown_and_other_files_are_offered_with_name_and_size(house: House) -> None:
    _, paper = sent(house, a_png())
    siti = client(house, "Siti")
    assert f'src="{paper}gambar/"' in siti.get(f"{paper}lihat/").content.decode()
    shown = siti.get(f"{paper}gambar/")
    assert b"".join(shown) == a_png()  # type: ignore[arg-type]
    assert "sandbox" in shown.headers["Content-Security-Policy"]

    box = io.BytesIO(b"PK\x05\x06" + bytes(18))
    _, archive = sent(house, box.getvalue())
    page = siti.get(f"{archive}lihat/").content.decode()
    assert "Unduh, lalu buka dengan" in page
    assert "<img" not in page
    assert siti.get(f"{archive}gambar/").status_code == 404


HOSTILE = (
    b"%PDF-1.4\nnothing",
    _head(60_000, 60_000),  # a flood of pixels
    a_jpeg(60_000, 60_000),
    a_jpeg(0, 0),
    b"\xff\xd8\xff" + b"\xff" * 4000,  # padding without end
    b"\xff\xd8\xff\xe1\x00\x00",  # a marker shorter than itself
)


def test_what_cannot_be_shown_is_said_and_can_be_downloaded(house: House) -> None:
    siti = client(house, "Siti")
    for hostile in HOSTILE:
        _, paper = sent(house, hostile)
        answer = siti.get(f"{paper}lihat/")
        assert answer.status_code == 422, hostile[:20]
        assert "tidak dapat ditampilkan di sini" in answer.content.decode()
        assert f'href="{paper}"' in answer.content.decode()
        if not hostile.startswith(b"%PDF"):
            assert siti.get(f"{paper}gambar/").status_code == 422


def test_a_script_in_a_pdf_does_not_survive_and_a_giant_page_is_bounded(tmp_path) -> None:
    for name, content in (("a.pdf", SCRIPTED), ("b.pdf", HUGE)):
        place = tmp_path / name
        place.write_bytes(content)
        drawn = picture_of_page(place, 1).png
        width, height = struct.unpack("!II", drawn[16:24])
        assert (width, height) <= (1241, 2481)
        assert b"alert" not in drawn


def test_when_too_many_look_at_once_the_next_is_told(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "QUEUE", 0.01)
    (tmp_path / "c.pdf").write_bytes(SCRIPTED)
    with pages._drawer(), pages._drawer(), pytest.raises(DrawersBusy):
        picture_of_page(tmp_path / "c.pdf", 1)


def test_a_file_that_is_no_pdf_is_refused(tmp_path) -> None:
    (tmp_path / "d.pdf").write_bytes(b"%PDF-")
    with pytest.raises(CannotShow):
        picture_of_page(tmp_path / "d.pdf", 1)


def test_whoever_may_not_open_a_paper_may_not_look_at_it(house: House) -> None:
    _, paper = sent(house, a_png())
    for act in ("lihat/", "gambar/"):
        seen = client(house, "Umar").get(paper + act)  # an administrator
        assert (seen.status_code, len(b"".join(seen)) > 50) == (200, True)
        assert Client().get(paper + act).status_code == 302
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_admin=False)
    for act in ("lihat/", "gambar/"):
        assert client(house, "Umar").get(paper + act).status_code == 404
    neighbour = build("tetangga")
    elsewhere = paper.replace(house.slug, neighbour.slug, 1)
    assert client(neighbour, "Sari").get(f"{elsewhere}lihat/").status_code == 404


@pytest.fixture
def closed(house: House) -> Closed:
    return close_a_case(house, content=SCRIPTED, at=LONG_AGO)


def test_a_clerk_builds_the_dossier_and_an_auditor_takes_it(closed: Closed) -> None:
    house, case = closed.house, f"/{closed.house.slug}/berkas/{closed.case}/"
    sari = client(house, "Sari")
    assert "Bangun dosir sekarang" in sari.get(case).content.decode()
    answer = sari.post(f"{case}dosir/", {"kunci": KEY}, follow=True).content.decode()
    assert "terbukti utuh" in answer
    assert "Unduh dosir" in answer

    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_admin=False, is_auditor=True)
    taken = client(house, "Umar").get(f"{case}dosir.zip")
    assert prove_stream(io.BytesIO(b"".join(taken))).is_whole  # type: ignore[arg-type]
    assert 'filename="dosir-001-pa-dkist-' in taken.headers["Content-Disposition"]
    for who in ("Siti", "Budi"):
        assert client(house, who).get(f"{case}dosir.zip").status_code == 403
        assert client(house, who).post(f"{case}dosir/", {"kunci": KEY}).status_code == 403
        assert "Dosir" not in client(house, who).get(case).content.decode()


def test_an_open_case_has_nothing_of_the_archive(house: House) -> None:
    case, _ = sent(house, a_png())
    page = client(house, "Sari").get(f"/{house.slug}/berkas/{case}/").content.decode()
    assert "arsip-judul" not in page
    answer = client(house, "Sari").post(
        f"/{house.slug}/berkas/{case}/dosir/", {"kunci": KEY}, follow=True
    )
    assert "masih berjalan" in answer.content.decode()
    assert client(house, "Sari").get(f"/{house.slug}/berkas/{case}/dosir.zip").status_code == 404


def test_a_case_is_put_under_another_line(closed: Closed) -> None:
    house, case = closed.house, f"/{closed.house.slug}/berkas/{closed.case}/"
    sari = client(house, "Sari")
    with house.scope():
        line = RetentionRow.objects.get(code="000.8.3.3")
    wrong = sari.post(f"{case}klasifikasi/", {"kunci": KEY, "klasifikasi": "77"})
    assert wrong.status_code == 422
    sari.post(f"{case}klasifikasi/", {"kunci": KEY, "klasifikasi": line.pk})
    with house.scope():
        assert ArchiveRow.objects.get().retention == line


def test_from_what_is_over_to_the_deed(closed: Closed) -> None:
    house, home = closed.house, f"/{closed.house.slug}/"
    sari, budi, umar = (client(house, who) for who in ("Sari", "Budi", "Umar"))
    sari.post(f"{home}berkas/{closed.case}/dosir/", {"kunci": KEY})
    with house.scope():
        line = RetentionRow.objects.get(for_cases=True)
    over = f"{home}arsip/habis/{line.pk}/"
    assert "1 berkas" in sari.get(f"{home}arsip/").content.decode()
    assert closed.number in sari.get(over).content.decode()
    assert "Usulkan" not in budi.get(over).content.decode()
    line_of(house, disposal="dinilai_kembali")
    review = sari.get(over).content.decode()
    assert ("dinilai kembali dahulu" in review, "Usulkan" in review) == (True, False)
    line_of(house, disposal="musnah")

    ticked = {"kunci": KEY, "berkas": str(closed.case)}
    refused = sari.post(over, ticked)
    assert (refused.status_code, "checked" in refused.content.decode()) == (422, True)
    assert sari.post(over, {"kunci": KEY, "alasan": "Habis."}).status_code == 422
    made = sari.post(over, {**ticked, "alasan": "Masa simpan habis."}).headers["Location"]
    assert "Setujui" not in sari.get(made).content.decode()
    assert "menunggu persetujuan" in budi.get(f"{home}arsip/").content.decode()
    for browser in (budi, umar):
        browser.post(f"{made}setujui/", {"kunci": KEY})
    page = sari.get(made).content.decode()
    assert "Musnahkan sekarang" in page
    assert "ANRI" not in page
    assert sari.post(f"{made}laksanakan/", {"kunci": KEY}).status_code == 422
    sari.post(f"{made}laksanakan/", {"kunci": KEY, "laksana-berita_acara": "BA/1/2026"})
    assert "BA/1/2026" in sari.get(made).content.decode()
    assert "dimusnahkan" in sari.get(f"{home}berkas/{closed.case}/").content.decode()
    journal = umar.get(f"{home}kelola/riwayat/").content.decode()
    assert "1 berkas dimusnahkan menurut berita acara BA/1/2026" in journal
    with house.scope():
        paper = DocumentRow.objects.filter(case=closed.case).first()
    gone = sari.get(f"{home}berkas/{closed.case}/dokumen/{paper.pk}/lihat/").content.decode()
    assert "sudah dimusnahkan" in gone


def test_a_list_is_dropped_with_a_reason(closed: Closed) -> None:
    house, home = closed.house, f"/{closed.house.slug}/"
    sari, budi = client(house, "Sari"), client(house, "Budi")
    sari.post(f"{home}berkas/{closed.case}/dosir/", {"kunci": KEY})
    with house.scope():
        over = f"{home}arsip/habis/{RetentionRow.objects.get(for_cases=True).pk}/"
    asked = {"kunci": KEY, "berkas": str(closed.case), "alasan": "Habis."}
    made = sari.post(over, asked).headers["Location"]
    assert budi.post(f"{made}batalkan/", {"kunci": KEY}).status_code == 422
    budi.post(f"{made}batalkan/", {"kunci": KEY, "batal-alasan": "Sedang diperiksa."})
    assert "Sedang diperiksa." in sari.get(made).content.decode()
    with house.scope():
        assert DestructionRow.objects.get().state == "dropped"


def test_lines_of_the_schedule_are_added_and_changed(house: House) -> None:
    sari, lines = client(house, "Sari"), f"/{house.slug}/arsip/jadwal/"
    asked = {
        "kunci": KEY,
        "code": "500.12.16",
        "title": "Pengembangan aplikasi",
        "active_years": "3",
        "inactive_years": "7",
        "disposal": "musnah",
        "for_cases": "on",
    }
    assert sari.post(f"{lines}baru/", {**asked, "active_years": "300"}).status_code == 422
    sari.post(f"{lines}baru/", asked)
    with house.scope():
        made = RetentionRow.objects.get(code="500.12.16")
        assert list(RetentionRow.objects.filter(for_cases=True)) == [made]
    again = sari.post(f"{lines}baru/", {**asked, "kunci": KEY[::-1]})
    assert "sudah ada dalam jadwal" in again.content.decode()

    form = sari.get(f"{lines}{made.pk}/").content.decode()
    seen = re.search(r'name="terlihat" value="([^"]*)"', form).group(1)
    change = {**asked, "title": "Aplikasi", "terlihat": seen}
    sari.post(f"{lines}{made.pk}/", change)
    stale = sari.post(f"{lines}{made.pk}/", {**change, "kunci": KEY[::-1], "title": "Lain"})
    assert stale.status_code == 422
    with house.scope():
        made.refresh_from_db()
    assert (made.title, made.for_cases) == ("Aplikasi", True)
    assert client(house, "Budi").get(lines).status_code == 403
