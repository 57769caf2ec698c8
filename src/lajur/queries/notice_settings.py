"""How a person hears of things outside the application. Called inside the government's scope."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.delivery import FAULTS
from lajur.core.notices import NoticeGroup
from lajur.core.refusals import NotFound, marked
from lajur.queries.notice_words import group_words, kind_examples
from lajur.store.models import ChannelRow, MessageRow, NoticeChoiceRow, PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """One group of notices, and the ways it comes."""

    group: NoticeGroup
    name: str
    examples: str
    by_mail: bool
    by_chat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TestView:
    """What became of the last test message."""

    way: str  # "mail" or "chat"
    at: datetime  # sent, or asked for
    sent: bool
    fault: str  # words; "" while it waits


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSettings:
    """What a person has chosen, and what is there to choose."""

    choices: tuple[ChoiceView, ...]
    mail_works: bool  # a mail server is set
    email: str  # "" when none is known
    channel: str  # name of the office's chat channel; "" when it has none
    phone: str  # "" when none is known
    tests: tuple[TestView, ...]  # the last of each way

    @property
    def by_mail(self) -> bool:
        return self.mail_works and bool(self.email)

    @property
    def by_chat(self) -> bool:
        return bool(self.channel and self.phone)


def find_notice_settings(actor: Actor) -> NoticeSettings:
    """Raise NotFound when the actor has no account."""
    person = PersonRow.scoped.filter(pk=actor.person or 0).first()
    if person is None:
        raise NotFound(what=marked("Akun"))
    channel = ChannelRow.objects.filter(active=True).order_by("pk").first()
    chosen = {row.group: row for row in NoticeChoiceRow.objects.filter(person=person)}
    return NoticeSettings(
        choices=tuple(_choice(group, chosen.get(group)) for group in NoticeGroup),
        mail_works=settings.MAIL is not None,
        email=person.email,
        channel=channel.name if channel else "",
        phone=person.phone,
        tests=tuple(filter(None, (_last_test(person, by_chat) for by_chat in (False, True)))),
    )


def _choice(group: NoticeGroup, row: NoticeChoiceRow | None) -> ChoiceView:
    return ChoiceView(
        group=group,
        name=group_words(group),
        examples=kind_examples(group),
        by_mail=row.by_mail if row else True,
        by_chat=row.by_chat if row else False,
    )


def _last_test(person: PersonRow, by_chat: bool) -> TestView | None:
    rows = MessageRow.objects.filter(person=person, channel__isnull=not by_chat)
    row = rows.filter(notices__isnull=True).order_by("-id").first()
    if row is None:
        return None
    return TestView(
        way="chat" if by_chat else "mail",
        at=row.sent_at or row.created_at,
        sent=row.sent_at is not None,
        fault=fault_words(row.fault),
    )


def fault_words(code: str) -> str:
    """Why a message did not arrive; "" for no fault."""
    return gettext(FAULTS.get(code, FAULTS["failed"])) if code else ""
