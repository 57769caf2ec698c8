"""How long the other side of a connection may take, and how much it may say, in all.

A time-out of a socket begins again with every byte; against one that drips, or never ends, it is
no limit.
"""

from io import BufferedReader, RawIOBase
from socket import socket
from time import monotonic
from typing import Any

from lajur.services.messages.undelivered import Blame, Undelivered

SECONDS = 10.0
SIZE = 1_000_000  # bytes


class Leash:
    """One conversation's allowance: seconds (SECONDS when not said) and bytes."""

    def __init__(self, *, seconds: float | None = None, size: int = SIZE) -> None:
        self._seconds, self._size = SECONDS if seconds is None else seconds, size
        self.renew()

    def renew(self) -> None:
        """Begin again: another message over the same connection."""
        self._until, self._bytes = monotonic() + self._seconds, self._size

    def left(self) -> float:
        """Seconds left, as the time-out of the next operation.

        Raises:
            TimeoutError: none.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def spend(self, count: int) -> None:
        """Count bytes that were read.

        Raises:
            Undelivered: that is more than anybody needs to say.
        """
        self._bytes -= count
        if self._bytes < 0:
            raise Undelivered("flooded", Blame.WAY)

    def reader(self, sock: socket) -> BufferedReader:
        """What `sock.makefile("rb")` gives, on the leash."""
        return BufferedReader(_Reader(sock, self))


class _Reader(RawIOBase):
    def __init__(self, sock: socket, leash: Leash) -> None:
        super().__init__()
        self._sock, self._leash = sock, leash
        self._held = sock.makefile("rb", buffering=0)  # keeps the socket open while it is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._leash.left())
        count = self._sock.recv_into(buffer)
        self._leash.spend(count)
        return count

    def close(self) -> None:
        self._held.close()
        super().close()
