"""Acts of administration on chat channels, and on messages that were given up."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Least

from lajur.core.access import Actor
from lajur.core.offices.administering import require_administrator
from lajur.core.offices.channels import read_channel_address
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.channels import channel_stamp
from lajur.services.messages.choices import NoWayThere, send_test_by
from lajur.services.messages.claims import MOST_ATTEMPTS
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.services.offices.refusals import NameTaken
from lajur.store.models import ChannelRow, GovernmentRow, MessageRow, PersonRow
from lajur.store.scopes import scope_of


def add_channel(*, name: str, url: str, actor: Actor, at: datetime, key: str) -> int:
    """Add a channel, active at once; gives its id.

    Raises:
        ChannelAddressBroken, ChannelAddressForbidden: as `core.offices.channels`.
        NameTaken: another channel has the name.
    """

    def effect(government: GovernmentRow) -> Facts:
        _refuse(name, url, but=None)
        row = ChannelRow.objects.create(government=government, name=name, url=url)
        return {"target": f"channel:{row.pk}", "id": row.pk, "name": name, "host": _host(url)}

    asked = {"name": name, "url": url}
    act = Act(kind="channel_added", target="channel", asked=asked, actor=actor, at=at, key=key)
    return int(str(perform(act, effect)["id"]))


def change_channel(
    *, channel_id: int, name: str, url: str, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Change a channel's name or address; the journal keeps the host, not the whole address.

    Raises:
        NotFound: no such channel.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        ChannelAddressBroken, ChannelAddressForbidden: as `core.offices.channels`.
        NameTaken: another channel has the name.
    """
    target = f"channel:{channel_id}"

    def effect(_: GovernmentRow) -> Facts:
        row = _unchanged(channel_id, seen)
        _refuse(name, url, but=channel_id)
        was = {"name": row.name, "host": _host(row.url)}
        row.name, row.url = name, url
        row.save(update_fields=["name", "url"])
        return {"was": was, "name": name, "host": _host(url)}

    asked = {"target": target, "name": name, "url": url, "seen": seen}
    act = Act(kind="channel_changed", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)


def switch_channel(
    *, channel_id: int, active: bool, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Switch a channel on or off. What still waits for one that is off is given up.

    Raises:
        NotFound: no such channel.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
    """
    target = f"channel:{channel_id}"

    def effect(_: GovernmentRow) -> Facts:
        row = _unchanged(channel_id, seen)
        row.active = active
        row.save(update_fields=["active"])
        return {"name": row.name}

    kind = "channel_opened" if active else "channel_closed"
    asked = {"target": target, "seen": seen}
    perform(Act(kind=kind, target=target, asked=asked, actor=actor, at=at, key=key), effect)


def renew_secret(*, channel_id: int, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """Sign with another secret from now on.

    Raises:
        NotFound: no such channel.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
    """
    target = f"channel:{channel_id}"

    def effect(_: GovernmentRow) -> Facts:
        row = _unchanged(channel_id, seen)
        row.generation += 1
        row.save(update_fields=["generation"])
        return {"name": row.name}

    asked = {"target": target, "seen": seen}
    act = Act(
        kind="channel_secret_renewed", target=target, asked=asked, actor=actor, at=at, key=key
    )
    perform(act, effect)


def try_channel(*, channel_id: int, actor: Actor, at: datetime, key: str) -> None:
    """Send the administrator a test message by a channel.

    Raises:
        NotFound: no such channel, or the actor does not administer the office.
        NoWayThere: the channel is off, or the administrator has no telephone number.
        TooManyAttempts: enough for now.
    """
    require_administrator(actor)
    with scope_of(actor.government) as government:
        row, person = _channel(channel_id), PersonRow.scoped.get(pk=actor.person or 0)
        if not row.active:
            raise NoWayThere(what=marked("saluran ini dimatikan."))
        if not person.phone:
            raise NoWayThere(what=marked("nomor telepon Anda sendiri belum diisi."))
        send_test_by(row, government_id=government.pk, person=person, at=at, key=key)


def retry_given_up(*, message_id: int | None, actor: Actor, at: datetime, key: str) -> int:
    """Try one message that was given up again, or with None all of them; gives how many.

    Each has one more attempt at least, under the same Message-ID.

    Raises:
        NotFound: no such message, or it is not given up.
    """

    def effect(_: GovernmentRow) -> Facts:
        rows = MessageRow.objects.filter(given_up_at__isnull=False)
        if message_id is not None:
            rows = rows.filter(pk=message_id)
        again = rows.update(
            given_up_at=None, next_try_at=at, attempt=Least("attempt", MOST_ATTEMPTS - 1)
        )
        if not again and message_id is not None:
            raise NotFound(what=marked("Pesan"))
        return {"count": again}

    asked = {"message": message_id}
    act = Act(kind="messages_retried", target="messages", asked=asked, actor=actor, at=at, key=key)
    return int(str(perform(act, effect)["count"]))


def _refuse(name: str, url: str, *, but: int | None) -> None:
    read_channel_address(url, trusted=settings.CHANNEL_HOSTS)
    if ChannelRow.objects.filter(name=name).exclude(pk=but or 0).exists():
        raise NameTaken(name=name)


def _unchanged(channel_id: int, seen: str) -> ChannelRow:
    row = _channel(channel_id)
    refuse_changed(channel_stamp(row), seen=seen, target=f"channel:{channel_id}")
    return row


def _channel(channel_id: int) -> ChannelRow:
    row = ChannelRow.objects.filter(pk=channel_id).first()
    if row is None:
        raise NotFound(what=marked("Saluran"))
    return row


def _host(url: str) -> str:
    """For the journal: the rest of an address may be a secret of the gateway."""
    return urlsplit(url).hostname or ""
