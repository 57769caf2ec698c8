"""Settings from the environment; each helper fails at start with the name of the variable."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = frozenset({"1", "ya", "yes", "true"}), frozenset({"", "0", "tidak", "no", "false"})


def text(name: str, default: str) -> str:
    """Give the variable as it stands; an empty one is the default."""
    return os.environ.get(name, "").strip() or default


def words(name: str, default: str) -> list[str]:
    """Give a comma-separated list, without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    """Give a yes or a no.

    Raises:
        ImproperlyConfigured: it is neither.
    """
    value = text(name, "1" if default else "0").lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name}: isi dengan 1 (ya) atau 0 (tidak), bukan “{value}”.")
    return value in YES


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """Give a whole number between both ends, inclusive.

    Raises:
        ImproperlyConfigured: it is not one, or lies outside.
    """
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name}: isi dengan bilangan bulat {least} sampai {most}, bukan “{value}”."
        )
    return int(value)


def choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """Give one of the choices.

    Raises:
        ImproperlyConfigured: it is none of them.
    """
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(
            f"{name}: pilih salah satu dari {', '.join(choices)}, bukan “{value}”."
        )
    return value


def site_address(name: str, default: str) -> str:
    """Give the address people reach us at, "https://host" or "https://host:port".

    Raises:
        ImproperlyConfigured: it is no such address.
    """
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("https", "http") and bool(parts.hostname)
        bare = parts.port is None or parts.port > 0
    except ValueError:
        known = bare = False
    if not (known and bare) or parts.path or parts.query or parts.username:
        raise ImproperlyConfigured(f"{name}: tulis alamat situs, misalnya https://layanan.go.id.")
    return value


def secret(name: str) -> str:
    """Give a secret from NAME, or from the file that NAME_FILE names; empty when neither is set.

    Raises:
        ImproperlyConfigured: both are set, or the file cannot be read.
    """
    direct, file = text(name, ""), text(f"{name}_FILE", "")
    if direct and file:
        raise ImproperlyConfigured(f"{name} dan {name}_FILE diisi dua-duanya; pakai salah satu.")
    if not file:
        return direct
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: berkas {file} tidak terbaca.") from error


def folder(name: str, default: str) -> Path:
    """Give a folder that exists and can be written, made when it is missing, for us alone.

    So is every file this process and its children make from now on: passwords, letters, secrets.

    Raises:
        ImproperlyConfigured: it cannot be made or written.
    """
    path = Path(text(name, default)).expanduser().absolute()
    os.umask(0o077)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(_unwritable(name, path)) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(_unwritable(name, path))
    return path


def _unwritable(name: str, path: Path) -> str:
    return (
        f"Folder data {path} tidak dapat ditulisi. Pilih folder lain dengan --data DIR "
        f"atau variabel {name}."
    )


def kept_secret(path: Path) -> str:
    """Give the secret kept in a file of ours, made at the first run and readable by us alone."""
    if not path.exists():
        ours = path.with_name(f"{path.name}.{os.getpid()}")
        ours.touch(mode=0o600)
        ours.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        with suppress(FileExistsError):  # another process was first: its secret counts
            os.link(ours, path)
        ours.unlink()
    return path.read_text(encoding="utf-8")


def database_url(name: str) -> dict[str, object] | None:
    """Read `postgresql://user:password@host:port/name?option=value`; None when it is not set.

    Raises:
        ImproperlyConfigured: it is no such address.
    """
    value = secret(name)
    if not value:
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: alamat basis data tidak terbaca.") from error
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name}: tulis postgresql://pengguna:sandi@host:port/nama.")
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
