"""The register's pages and files, as people use them."""

import pytest
from django.http import HttpResponse

from tests.web.world import World


def text(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize("who", ["budi", "dewi", "agus", "wayan"])
def test_officials_clerks_auditors_and_administrators_read_the_register(
    sumbawa: World, who: str
) -> None:
    assert sumbawa.client(who).get(sumbawa.url("register/")).status_code == 200


@pytest.mark.parametrize("who", ["siti", "tono", "rahmat"])
def test_others_do_not(sumbawa: World, who: str) -> None:
    assert sumbawa.client(who).get(sumbawa.url("register/")).status_code == 403


def test_an_official_reads_but_does_not_take_the_register_away(sumbawa: World) -> None:
    budi = sumbawa.client("budi")

    assert "ekspor.csv" not in text(budi.get(sumbawa.url("register/")))  # type: ignore[arg-type]
    assert budi.get(sumbawa.url("register/ekspor.csv")).status_code == 403


def test_an_empty_register_says_what_will_come(sumbawa: World) -> None:
    page = sumbawa.client("dewi").get(sumbawa.url("register/"))

    assert "Register masih kosong" in text(page)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        "cari=antrean&keadaan=selesai&tahun=2026",
        "tahun=99999999&instansi=x&layanan=x&sop=x&urut=x&keadaan=x",
        "sesudah=%00&sebelum=%F0%9F%98%80",
        "urut=nomor&sesudah=' OR 1=1",
        "instansi=99999999999999999999",
    ],
)
def test_any_address_is_answered_with_a_page(sumbawa: World, query: str) -> None:
    assert sumbawa.client("dewi").get(sumbawa.url(f"register/?{query}")).status_code == 200


def test_the_files_come_as_attachments_with_the_day_in_their_name(sumbawa: World) -> None:
    dewi = sumbawa.client("dewi")

    sheet, book = (dewi.get(sumbawa.url(f"register/ekspor.{kind}")) for kind in ("csv", "xlsx"))

    assert b"".join(sheet.streaming_content).startswith(b"\xef\xbb\xbf")  # type: ignore[attr-defined]
    assert b"".join(book.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    book.close()
    for answer, ending in ((sheet, "csv"), (book, "xlsx")):
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert f".{ending}" in answer["Content-Disposition"]


def test_the_agenda_book_is_headed_by_the_office(sumbawa: World) -> None:
    page = text(sumbawa.client("agus").get(sumbawa.url("register/cetak/?tahun=2026")))  # type: ignore[arg-type]

    assert "Buku agenda permohonan" in page
    assert "tahun 2026" in page
