"""Every kind of paper an office writes here, by its id.

Source of the kinds: the papers the signed SOPs name; of their form: Permendagri 1/2023.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lajur.core.letters import deeds, memos, orders, plans, replies, reports, slips
from lajur.core.letters.shapes import (
    Fixed,
    LetterKind,
    LetterKindId,
    Part,
    PartId,
    PartKind,
    Place,
    Prefill,
    Shape,
    Signer,
    SignerRole,
    Style,
    Whom,
)

_GROUPS = (slips, memos, reports, orders, replies, plans, deeds)  # as a case goes on

KINDS: Final[Mapping[LetterKindId, LetterKind]] = MappingProxyType(
    {kind.id: kind for group in _GROUPS for kind in group.KINDS}
)

__all__ = (
    "KINDS",
    "Fixed",
    "LetterKind",
    "LetterKindId",
    "Part",
    "PartId",
    "PartKind",
    "Place",
    "Prefill",
    "Shape",
    "Signer",
    "SignerRole",
    "Style",
    "Whom",
)
