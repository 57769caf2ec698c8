"""Handing mail in by SMTP, over one connection for as long as it holds."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from lajur.services.messages.leash import Leash
from lajur.services.messages.letter import Letter
from lajur.services.messages.undelivered import Blame, Undelivered

_LEAST_FINAL = 500  # RFC 5321, 4.2.1: 5yz, a permanent negative reply
_CLOSING = 421  # the server goes away: not about the recipient


class _Leashed:
    """Keeps smtplib on a leash: every answer read, every command sent."""

    leash: Leash
    sock: Any
    file: Any

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = self.leash.reader(self.sock)
        return super().getreply()  # type: ignore[misc,no-any-return]  # of smtplib.SMTP

    def send(self, words: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.leash.left())
        super().send(words)  # type: ignore[misc]  # of smtplib.SMTP


class _Plain(_Leashed, smtplib.SMTP):
    pass


class _Safe(_Leashed, smtplib.SMTP_SSL):
    pass


class _Backend(EmailBackend):
    """Django's, with connections on the leash."""

    _partial_connection: smtplib.SMTP | None

    def __init__(self, leash: Leash, **options: Any) -> None:
        super().__init__(timeout=leash.left(), **options)
        self._leash = leash

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        base = _Safe if self.use_ssl else _Plain
        return type(base.__name__, (base,), {"leash": self._leash})

    def drop(self) -> None:
        """Close, half open or open, without waiting for a last word."""
        for connection in (self.connection, self._partial_connection):
            if connection is not None:
                with suppress(OSError):
                    connection.close()


class Post:
    """The way to the mail server. Opened by the first mail, closed by the first fault."""

    def __init__(self) -> None:
        self._leash = Leash()
        self._backend: _Backend | None = None

    def send(self, letter: Letter, *, to: str, reference: str) -> None:
        """Hand one mail in.

        Raises:
            Undelivered: the server has not taken it over, or may not have.
        """
        if settings.MAIL is None:
            raise Undelivered("mail_off", Blame.WAY)
        mail = _mail(letter, to=to, sender=settings.MAIL.sender, reference=reference)
        self._leash.renew()
        with self._faults():
            if self._backend is None:
                self._backend = _Backend(self._leash, **settings.MAIL.options)
                self._backend.open()
            self._backend.send_messages([mail])

    def close(self) -> None:
        """Let go of the connection, without a word when there is nobody to say it to."""
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.drop()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.close()
            raise _undelivered(error) from error


def _mail(letter: Letter, *, to: str, sender: str, reference: str) -> EmailMultiAlternatives:
    domain = parseaddr(sender)[1].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text(),
        from_email=sender,
        to=[to],
        headers={
            "Message-ID": f"<{reference}@{domain}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday replies
        },
    )
    mail.attach_alternative(str(letter.html()), "text/html")
    return mail


_OF_THE_WAY: tuple[tuple[type[Exception], str], ...] = (  # the first that fits
    (smtplib.SMTPAuthenticationError, "mail_login_refused"),
    (smtplib.SMTPSenderRefused, "mail_sender_refused"),
    (smtplib.SMTPServerDisconnected, "unreachable"),
    (smtplib.SMTPConnectError, "unreachable"),
    (smtplib.SMTPNotSupportedError, "tls_failed"),
    (smtplib.SMTPException, "protocol_broken"),
    (TimeoutError, "timed_out"),
    (ssl.SSLError, "tls_failed"),
    (OSError, "unreachable"),
)


def _undelivered(error: Exception) -> Undelivered:
    match error:
        case Undelivered():
            return error
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return _of_reply(max(code for code, _ in refused.values()), "recipient")
        case smtplib.SMTPDataError(smtp_code=code):
            return _of_reply(code, "message")
        case smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return Undelivered("timed_out", Blame.WAY)
    for kind, fault in _OF_THE_WAY:
        if isinstance(error, kind):
            return Undelivered(fault, Blame.WAY)
    if isinstance(error, ValueError):  # Django and smtplib refuse what would be another header
        return Undelivered("address_broken", Blame.FOR_GOOD)
    return Undelivered("failed", Blame.MESSAGE)


def _of_reply(code: int, what: str) -> Undelivered:
    if code == _CLOSING:
        return Undelivered("unreachable", Blame.WAY)
    if code >= _LEAST_FINAL:
        return Undelivered(f"{what}_refused", Blame.FOR_GOOD)
    return Undelivered(f"{what}_deferred", Blame.MESSAGE)
