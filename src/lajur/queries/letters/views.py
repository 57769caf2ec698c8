"""One letter on its own page: as a draft to be written, or as it was issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.letters.kinds import KINDS, LetterKind
from lajur.core.letters.registers import REGISTERS
from lajur.core.refusals import NotFound, marked
from lajur.queries.case_heads import CaseHead, head_of
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.letters.lines import LetterFile, LetterLine, letters_of, may_void, may_write
from lajur.queries.letters.signers import Roster, roster
from lajur.queries.papers import paper_name
from lajur.store.models import LetterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter, and what its reader may do with it."""

    head: CaseHead
    line: LetterLine
    kind: LetterKind
    register: str  # the book its number comes from, in words
    item_name: str  # of the paper it becomes; "" beside the SOP
    parts: Mapping[str, Any]  # part id -> what was typed
    classification: str
    secrecy: str
    speed: str
    token: str  # of the address where anybody may check it
    may_write: bool
    may_discard: bool
    may_void: bool
    handed_in: bool  # its work is done: it has become the paper
    agency: int  # UnitRow of the agency that asks


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLetters:
    """A case to write a letter in."""

    head: CaseHead
    may_write: bool  # beside the SOP


def find_letter(
    case_id: int, letter_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo
) -> LetterView:
    """A letter of a case for somebody with a part in it; at most six statements.

    Raises:
        NotFound: no such letter, or none that the reader may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    line = next((one for one in letters_of(dossier, zone) if one.id == letter_id), None)
    if line is None or line.kind not in KINDS:
        raise NotFound(what=marked("Naskah"))
    return _view(dossier, line, zone)


def letter_file(
    case_id: int, letter_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo
) -> LetterFile:
    """The bytes of an issued letter as they are now.

    Raises:
        NotFound: no such letter, none that the reader may see, or a draft.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    found = (one.file for one in letters_of(dossier, zone) if one.id == letter_id)
    file = next(found, None)
    if file is None:
        raise NotFound(what=marked("Naskah"))
    return file


def case_letters(case_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> CaseLetters:
    """A case, for somebody who would write a letter beside its SOP.

    Raises:
        NotFound: no such case, or none that the reader may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    return CaseLetters(head=head_of(dossier, zone), may_write=may_write(dossier, None))


def signers_for(view: LetterView, *, at: datetime, zone: ZoneInfo) -> Roster:
    """Everybody who could sign this letter today, for its writer to choose from."""
    return roster(view.agency, at=at, zone=zone)


def _view(dossier: Dossier, line: LetterLine, zone: ZoneInfo) -> LetterView:
    row = LetterRow.objects.get(pk=line.id)
    kind = KINDS[line.kind]
    writes = may_write(dossier, line.work_item, item=line.item, kind=line.kind)
    own = next((item for item in dossier.items if item.number == line.work_item), None)
    return LetterView(
        head=head_of(dossier, zone),
        line=line,
        kind=kind,
        register=gettext(REGISTERS[kind.register]),
        item_name=paper_name(dossier.procedure, line.item) if line.item else "",
        parts=row.parts,
        classification=row.classification,
        secrecy=row.secrecy,
        speed=row.speed,
        token=row.token,
        may_write=writes,
        may_discard=writes and line.is_draft and line.writer_id == dossier.reader.person,
        may_void=may_void(dossier, line),
        handed_in=own is not None and own.closed_at is not None,
        agency=dossier.row.agency_id,
    )
