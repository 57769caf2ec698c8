"""What a manifest says of its case, against what the journal tells: whoever seals another is found.

Of a manifest only what the journal vouches for can be checked without the office: not the pages
printed for people, nor the names of governments, agencies and papers. Those hang on the digest of
the whole dossier, which the office's journal keeps.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

Event = Mapping[str, Any]
Letter = tuple[str, str]  # SHA-256 of a file of it, number
Facts = tuple[str, bool, bool]  # kind, is the file signed, is the letter void

MANIFEST, JOURNAL = "manifest.json", "jurnal.json"
ALWAYS = ("index.html", "riwayat.pdf", "kartu-kendali.pdf", JOURNAL)
OWN = frozenset({*ALWAYS, "formulir.pdf"})
_STATES = {"CaseCompleted": "completed", "CaseWithdrawn": "withdrawn"}
_FILES = ("LetterIssued", "LetterSigned")


def member_faults(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Members that no dossier has, and that every dossier has."""
    names = {str(file["path"]) for file in manifest["files"]}
    papers = {paper[part] for paper in manifest["papers"] for part in ("file", "text")}
    letters = {letter["file"] for letter in manifest["letters"]}
    for name in sorted(names - OWN - papers - letters):
        yield f"{name}: bukan naskah, surat, atau bagian lain dari sebuah dosir."
    for name in ALWAYS:
        if name not in names:
            yield f"{name}: tidak ada, padahal setiap dosir memuatnya."


def case_faults(events: list[Event], manifest: Mapping[str, Any], case: int) -> Iterator[str]:
    """The case as the manifest has it, where the journal has it otherwise."""
    opened, told = events[0], manifest["case"]
    stored = opened["data"].get("store", {})
    if any(stored.get(name) != told[name] for name in ("number", "title")):
        yield f"{MANIFEST}: nomor atau judul berbeda dari riwayat."
    begun = told["id"] == case and _same(told["opened_at"], opened["at"])
    if not begun or manifest["procedure"]["id"] != opened["data"]["procedure"]:
        yield f"{MANIFEST}: pembukaan berkas atau SOP-nya berbeda dari riwayat."
    closings = [place for place, event in enumerate(events) if event["kind"] in _STATES]
    if not closings:
        yield f"{JOURNAL}: riwayat ini belum ditutup."
        return
    closing = events[closings[-1]]
    ended = _STATES[closing["kind"]], closing["data"].get("end", "")
    # In dossiers of before December 2026 a later act may have moved the moment.
    moments = [event["at"] for event in events[closings[-1] :]]
    if ended != (told["state"], told["end"]) or not any(
        _same(told["closed_at"], moment) for moment in moments
    ):
        yield f"{MANIFEST}: penutupan berkas berbeda dari riwayat."


def _same(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def letter_faults(
    events: list[Event], letters: Iterable[Mapping[str, Any]], digests: Mapping[str, str]
) -> Iterator[str]:
    """Letters of ours that the journal tells of otherwise; `digests`: SHA-256 by member."""
    told = _told(events)
    kept = {
        (digests[one["file"]], one["number"]): (one["kind"], bool(one["signature"]), one["void"])
        for one in letters
    }
    for _, number in sorted(told.keys() - kept.keys()):
        yield f"Surat {number}: berkasnya tidak ada dalam dosir."
    for _, number in sorted(kept.keys() - told.keys()):
        yield f"Surat {number}: tidak tercatat dalam riwayat."
    for letter in sorted(told.keys() & kept.keys()):
        if told[letter] != kept[letter]:
            yield (
                f"Surat {letter[1]}: jenis, tanda tangan, atau pembatalannya berbeda dari riwayat."
            )


def _told(events: list[Event]) -> dict[Letter, Facts]:
    """What the journal tells of each file of each letter."""
    kinds = _by_number(events, "LetterIssued")
    void = _by_number(events, "LetterVoided")
    return {
        (event["data"]["digest"], number): (
            kinds[number]["letter_kind"],
            event["kind"] == "LetterSigned",
            number in void,
        )
        for event in events
        if event["kind"] in _FILES and (number := event["data"]["letter"])
    }


def _by_number(events: list[Event], kind: str) -> dict[str, Any]:
    return {event["data"]["letter"]: event["data"] for event in events if event["kind"] == kind}
