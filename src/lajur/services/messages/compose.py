"""Notices become messages, in the transaction that makes them: none without, none for nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db.models import Min
from django_scopes import scopes_disabled

from lajur.core.access import PersonId
from lajur.core.notices import NoticeGroup, NoticeKind, group_of
from lajur.queries.absences import people_away
from lajur.store.models import ChannelRow, MessageRow, NoticeChoiceRow, NoticeRow, PersonRow

MAIL = None  # MessageRow.channel of a mail
_BATCH = 500  # rows a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """How the people told may be reached, and what they chose."""

    mail: frozenset[PersonId]
    chat: dict[PersonId, int]  # -> ChannelRow
    choices: dict[tuple[PersonId, str], tuple[bool, bool]]  # (by mail, by chat), by group

    def of(self, person: PersonId, group: NoticeGroup) -> Iterator[int | None]:
        by_mail, by_chat = self.choices.get((person, group), (True, False))
        if by_mail and person in self.mail:
            yield MAIL
        if by_chat and person in self.chat:
            yield self.chat[person]


def compose(notices: Sequence[NoticeRow], *, at: datetime) -> None:
    """Make one message for each person and way of hearing, of all the notices given.

    The notices are saved already, of one government or of several, and nobody composes them twice.
    Call it in their transaction. A handful of statements, however many they are.
    """
    if not notices:
        return
    with scopes_disabled():
        people = {notice.person_id for notice in notices}
        away = people_away(people, at=at)  # they find it in the application; substitutes are told
        sent = [
            notice
            for notice in notices
            if notice.person_id not in away or notice.kind == NoticeKind.ABSENCE
        ]
        parcels = _parcels(sent, _ways(people))
        rows = [
            MessageRow(
                government_id=told[0].government_id,
                person_id=person,
                channel_id=channel,
                reference=uuid4().hex,
                created_at=at,
                next_try_at=at,
            )
            for (person, channel), told in parcels.items()
        ]
        MessageRow.objects.bulk_create(rows, batch_size=_BATCH)
        _enclose(zip(rows, parcels.values(), strict=True))


def _parcels(
    notices: Iterable[NoticeRow], ways: _Ways
) -> dict[tuple[PersonId, int | None], list[NoticeRow]]:
    parcels: dict[tuple[PersonId, int | None], list[NoticeRow]] = {}
    for notice in notices:
        for channel in ways.of(notice.person_id, group_of(NoticeKind(notice.kind))):
            parcels.setdefault((notice.person_id, channel), []).append(notice)
    return parcels


def _enclose(pairs: Iterable[tuple[MessageRow, list[NoticeRow]]]) -> None:
    enclosed = MessageRow.notices.through
    enclosed.objects.bulk_create(
        [
            enclosed(messagerow_id=row.pk, noticerow_id=notice.pk)
            for row, told in pairs
            for notice in told
        ],
        batch_size=_BATCH,
    )


def _ways(people: Iterable[PersonId]) -> _Ways:
    told = PersonRow.objects.filter(pk__in=people, is_active=True)
    channels = dict(
        ChannelRow.objects.filter(active=True)
        .values_list("government")
        .annotate(first=Min("pk"))
        .order_by()
    )
    rows = list(told.values_list("pk", "government", "email", "phone"))
    chosen = NoticeChoiceRow.objects.filter(person__in=[row[0] for row in rows])
    return _Ways(
        mail=frozenset(pk for pk, _, email, _ in rows if email and settings.MAIL),
        chat={pk: channels[home] for pk, home, _, phone in rows if phone and home in channels},
        choices={
            (person, group): (by_mail, by_chat)
            for person, group, by_mail, by_chat in chosen.values_list(
                "person", "group", "by_mail", "by_chat"
            )
        },
    )
