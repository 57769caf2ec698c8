"""The pages in English: no word of ours in Indonesian, the printed words of the SOP untouched."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from tests.web.asking import begin, send
from tests.web.desk import Desk, build_desk
from tests.web.world import World

# Words that only our own sentences use; SOPs, people and offices may say the rest.
INDONESIAN = re.compile(
    r"\b(anda|belum|boleh|isilah|tidak|sudah|akan|ini|itu|giliran|menunggu|cari|semua|simpan|batal"
    r"|kirim|kembali|langkah|sejak|batas|tugas|kelengkapan|lampirkan|masuk|keluar|pukul)\b",
    re.IGNORECASE,
)
PRINTED = re.compile(r'<(\w+)[^>]*\blang="id"[^>]*>.*?</\1>', re.DOTALL)


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def own_words(page: str) -> str:
    """What the page says itself, without the words of the signed paper."""
    body = PRINTED.sub(" ", page.partition("<body")[2])
    return unescape(re.sub(r"<[^>]*>", " ", body))


@pytest.mark.parametrize(
    ("who", "address", "words"),
    [
        (None, "", "File a request"),
        (None, "lacak/", "Secret code"),
        (None, "masuk/", "Log in"),
        ("siti", "permohonan/", "No requests yet"),
        ("siti", "permohonan/baru/", "What do you need?"),
        ("siti", "akun/", "Change password"),
        ("siti", "kelola/", "Not within this account’s authority"),
        ("siti", "pemberitahuan/", "No notifications yet"),
        ("budi", "tugas/", "Nothing is waiting for you"),
        ("dewi", "register/", "Register of requests"),
        ("wayan", "kelola/", "Office administration"),
        ("wayan", "berkas/999/", "Not found, or not open to you: Case."),
    ],
)
def test_a_page_speaks_english(sumbawa: World, who: str | None, address: str, words: str) -> None:
    page = in_english(sumbawa.client(who)).get(sumbawa.url(address)).text
    assert '<html lang="en">' in page
    assert words in unescape(page)
    assert INDONESIAN.findall(own_words(page)) == []


def test_the_request_form_speaks_english(sumbawa: World) -> None:
    siti = in_english(sumbawa.client("siti"))
    page = siti.get(sumbawa.url(f"draf/{begin(sumbawa, siti)}/")).text
    assert "Step 1 of 2 · Fill in the request" in page
    assert "Save draft" in page


def test_the_receipt_speaks_english(sumbawa: World) -> None:
    sent = send(sumbawa)
    page = in_english(sumbawa.client("siti")).get(
        sumbawa.url(f"permohonan/{sent.case}/tanda-terima/")
    )
    assert "The request has been received" in page.text


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def test_the_work_page_says_in_english_what_the_step_asks(desk: Desk) -> None:
    case = desk.file()
    page = in_english(desk.client("Budi")).get(desk.url(case, desk.item(case).number)).text
    assert "You will see what happens next before this action is sent." in page
    assert "Holder of the task" in page
    assert 'class="kata" lang="id"' in page


def test_the_case_page_tells_its_history_in_english(desk: Desk) -> None:
    case = desk.file()
    page = in_english(desk.client("Budi")).get(desk.url(case)).text
    assert "Request filed" in page
    assert "Now with" in page or "Your turn" in page
    assert "Permohonan diajukan" not in page
