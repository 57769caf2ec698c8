"""What of a piece of work can be written here as a letter, and how far each is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from lajur.core.letters.kinds import KINDS
from lajur.core.procedure.definition import ItemId
from lajur.queries.dossier import Dossier
from lajur.queries.letters.lines import LetterFile, LetterLine, may_write


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOffer:
    """A paper of the work whose SOP names a kind of letter."""

    item: ItemId
    paper: str  # as the SOP calls it
    kind: str  # core.letters.kinds
    name: str  # of the kind
    line: LetterLine | None  # begun or issued for this work; None: not yet

    @property
    def issued(self) -> LetterFile | None:
        """What is handed in with the work: the letter, once it has its number."""
        return self.line.file if self.line is not None and self.line.is_valid else None


def letter_offers(
    dossier: Dossier, number: int, lines: Iterable[LetterLine]
) -> Mapping[ItemId, LetterOffer]:
    """The papers that the reader can write as a letter for one work item, as they stand."""
    known: dict[ItemId, LetterLine] = {}
    for line in lines:  # newest first
        if line.work_item == number and (line.is_draft or line.is_valid):
            known.setdefault(line.item, line)
    return {
        item.id: LetterOffer(
            item=item.id,
            paper=item.name,
            kind=item.letter,
            name=gettext(KINDS[item.letter].name),
            line=known.get(item.id),
        )
        for item in dossier.procedure.items.values()
        if item.letter is not None
        and item.letter in KINDS
        and may_write(dossier, number, item=item.id, kind=item.letter)
    }
