"""A flood keeps to what a server takes in a minute; a way that is down is not looked through."""

from collections import Counter
from datetime import datetime, timedelta
from socket import socket

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from lajur.services.accounts import TooManyAttempts
from lajur.services.messages import claims
from lajur.services.messages.channels import try_channel
from lajur.services.messages.claims import claim
from lajur.services.messages.send import send_due
from lajur.services.messages.ways import Ways
from lajur.store.models import ChannelRow, MessageRow, PersonRow
from tests.messages.sinks import Gateway, MailSink, server_at
from tests.messages.telling import choose_chat, messages, tell_all
from tests.services.house import NOON, House, new_key

MINUTE = timedelta(minutes=1)


def crowd(house: House, count: int) -> list[str]:
    """So many further people with an address, each of whom is told one thing; gives their names."""
    names = [f"Orang{number:03}" for number in range(count)]
    for name in names:
        row = PersonRow.objects.create(
            government_id=house.government,
            username=name.lower(),
            name=name,
            email=f"{name.lower()}@sumbawakab.go.id",
        )
        house.people[name] = row.pk
    tell_all(house, [(name, "your_turn") for name in names])
    return names


def send_through(minutes: int, ways: Ways) -> Counter[datetime]:
    """Look for work every twenty seconds; how many went in each minute."""
    sent: Counter[datetime] = Counter()
    for third in range(3 * minutes):
        at = NOON + third * MINUTE / 3
        while done := send_due(at=at, ways=ways):
            sent[NOON + (third // 3) * MINUTE] += done
    return sent


def test_a_flood_keeps_to_the_number_of_a_minute(house: House, post: MailSink, ways: Ways) -> None:
    crowd(house, 50)
    with override_settings(MAIL_PER_MINUTE=20):
        sent = send_through(4, ways)
    assert sorted(sent.values(), reverse=True) == [20, 20, 10]
    assert all(row.sent_at and row.attempt == 1 for row in messages())
    assert len(post.mails) == 50


def test_without_the_count_a_flood_goes_at_once(
    house: House, post: MailSink, ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: nobody counts."""
    monkeypatch.setattr(claims, "rest_of", lambda way, at: timedelta())
    crowd(house, 50)
    with override_settings(MAIL_PER_MINUTE=20):
        assert send_through(4, ways) == Counter({NOON: 50})


def test_what_waits_longest_still_goes_first(house: House, post: MailSink, ways: Ways) -> None:
    names = crowd(house, 30)
    with override_settings(MAIL_PER_MINUTE=7):
        send_through(6, ways)
    assert [mail["To"].split("@")[0] for mail in post.mails] == [name.lower() for name in names]


def test_a_way_that_has_enough_keeps_no_other_waiting(
    house: House, post: MailSink, chat: Gateway, ways: Ways
) -> None:
    crowd(house, 5)
    choose_chat(house, "Budi")
    tell_all(house, [("Budi", "your_turn")])
    with override_settings(MAIL_PER_MINUTE=1):
        assert send_due(at=NOON, ways=ways) == 2
    assert len(chat.calls) == 1


def test_two_senders_count_together(house: House, post: MailSink) -> None:
    crowd(house, 9)
    with override_settings(MAIL_PER_MINUTE=5):
        assert send_due(at=NOON, ways=Ways()) == 5
        assert send_due(at=NOON + MINUTE / 2, ways=Ways()) == 0
        assert send_due(at=NOON + 2 * MINUTE, ways=Ways()) == 4


def test_a_way_that_is_down_is_not_looked_through_again(
    house: House, post: MailSink, ways: Ways
) -> None:
    crowd(house, 40)
    with socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with override_settings(MAIL=server_at(nobody.getsockname()[1])):
            assert send_due(at=NOON, ways=ways) == 0
    with scopes_disabled():
        assert not MessageRow.objects.filter(next_try_at__lte=NOON + 4 * MINUTE / 60).exists()
        with CaptureQueriesContext(connection) as asked:
            assert claim(at=NOON + 4 * MINUTE / 60, not_by=ways.down(NOON)) is None
    assert len(asked) == 1
    assert sum(row.attempt for row in messages()) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of a small table say nothing")
def test_what_is_due_is_found_by_index(house: House, post: MailSink, ways: Ways) -> None:
    crowd(house, 1)
    with scopes_disabled(), CaptureQueriesContext(connection) as asked:
        claim(at=NOON, not_by=())
    reads = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    plans = [_plan(sql) for sql in reads if 'FROM "store_messagerow"' in sql]
    assert plans
    assert not [line for plan in plans for line in plan if line.startswith("SCAN store_message")]


def _plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [str(row[3]) for row in cursor.fetchall()]


def test_a_channel_is_tried_so_often_and_no_more(house: House, chat: Gateway) -> None:
    with house.scope():
        channel = ChannelRow.objects.get().pk
    people = []
    for number in range(3):
        people.append(_another_administrator(house, number))
    given = {"channel_id": channel, "at": NOON}
    for number in range(20):
        try_channel(actor=house.actor(people[number % 3]), key=new_key(), **given)
    with pytest.raises(TooManyAttempts):
        try_channel(actor=house.actor(people[2]), key=new_key(), **given)
    assert len(messages()) == 20


def _another_administrator(house: House, number: int) -> str:
    name = f"Admin{number}"
    row = PersonRow.objects.create(
        government_id=house.government,
        username=name.lower(),
        name=name,
        is_admin=True,
        phone=f"+6281200009{number:02}",
    )
    house.people[name] = row.pk
    return name
