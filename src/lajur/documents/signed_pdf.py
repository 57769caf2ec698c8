"""Signing PDFs and checking their signatures, each in a child that reads what we never do."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from time import monotonic
from typing import Any

from lajur.core.refusals import Refusal, marked
from lajur.documents.pades import frames
from lajur.documents.pades.faults import Fault

__all__ = ["CheckersBusy", "Fault", "Found", "check_pdf", "sign_pdf"]

CHILDREN = 2  # of one process, so that checking never fills its threads
QUEUE = 5.0  # seconds of waiting for one
PATIENCE = 40.0  # seconds without a word from it; its own bound of computing is shorter
REST = 240.0  # seconds after which one that did nothing is not used again: it may be going

Timestamp = Callable[[bytes], bytes]  # an RFC 3161 request to its response, both DER


class CheckersBusy(Refusal):
    """As many signatures as this process checks at once are being checked."""

    code = "checkers_busy"
    message = marked("Pemeriksa tanda tangan sedang sibuk. Coba lagi sebentar lagi.")
    status = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A signature that a PDF carries."""

    field: str  # its name in the file
    sound: bool  # mathematics right, bytes as signed, nothing put in since but other signatures
    trusted: bool = False  # its certificate led to one of the given roots when it signed
    signer: str = ""  # common name of the certificate
    issuer: str = ""
    serial: str = ""  # hex
    signed_at: datetime | None = None  # aware; as the signer says
    stamped_at: datetime | None = None  # aware; as an authority says that leads to a root too
    covers: int = 0  # bytes from the start of the file

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-able data."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name in self.__slots__
            if (value := getattr(self, name)) is not None
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Found":
        """Read what the child or `to_dict` says."""
        moments = {
            name: datetime.fromisoformat(data[name]) if data.get(name) else None
            for name in ("signed_at", "stamped_at")
        }
        return cls(**{**data, **moments})


def sign_pdf(
    pdf: bytes,
    *,
    keys: bytes,
    passphrase: str,
    field: str,
    name: str,
    reason: str,
    place: str,
    at: datetime,
    timestamp: Timestamp | None = None,
) -> bytes:
    """The PDF with one more signature (PAdES B-B; with `timestamp`, B-T), as a new revision.

    `keys` is a PKCS#12, `field` a name no other signature of the file has; `at` (aware) must lie
    within the certificate's time.

    Raises:
        Fault: why not.
        CheckersBusy: too many are signing at this moment.
    """
    head = {
        "job": "sign",
        "field": field,
        "name": name,
        "reason": reason,
        "place": place,
        "at": at.isoformat(),
        "timestamped": timestamp is not None,
    }
    _, parts = _asked(head, [pdf, keys, passphrase.encode()], timestamp)
    return parts[0]


def check_pdf(
    pdf: bytes, *, roots: Sequence[bytes] = (), at: datetime, before: int = 0
) -> tuple[Found, ...]:
    """The signatures a PDF carries, in the order they were given; none: it was never signed.

    `roots` are certificates that are trusted, PEM or DER; `at` (aware) is now. A certificate counts
    as of its timestamp, else of when the signer says to have signed. With `before`, the file was
    that many bytes long: only invisible signatures may have been put behind them, and those now.

    Raises:
        Fault: it is no PDF that can be read, or it shows something else than `before`.
        CheckersBusy: too many are checking at this moment.
    """
    job = {"job": "check", "at": at.isoformat(), "before": before}
    head, _ = _asked(job, [pdf, *roots])
    return tuple(map(Found.from_dict, head["signatures"]))


class _Child:
    """One child and the line to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", "lajur.documents.pades.child"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8", "TZ": "UTC"},  # it cannot ask the machine for its zone
            )
        ours.settimeout(PATIENCE)
        self._line = ours
        self._used = monotonic()

    @property
    def is_fresh(self) -> bool:
        return self._process.poll() is None and monotonic() - self._used < REST

    def ask(
        self, head: frames.Head, parts: Sequence[bytes], timestamp: Timestamp | None
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Give a job and wait for what comes of it. Raises what breaks on the way."""
        outgoing, incoming = self._line.makefile("wb"), self._line.makefile("rb")
        with outgoing, incoming:
            frames.write(outgoing, head, parts)
            found, results = frames.read(incoming)
            while found.get("asks") and timestamp is not None:
                frames.write(outgoing, {}, [timestamp(results[0])])
                found, results = frames.read(incoming)
        self._used = monotonic()
        return found, results

    def end(self) -> None:
        self._line.close()
        self._process.kill()
        self._process.wait()


_idle: list[_Child] = []
_free = BoundedSemaphore(CHILDREN)
os.register_at_fork(after_in_child=_idle.clear)  # a line that two speak on is of no use


def _asked(
    head: frames.Head, parts: Sequence[bytes], timestamp: Timestamp | None = None
) -> tuple[dict[str, Any], list[bytes]]:
    with _a_child() as child:
        try:
            found, results = child.ask(head, parts, timestamp)
        except (OSError, ValueError, frames.Broken) as broken:
            raise Fault("too_much") from broken
    if "fault" in found:
        raise Fault(found["fault"])
    return found, results


@contextmanager
def _a_child() -> Iterator[_Child]:
    """A child for one job; after an accident it is not used again."""
    if not _free.acquire(timeout=QUEUE):
        raise CheckersBusy
    child = None
    try:
        child = _rested()
        yield child
    except BaseException:
        if child is not None:
            child.end()
        raise
    else:
        _idle.append(child)
    finally:
        _free.release()


def _rested() -> _Child:
    with suppress(IndexError):
        while True:
            child = _idle.pop()
            if child.is_fresh:
                return child
            child.end()
    return _Child()
