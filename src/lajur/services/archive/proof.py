"""Proving a dossier anywhere: no database, no Django, nothing but the file.

Whoever changes a byte is found: the shape by `container`, the members by the manifest, the manifest
by its own digest. Whoever makes manifest and digest anew is found in what the journal vouches for:
its own chain, papers, letters, how the case opened and ended. Not in the rest: the pages that are
printed for people, and names. For those the office gives its word: the digest in its journal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import orjson

from lajur.services.archive.agreement import (
    JOURNAL,
    MANIFEST,
    case_faults,
    letter_faults,
    member_faults,
)
from lajur.services.archive.container import PIECE, Entry, Misshapen, walk
from lajur.store import chain

FORMAT, VERSION = "lajur-dosir", 1
SEAL = "manifest.sha256"
WORDS = ".txt"  # of papers that are words
LARGEST_WORDS = 64 << 20  # bytes of all that is read into memory


@dataclass(slots=True, kw_only=True)
class Proof:
    """What was found in a dossier."""

    number: str = ""  # nomor permohonan
    title: str = ""
    head: str = ""  # of the journal's chain
    files: int = 0
    events: int = 0
    digest: str = ""  # SHA-256 of the whole file, hex; "" when it has not the shape of a dossier
    faults: list[str] = field(default_factory=list)  # sentences; none: it is whole

    @property
    def is_whole(self) -> bool:
        return not self.faults


def prove(path: Path, *, digest: str = "") -> Proof:
    """Check the dossier in a file; with the `digest` that the office tells of it, that as well.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as source:
        proof = prove_stream(source)
    if digest and proof.digest != digest:
        proof.faults.append("Sidik dosir ini bukan sidik yang disebut kantor.")
    return proof


def prove_stream(source: IO[bytes]) -> Proof:
    """Check a dossier, from its first byte to its last."""
    shelf = _Shelf()
    try:
        entries = walk(source, shelf.take)
    except Misshapen as fault:
        return Proof(faults=[str(fault)])
    proof = Proof(files=len(entries), digest=_digest(source))
    try:
        proof.faults += _faults(entries, shelf, proof)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        proof.faults.append(f"{MANIFEST} atau {JOURNAL} tidak terbaca.")
    return proof


def _digest(source: IO[bytes]) -> str:
    digest = sha256()
    source.seek(0)
    while piece := source.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


class _Shelf:
    """The members that must be read, and not only reckoned."""

    def __init__(self) -> None:
        self.kept: dict[str, BytesIO] = {}
        self.left = LARGEST_WORDS

    def take(self, name: str, size: int) -> IO[bytes] | None:
        if name not in (MANIFEST, SEAL, JOURNAL) and not name.endswith(WORDS):
            return None
        self.left -= size
        if self.left < 0:
            raise Misshapen(f"{name}: terlalu besar untuk sebuah dosir.")
        return self.kept.setdefault(name, BytesIO())

    def __getitem__(self, name: str) -> bytes:
        return self.kept[name].getvalue()


def _faults(entries: list[Entry], shelf: _Shelf, proof: Proof) -> Iterator[str]:
    """Every fault, in the order in which a reader would look."""
    known = {entry.name: entry for entry in entries}
    missing = [name for name in (MANIFEST, SEAL, JOURNAL) if name not in known]
    if missing:
        yield f"{missing[0]} tidak ada: ini bukan dosir Lajur yang utuh."
        return
    if shelf[SEAL] != seal_of(shelf[MANIFEST]):
        yield f"{MANIFEST} telah berubah."
        return
    manifest = orjson.loads(shelf[MANIFEST])
    if (manifest["format"], manifest["version"]) != (FORMAT, VERSION):
        yield "Bentuk dosir ini tidak dikenal oleh versi Lajur ini."
        return
    yield from _member_faults(entries, manifest["files"])
    yield from member_faults(manifest)
    journal = orjson.loads(shelf[JOURNAL])
    proof.number, proof.title = manifest["case"]["number"], manifest["case"]["title"]
    proof.head, proof.events = manifest["journal"]["head"], len(journal["events"])
    yield from _chain_faults(journal, manifest)
    yield from case_faults(journal["events"], manifest, journal["case"])
    yield from _paper_faults(journal["events"], manifest["papers"], known, shelf)
    digests = {name: entry.sha256 for name, entry in known.items()}
    yield from letter_faults(journal["events"], manifest["letters"], digests)


def seal_of(manifest: bytes) -> bytes:
    """The line that vouches for the manifest, as `sha256sum` writes it."""
    return f"{sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()


def _member_faults(entries: list[Entry], listed: list[Mapping[str, Any]]) -> Iterator[str]:
    """Members that are missing, that nobody listed, or that are not as they were."""
    known = {entry.name: entry for entry in entries}
    names = [str(file["path"]) for file in listed]
    for name in names:
        if name not in known:
            yield f"{name}: tercatat dalam manifest, tetapi tidak ada."
    for name in known:
        if name not in {*names, MANIFEST, SEAL}:
            yield f"{name}: tidak tercatat dalam manifest."
    if list(known) != [*names, MANIFEST, SEAL]:
        yield "Urutan isi dosir telah berubah."
    for file in listed:
        entry = known.get(str(file["path"]))
        if entry and (entry.size, entry.sha256) != (file["size"], file["sha256"]):
            yield f"{entry.name}: isinya tidak sama dengan manifest."


def _chain_faults(journal: Mapping[str, Any], manifest: Mapping[str, Any]) -> Iterator[str]:
    """The first event that is not as it was written."""
    previous, government, case = chain.START, journal["government"], journal["case"]
    for expected, event in enumerate(journal["events"], start=1):
        place = f"{JOURNAL}, peristiwa {expected}"
        if event["seq"] != expected or hash_of(event, previous, government, case) != event["hash"]:
            yield f"{place}: tidak cocok dengan rantai riwayat."
            return
        if event["text"] and chain.salted(event["salt"], event["text"]) != event["digest"]:
            yield f"{place}: kata-katanya telah berubah."
            return
        if is_erased(event) is not (expected in manifest["erased"]):
            yield f"{place}: kata-katanya hilang tanpa catatan penghapusan, atau sebaliknya."
            return
        previous = event["hash"]
    told = manifest["journal"]
    if (told["head"], told["events"]) != (previous, len(journal["events"])):
        yield f"{JOURNAL}: kepala rantainya tidak sama dengan manifest."


def hash_of(event: Mapping[str, Any], previous: str, government: int, case: int) -> str:
    """The hash an event must have, given the one before it."""
    return chain.link(
        chain.CASE,
        previous,
        government,
        case,
        event["seq"],
        event["kind"],
        event["at"],
        event["salt"],
        event["digest"],
        chain.canonical(event["by"]),
        chain.canonical(event["data"]),
    )


def is_erased(event: Mapping[str, Any]) -> bool:
    """Whether what was typed with it is gone; its digest stays."""
    return bool(event["digest"]) and not event["text"] and event["kind"] != "DocumentSupplied"


def _paper_faults(
    events: list[Mapping[str, Any]],
    papers: list[Mapping[str, Any]],
    known: Mapping[str, Entry],
    shelf: _Shelf,
) -> Iterator[str]:
    """Papers that are not what the journal says was handed in."""
    supplied = {
        (event["data"]["item"], event["data"]["version"]): event
        for event in events
        if event["kind"] == "DocumentSupplied"
    }
    listed = {(paper["item"], paper["version"]): paper for paper in papers}
    for item, version in sorted(supplied.keys() ^ listed.keys()):
        yield f"Naskah “{item}” versi {version} tidak sesuai riwayat."
    for key in supplied.keys() & listed.keys():
        paper, event = listed[key], supplied[key]
        file = known[paper["file"]].sha256 if paper["file"] else ""
        text = shelf[paper["text"]].decode() if paper["text"] else ""
        if chain.salted(event["salt"], f"{file}\n{text}") != event["digest"]:
            where = paper["file"] or paper["text"] or paper["item"]
            yield f"{where}: bukan naskah yang diserahkan menurut riwayat."
