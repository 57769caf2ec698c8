"""What the pages call the states, signatures and marks of a letter."""

from collections.abc import Mapping
from typing import Final

from lajur.core.letters.kinds import KINDS, SignerRole
from lajur.core.refusals import Words, marked
from lajur.store.models import LetterRow

ROLE_NAMES: Final[Mapping[str, Words]] = {
    SignerRole.SIGNER: marked("Penanda tangan"),
    SignerRole.FIRST_PARTY: marked("Pihak pertama"),
    SignerRole.SECOND_PARTY: marked("Pihak kedua"),
    SignerRole.HANDING_OVER: marked("Yang menyerahkan"),
    SignerRole.RECEIVING: marked("Yang menerima"),
    SignerRole.KNOWING: marked("Mengetahui"),
}
SECRECY_NAMES: Final[Mapping[str, Words]] = {
    "biasa": marked("Biasa"),
    "terbatas": marked("Terbatas"),
    "rahasia": marked("Rahasia"),
    "sangat_rahasia": marked("Sangat rahasia"),
}
SECRET: Final = frozenset({"rahasia", "sangat_rahasia"})  # what they are about is not told
SPEED_NAMES: Final[Mapping[str, Words]] = {
    "biasa": marked("Biasa"),
    "segera": marked("Segera"),
    "sangat_segera": marked("Sangat segera"),
}
STATE_NAMES: Final[Mapping[str, Words]] = {
    LetterRow.DRAFT: marked("Draf"),
    LetterRow.ISSUED: marked("Terbit"),
    LetterRow.VOID: marked("Batal"),
}


def kind_name(kind: str) -> str:
    """The name of a kind in lists, marked; its id for one that is known no longer."""
    return KINDS[kind].name if kind in KINDS else kind
