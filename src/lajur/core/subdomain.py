"""Names an agency may ask for under its government's domain.

Source: PM Kominfo 5/2015 (units are subdomains of the government's one domain) and the rules of
PANDI for labels: letters, digits, hyphen; not at an end; not digits only; at most 63.
"""

import re
from collections.abc import Collection
from typing import ClassVar

from lajur.core.refusals import Refusal

SHORTEST, LONGEST, LONGEST_NAME = 3, 63, 253  # characters
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.ASCII)

# Names that servers answer to, or that pretend to be the office itself.
_RESERVED = (
    "www www1 www2 mail webmail email smtp imap pop pop3 mx ftp sftp ssh ns ns1 ns2 ns3 dns "
    "api cdn vpn sso login admin administrator root cpanel whm panel autodiscover autoconfig "
    "wpad localhost test tes dev staging demo beta backup db database git proxy gateway "
    "status static assets "
)
RESERVED = frozenset(_RESERVED.split())


class SubdomainRefused(Refusal):
    """Base of what can be wrong with a name."""

    status: ClassVar[int] = 422


class NotALabel(SubdomainRefused):
    """Characters a name cannot have."""

    code = "subdomain_not_a_label"
    message = (
        "“%(given)s” tidak dapat dipakai. Isi bagian depannya saja, misalnya “antrean”: "
        "huruf kecil, angka, dan tanda hubung di tengah, tanpa titik dan spasi."
    )

    def __init__(self, *, given: str) -> None:
        super().__init__(given=given)


class LabelLength(SubdomainRefused):
    """Too short or too long."""

    code = "subdomain_length"
    message = "Sub domain harus %(shortest)d sampai %(longest)d huruf."

    def __init__(self, *, shortest: int, longest: int) -> None:
        super().__init__(shortest=shortest, longest=longest)


class DigitsOnly(SubdomainRefused):
    """A name of digits only."""

    code = "subdomain_digits_only"
    message = "Sub domain tidak boleh hanya angka. Tambahkan huruf."

    def __init__(self) -> None:
        super().__init__()


class DoubleHyphen(SubdomainRefused):
    """Two hyphens where a coded international name has them."""

    code = "subdomain_double_hyphen"
    message = "Sub domain tidak boleh memakai “--” pada huruf ketiga dan keempat."

    def __init__(self) -> None:
        super().__init__()


class SubdomainReserved(SubdomainRefused):
    """A name nobody may have."""

    code = "subdomain_reserved"
    message = "“%(label)s” disediakan untuk keperluan pemerintah daerah. Pilih nama lain."

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label)


class SubdomainTaken(SubdomainRefused):
    """Another application has it, or another request asks for it."""

    code = "subdomain_taken"
    message = (
        "“%(label)s” sudah dipakai atau sedang diminta dalam permohonan lain. Pilih nama lain."
    )

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label)


def read_subdomain(text: str, *, suffix: str, reserved: Collection[str] = ()) -> str:
    """Give the label in lower case; a base domain typed after it is taken off.

    `suffix` is the base domain with its dot: ".bantenprov.go.id".

    Raises:
        SubdomainRefused: it cannot be a name there; the subclass says why.
    """
    label = text.strip().lower()
    if suffix:
        label = label.removesuffix(suffix.lower())
    if not _LABEL.fullmatch(label):
        raise NotALabel(given=text.strip()[:80])
    if not SHORTEST <= len(label) <= LONGEST or len(label + suffix) > LONGEST_NAME:
        raise LabelLength(shortest=SHORTEST, longest=LONGEST)
    if label.isdigit():
        raise DigitsOnly
    if label[2:4] == "--":
        raise DoubleHyphen
    if label in RESERVED or label in reserved:
        raise SubdomainReserved(label=label)
    return label
