"""The tata naskah of an office as data: letterhead, paper, type, codes, way of signing.

Source: Permendagri 1/2023; an office's own Perkada may differ, so everything here is a value.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from lajur.core.letters.refusals import BrokenProfile
from lajur.core.refusals import marked

LONGEST = 200  # characters of a line
SHIELDS = ("biru", "hijau", "merah", "jingga", "ungu", "toska")
_NEEDED = ("government", "office", "place", "unit")
_LINES = (
    "government", "office", "address", "phone", "email", "website", "place", "unit",
    "classification", "shield",
)  # fmt: skip
SECRECY_CODES = {"biasa": "B", "terbatas": "T", "rahasia": "R", "sangat_rahasia": "SR"}


class SigningMethod(StrEnum):
    """How letters of an office are signed."""

    MANUAL = "manual"  # printed, signed by hand, scanned
    CERTIFICATE = "certificate"  # PAdES with a PKCS#12 the office holds
    BSRE = "bsre"  # e-sign client of the Balai Besar Sertifikasi Elektronik


class Paper(StrEnum):
    """The sheet that letters are printed on."""

    A4 = "a4"  # Permendagri 1/2023, Pasal 28(2)
    F4 = "f4"  # 215 x 330 mm, where the Perkada keeps it


class Typeface(StrEnum):
    """A typeface as a Perkada names it; the free one with its widths is what prints."""

    ARIAL = "arial"  # Liberation Sans
    BOOKMAN = "bookman"  # TeX Gyre Bonum


class NameStyle(StrEnum):
    """How the signer's name stands out."""

    PLAIN = "plain"
    BOLD = "bold"
    UNDERLINED = "underlined"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """White edges of a page, in millimetres, 10 to 50."""

    top: int = 20
    bottom: int = 25
    left: int = 30
    right: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How an office's papers look and how they are signed."""

    government: str  # first line of the letterhead: "PEMERINTAH KABUPATEN SUMBAWA"
    office: str  # second line, larger and bold
    address: tuple[str, ...] = ()  # lines below it
    phone: str = ""
    email: str = ""  # pos-el
    website: str = ""  # laman
    place: str  # where letters are dated: "Sumbawa Besar"
    unit: str  # {unit} of letter numbers
    classification: str = ""  # of letters nobody has classified; Permendagri 83/2022
    secrecy_codes: Mapping[str, str] = field(default_factory=SECRECY_CODES.copy)  # {sifat}
    paper: Paper = Paper.A4
    margins: Margins = field(default_factory=Margins)
    typeface: Typeface = Typeface.ARIAL  # of korespondensi, penugasan and khusus
    decree_typeface: Typeface = Typeface.BOOKMAN  # of penetapan
    size: int = 12  # points, 10 to 13
    name_style: NameStyle = NameStyle.BOLD
    shows_grade: bool = True  # pangkat under the name
    shield: str = "biru"  # colour of the stand-in for the arms, until the office uploads its own
    signing: SigningMethod = SigningMethod.MANUAL

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON-able data: what `from_dict` reads and the templates are given."""
        return {**asdict(self), "address": list(self.address)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote, or what an administrator or a file of ours says.

        Raises:
            BrokenProfile: something unknown, missing or out of its bounds.
        """
        _check_names(data)
        profile = cls(**{name: _read(name, value) for name, value in data.items()})
        _check_lines(profile)
        _check_measures(profile)
        return profile


def _check_names(data: Mapping[str, Any]) -> None:
    for name in data.keys() - {one.name for one in fields(Profile)}:
        raise BrokenProfile(field=name, why=marked("tidak dikenal"))
    for name in _NEEDED:
        if name not in data:
            raise BrokenProfile(field=name, why=marked("wajib diisi"))


def _read(name: str, value: object) -> Any:
    try:
        return _READERS.get(name, _as_it_is)(value)
    except (TypeError, ValueError) as fault:
        raise BrokenProfile(field=name, why=marked("tidak dikenal")) from fault


def _as_it_is(value: object) -> object:
    return value


def _as_lines(value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return tuple(value)


def _as_codes(value: Mapping[str, str]) -> Mapping[str, str]:
    codes = {**SECRECY_CODES, **value}
    if codes.keys() != SECRECY_CODES.keys() or not all(map(_prints, codes.values())):
        raise ValueError(codes)
    return codes


_READERS: Mapping[str, Callable[[Any], object]] = {
    "address": _as_lines,
    "secrecy_codes": _as_codes,
    "paper": Paper,
    "margins": lambda edges: Margins(**edges),
    "typeface": Typeface,
    "decree_typeface": Typeface,
    "name_style": NameStyle,
    "signing": SigningMethod,
}


def _check_lines(profile: Profile) -> None:
    """Refuse what is no line of print, and a letter without its first words."""
    for name in _LINES:
        value = getattr(profile, name)
        lines = value if isinstance(value, tuple) else (value,)
        if not all(map(_prints, lines)):
            raise BrokenProfile(field=name, why=marked("paling banyak 200 huruf sebaris"))
        if name in _NEEDED and not value.strip():
            raise BrokenProfile(field=name, why=marked("wajib diisi"))
    if profile.shield not in SHIELDS:
        raise BrokenProfile(field="shield", why=", ".join(SHIELDS))
    if type(profile.shows_grade) is not bool:
        raise BrokenProfile(field="shows_grade", why=marked("ya atau tidak"))


def _prints(line: object) -> bool:
    return isinstance(line, str) and len(line) <= LONGEST and line.isprintable()


def _check_measures(profile: Profile) -> None:
    for name, edge in asdict(profile.margins).items():
        if type(edge) is not int or not 10 <= edge <= 50:
            raise BrokenProfile(field=f"margins.{name}", why="10–50 mm")
    if type(profile.size) is not int or not 10 <= profile.size <= 13:
        raise BrokenProfile(field="size", why="10–13 pt")
