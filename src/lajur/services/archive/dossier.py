"""Dossiers: everything of a closed case in one file that proves itself anywhere.

Equal cases give equal bytes: nothing in a dossier is of the moment or the person it was made by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zoneinfo import ZoneInfo

from django.utils.translation import override
from django_scopes import scope

from lajur.core.access import SYSTEM, Actor, Role
from lajur.core.refusals import NotFound, marked
from lajur.documents.control_card import control_card
from lajur.documents.journal_paper import JournalView, journal_paper
from lajur.documents.offline_page import OfflineView, offline_page
from lajur.documents.request_papers import request_form_paper
from lajur.queries.archive.records import CaseRecord, case_record
from lajur.queries.case_heads import head_of
from lajur.queries.dossier import open_dossier
from lajur.queries.filed_forms import find_filed_form
from lajur.queries.governments import GovernmentView, find_government
from lajur.queries.handling import handling
from lajur.queries.journal import acts_of, events_of
from lajur.services.archive.container import Member, write
from lajur.services.archive.contents import Contents, erased_in, manifest_of, own_links
from lajur.services.archive.proof import Proof, prove_stream
from lajur.services.archive.refusals import (
    AlreadyDestroyed,
    DossierFaulty,
    DossierOvertaken,
    StillOpen,
)
from lajur.services.letters.profiles import letterhead
from lajur.store.models import ArchiveRow, CaseRow, DestructionRow

FOOT = "Bagian dari dosir berkas tertutup; sidiknya tercatat dalam manifest.json."


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A dossier that was made."""

    number: str  # nomor permohonan; "" for a case that carried out a step of another
    head: str  # of the journal's chain, as it was then
    files: int
    size: int  # bytes
    digest: str  # SHA-256 of the whole, hex


def build_dossier(case_id: int, target: IO[bytes], *, government: str) -> Built:
    """Write the dossier of a closed case; `target` can be read as well, and is proved at once.

    Nothing is locked meanwhile: others go on writing, and a case that went on as well is refused.

    Raises:
        NotFound: the government (slug) has no such case.
        StillOpen: the case is not closed.
        AlreadyDestroyed: its papers are gone.
        DossierOvertaken: something was recorded of it meanwhile.
        DossierFaulty: what is kept does not prove itself.
        CannotPrint, PrintersBusy: see `print_paper`.
    """
    place = find_government(government)
    if place is None:
        raise NotFound(what=marked("Pemerintah daerah"))
    with scope(government=place.id), override("id"):
        record = _closed(case_id, government)
        try:
            proof = _written(record, place, target)
        except (FileNotFoundError, DossierFaulty):
            require_unchanged(case_id, head=record.head)  # or it was taken from under our hands
            raise
        require_unchanged(case_id, head=record.head)
    return Built(
        number=record.facts.number,
        head=record.head,
        files=proof.files,
        size=target.seek(0, 2),
        digest=proof.digest,
    )


def _written(record: CaseRecord, place: GovernmentView, target: IO[bytes]) -> Proof:
    write(target, _members(record, place))
    proof = prove_stream(target)
    if not proof.is_whole:
        raise DossierFaulty(why=proof.faults[0])
    return proof


def _closed(case_id: int, government: str) -> CaseRecord:
    record = case_record(case_id, government=government)
    if record is None:
        raise NotFound(what=marked("Berkas"))
    number = record.facts.number or record.facts.parent_number
    if record.closed_at is None:
        raise StillOpen(number=number)
    _refuse_destroyed(case_id, number)
    return record


def require_unchanged(case_id: int, *, head: str) -> None:
    """Ask, within the scope, whether a dossier read at this head still tells of the case.

    It holds for as long as the caller has the case locked.

    Raises:
        AlreadyDestroyed: its papers have gone since.
        DossierOvertaken: something was recorded since.
    """
    case = CaseRow.objects.select_related("parent").get(pk=case_id)
    number = case.parent.number if case.parent else case.number
    _refuse_destroyed(case_id, number)
    if case.head != head:
        raise DossierOvertaken(number=number)


def _refuse_destroyed(case_id: int, number: str) -> None:
    done = ArchiveRow.objects.filter(case=case_id, destruction__state=DestructionRow.DONE)
    if done.exists():
        raise AlreadyDestroyed(number=number)


def _members(record: CaseRecord, place: GovernmentView) -> Iterator[Member]:
    """Everything, in the order in which it is read."""
    contents = Contents(record=record, zone=ZoneInfo(place.zone))
    contents.gather()
    journal = _journal(record, place)
    own = [*_printed(record, place, journal), contents.journal()]
    page = offline_page(
        OfflineView(
            government=place.name,
            office=place.office_name,
            journal=journal,
            papers=tuple(contents.paper_links),
            letters=tuple(contents.letter_links),
            own=tuple(own_links(one.name for one in own)),
            children=tuple(sop for _, sop in record.children),
            erased=erased_in(record),
        )
    )
    members = [Member(name="index.html", content=page), *own, *contents.members]
    about = {"slug": place.slug, "name": place.name, "office": place.office_name}
    yield from members
    yield from manifest_of(contents, members, government=about)


def _printed(record: CaseRecord, place: GovernmentView, journal: JournalView) -> Iterator[Member]:
    """What is printed of the case for people to read, as of its last event."""
    at, zone, reader = record.last_at, ZoneInfo(place.zone), _reader(place.slug)
    head = letterhead(at=at)
    paper = journal_paper(journal, government=place, letterhead=head, at=at, foot=FOOT)
    yield Member(name="riwayat.pdf", content=paper)
    view = handling(record.facts.id, actor=reader, at=at, zone=zone)
    card = control_card(view, government=place, letterhead=head, at=at, foot=FOOT)
    yield Member(name="kartu-kendali.pdf", content=card)
    if record.facts.procedure.form and record.facts.parent_id is None:
        form = find_filed_form(record.facts.id, actor=reader, at=at, zone=zone)
        filled = request_form_paper(form, government=place, letterhead=head, at=at, foot=FOOT)
        yield Member(name="formulir.pdf", content=filled)


def _journal(record: CaseRecord, place: GovernmentView) -> JournalView:
    zone = ZoneInfo(place.zone)
    case = record.facts.id
    dossier = open_dossier(case, actor=_reader(place.slug), at=record.last_at, zone=zone)
    return JournalView(
        head=head_of(dossier, zone),
        acts=acts_of(dossier, events_of(case), zone),
        chain=record.head,
        events=len(record.events),
    )


def _reader(government: str) -> Actor:
    """Nobody in particular, who reads everything: a dossier does not depend on who makes it."""
    return Actor(acting=SYSTEM, government=government, roles=frozenset({Role.AUDITOR}))
