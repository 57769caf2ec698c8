"""What people choose, and the tests they send themselves."""

import pytest
from django.test import override_settings
from django_scopes import scope

from lajur.core.notices import NoticeGroup
from lajur.core.refusals import NotFound
from lajur.queries.actors import public_actor
from lajur.services.messages.choices import Choice, NoWayThere, keep_choices, send_test
from lajur.services.messages.ways import Ways
from lajur.store.models import ChannelRow, PersonRow
from tests.messages.sinks import Gateway, MailSink, words_of
from tests.messages.telling import messages, send_all, tell
from tests.services.house import NOON, House, new_key


def ask(house: House, *, by_chat: bool, key: str = "") -> None:
    send_test(by_chat=by_chat, actor=house.actor("Budi"), at=NOON, key=key or new_key())


def test_a_test_by_mail_arrives(house: House, post: MailSink, ways: Ways) -> None:
    ask(house, by_chat=False)
    send_all(ways)
    assert "pemberitahuan akan sampai di sini" in words_of(post.mails[0])


def test_a_test_by_chat_arrives(house: House, chat: Gateway, ways: Ways) -> None:
    ask(house, by_chat=True)
    assert send_all(ways) == 1


def test_a_test_does_not_swallow_what_one_is_told(house: House, post: MailSink, ways: Ways) -> None:
    tell(house)
    ask(house, by_chat=False)
    tell(house)
    assert send_all(ways) == 2


def test_the_same_form_sends_one_test(house: House, post: MailSink) -> None:
    for _ in range(3):
        ask(house, by_chat=False, key="kunci")
    assert len(messages()) == 1


@pytest.mark.parametrize(("by_chat", "lacks"), [(False, "email"), (True, "phone")])
def test_who_has_no_address_reads_why(
    by_chat: bool, lacks: str, house: House, post: MailSink, chat: Gateway
) -> None:
    PersonRow.objects.update(**{lacks: ""})
    with pytest.raises(NoWayThere):
        ask(house, by_chat=by_chat)


def test_without_a_server_or_a_channel_there_is_no_way(house: House) -> None:
    for by_chat in (False, True):
        with pytest.raises(NoWayThere), override_settings(MAIL=None):
            ask(house, by_chat=by_chat)


def test_a_channel_that_is_off_is_no_way(house: House, chat: Gateway) -> None:
    with scope(government=house.government):
        ChannelRow.objects.update(active=False)
    with pytest.raises(NoWayThere):
        ask(house, by_chat=True)


def test_the_public_chooses_nothing(house: House) -> None:
    choice = {NoticeGroup.TURN: Choice(by_mail=True, by_chat=False)}
    with pytest.raises(NotFound):
        keep_choices(choice, actor=public_actor(house.slug))


def test_what_is_not_wanted_is_not_sent(house: House, post: MailSink) -> None:
    nothing = Choice(by_mail=False, by_chat=False)
    keep_choices(dict.fromkeys(NoticeGroup, nothing), actor=house.actor("Budi"))
    tell(house)
    assert messages() == []
