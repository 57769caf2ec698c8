"""Mail, to a real server."""

from collections.abc import Callable
from datetime import timedelta
from socket import socket

import pytest
from django.test import override_settings

from lajur.services.messages.channels import retry_given_up
from lajur.services.messages.claims import MOST_ATTEMPTS
from lajur.services.messages.ways import Ways
from lajur.store.models import PersonRow
from tests.messages.sinks import (
    MailSink,
    drips,
    floods,
    hangs,
    rogue,
    server_at,
    subject_of,
    words_of,
)
from tests.messages.telling import faults, messages, send_all, tell, tell_all
from tests.services.house import NOON, House, new_key
from tests.services.office import administrator

BUDI, WAYAN = "budi@sumbawakab.go.id", "wayan@sumbawakab.go.id"


def test_a_notice_arrives_as_mail(house: House, post: MailSink, ways: Ways) -> None:
    (notice,) = tell(house)
    assert send_all(ways) == 1
    (mail,) = post.to(BUDI)
    assert subject_of(mail) == "Giliran Anda: Memeriksa berkas (001/PA)"
    assert mail["From"] == "Lajur <lajur@dinas.go.id>"
    assert f"/sumbawa/pemberitahuan/{notice}/" in words_of(mail)
    assert "Antrean Puskesmas" in words_of(mail)


def test_the_mail_has_a_page_for_those_who_read_pages(
    house: House, post: MailSink, ways: Ways
) -> None:
    tell(house, facts={"step": "<script>alert(1)</script>", "number": "1", "title": "A & B"})
    send_all(ways)
    page = post.mails[0].get_body(("html",))
    assert page is not None
    words = page.get_content()
    assert "&lt;script&gt;" in words
    assert "<script>" not in words


def test_what_one_act_tells_a_person_is_one_mail(house: House, post: MailSink, ways: Ways) -> None:
    tell_all(house, [("Budi", "your_turn"), ("Budi", "informed"), ("Wayan", "your_turn")])
    assert send_all(ways) == 2
    assert subject_of(post.to(BUDI)[0]).startswith("2 pemberitahuan: Giliran Anda")


def test_what_piled_up_in_three_days_is_one_mail_in_order(
    house: House, post: MailSink, ways: Ways
) -> None:
    for hour in range(72):
        tell(house, at=NOON + timedelta(hours=hour), facts={"step": f"Kegiatan {hour:02}."})
    assert send_all(ways, at=NOON + timedelta(hours=72)) == 1
    told = [line for line in words_of(post.mails[0]).splitlines() if "Kegiatan" in line]
    assert told == [f"Giliran Anda: Kegiatan {hour:02}." for hour in range(72)]


def test_more_than_anybody_reads_is_counted(house: House, post: MailSink, ways: Ways) -> None:
    tell(house, times=310)
    send_all(ways)
    assert "dan 10 pemberitahuan lain" in words_of(post.mails[0])


def test_mail_speaks_the_language_of_its_reader(house: House, post: MailSink, ways: Ways) -> None:
    PersonRow.objects.filter(pk=house.people["Budi"]).update(language="en")
    tell(house)
    send_all(ways)
    assert subject_of(post.mails[0]).startswith("Your turn")


def test_nothing_typed_can_become_a_header(house: House, post: MailSink, ways: Ways) -> None:
    hostile = "A\r\nBcc: lain@contoh.id\r\n\r\nIsi lain\x01\u2028\x85B"
    tell(house, facts={"step": hostile, "number": hostile, "title": hostile})
    send_all(ways)
    (mail,) = post.mails
    assert mail["Bcc"] is None
    assert "Bcc: lain@contoh.id" in subject_of(mail)


def test_an_address_that_would_be_two_is_given_up(house: House, post: MailSink, ways: Ways) -> None:
    PersonRow.objects.filter(pk=house.people["Budi"]).update(email="a@b.id\r\nRCPT TO:<c@d.id>")
    tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn")])
    assert send_all(ways) == 1
    assert faults() == ["address_broken", ""]
    assert messages()[0].given_up_at is not None


def test_a_refused_recipient_is_given_up_at_once_and_holds_up_nobody(
    house: House, post: MailSink, ways: Ways
) -> None:
    post.refusals[BUDI] = "550 5.1.1 No such user"
    tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn")])
    assert send_all(ways) == 1
    assert messages()[0].given_up_at is not None
    assert len(post.to(WAYAN)) == 1


def test_a_deferred_recipient_is_tried_later_under_the_same_id(
    house: House, post: MailSink, ways: Ways
) -> None:
    post.refusals[BUDI] = "451 4.7.1 Greylisted"
    tell(house)
    assert send_all(ways) == 0
    reference = messages()[0].reference
    post.refusals.clear()
    assert send_all(ways, hours=1) == 1
    assert post.references == [f"<{reference}@dinas.go.id>"]


def test_what_never_works_is_given_up_after_some_days(
    house: House, post: MailSink, ways: Ways
) -> None:
    post.refusals[BUDI] = "452 4.2.2 Mailbox full"
    tell(house)
    send_all(ways, hours=6 * 24, every=15)
    (row,) = messages()
    assert row.attempt == MOST_ATTEMPTS
    assert row.given_up_at is not None
    assert timedelta(days=4) < row.given_up_at - NOON < timedelta(days=5.5)


def test_what_was_given_up_goes_out_once_the_administrator_tries_it_again(
    house: House, post: MailSink, ways: Ways
) -> None:
    post.refusals[BUDI] = "452 4.2.2 Mailbox full"
    tell(house)
    send_all(ways, hours=6 * 24, every=15)
    post.refusals.clear()
    later = NOON + timedelta(days=7)
    admin = administrator(house)
    assert retry_given_up(message_id=None, actor=admin, at=later, key=new_key()) == 1
    assert send_all(ways, hours=7 * 24 + 1, every=60) == 1
    (row,) = messages()
    assert (row.given_up_at, row.sent_at is not None) == (None, True)


def test_a_mail_that_may_have_arrived_does_not_grow(
    house: House, post: MailSink, ways: Ways
) -> None:
    post.refusals[BUDI] = "451 Later"
    tell(house)
    send_all(ways)
    post.refusals.clear()
    tell(house, times=2)
    assert send_all(ways, hours=1) == 2
    assert sorted("2 pemberitahuan" in subject_of(mail) for mail in post.mails) == [False, True]


def test_a_dead_server_is_asked_once_and_not_for_every_mail(house: House, ways: Ways) -> None:
    with rogue(lambda sock: None) as server, override_settings(MAIL=server_at(server.port)):
        tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn"), ("Dewi", "your_turn")])
        assert send_all(ways) == 0
        assert server.visits == 1
    assert faults() == ["unreachable", "", ""]
    assert [row.attempt for row in messages()] == [1, 0, 0]


def test_all_arrive_once_the_server_is_back(house: House, post: MailSink, ways: Ways) -> None:
    names = ["Budi", "Wayan", "Dewi", "Rahmat"]
    with override_settings(MAIL=server_at(1)):
        for minute in range(0, 120, 10):
            at = NOON + timedelta(minutes=minute)
            tell_all(house, [(name, "your_turn") for name in names], at=at)
            send_all(ways, at=at)
    assert not post.mails
    send_all(ways, at=NOON + timedelta(hours=2), hours=4)
    assert all(row.sent_at for row in messages())
    assert sum(words_of(mail).count("Memeriksa berkas") for mail in post.mails) == 12 * 4
    assert len(set(post.references)) == len(post.mails)


@pytest.mark.parametrize("behave", [hangs, drips])
def test_a_server_that_hangs_or_drips_costs_ten_seconds_and_no_more(
    behave: Callable[[socket], None], house: House, ways: Ways, short_leash: None
) -> None:
    with rogue(behave) as server, override_settings(MAIL=server_at(server.port)):
        tell(house)
        assert send_all(ways) == 0
    assert faults() == ["timed_out"]


def test_a_server_that_never_stops_talking_is_cut_short(house: House, ways: Ways) -> None:
    flood = floods(b"220 siap\r\n", b"250-lagi\r\n", 1_000_000_000)
    with rogue(flood) as server, override_settings(MAIL=server_at(server.port)):
        tell(house)
        assert send_all(ways) == 0
    assert faults() == ["flooded"]


def test_without_a_mail_server_no_mail_waits(house: House) -> None:
    with override_settings(MAIL=None):
        tell(house)
    assert messages() == []


def test_who_has_left_is_not_written_to(house: House, post: MailSink, ways: Ways) -> None:
    tell(house)
    PersonRow.objects.filter(pk=house.people["Budi"]).update(is_active=False)
    assert send_all(ways) == 0
    assert faults() == ["person_gone"]


def test_the_log_has_ids_and_codes_alone(
    house: House, post: MailSink, ways: Ways, caplog: pytest.LogCaptureFixture
) -> None:
    post.refusals[BUDI] = "550 rahasia-server"
    tell(house, facts={"step": "rahasia-ketikan"})
    send_all(ways)
    ours = "".join(one.getMessage() for one in caplog.records if one.name.startswith("lajur"))
    assert "recipient_refused" in ours
    assert "rahasia" not in ours
    assert "budi" not in ours
