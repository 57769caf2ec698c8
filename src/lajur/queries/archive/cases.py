"""One closed case as its archive has it: how long it is kept, its dossier, its end."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor, Permission
from lajur.core.archive.retention import Phase
from lajur.core.refusals import NotFound, marked
from lajur.queries.archive.schedule import PHASES, LineView, line_view
from lajur.store.models import ArchiveRow, CaseRow, DestructionRow, RetentionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long a case is kept."""

    line: LineView
    closed_on: date
    active_until: date  # last day
    inactive_until: date  # last day
    phase: Phase

    @property
    def phase_words(self) -> str:
        return gettext(PHASES[self.phase])

    @property
    def tone(self) -> str:
        return {Phase.ACTIVE: "done", Phase.INACTIVE: "off", Phase.OVER: "soon"}[self.phase]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseArchive:
    """What the case page says of the archive."""

    case_id: int
    number: str
    keeping: Keeping | None  # None: it carries out a step of another case, and shares its fate
    built_at: datetime | None  # aware; None: no dossier yet
    size: int  # bytes of the dossier
    is_stale: bool  # something was recorded since it was built
    list_id: int | None  # the list of destruction it stands on
    destroyed_at: datetime | None  # aware
    deed: str  # number of the berita acara
    may_keep: bool

    @property
    def is_destroyed(self) -> bool:
        return self.destroyed_at is not None


def case_archive(case_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> CaseArchive | None:
    """How the archive has a case; None while it is open, or for who may not read every case."""
    if not actor.may(Permission.READ_CASES):
        return None
    case = CaseRow.objects.filter(pk=case_id, closed_at__isnull=False).first()
    if case is None:
        return None
    row = _row(case_id)
    done = row.destruction if row and row.destruction else None
    dossier = row.dossier if row else None
    today = at.astimezone(zone).date()
    return CaseArchive(
        case_id=case_id,
        number=case.number,
        keeping=_keeping(case, row, zone, today),
        built_at=row.built_at if row and dossier else None,
        size=dossier.size if dossier else 0,
        is_stale=bool(row and dossier and row.built_head != case.head),
        list_id=done.pk if done else None,
        destroyed_at=done.done_at if done else None,
        deed=done.deed_number if done else "",
        may_keep=actor.may(Permission.KEEP_ARCHIVE),
    )


def _row(case_id: int) -> ArchiveRow | None:
    rows = ArchiveRow.objects.select_related("retention", "dossier", "destruction")
    found: ArchiveRow | None = rows.filter(case=case_id).first()
    return found


def _keeping(case: CaseRow, row: ArchiveRow | None, zone: ZoneInfo, today: date) -> Keeping | None:
    """By its own line; by that of new cases while it is not filed yet."""
    if case.parent_id is not None or case.closed_at is None:
        return None
    line = row.retention if row else RetentionRow.objects.filter(for_cases=True).first()
    if line is None:
        return None
    view = line_view(line)
    closed = row.closed_on if row else case.closed_at.astimezone(zone).date()
    return Keeping(
        line=view,
        closed_on=closed,
        active_until=view.schedule.active_until(closed),
        inactive_until=view.schedule.inactive_until(closed),
        phase=view.schedule.phase(closed, today=today),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFile:
    """Where the bytes of a dossier are, for somebody who may have them."""

    file_id: int
    number: str
    case_id: int


def find_dossier(case_id: int, *, actor: Actor) -> DossierFile:
    """The dossier that was built of a case.

    Raises:
        NotFound: no such case, no dossier, or the actor may not read every case.
    """
    row = ArchiveRow.objects.select_related("case").filter(case=case_id).first()
    if row is None or row.dossier_id is None or not actor.may(Permission.READ_CASES):
        raise NotFound(what=marked("Dosir"))
    return DossierFile(file_id=row.dossier_id, number=row.case.number, case_id=case_id)


def is_destroyed(case_id: int) -> bool:
    """Whether the papers of a case have been destroyed."""
    done = ArchiveRow.objects.filter(case=case_id, destruction__state=DestructionRow.DONE)
    return bool(done.exists())
