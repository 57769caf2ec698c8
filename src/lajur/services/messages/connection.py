"""HTTP to an address that was checked and to no other, for no longer than it may take."""

import socket
import ssl
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection, HTTPResponse
from ipaddress import ip_address
from typing import Any

from lajur.core.offices.channels import ChannelAddress, is_public
from lajur.services.messages.leash import Leash
from lajur.services.messages.undelivered import Blame, Undelivered


class Connection(HTTPConnection):
    """To the address that was looked up and checked; no proxy, no redirect, on the leash."""

    def __init__(self, address: ChannelAddress, leash: Leash) -> None:
        super().__init__(address.host, address.port)
        self._address, self._leash = address, leash
        self.response_class = self._response  # type: ignore[assignment]

    def connect(self) -> None:
        sock = _reached(_checked(self._address), self._address.port, self._leash)
        if self._address.safe:
            sock.settimeout(self._leash.left())
            sock = _safely().wrap_socket(sock, server_hostname=self._address.host)
        self.sock = sock

    def send(self, data: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self._leash.left())
        super().send(data)

    def _response(self, sock: socket.socket, **options: Any) -> HTTPResponse:
        return HTTPResponse(_OnLeash(sock, self._leash), **options)  # type: ignore[arg-type]


class _OnLeash:
    """As much of a socket as an answer is read from."""

    def __init__(self, sock: socket.socket, leash: Leash) -> None:
        self._sock, self._leash = sock, leash

    def makefile(self, mode: str) -> Any:  # noqa: ARG002 - always "rb"
        return self._leash.reader(self._sock)


def _checked(address: ChannelAddress) -> list[str]:
    """What the host's name stands for right now.

    Raises:
        Undelivered: any of it is not to be reached from here.
    """
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not address.trusted and not all(is_public(ip_address(number)) for number in numbers):
        raise Undelivered("address_forbidden", Blame.WAY)
    return numbers


def _reached(numbers: list[str], port: int, leash: Leash) -> socket.socket:
    """A connection to the first of these numbers that answers."""
    for number in numbers[:-1]:
        with suppress(OSError):
            return socket.create_connection((number, port), timeout=leash.left())
    return socket.create_connection((numbers[-1], port), timeout=leash.left())


@cache
def _safely() -> ssl.SSLContext:
    return ssl.create_default_context()
