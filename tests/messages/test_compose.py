"""Composing: with what it tells of or not at all, and for many as quickly as for one."""

from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_scopes import scope, scopes_disabled

from lajur.core.notices import NoticeGroup
from lajur.services.messages.choices import Choice, keep_choices
from lajur.services.messages.compose import compose
from lajur.services.messages.forgetting import KEPT, forget_old
from lajur.services.messages.ways import Ways
from lajur.services.notices import announce
from lajur.store.models import MessageRow, NoticeRow, OutboxRow, PersonRow
from tests.messages.sinks import Gateway, MailSink
from tests.messages.telling import messages, send_all, tell, tell_all
from tests.services.house import NOON, House


def queries(house: House, people: int) -> int:
    """How many statements it takes to tell so many people."""
    with scope(government=house.government):
        known = PersonRow.objects.count()
        PersonRow.objects.bulk_create(
            PersonRow(government_id=house.government, username=f"o{known + n}", email="o@contoh.id")
            for n in range(people)
        )
        told = PersonRow.objects.filter(username__startswith="o").order_by("-pk")[:people]
        rows = NoticeRow.objects.bulk_create(
            NoticeRow(
                government_id=house.government,
                person=person,
                kind="your_turn",
                created_at=NOON,
            )
            for person in told
        )
        with CaptureQueriesContext(connection) as found, transaction.atomic():
            compose(rows, at=NOON)
    return len(found)


def test_many_people_cost_no_more_statements_than_one(house: House, post: MailSink) -> None:
    assert queries(house, 1) == queries(house, 60)


def test_what_is_taken_back_takes_its_messages_along(house: House, post: MailSink) -> None:
    with transaction.atomic():
        tell(house)
        transaction.set_rollback(True)
    assert messages() == []


def test_nothing_told_is_nothing_sent(house: House, post: MailSink) -> None:
    compose([], at=NOON)
    assert messages() == []


def test_both_ways_may_be_chosen(house: House, post: MailSink, chat: Gateway, ways: Ways) -> None:
    both = {NoticeGroup.TURN: Choice(by_mail=True, by_chat=True)}
    keep_choices(both, actor=house.actor("Budi"))
    tell_all(house, [("Budi", "your_turn"), ("Budi", "informed")])
    assert send_all(ways) == 2
    assert post.mails[0]["Subject"].strip().startswith("2 pemberitahuan")
    assert len(chat.calls) == 1


def test_an_act_is_told_by_mail_once_however_often_it_is_announced(
    house: House, post: MailSink
) -> None:
    house.file()
    announce(at=NOON)
    with scopes_disabled():
        OutboxRow.objects.update(announced_at=None)
    announce(at=NOON)
    assert [row.person_id for row in messages()] == [house.people["Budi"]]


def test_two_governments_are_told_at_once(
    house: House, neighbour: House, post: MailSink, ways: Ways
) -> None:
    PersonRow.objects.filter(government=neighbour.government).update(email="tetangga@contoh.id")
    house.file()
    neighbour.file()
    announce(at=NOON)
    assert {row.government_id for row in messages()} == {house.government, neighbour.government}
    assert send_all(ways) == 2


def test_what_was_sent_long_ago_is_forgotten_and_the_notice_is_not(
    house: House, post: MailSink, ways: Ways
) -> None:
    tell(house)
    send_all(ways)
    tell(house)
    assert forget_old(at=NOON + KEPT) == 0
    assert forget_old(at=NOON + KEPT + timedelta(hours=1)) == 1
    with scopes_disabled():
        assert MessageRow.objects.count() == 1
        assert NoticeRow.objects.count() == 2
