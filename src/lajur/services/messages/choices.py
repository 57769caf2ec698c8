"""What people choose to hear outside the application, and a message to try it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lajur.core.access import Actor
from lajur.core.notices import NoticeGroup
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.services.accounts import count_attempt
from lajur.store.models import ChannelRow, MessageRow, NoticeChoiceRow, PersonRow
from lajur.store.scopes import scope_of

_TESTS = 10  # of one person in a window of the throttle
_TESTS_OF_CHANNEL = 20  # of everybody together


class NoWayThere(Refusal):
    """A message cannot be sent on this way to this person."""

    code = "no_way_there"
    message = "Pesan belum dapat dikirim lewat jalan itu: %(what)s"

    def __init__(self, *, what: str) -> None:
        super().__init__(what=what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How to hear of one group."""

    by_mail: bool
    by_chat: bool


def keep_choices(choices: Mapping[NoticeGroup, Choice], *, actor: Actor) -> None:
    """Keep what the actor has chosen; asked again, it changes nothing.

    Raises:
        NotFound: the actor has no account.
    """
    with scope_of(actor.government) as government, transaction.atomic():
        person = _person(actor)
        for group, choice in choices.items():
            NoticeChoiceRow.objects.update_or_create(
                person=person,
                group=group.value,
                defaults={
                    "government": government,
                    "by_mail": choice.by_mail,
                    "by_chat": choice.by_chat,
                },
            )


def send_test(*, by_chat: bool, actor: Actor, at: datetime, key: str) -> None:
    """Send the actor a test message; the same `key` sends none again.

    Raises:
        NotFound: the actor has no account.
        NoWayThere: the office or the person has none.
        TooManyAttempts: enough for now.
    """
    with scope_of(actor.government) as government:
        person = _person(actor)
        channel = _way(person) if by_chat else None
        if not by_chat:
            _refuse_mail(person)
        send_test_by(channel, government_id=government.pk, person=person, at=at, key=key)


def send_test_by(
    channel: ChannelRow | None, *, government_id: int, person: PersonRow, at: datetime, key: str
) -> None:
    """Send a person a test message by a channel, or by mail. Called inside the scope.

    Raises:
        TooManyAttempts: enough for now.
    """
    if MessageRow.objects.filter(reference=key).exists():
        return
    limits = {f"uji:{person.pk}": _TESTS}
    if channel is not None:
        limits[f"uji:saluran:{channel.pk}"] = _TESTS_OF_CHANNEL
    count_attempt(limits, at=at)
    MessageRow.objects.get_or_create(
        reference=key,
        defaults={
            "government_id": government_id,
            "person": person,
            "channel": channel,
            "created_at": at,
            "next_try_at": at,
        },
    )


def _person(actor: Actor) -> PersonRow:
    person = PersonRow.scoped.filter(pk=actor.person or 0, is_active=True).first()
    if person is None:
        raise NotFound(what=marked("Akun"))
    return person


def _way(person: PersonRow) -> ChannelRow:
    channel = ChannelRow.objects.filter(active=True).order_by("pk").first()
    if channel is None:
        raise NoWayThere(what=marked("kantor ini belum punya saluran obrolan."))
    if not person.phone:
        raise NoWayThere(what=marked("nomor telepon Anda belum diisi admin."))
    return channel


def _refuse_mail(person: PersonRow) -> None:
    if settings.MAIL is None:
        raise NoWayThere(what=marked("server surel belum diatur."))
    if not person.email:
        raise NoWayThere(what=marked("alamat surel Anda belum diisi admin."))
