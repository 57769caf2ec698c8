"""Two senders, one message: the lease says who, the attempt says whether still."""

from datetime import timedelta

import pytest
from django_scopes import scopes_disabled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lajur.core.notices import NoticeGroup, NoticeKind, group_of
from lajur.services.messages import claims
from lajur.services.messages.choices import Choice, keep_choices
from lajur.services.messages.claims import LEASE, claim, mark_failed, mark_sent
from lajur.services.messages.ways import Ways
from lajur.store.models import MessageRow, NoticeChoiceRow, NoticeRow
from tests.messages.sinks import Gateway, MailSink, words_of
from tests.messages.telling import messages, send_all, tell, tell_all
from tests.services.house import NOON, House

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _everywhere(post: MailSink) -> object:
    """As the worker: without a scope, with a mail server."""
    with scopes_disabled():
        yield


def test_a_message_in_hand_is_nobody_elses(house: House) -> None:
    tell(house)
    assert claim(at=NOON, not_by=()) is not None
    assert claim(at=NOON + LEASE - SECOND, not_by=()) is None


def test_a_lease_that_has_run_out_is_taken_over(house: House) -> None:
    tell(house)
    claim(at=NOON, not_by=())
    row = claim(at=NOON + LEASE, not_by=())
    assert row is not None
    assert row.attempt == 2


def test_who_wakes_after_the_lease_marks_nothing(house: House) -> None:
    tell(house)
    sleeper = claim(at=NOON, not_by=())
    other = claim(at=NOON + LEASE, not_by=())
    assert sleeper is not None
    assert other is not None
    assert not mark_sent(sleeper, at=NOON + LEASE)
    assert not mark_failed(sleeper, "unreachable", at=NOON + LEASE, for_good=True)
    assert mark_sent(other, at=NOON + LEASE)
    assert not mark_failed(other, "unreachable", at=NOON + LEASE, for_good=True)
    (row,) = messages()
    assert (row.sent_at, row.given_up_at, row.fault) == (NOON + LEASE, None, "")


def test_a_mark_without_the_fence_is_caught(house: House) -> None:
    """The twin: it marks by id alone, and what was sent waits again."""
    tell(house)
    sleeper = claim(at=NOON, not_by=())
    other = claim(at=NOON + LEASE, not_by=())
    assert sleeper is not None
    assert other is not None
    mark_sent(other, at=NOON + LEASE)
    MessageRow.objects.filter(pk=sleeper.pk).update(sent_at=None, fault="unreachable")
    assert messages()[0].sent_at is None


def test_who_still_holds_the_message_may_mark_it_late(house: House) -> None:
    tell(house)
    row = claim(at=NOON, not_by=())
    assert row is not None
    assert mark_sent(row, at=NOON + 2 * LEASE)


def test_the_one_that_waits_longest_goes_first(house: House) -> None:
    tell(house, "Wayan", at=NOON + SECOND)
    tell(house, "Budi", at=NOON)
    row = claim(at=NOON + LEASE, not_by=())
    assert row is not None
    assert row.person_id == house.people["Budi"]


def test_another_ones_messages_are_not_absorbed(house: House) -> None:
    tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn")])
    tell(house, "Budi")
    claim(at=NOON, not_by=())
    assert [(row.attempt, row.person_id) for row in messages()] == [
        (1, house.people["Budi"]),
        (0, house.people["Wayan"]),
    ]


def test_a_message_in_another_hand_is_not_absorbed(house: House) -> None:
    tell(house)
    first = claim(at=NOON, not_by=())
    tell(house)
    second = claim(at=NOON, not_by=())
    assert first is not None
    assert second is not None
    assert {first.notices.count(), second.notices.count()} == {1}


def test_the_rest_grows_to_two_hours(house: House) -> None:
    for attempt in range(1, 100):
        rest = claims.rest_after(MessageRow(attempt=attempt, reference="a"))
        doubled = min(timedelta(minutes=2 ** min(attempt - 1, 20)), claims.LONGEST_REST)
        assert doubled * 0.75 <= rest <= doubled * 1.25


def test_many_that_failed_together_do_not_come_back_together(house: House) -> None:
    rests = {claims.rest_after(MessageRow(attempt=8, reference=str(n))) for n in range(100)}
    assert len(rests) == 100
    assert max(rests) - min(rests) > timedelta(minutes=40)


GROUPS = st.dictionaries(
    st.sampled_from(sorted(NoticeGroup)),
    st.builds(Choice, by_mail=st.booleans(), by_chat=st.booleans()),
)
ACTS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["Budi", "Wayan", "Siti"]), st.sampled_from(sorted(NoticeKind))),
        max_size=4,
    ),
    max_size=5,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS, chosen=GROUPS, rounds=st.sets(st.integers(0, 5)))
def test_every_notice_arrives_exactly_once_on_every_way_that_was_chosen(
    acts: list[list[tuple[str, str]]],
    chosen: dict[NoticeGroup, Choice],
    rounds: set[int],
    house: House,
    post: MailSink,
    chat: Gateway,
) -> None:
    MessageRow.objects.all().delete()
    NoticeRow.objects.all().delete()
    NoticeChoiceRow.objects.all().delete()
    post.mails.clear()
    chat.calls.clear()
    keep_choices(chosen, actor=house.actor("Budi"))
    told: list[int] = []
    for number, act in enumerate(acts):
        told += tell_all(house, act)
        if number in rounds:
            send_all(Ways())
    send_all(Ways())
    mailed = "".join(words_of(mail) for mail in post.mails)
    chatted = b"".join(body for _, body in chat.calls).decode()
    for notice in NoticeRow.objects.filter(pk__in=told).select_related("person"):
        by_mail, by_chat = _wanted(notice, house, chosen)
        assert mailed.count(f"/pemberitahuan/{notice.pk}/\n") == by_mail
        assert (f'/pemberitahuan/{notice.pk}/"}}' in chatted) == by_chat
    assert all(row.sent_at for row in messages())


def _wanted(notice: NoticeRow, house: House, chosen: dict[NoticeGroup, Choice]) -> tuple[int, bool]:
    usual = Choice(by_mail=True, by_chat=False)
    if notice.person_id != house.people["Budi"]:
        return 1, False
    choice = chosen.get(group_of(NoticeKind(notice.kind)), usual)
    return int(choice.by_mail), choice.by_chat


def test_a_message_that_ends_whoever_sends_it_is_given_up_in_time(house: House) -> None:
    tell(house)
    now, tries = NOON, 0
    while (row := claim(at=now, not_by=())) is not None:
        assert row.next_try_at >= now + LEASE
        tries, now = tries + 1, row.next_try_at
    assert tries == claims.MOST_ATTEMPTS
    (kept,) = messages()
    assert kept.given_up_at == now
