"""One HTTP request to a service that an operator vouches for: no redirect, no proxy, on a leash."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException

from lajur.core.offices.channels import ChannelAddress
from lajur.services.messages.connection import Connection
from lajur.services.messages.leash import Leash
from lajur.services.messages.undelivered import Undelivered


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


class Silence(Exception):
    """Nothing came back, not in time, or far too much."""


def post(
    address: ChannelAddress,
    path: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    seconds: float,
    size: int,
) -> Answer:
    """Send a body and take the answer, both within `seconds` and the answer within `size` bytes.

    Raises:
        Silence: there is no whole answer.
    """
    connection = Connection(address, Leash(seconds=seconds, size=size))
    sent = {"Host": address.place, "User-Agent": "Lajur", "Connection": "close", **headers}
    try:
        connection.request("POST", path, body=body, headers=sent)
        answer = connection.getresponse()
        return Answer(status=answer.status, body=answer.read())
    except (OSError, UnicodeError, HTTPException, Undelivered):
        # Not chained: a trace of what was sent would lead to the passphrase.
        raise Silence from None
    finally:
        connection.close()
