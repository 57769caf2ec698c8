"""All that a template is given of one letter, frozen with it: LetterRow and profile to facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import segno
from django.conf import settings

from lajur.core.letters.kinds import LetterKind, SignerRole
from lajur.core.letters.parts import Value
from lajur.core.letters.printed import printed
from lajur.services.letters.profiles import ARMS, InForce

# Official papers are Indonesian, whatever language their reader has chosen.
SECRECY: Mapping[str, str] = {
    "biasa": "Biasa",
    "terbatas": "Terbatas",
    "rahasia": "Rahasia",
    "sangat_rahasia": "Sangat Rahasia",
}
SPEED: Mapping[str, str] = {"biasa": "Biasa", "segera": "Segera", "sangat_segera": "Sangat Segera"}
FOOT = (
    "Keaslian naskah ini dapat diperiksa dengan memindai kode QR atau membuka alamat di bawahnya."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a letter says, as its draft has it."""

    kind: LetterKind
    subject: str
    parts: Mapping[str, Value]
    secrecy: str  # a key of SECRECY
    speed: str  # a key of SPEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signer as printed."""

    role: str  # SignerRole
    printed: Mapping[str, str]  # SignerView.as_printed


def draft_facts(
    wording: Wording, signatures: Sequence[Signature], look: InForce, *, day: date
) -> dict[str, Any]:
    """The facts of a draft as it would be issued on a day of the office's zone."""
    signers = [_signer(one) for one in signatures]
    return {
        **printed(
            wording.kind,
            wording.parts,
            subject=wording.subject,
            day=day,
            place=look.profile.place,
            signers=signers,
        ),
        "language": "id",
        "state": "draft",
        "printed_on": day.isoformat(),
        "profile": look.profile.to_dict(),
        ARMS: look.arms,
        "number": "",
        "date": day.isoformat(),
        "place": look.profile.place,
        "secrecy": SECRECY[wording.secrecy],
        "speed": SPEED[wording.speed],
        "signers": signers,
        "verification": None,
        "foot": "",
    }


def issued_facts(draft: Mapping[str, Any], *, number: str, address: str) -> dict[str, Any]:
    """The same, issued: with its number, and where anybody may check it."""
    return {
        **draft,
        "state": "issued",
        "number": number,
        "verification": {"address": address, "qr": _qr(address)},
        "foot": FOOT,
    }


def check_address(government: str, token: str) -> str:
    """Where a letter can be checked by anybody: the address in its QR."""
    return f"{settings.SITE_ADDRESS}/{government}/periksa/{token}/"


def _signer(one: Signature) -> dict[str, str]:
    caption = SignerRole(one.role).caption
    return {"role": one.role, "caption": caption, **one.printed, "signed": ""}


def _qr(address: str) -> str:
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False
    )
    return out.getvalue().decode()
