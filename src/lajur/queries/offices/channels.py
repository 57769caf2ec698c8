"""The chat channels of an office, the mail server, and what did not arrive."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.crypto import salted_hmac

from lajur.core.access import Actor, PersonId
from lajur.core.offices.administering import require_administrator
from lajur.core.offices.stamps import stamp_of
from lajur.core.refusals import NotFound, marked
from lajur.queries.notice_settings import fault_words
from lajur.store.models import ChannelRow, MessageRow

PAGE = 50  # messages given up, on one page
_WAITS = Q(sent_at__isnull=True, given_up_at__isnull=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What goes out on one way."""

    waiting: int
    oldest: datetime | None  # of those waiting; None: none
    last_sent: datetime | None
    given_up: int
    fault: str  # words of the last fault among those waiting; "" when they only wait


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """One channel."""

    id: int
    name: str
    url: str
    host: str
    active: bool
    in_use: bool  # the first of the active ones: the one messages take
    secret: str  # as Standard Webhooks writes it
    traffic: Traffic
    seen: str  # stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """A message that will not be tried again by itself."""

    id: int
    person_id: PersonId
    person: str
    way: str  # the channel's name; "" for mail
    address: str  # now: it may have been corrected since
    notices: int
    fault: str  # words
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUpPage:
    """One page of them, the latest first."""

    messages: tuple[GivenUp, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """An address that refused the last mail or message sent to it."""

    person_id: PersonId
    person: str
    address: str
    way: str  # the channel's name; "" for mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """Everything that leaves the office."""

    mail_works: bool  # a mail server is set
    sender: str  # who mail comes from; "" without a server
    mail: Traffic
    channels: tuple[ChannelView, ...]


def find_deliveries(*, actor: Actor) -> Deliveries:
    """Raise NotFound when the actor does not administer the office."""
    require_administrator(actor)
    rows = list(ChannelRow.objects.order_by("-active", "pk"))
    first = next((row.pk for row in rows if row.active), None)
    return Deliveries(
        mail_works=settings.MAIL is not None,
        sender=settings.MAIL.sender if settings.MAIL is not None else "",
        mail=_traffic(None),
        channels=tuple(_view(row, first) for row in rows),
    )


def find_channel(channel_id: int, *, actor: Actor) -> ChannelView:
    """Raise NotFound when there is no such channel, or the actor does not administer the office."""
    require_administrator(actor)
    row = ChannelRow.objects.filter(pk=channel_id).first()
    if row is None:
        raise NotFound(what=marked("Saluran"))
    first = ChannelRow.objects.filter(active=True).order_by("pk").first()
    return _view(row, first.pk if first else None)


def list_given_up(*, actor: Actor) -> GivenUpPage:
    """Raise NotFound when the actor does not administer the office."""
    require_administrator(actor)
    rows = MessageRow.objects.filter(given_up_at__isnull=False)
    told = rows.select_related("person", "channel").annotate(told=Count("notices"))
    return GivenUpPage(
        messages=tuple(map(_given_up, told.order_by("-given_up_at", "-pk")[:PAGE])),
        total=rows.count(),
    )


def list_failing(*, actor: Actor) -> tuple[Failing, ...]:
    """Whose address or number was refused, and nothing has arrived there since.

    Raises:
        NotFound: the actor does not administer the office.
    """
    require_administrator(actor)
    rows = MessageRow.objects.filter(given_up_at__isnull=False, fault="recipient_refused")
    refused = rows.values("person", "channel").annotate(last=Max("pk")).order_by("-last")
    latest = MessageRow.objects.filter(
        pk__in=[row["last"] for row in refused[:PAGE]], person__is_active=True
    )
    arrived = _arrivals([row.person_id for row in latest])
    return tuple(
        _failing(row)
        for row in latest.select_related("person", "channel").order_by("person__name")
        if not _is_after(arrived.get((row.person_id, row.channel_id)), row.given_up_at)
    )


def channel_stamp(row: ChannelRow) -> str:
    return stamp_of(row.name, row.url, row.generation, row.active)


def key_of(row: ChannelRow) -> bytes:
    """What the channel's calls are signed with; kept nowhere, so that nothing can leak."""
    kept = f"{row.pk}:{row.generation}"
    return bytes(salted_hmac("lajur.channel", kept, algorithm="sha256").digest())


def _view(row: ChannelRow, first: int | None) -> ChannelView:
    return ChannelView(
        id=row.pk,
        name=row.name,
        url=row.url,
        host=urlsplit(row.url).hostname or "",
        active=row.active,
        in_use=row.pk == first,
        secret=f"whsec_{b64encode(key_of(row)).decode()}",
        traffic=_traffic(row),
        seen=channel_stamp(row),
    )


def _traffic(channel: ChannelRow | None) -> Traffic:
    rows: QuerySet[MessageRow] = MessageRow.objects.filter(channel=channel)
    waiting = rows.filter(_WAITS)
    found = waiting.aggregate(n=Count("pk"), oldest=Min("created_at"))
    faulty = waiting.exclude(fault="").order_by("-next_try_at").first()
    return Traffic(
        waiting=found["n"],
        oldest=found["oldest"],
        last_sent=rows.aggregate(last=Max("sent_at"))["last"],
        given_up=rows.filter(given_up_at__isnull=False).count(),
        fault=fault_words(faulty.fault) if faulty else "",
    )


def _given_up(row: MessageRow) -> GivenUp:
    assert row.given_up_at is not None  # list_given_up
    return GivenUp(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        way=row.channel.name if row.channel else "",
        address=_address(row),
        notices=row.told,  # type: ignore[attr-defined]  # annotated
        fault=fault_words(row.fault),
        at=row.given_up_at,
    )


def _failing(row: MessageRow) -> Failing:
    return Failing(
        person_id=row.person_id,
        person=row.person.name,
        address=_address(row),
        way=row.channel.name if row.channel else "",
    )


def _address(row: MessageRow) -> str:
    return row.person.phone if row.channel else row.person.email


def _arrivals(people: Sequence[PersonId]) -> dict[tuple[PersonId, int | None], datetime]:
    """When something last arrived, by person and way."""
    rows = MessageRow.objects.filter(person__in=people, sent_at__isnull=False)
    last = rows.values_list("person", "channel").annotate(last=Max("sent_at")).order_by()
    return {(person, channel): at for person, channel, at in last}


def _is_after(arrived: datetime | None, refused: datetime | None) -> bool:
    return arrived is not None and refused is not None and arrived > refused
