"""The archive fills itself: every case that closed is filed, and its dossier built and kept."""

import logging
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_scopes import scope

from lajur.core.access import Actor, Permission
from lajur.core.refusals import NotFound, marked
from lajur.services.archive.container import LARGEST
from lajur.services.archive.dossier import Built, build_dossier
from lajur.services.archive.letting_go import let_go, sweep_leftovers, take_away
from lajur.services.archive.refusals import DossierOvertaken
from lajur.services.archive.vouching import nobody, vouch
from lajur.store import files
from lajur.store.files import Arrived
from lajur.store.models import ArchiveRow, CaseRow, FileRow, GovernmentRow, RetentionRow
from lajur.store.scopes import scope_of

LOG = logging.getLogger("lajur.archive")
FILED = 500  # cases in one transaction
BUILT = 2  # dossiers in one round of a worker: each prints three papers
QUIET = timedelta(hours=1)  # after closing, what a case came to is still put into letters
OVERLAP = timedelta(days=1)  # longer than any transaction that closes a case
RETRY = timedelta(hours=6)  # for a dossier that could not be built
_PIECE = 1 << 18  # bytes
_ZIP = "application/zip"
_failed: dict[int, datetime] = {}  # ArchiveRow id -> not again before


def fill_archive(*, at: datetime) -> int:
    """File what has closed, build some of what is waiting, finish destructions; gives the dossiers.

    A job of the worker: it may be repeated, or stopped by force, at any moment.
    """
    sweep_leftovers()
    built = 0
    for government in GovernmentRow.objects.order_by("id"):
        with scope(government=government):
            file_closed(government)
            for row in _waiting(at)[: BUILT - built]:
                built += _build_quietly(row, nobody(government.slug), at)
    return built


def file_closed(government: GovernmentRow) -> int:
    """File every case that closed since the last one filed; gives how many. Within its scope."""
    filed = 0
    while batch := _unfiled():
        rows = [_filed(case, government, _default()) for case in batch]
        ArchiveRow.objects.bulk_create(rows, ignore_conflicts=True)
        filed += len(rows)
    return filed


def _unfiled() -> list[CaseRow]:
    """What closed since the last case that was filed, the earliest first."""
    last = ArchiveRow.objects.select_related("case").order_by("-id").first()
    closed = CaseRow.objects.filter(closed_at__isnull=False)
    if last is not None and last.case.closed_at is not None:
        closed = closed.filter(closed_at__gte=last.case.closed_at - OVERLAP)
    known = ArchiveRow.objects.filter(case=OuterRef("pk"))
    unfiled = closed.filter(~Exists(known)).order_by("closed_at", "id")
    return list(unfiled.only("pk", "closed_at", "parent_id")[:FILED])


def _default() -> RetentionRow | None:
    return RetentionRow.objects.filter(for_cases=True).first()


def _filed(case: CaseRow, government: GovernmentRow, retention: RetentionRow | None) -> ArchiveRow:
    assert case.closed_at is not None
    return ArchiveRow(
        government=government,
        case=case,
        retention=None if case.parent_id else retention,
        closed_on=case.closed_at.astimezone(ZoneInfo(government.zone)).date(),
    )


def _waiting(at: datetime) -> list[ArchiveRow]:
    for pk in [pk for pk, until in _failed.items() if until <= at]:
        del _failed[pk]
    unbuilt = ArchiveRow.objects.filter(dossier__isnull=True, destruction__isnull=True)
    quiet = unbuilt.exclude(pk__in=_failed).filter(case__closed_at__lte=at - QUIET)
    return list(quiet.order_by("id")[:BUILT])


def _build_quietly(row: ArchiveRow, actor: Actor, at: datetime) -> int:
    try:
        _build(row.case_id, actor=actor, at=at)
    except DossierOvertaken:
        return 0  # the next round reads it anew
    except Exception as error:
        _failed[row.pk] = at + RETRY
        LOG.error("dossier of case %s cannot be built: %s", row.case_id, type(error).__name__)
        return 0
    return 1


def keep_dossier(case_id: int, *, actor: Actor, at: datetime) -> Built:
    """Build the dossier of a closed case now, in the place of an earlier one.

    Raises:
        NotFound: no such case, or the actor does not keep the archive.
        DossierOvertaken: something was recorded while it was built.
        Refusal: see `build_dossier`.
    """
    if not actor.may(Permission.KEEP_ARCHIVE):
        raise NotFound(what=marked("Dosir"))
    with scope_of(actor.government) as government:
        file_closed(government)
        return _build(case_id, actor=actor, at=at)


def _build(case_id: int, *, actor: Actor, at: datetime) -> Built:
    with tempfile.TemporaryFile() as made:
        built = build_dossier(case_id, made, government=actor.government)
        made.seek(0)
        with files.arriving(_pieces(made), limit=LARGEST) as arrived:
            _keep(case_id, arrived, built, actor, at)
    return built


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _keep(case_id: int, arrived: Arrived, built: Built, actor: Actor, at: datetime) -> None:
    """Name the file and record it; the dossier that stood there before goes."""
    with transaction.atomic():
        vouch(case_id, built, actor=actor, at=at)
        row = ArchiveRow.objects.select_for_update().get(case=case_id)
        earlier = row.dossier
        kept, _ = FileRow.objects.get_or_create(
            government_id=row.government_id,
            digest=arrived.digest,
            defaults={"size": arrived.size, "media_type": _ZIP, "stored_at": at},
        )
        row.dossier, row.built_at, row.built_head = kept, at, built.head
        row.save(update_fields=["dossier", "built_at", "built_head"])
        gone = let_go([earlier]) if earlier is not None and earlier != kept else []
        files.keep(arrived)
    take_away(gone)
