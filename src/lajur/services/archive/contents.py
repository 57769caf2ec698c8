"""What stands in a dossier, and under which names; everything but the manifest's own seal."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.utils.translation import gettext

from lajur import __version__
from lajur.documents.offline_page import Link
from lajur.queries.archive.letters_kept import KeptLetter
from lajur.queries.archive.records import CaseRecord, KeptPaper
from lajur.queries.moments import in_words
from lajur.queries.papers import size_words
from lajur.services.archive.agreement import JOURNAL, MANIFEST
from lajur.services.archive.container import Member, described
from lajur.services.archive.proof import (
    FORMAT,
    SEAL,
    VERSION,
    WORDS,
    is_erased,
    seal_of,
)
from lajur.services.archive.refusals import DossierFaulty
from lajur.store import chain, files

_SUFFIXES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_LONGEST_WORD = 60  # characters of a name that say what it is

Plain = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Contents:
    """The members of a dossier as they are gathered; equal bytes stand in it once."""

    record: CaseRecord
    zone: ZoneInfo
    members: list[Member] = field(default_factory=list)
    papers: list[Plain] = field(default_factory=list)
    letters: list[Plain] = field(default_factory=list)
    paper_links: list[Link] = field(default_factory=list)
    letter_links: list[Link] = field(default_factory=list)
    _places: dict[str, str] = field(default_factory=dict)  # SHA-256 -> name

    def gather(self) -> None:
        """Give every paper and letter its place."""
        for number, paper in enumerate(self.record.papers, start=1):
            self._paper(number, paper)
        numbers: dict[int, int] = {}
        for letter in self.record.letters:
            number = numbers.setdefault(letter.letter, len(numbers) + 1)
            self._letter(number, letter)

    def _paper(self, number: int, paper: KeptPaper) -> None:
        base = f"naskah/{number:03}-{_plain(paper.item)}-v{paper.version}"
        file = self._file(base, paper.digest, paper.media_type) if paper.digest else ""
        text = base + WORDS if paper.text else ""
        if text:
            self.members.append(Member(name=text, content=paper.text.encode()))
        self.papers.append(
            {
                "item": paper.item,
                "name": paper.name,
                "version": paper.version,
                "file": file,
                "file_name": paper.file_name,
                "text": text,
                "by": paper.who,
                "at": paper.at.isoformat(),
            }
        )
        for path, size in ((file, paper.size), (text, len(paper.text.encode()))):
            if path:
                self.paper_links.append(self._paper_link(paper, path, size))

    def _paper_link(self, paper: KeptPaper, path: str, size: int) -> Link:
        called = "" if path.endswith(WORDS) else paper.file_name
        facts = (
            f"versi {paper.version}",
            called,
            size_words(size),
            paper.who,
            self._when(paper.at),
        )
        words = paper.text if path.endswith(WORDS) else ""
        return Link(path=path, title=paper.name, facts=" · ".join(filter(None, facts)), words=words)

    def _letter(self, number: int, letter: KeptLetter) -> None:
        signed = f"-ttd-{letter.signature}" if letter.signature else ""
        base = f"surat/{number:03}-{_plain(letter.kind)}{signed}"
        file = self._file(base, letter.digest, letter.media_type)
        self.letters.append(
            {
                "number": letter.number,
                "kind": letter.kind,
                "subject": letter.subject,
                "signature": letter.signature,
                "void": letter.is_void,
                "file": file,
                "at": letter.at.isoformat(),
            }
        )
        state = f"ditandatangani {letter.who}" if letter.signature else "seperti diterbitkan"
        facts = (f"Nomor {letter.number}", state, size_words(letter.size), self._when(letter.at))
        note = "batal" if letter.is_void else ""
        self.letter_links.append(
            Link(path=file, title=letter.subject, facts=" · ".join(facts), note=note)
        )

    def _file(self, base: str, digest: str, media_type: str) -> str:
        known = self._places.get(digest)
        if known is None:
            known = self._places[digest] = base + _SUFFIXES.get(media_type, ".bin")
            place = files.place_of(digest)
            if not place.exists():
                raise DossierFaulty(why=gettext("unggahan %s hilang.") % digest[:12])
            self.members.append(Member(name=known, content=place))
        return known

    def _when(self, at: datetime) -> str:
        return in_words(at, self.zone)

    def journal(self) -> Member:
        """The journal as it is stored."""
        facts = self.record.facts
        whole = {
            "chain": chain.CASE.decode(),
            "government": facts.government,
            "case": facts.id,
            "events": self.record.events,
        }
        return Member(name=JOURNAL, content=_json(whole))


def manifest_of(
    contents: Contents, members: Iterable[Member], *, government: Mapping[str, str]
) -> tuple[Member, Member]:
    """The manifest of these members, and the seal over it: the last two of a dossier."""
    record = contents.record
    facts, identity = record.facts, record.facts.procedure.identity
    assert record.closed_at is not None
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"lajur {__version__}",
        "government": dict(government),
        "case": {
            "id": facts.id,
            "number": facts.number,
            "title": facts.title,
            "agency": facts.agency,
            "state": record.state,
            "end": record.end,
            "opened_at": facts.opened_at.isoformat(),
            "closed_at": record.closed_at.isoformat(),
        },
        "procedure": {
            "id": facts.procedure.id,
            "number": identity.number,
            "title": identity.title,
        },
        "journal": {"head": record.head, "events": len(record.events)},
        "erased": [event["seq"] for event in record.events if is_erased(event)],
        "papers": contents.papers,
        "letters": contents.letters,
        "files": [
            {"path": one.name, "size": one.size, "sha256": one.sha256}
            for one in map(described, members)
        ],
    }
    manifest = _json(whole)
    return Member(name=MANIFEST, content=manifest), Member(name=SEAL, content=seal_of(manifest))


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2) + b"\n"


def _plain(word: str) -> str:
    """The word as a part of a name."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")[:_LONGEST_WORD] or "naskah"


def erased_in(record: CaseRecord) -> int:
    """How many events have lost their words lawfully."""
    return sum(map(is_erased, record.events))


def own_links(names: Iterable[str]) -> Iterator[Link]:
    """The papers about the case itself, as the page names them."""
    for name in names:
        title, facts = _OWN[name]
        yield Link(path=name, title=title, facts=facts)


_OWN = {
    "riwayat.pdf": ("Riwayat berkas", "setiap tindakan, berurutan"),
    "kartu-kendali.pdf": ("Kartu kendali", "setiap tangan dan waktunya"),
    "formulir.pdf": ("Formulir pengajuan", "seperti diisi pemohon"),
    JOURNAL: ("Riwayat sebagai data", "untuk dihitung ulang oleh mesin"),
}
