"""Names a drawing gives, as ids of the SOP language."""

import re
import unicodedata
from collections.abc import Container

_LONGEST = 40  # the language allows 60; a number may follow


def slug(name: str, otherwise: str, taken: Container[str], *, between: str = "_") -> str:
    """An id made of the words of a name, that nothing has yet: "periksa_berkas_2"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word]
    base = otherwise
    if words:
        base = between.join(words)
        base = base if base[0].isalpha() else f"{otherwise}{between}{base}"
    base = _cut(base, between)
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}{between}{number}"
    return found


def _cut(base: str, between: str) -> str:
    """Cut between two words, where there is one early enough."""
    if len(base) <= _LONGEST:
        return base
    return base[: max(base.rfind(between, 0, _LONGEST + 1), 0) or _LONGEST]


def clean(words: str) -> str:
    """The words without what an SOP file refuses: control characters, tabs, strange line breaks."""
    kept = "".join(one if one.isprintable() or one == "\n" else " " for one in words)
    return "\n".join(" ".join(line.split(" ")) for line in kept.split("\n")).strip()
