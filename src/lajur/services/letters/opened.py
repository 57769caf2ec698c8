"""A letter opened for whoever writes it: its row, its case, and who asks, as the database knows."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.access import Actor
from lajur.core.engine.letters import is_outsider, require_paper, require_writer
from lajur.core.letters.kinds import KINDS, LetterKind
from lajur.core.refusals import NotFound, marked
from lajur.services.letters.answers import LetterIssuedBefore, StaleLetter
from lajur.store import locks
from lajur.store.locks import Loaded
from lajur.store.models import LetterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A letter in the transaction that will change it."""

    row: LetterRow
    kind: LetterKind
    loaded: Loaded
    writer: Actor

    @property
    def choice(self) -> str:
        """How the step it is written for may end (`Step.choice`); "" beside the SOP."""
        case = self.loaded.case
        item = case.items.get(self.row.work_item or 0)
        return case.procedure.steps[item.step].choice if item else ""

    @property
    def is_outside(self) -> bool:
        """Whether it is written from outside the office."""
        return is_outsider(self.loaded.case, self.row.work_item, self.writer)


def see_letter(letter_id: int, *, actor: Actor, at: datetime) -> Opened:
    """Open a letter of a case that the actor may see, inside the tenant scope.

    Raises:
        NotFound: no such letter, or no part of theirs in its case.
    """
    row = LetterRow.objects.select_related("entry").filter(pk=letter_id).first()
    if row is None:
        raise NotFound(what=marked("Naskah"))
    loaded, reader = locks.load(row.case_id, actor=actor, number=row.work_item, at=at)
    return Opened(row=row, kind=kind_of(row.kind), loaded=loaded, writer=reader)


def open_letter(letter_id: int, *, actor: Actor, at: datetime) -> Opened:
    """Open a letter that the actor may write, inside the tenant scope and a transaction.

    Raises:
        NotFound: no such letter, or none that the actor may see.
        Refusal: they may see it but not write it; see `require_writer` and `require_paper`.
    """
    opened = see_letter(letter_id, actor=actor, at=at)
    row, case = opened.row, opened.loaded.case
    require_writer(case, row.work_item, opened.writer)
    require_paper(case, row.work_item, row.item, row.kind, opened.writer)
    return opened


def kind_of(kind: str) -> LetterKind:
    """Raises: NotFound."""
    found = KINDS.get(kind)
    if found is None:
        raise NotFound(what=marked("Jenis naskah"))
    return found


def require_draft(row: LetterRow, seen_version: int | None) -> None:
    """Let only a draft be changed, and only as it was seen.

    Raises:
        LetterIssuedBefore: it has its number.
        StaleLetter: it was saved elsewhere since `seen_version`.
    """
    if row.entry is not None:
        raise LetterIssuedBefore(number=row.entry.number)
    if seen_version is not None and row.version != seen_version:
        raise StaleLetter(version=row.version)
