"""Each case against its own journal: chain, replay, work items, papers."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson

from lajur.core.access import SYSTEM, Acting
from lajur.core.engine.apply import Draft
from lajur.core.engine.case import Case, CaseState, WorkItem
from lajur.core.engine.deadlines import Clock, clock_of
from lajur.core.engine.events import AnyEvent, CaseCompleted, CaseWithdrawn
from lajur.core.engine.ledger import ledger_of
from lajur.core.engine.mapping import acting_from_dict, pending_to_dict, snapshot
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.services.verify.reading import Dossier, Row
from lajur.services.verify.report import Found
from lajur.store import chain, mapping
from lajur.store.rows import event_hash
from lajur.store.sql import as_moment

_FINAL = ("completed", "cancelled")


class Journal:
    """The journal of one case, read once: its chain, and what it adds up to."""

    def __init__(
        self,
        dossier: Dossier,
        procedure: Procedure,
        erased: frozenset[int],
        destroyed: int = 0,
    ) -> None:
        self.dossier = dossier
        self.id = dossier.case[0]
        self.erased = erased  # events whose words were lawfully erased
        self.destroyed = destroyed  # the last event before the case was destroyed; 0: it was not
        self.procedure = procedure
        self.papers: dict[tuple[str, int], tuple[str, str]] = {}  # -> salt, digest
        self.opened: set[int] = set()
        self.told: list[AnyEvent] = []
        self.request: Mapping[str, Any] | None = None

    def chain_faults(self) -> Iterator[Found]:
        """The first event that is not as it was written."""
        previous, government = chain.START, self.dossier.case[1]
        for expected, row in enumerate(self.dossier.events, start=1):
            why = self._event_fault(row, expected, previous, government)
            if why:
                yield Found(self.place(row[1]), why)
                return
            previous = row[10]
        if len(self.dossier.events) != self.dossier.case[2]:
            yield Found(self.place(), "jumlah peristiwa berbeda dari catatan berkas")
        elif previous != self.dossier.case[3]:
            yield Found(self.place(), "kepala rantai berbeda dari peristiwa terakhir")

    def _event_fault(self, row: Row, expected: int, previous: str, government: int) -> str:
        _, seq, tenant, kind, data, by, at, text, salt, digest, hashed = row
        if seq != expected:
            return f"peristiwa {expected} hilang"
        if tenant != government:
            return "peristiwa milik pemerintah daerah lain"
        if not _is_hash(hashed, previous, tenant, self.id, seq, kind, at, salt, digest, by, data):
            return "isi peristiwa tidak cocok dengan rantainya"
        if kind != "DocumentSupplied" and (text or digest):
            return self._text_fault(seq, text, salt, digest)
        return ""

    def _text_fault(self, seq: int, text: str, salt: str, digest: str) -> str:
        if text and chain.salted(salt, text) != digest:
            return "kata-kata peristiwa telah berubah"
        if not text and seq not in self.erased and seq > self.destroyed:
            return "kata-kata peristiwa hilang tanpa catatan penghapusan"
        return ""

    def replay(self) -> Case:
        """The case the journal adds up to. Raises: whatever a broken journal raises."""
        blank = Case(procedure=self.procedure)
        draft = Draft(blank, at=as_moment(self.dossier.events[0][6]), by=SYSTEM)
        for row in self.dossier.events:
            data = orjson.loads(row[4])
            kind = row[3]
            if kind == "DocumentSupplied":
                self.papers[data["item"], data["version"]] = row[8], row[9]
            elif kind == "WorkItemOpened":
                self.opened.add(data["number"])
            elif kind == "CaseOpened":
                self.request = data.get("store")
            by, (at, _) = _acting(row[5]), _moment(row[6])
            event = mapping.to_event(kind, data, by=by, at=at, text=row[7])
            self.told.append(event)
            draft.record(event)
        return draft.freeze()

    def marking_faults(self, case: Case) -> Iterator[Found]:
        """Where the stored state differs from what the journal adds up to."""
        row = self.dossier.case
        if chain.canonical(orjson.loads(row[6])) != chain.canonical(snapshot(case)):
            yield Found(self.place(), "keadaan berkas berbeda dari riwayatnya")
        if (row[4], row[5]) != (case.state.value, case.end or ""):
            yield Found(self.place(), "berkas tercatat terbuka atau tertutup tidak sesuai riwayat")
        if (None if row[16] is None else as_moment(row[16])) != self._closed_at():
            yield Found(self.place(), "waktu penutupan berbeda dari riwayat")
        if self.request is not None and self.request != _request(row, self.request):
            yield Found(self.place(), "nomor, judul, atau pemohon berbeda dari saat diajukan")

    def _closed_at(self) -> datetime | None:
        ends = (one.at for one in self.told if isinstance(one, CaseCompleted | CaseWithdrawn))
        return next(ends, None)

    def item_faults(self, case: Case) -> Iterator[Found]:
        """Work items that are not the tokens of the case."""
        rows = {row[1]: row for row in self.dossier.items}
        for number in sorted(self.opened ^ rows.keys()):
            yield Found(self.place(), f"tugas {number} tidak sesuai riwayat")
        for number, row in rows.items():
            item = case.items.get(number)
            final = row[5] in _FINAL and row[11] is not None
            if (item is None) != final or row[12] != self.dossier.case[1]:
                yield Found(self.place(), f"tugas {number} terbuka atau tertutup tanpa riwayat")
            elif item is not None and not _same(item, row):
                yield Found(self.place(), f"tugas {number} berbeda dari riwayatnya")
        if case.state is CaseState.OPEN and not case.items:
            yield Found(self.place(), "berkas terbuka tanpa satu pun tugas: macet")

    def clock_faults(self, case: Case, calendar: OfficeCalendar) -> Iterator[Found]:
        """Clocks of open work that are not what journal, standard time and calendar make them."""
        if not case.items:
            return
        ledger = ledger_of(self.told)
        for row in self.dossier.items:
            if row[1] not in case.items:
                continue
            if _clock(row) != clock_of(ledger, row[1], self.procedure, calendar):
                yield Found(self.place(), f"tenggat tugas {row[1]} berbeda dari hitungannya")

    def paper_faults(self) -> Iterator[Found]:
        """Papers that are not what was handed in."""
        rows = {(row[1], row[2]): row for row in self.dossier.documents}
        for item, version in sorted(self.papers.keys() ^ rows.keys()):
            yield Found(self.place(), f"dokumen “{item}” versi {version} tidak sesuai riwayat")
        if self.destroyed:
            if any(row[3] or row[4] for row in rows.values()):
                yield Found(self.place(), "masih menyimpan naskah yang tercatat dimusnahkan")
            return
        for key in self.papers.keys() & rows.keys():
            salt, digest = self.papers[key]
            words = f"{rows[key][4] or ''}\n{rows[key][3]}"
            if chain.salted(salt, words) != digest:
                yield Found(self.place(), f"isi dokumen “{key[0]}” versi {key[1]} telah berubah")

    def outbox_faults(self) -> Iterator[Found]:
        if self.dossier.announced != self.dossier.case[2]:
            yield Found(self.place(), "peristiwa terakhir tidak masuk antrean pemberitahuan")

    def place(self, seq: int | None = None) -> str:
        named = self.dossier.case[8]
        number = f" ({named})" if named else ""
        return f"berkas {self.id}{number}" + ("" if seq is None else f", peristiwa {seq}")


def _is_hash(
    hashed: str,
    previous: str,
    tenant: int,
    case: int,
    seq: int,
    kind: str,
    at: Any,
    salt: str,
    digest: str,
    by: str,
    data: str,
) -> bool:
    row = (tenant, case, seq, kind, _moment(at)[1], salt, digest)
    if event_hash(previous, *row, by, data) == hashed:  # SQLite keeps JSON word for word
        return True
    return event_hash(previous, *row, _canonical(by), chain.canonical(orjson.loads(data))) == hashed


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str:
    return chain.canonical(orjson.loads(text))


@lru_cache(maxsize=4096)
def _acting(text: str) -> Acting:
    return acting_from_dict(orjson.loads(text))


@lru_cache(maxsize=4096)
def _moment(at: Any) -> tuple[datetime, str]:
    """A moment of a row, aware, and as the chain spells it."""
    aware = as_moment(at).astimezone(UTC)
    return aware, aware.isoformat()


def _request(row: Row, known: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": row[8],
        "code": row[9],
        "service": row[10],
        "title": row[11],
        "agency": row[12],
        "applicant": row[13],
        "procedure": known.get("procedure"),
        "parent": row[14],
        "parent_item": row[15],
    }


def _clock(row: Row) -> Clock:
    due, paused, started = (None if at is None else as_moment(at) for at in row[13:16])
    return Clock(due=due, paused_at=paused, started_at=started)


def _same(item: WorkItem, row: Row) -> bool:
    _, _, step, kind, lane, state, owner, visit, opened_at, parent, pending, *_ = row
    remembered = None if pending is None else orjson.loads(pending)
    opened: datetime = as_moment(opened_at)
    return (
        (item.step, item.kind.value, item.lane, item.state.value) == (step, kind, lane, state)
        and (item.owner, item.visit, item.parent) == (owner, visit, parent)
        and item.opened_at == opened
        and pending_to_dict(item.pending) == remembered
    )
