"""The archive: what is destroyed was lawfully destroyed, and what is built stands where it says."""

from collections.abc import Iterator
from typing import Any

from django_scopes import scope

from lajur.queries.archive.destructions import APPROVERS
from lajur.queries.archive.schedule import schedule_of
from lajur.services.verify.anchors import OfficeJournals
from lajur.services.verify.report import Check, Found
from lajur.store.models import ArchiveRow, DestructionRow, GovernmentRow

_BLANK = {"dossier__isnull": True, "built_at__isnull": True}


def archive(office: OfficeJournals) -> Check:
    """Lists, their cases and dossiers against the journals outside cases."""
    check = Check("V19", "arsip: pemusnahan menurut daftar dan berita acara")
    told = set(office.destroyed)
    for government in GovernmentRow.objects.order_by("id"):
        with scope(government=government):
            rows = list(DestructionRow.objects.order_by("id"))
            check.add(_faults(rows, told), checked=len(rows))
            check.add(_unsound(), checked=ArchiveRow.objects.count())
            check.add(_unvouched(government.pk, office), checked=0)
    for case in sorted(told):
        check.fault(f"berkas {case}", "tercatat dimusnahkan, tetapi tidak ada pada daftar mana pun")
    return check


def _faults(rows: list[DestructionRow], told: set[int]) -> Iterator[Found]:
    """Faults of the lists; takes what they destroyed out of `told`."""
    for row in rows:
        place = f"usul pemusnahan {row.pk}"
        listed = list(ArchiveRow.objects.select_related("retention").filter(destruction=row))
        if row.state in (DestructionRow.APPROVED, DestructionRow.DONE) and not _approved(row):
            yield Found(place, "tidak disetujui oleh dua orang lain")
        if any(one.retention and schedule_of(one.retention).is_permanent for one in listed):
            yield Found(place, "memuat berkas permanen")
        if row.state != DestructionRow.DONE:
            continue
        if row.leftover:
            yield Found(
                place, f"{len(row.leftover)} berkas unggahan belum dihapus dari penyimpanan"
            )
        cases = {one.case_id for one in listed}
        if not cases or not cases <= told:
            yield Found(place, "dilaksanakan tanpa catatan dalam jurnal administrasi")
        told -= cases


def _approved(row: DestructionRow) -> bool:
    people: set[Any] = {one["person"] for one in row.approvals}
    return len(people) >= APPROVERS and row.by_id not in people


def _unsound() -> Iterator[Found]:
    """Open cases in the archive, and dossiers that outlived their case's papers."""
    for case in ArchiveRow.objects.filter(case__closed_at=None).values_list("case", flat=True):
        yield Found(f"berkas {case}", "masih terbuka, tetapi sudah diarsipkan")
    done = ArchiveRow.objects.filter(destruction__state=DestructionRow.DONE)
    for case in done.exclude(**_BLANK).values_list("case", flat=True):
        yield Found(f"berkas {case}", "dosirnya masih ada, padahal naskahnya dimusnahkan")


def _unvouched(government: int, office: OfficeJournals) -> Iterator[Found]:
    """Dossiers that nobody built; those from before the office noted any are taken as they are."""
    began = office.vouching.get(government)
    if began is None:
        return
    kept = ArchiveRow.objects.filter(dossier__isnull=False, built_at__gte=began)
    for case, digest in kept.values_list("case", "dossier__digest"):
        if digest not in office.dossiers.get(case, ()):
            yield Found(f"berkas {case}", "dosirnya bukan yang tercatat dalam jurnal administrasi")
