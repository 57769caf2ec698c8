"""Calling a chat channel: a signed webhook, to an address that was checked and no other.

Headers and signature as in https://www.standardwebhooks.com, version 1.0.
"""

import json
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hmac import digest
from http.client import HTTPException

from django.conf import settings

from lajur.core.offices.channels import ChannelAddress, read_channel_address
from lajur.core.refusals import Refusal
from lajur.queries.offices.channels import key_of
from lajur.services.messages.connection import Connection
from lajur.services.messages.leash import Leash
from lajur.services.messages.letter import Letter, Line
from lajur.services.messages.undelivered import Blame, Undelivered
from lajur.store.models import ChannelRow

_IN_TEXT = 20  # notices told in the text; the list has all of the letter
_TAKEN = range(200, 300)
_BUSY = frozenset({408, 425, 429, *range(500, 600)})
_UNPROCESSABLE = 422  # the gateway knows no such number


def call(channel: ChannelRow, letter: Letter, *, phone: str, reference: str, at: datetime) -> None:
    """Hand one message to the channel's gateway.

    Raises:
        Undelivered: the gateway has not taken it over, or may not have.
    """
    address = _address(channel)
    body = json.dumps(_content(letter, phone, reference), ensure_ascii=False).encode()
    headers = {
        "Host": address.place,
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Lajur",
        "Connection": "close",
        **_signed(channel, body, reference, int(at.timestamp())),
    }
    with _faults():
        _judge(_answer(address, body, headers))


def _content(letter: Letter, phone: str, reference: str) -> dict[str, object]:
    lines = [f"{line.sentence}\n{line.link}" for line in letter.lines[:_IN_TEXT]]
    left = letter.more if len(letter.lines) <= _IN_TEXT else letter.link
    return {
        "id": reference,
        "to": {"name": letter.name, "phone": phone},
        "title": letter.subject,
        "text": "\n\n".join(part for part in (letter.subject, *lines, left) if part),
        "link": letter.lines[0].link if len(letter.lines) == 1 else letter.link,
        "notices": [_notice(line) for line in letter.lines],
    }


def _notice(line: Line) -> dict[str, str]:
    return {
        "text": line.sentence,
        "number": line.number,
        "title": line.title,
        "link": line.link,
    }


def _signed(channel: ChannelRow, body: bytes, reference: str, second: int) -> dict[str, str]:
    signature = digest(key_of(channel), f"{reference}.{second}.".encode() + body, "sha256")
    return {
        "webhook-id": reference,
        "webhook-timestamp": str(second),
        "webhook-signature": f"v1,{b64encode(signature).decode()}",
    }


def _address(channel: ChannelRow) -> ChannelAddress:
    try:
        return read_channel_address(channel.url, trusted=settings.CHANNEL_HOSTS)
    except Refusal as refusal:
        raise Undelivered("address_forbidden", Blame.WAY) from refusal


def _answer(address: ChannelAddress, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; its body is nobody's business and stays unread."""
    leash = Leash()
    connection = Connection(address, leash)
    try:
        connection.request("POST", address.path, body=body, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _judge(status: int) -> None:
    if status in _TAKEN:
        return
    if status == _UNPROCESSABLE:
        raise Undelivered("recipient_refused", Blame.FOR_GOOD)
    raise Undelivered("chat_busy" if status in _BUSY else "chat_refused", Blame.WAY)


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise Undelivered("timed_out", Blame.WAY) from error
    except ssl.SSLError as error:
        raise Undelivered("tls_failed", Blame.WAY) from error
    except HTTPException as error:
        raise Undelivered("protocol_broken", Blame.WAY) from error
    except (OSError, UnicodeError) as error:
        raise Undelivered("unreachable", Blame.WAY) from error
