"""Journals outside cases, and the seals over everything."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from lajur.queries.archive.vouched import BUILT
from lajur.services.journal import anchor_hash, office_hash
from lajur.services.verify.reading import Row, query
from lajur.services.verify.report import Found
from lajur.store import chain
from lajur.store.models import AnchorRow
from lajur.store.sql import as_moment

_OFFICE = (
    "SELECT government_id, seq, kind, {data}, {by}, at, hash FROM store_officeeventrow"
    " ORDER BY government_id, seq"
)
_ANCHORS = (
    "SELECT government_id, seq, {heads}, office_seq, office_head, outbox_id, at, hash"
    " FROM store_anchorrow ORDER BY government_id, seq"
)
ERASED = "event_text_erased"  # the act that records a lawful erasure: {"case": id, "seq": n}
DESTROYED = "destruction_done"  # all words up to an event, and the papers: {"cases": [[id, n], …]}

Heads = Mapping[int, tuple[int, str]]  # case -> the last sealed event and its hash


class OfficeJournals:
    """Every journal outside cases, read once."""

    def __init__(self) -> None:
        self.rows = query(_OFFICE)
        self.hashes = {(row[0], row[1]): row[6] for row in self.rows}
        self.erased: dict[int, set[int]] = {}
        self.destroyed: dict[int, int] = {}  # case -> its last event then
        self.dossiers: dict[int, set[str]] = {}  # case -> SHA-256 of those that were built
        self.vouching: dict[int, datetime] = {}  # government -> when it began to note them
        for row in self.rows:
            if row[2] == ERASED:
                data = json.loads(row[3])
                self.erased.setdefault(data["case"], set()).add(data["seq"])
            elif row[2] == DESTROYED:
                self.destroyed.update(json.loads(row[3])["cases"])
            elif row[2] == BUILT:
                data = json.loads(row[3])
                self.dossiers.setdefault(data["case"], set()).add(data["digest"])
                self.vouching.setdefault(row[0], as_moment(row[5]))

    def faults(self) -> Iterator[Found]:
        """The first broken row of each journal."""
        previous: dict[int, tuple[int, str]] = {}
        broken: set[int] = set()
        for row in self.rows:
            government, seq, *_, hashed = row
            last, head = previous.get(government, (0, chain.START))
            if government not in broken and (seq != last + 1 or _office_hash(head, row) != hashed):
                broken.add(government)
                place = f"jurnal administrasi pemerintah daerah {government}, catatan {last + 1}"
                yield Found(place, "catatan ini hilang atau telah berubah")
            previous[government] = seq, hashed


class Anchors:
    """Every seal, read once."""

    def __init__(self) -> None:
        self.rows = query(_ANCHORS)
        self.heads: dict[int, tuple[int, str]] = {}
        for row in self.rows:
            for case, (seq, head) in json.loads(row[2]).items():
                if seq >= self.heads.get(int(case), (0, ""))[0]:
                    self.heads[int(case)] = seq, head

    def faults(self, office: Mapping[tuple[int, int], str]) -> Iterator[Found]:
        """Broken seals, and sealed journals outside cases that are not as they were sealed."""
        previous: dict[int, tuple[int, str]] = {}
        for row in self.rows:
            government, seq, _, office_seq, office_head, *_, hashed = row
            last, head = previous.get(government, (0, chain.START))
            place = f"segel {seq} pemerintah daerah {government}"
            if seq != last + 1 or _anchor_hash(head, row) != hashed:
                yield Found(place, "segel hilang atau telah berubah")
            elif office_seq and office.get((government, office_seq)) != office_head:
                yield Found(place, "jurnal administrasi tidak lagi seperti saat disegel")
            previous[government] = seq, hashed

    def missing(self, seen: Mapping[int, int]) -> Iterator[Found]:
        """Sealed cases that are gone; `seen` gives the events of each case there is."""
        for case, (seq, _) in sorted(self.heads.items()):
            if seen.get(case, 0) < seq:
                yield Found(f"berkas {case}", f"pernah disegel pada peristiwa {seq}, kini hilang")


def _office_hash(previous: str, row: Row) -> str:
    government, seq, kind, data, by, at, _ = row
    return office_hash(
        previous, government, seq, kind, as_moment(at), json.loads(by), json.loads(data)
    )


def _anchor_hash(previous: str, row: Row) -> str:
    government, seq, heads, office_seq, office_head, outbox_id, at, _ = row
    anchor = AnchorRow(
        government_id=government,
        seq=seq,
        heads=json.loads(heads),
        office_seq=office_seq,
        office_head=office_head,
        outbox_id=outbox_id,
        at=_aware(at),
    )
    return anchor_hash(previous, anchor)


def _aware(at: Any) -> datetime:
    return as_moment(at)
