"""The mail server, from one address in the environment."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from lajur.site import environment

STARTTLS, AT_ONCE, NEVER = "starttls", "langsung", "tidak"
_PORTS = {STARTTLS: 587, AT_ONCE: 465, NEVER: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in, and in whose name."""

    host: str
    port: int
    tls: str  # STARTTLS, AT_ONCE or NEVER
    sender: str  # an address, with or without a name
    user: str = ""  # "" when the server asks for none
    password: str = field(default="", repr=False)

    @property
    def options(self) -> dict[str, object]:
        """As Django's SMTP backend takes them."""
        return {
            "host": self.host,
            "port": self.port,
            "username": self.user,
            "password": self.password,
            "use_tls": self.tls == STARTTLS,
            "use_ssl": self.tls == AT_ONCE,
        }


def mail_server() -> MailServer | None:
    """Read `smtp://user:password@host:port?tls=starttls|langsung|tidak`; None: no mail is sent.

    Raises:
        ImproperlyConfigured: it is no such address, or nobody to send it as is named.
    """
    value = environment.secret("LAJUR_MAIL_URL")
    if not value:
        return None
    parts, port, tls = _parts(value)
    return MailServer(
        host=unquote(parts.hostname or ""),
        port=port or _PORTS[tls],
        tls=tls,
        sender=_sender(environment.text("LAJUR_MAIL_FROM", "")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _parts(value: str) -> tuple[SplitResult, int | None, str]:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise _unreadable() from error
    tls = dict(parse_qsl(parts.query)).get("tls", STARTTLS)
    if parts.scheme != "smtp" or not parts.hostname or tls not in _PORTS:
        raise _unreadable()
    return parts, port, tls


def _unreadable() -> ImproperlyConfigured:
    """Without the address itself: it holds a password."""
    return ImproperlyConfigured(
        "LAJUR_MAIL_URL: tulis smtp://pengguna:sandi@host:port?tls=starttls (atau langsung, tidak)."
    )


def _sender(value: str) -> str:
    address = value.partition("<")[2].rstrip("> ") or value
    try:
        validate_email(address)
    except ValidationError as error:
        raise ImproperlyConfigured(
            "LAJUR_MAIL_FROM: tulis alamat pengirim surel, misalnya “Lajur <lajur@dinas.go.id>”."
        ) from error
    return value
