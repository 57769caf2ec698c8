"""How one hears of things: the choices, the test message."""

import re
from collections.abc import Iterator

import pytest
from django.test import override_settings
from django_scopes import scope

from lajur.site.mail import NEVER, MailServer
from lajur.store.models import ChannelRow, MessageRow, NoticeChoiceRow
from tests.web.asking import KEY
from tests.web.world import World

PAGE = "/sumbawa/akun/pemberitahuan/"
SERVER = MailServer(host="127.0.0.1", port=1, tls=NEVER, sender="lajur@dinas.go.id")


@pytest.fixture
def reachable(sumbawa: World) -> Iterator[World]:
    """Siti has an address and a telephone, the office a mail server and a channel."""
    siti = sumbawa.people["siti"]
    siti.email, siti.phone = "siti@sumbawakab.go.id", "+628123"
    siti.save()
    with scope(government=sumbawa.government), override_settings(MAIL=SERVER):
        ChannelRow.objects.create(
            government=sumbawa.government, name="WhatsApp dinas", url="https://hub.contoh.id/"
        )
        yield sumbawa


def ticked(page: str, name: str) -> list[str]:
    return re.findall(rf'<input type="checkbox" name="{name}" value="(\w+)" checked>', page)


def test_everything_comes_by_mail_until_one_chooses(reachable: World) -> None:
    page = reachable.client("siti").get(PAGE).text
    assert ticked(page, "surel") == ["turn", "deadline", "news", "outcome"]
    assert ticked(page, "obrolan") == []
    assert "siti@sumbawakab.go.id" in page


def test_what_is_ticked_is_kept(reachable: World) -> None:
    client = reachable.client("siti")
    sent = {"kunci": KEY, "surel": ["turn"], "obrolan": ["turn", "deadline"]}
    page = client.post(PAGE, sent, follow=True).text
    assert "Pilihan Anda disimpan" in page
    assert ticked(page, "surel") == ["turn"]
    assert ticked(page, "obrolan") == ["turn", "deadline"]


def test_keeping_twice_is_keeping_once(reachable: World) -> None:
    client = reachable.client("siti")
    for _ in range(2):
        client.post(PAGE, {"kunci": KEY, "surel": ["turn", "lain"]})
    assert NoticeChoiceRow.objects.count() == 4


def test_a_way_that_is_not_there_now_keeps_what_was_chosen(reachable: World) -> None:
    client = reachable.client("siti")
    client.post(PAGE, {"kunci": KEY, "surel": ["turn"], "obrolan": ["deadline"]})
    ChannelRow.objects.update(active=False)
    page = client.get(PAGE).text
    assert '<input type="hidden" name="obrolan" value="deadline">' in page
    assert "belum punya saluran obrolan" in page


def test_who_cannot_be_reached_reads_why(sumbawa: World) -> None:
    page = sumbawa.client("siti").get(PAGE).text
    assert "Server surel belum diatur" in page
    assert "Belum ada jalan untuk mengirim" in page
    with override_settings(MAIL=SERVER):
        assert "Mintalah admin kantor" in sumbawa.client("siti").get(PAGE).text


def test_a_test_message_waits_for_the_worker(reachable: World) -> None:
    client = reachable.client("siti")
    for _ in range(2):  # pressed twice
        page = client.post(PAGE + "uji/", {"kunci": KEY, "jalan": "surel"}, follow=True).text
    assert "Pesan uji dikirim" in page
    assert "Menunggu" in page
    assert MessageRow.objects.get().channel is None


def test_what_became_of_the_test_is_shown(reachable: World) -> None:
    client = reachable.client("siti")
    client.post(PAGE + "uji/", {"kunci": KEY, "jalan": "obrolan"})
    MessageRow.objects.update(fault="chat_refused")
    assert "Saluran menolak" in client.get(PAGE).text


def test_a_test_by_a_way_that_is_not_there_is_refused(sumbawa: World) -> None:
    page = sumbawa.client("siti").post(PAGE + "uji/", {"kunci": KEY, "jalan": "surel"}, follow=True)
    assert "server surel belum diatur" in page.text


def test_nobody_sends_tests_without_end(reachable: World) -> None:
    client = reachable.client("siti")
    for number in range(11):
        sent = {"kunci": f"{number:032x}", "jalan": "surel"}
        page = client.post(PAGE + "uji/", sent, follow=True).text
    assert "Terlalu banyak percobaan" in page
    assert MessageRow.objects.count() == 10
