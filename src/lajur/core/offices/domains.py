"""Names of domains an office keeps: its base domain, and labels nobody may ask for."""

import re
from collections.abc import Iterable

from lajur.core.offices.refusals import BrokenDomain

_LABEL = re.compile(r"(?=.{1,63}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.ASCII)
LONGEST = 100  # characters of a base domain


def read_base_domain(text: str) -> str:
    """Give a base domain in lower case; empty when the office has none.

    Raises:
        BrokenDomain: not at least two labels with dots between, or a label that cannot be.
    """
    name = text.strip().lower().strip(".")
    if not name:
        return ""
    labels = name.split(".")
    if len(labels) < 2 or len(name) > LONGEST or not all(map(_LABEL.fullmatch, labels)):
        raise BrokenDomain(name=text.strip())
    return name


def read_labels(words: Iterable[str]) -> tuple[str, ...]:
    """Give reserved labels in lower case, each once, in alphabetical order.

    Raises:
        BrokenDomain: a word that cannot be a label.
    """
    labels = {word.strip().lower() for word in words if word.strip()}
    for label in sorted(labels):
        if not _LABEL.fullmatch(label):
            raise BrokenDomain(name=label)
    return tuple(sorted(labels))
