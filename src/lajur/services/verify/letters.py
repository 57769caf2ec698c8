"""Letters: their bytes, their line in the register, the journal and the row all say the same."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from lajur.core.refusals import Refusal
from lajur.documents.letters import template_version
from lajur.documents.printing import CannotPrint
from lajur.services.letters.preparing import reprint
from lajur.services.verify.reading import Row, query
from lajur.services.verify.report import Check, Found
from lajur.store.models import LetterRow

REPRINTED = 200  # letters printed again per run at most, spread over all; each takes some 30 ms

_LETTERS = (
    "SELECT l.id, l.case_id, l.kind, l.state, l.token, l.template, e.number, e.state, e.case_id,"
    " f.digest FROM store_letterrow l"
    " JOIN store_entryrow e ON e.id = l.entry_id JOIN store_filerow f ON f.id = l.file_id"
    " WHERE l.state <> 'draft' ORDER BY l.id"
)
_TOLD = (
    "SELECT case_id, kind, data FROM store_eventrow"
    " WHERE kind IN ('LetterIssued', 'LetterVoided') ORDER BY case_id, seq"
)


class _Letter(NamedTuple):
    id: int
    case: int
    kind: str
    state: str
    token: str
    template: str
    number: str
    line_state: str
    line_case: int | None
    digest: str

    @property
    def place(self) -> str:
        return f"naskah {self.id}, nomor {self.number}"


def letters(destroyed: Collection[int]) -> Check:
    """Every issued letter against journal and register, and printed again where the templates are
    still those it was printed with; of the `destroyed` cases only what is kept of them.
    """
    check = Check("V17", "naskah terbit sama dengan jurnal, register, dan cetak ulangnya")
    found = [_Letter(*row) for row in query(_LETTERS)]
    told = _told(query(_TOLD))
    for letter in found:
        check.add(_faults(letter, told), checked=1)
    for place in sorted(told):
        check.fault(f"berkas {place[0]}", f"naskah nomor {place[1]} tercatat terbit, tetapi hilang")
    check.add(_misprints([one for one in found if one.case not in destroyed]), checked=0)
    return check


def _told(events: list[Row]) -> dict[tuple[int, str], list[Mapping[str, Any]]]:
    """What the journals tell of each number, by case."""
    told: dict[tuple[int, str], list[Mapping[str, Any]]] = defaultdict(list)
    for case, kind, stored in events:
        data = json.loads(stored) if isinstance(stored, str) else stored
        told[case, data["letter"]].append({**data, "event": kind})
    return dict(told)


def _faults(
    letter: _Letter, told: dict[tuple[int, str], list[Mapping[str, Any]]]
) -> Iterator[Found]:
    """What does not agree; takes the letter's events out of `told`."""
    events = told.pop((letter.case, letter.number), [])
    issued = [one for one in events if one["event"] == "LetterIssued"]
    if [(one["letter_kind"], one["digest"]) for one in issued] != [(letter.kind, letter.digest)]:
        yield Found(letter.place, "tidak seperti yang tercatat dalam jurnal berkasnya")
    is_void = letter.state == LetterRow.VOID
    if is_void != (len(events) > len(issued)) or is_void != (letter.line_state == "void"):
        yield Found(letter.place, "jurnal, register, dan naskah berbeda tentang pembatalannya")
    if letter.line_case != letter.case:
        yield Found(letter.place, "baris registernya milik berkas lain")


def _misprints(found: list[_Letter]) -> Iterator[Found]:
    """Print some of them again, evenly spread."""
    same = [one for one in found if one.template == template_version()]
    chosen = same[:: len(same) // REPRINTED + 1]
    kept = LetterRow.objects.filter(pk__in=[one.id for one in chosen])
    facts = dict(kept.values_list("pk", "facts"))
    for letter in chosen:
        why = _misprint(letter, facts[letter.id] or {})
        if why:
            yield Found(letter.place, why)


def _misprint(letter: _Letter, facts: Mapping[str, Any]) -> str:
    check = facts.get("verification") or {"address": ""}
    if facts.get("number") != letter.number or letter.token not in check["address"]:
        return "isinya menyebut nomor atau alamat pemeriksaan lain"
    try:
        paper = reprint(facts)
    except (CannotPrint, Refusal, OSError):
        return "tidak dapat dicetak ulang"
    same = sha256(paper).hexdigest() == letter.digest
    return "" if same else "cetak ulangnya berbeda dari yang terbit"
