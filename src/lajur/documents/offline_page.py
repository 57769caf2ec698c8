"""The page that opens a dossier: one file, no script, no network, read from any folder.

Always Indonesian, whatever the language of whoever had it made: it is part of the record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from lajur.documents.journal_paper import JournalView, about, lines_of
from lajur.queries.timeline import ActView

_STYLE = (Path(__file__).parent / "offline_page.css").read_text(encoding="utf-8")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A file of the dossier, as the page names it."""

    path: str
    title: str
    facts: str  # version, size, who, when: one line
    note: str = ""  # "batal"
    words: str = ""  # what it says, when it is words: read on the page itself


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineView:
    """Everything on the page."""

    government: str
    office: str
    journal: JournalView
    papers: tuple[Link, ...]
    letters: tuple[Link, ...]
    own: tuple[Link, ...]  # the journal, the control card, the form
    children: tuple[str, ...]  # SOPs that ran as cases of their own
    erased: int  # events whose words were lawfully erased


def offline_page(view: OfflineView) -> bytes:
    """The page as HTML, UTF-8; equal views give equal bytes."""
    return "\n".join(_lines(view)).encode()


def _lines(view: OfflineView) -> Iterator[str]:
    head = view.journal.head
    title = f"Dosir {head.number}: {head.title}"
    yield '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    yield f"<header><p>{escape(view.government)}</p><p>{escape(view.office)}</p></header>"
    yield f'<main>\n<p class="what">Dosir berkas tertutup</p>\n<h1>{escape(head.title)}</h1>'
    yield from _facts(about(view.journal.head))
    yield from _links("Naskah", view.papers, "Tidak ada naskah yang diserahkan.")
    yield from _links("Surat", view.letters, "")
    yield from _links("Riwayat dan kendali", view.own, "")
    if view.children:
        yield "<section><h2>SOP yang dijalankan dari berkas ini</h2><ul>"
        yield from (f"<li>{escape(sop)}</li>" for sop in view.children)
        yield "</ul><p>Masing-masing mempunyai dosirnya sendiri.</p></section>"
    yield '<section class="acts"><h2>Riwayat</h2><ol>'
    yield from map(_act, view.journal.acts)
    yield "</ol></section>"
    yield from _proof(view)
    yield "</main>\n</body>\n</html>\n"


def _facts(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "<dl>"
    for label, words in pairs:
        yield f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>"
    yield "</dl>"


def _links(heading: str, links: tuple[Link, ...], none: str) -> Iterator[str]:
    if not links and not none:
        return
    yield f"<section><h2>{heading}</h2>"
    if not links:
        yield f"<p>{none}</p></section>"
        return
    yield '<ul class="files">'
    for link in links:
        note = f" <strong>({escape(link.note)})</strong>" if link.note else ""
        yield (
            f'<li><a href="{quote(link.path)}">{escape(link.title)}</a>{note}'
            f"<span>{escape(link.facts)}</span>{_words(link.words)}</li>"
        )
    yield "</ul></section>"


def _words(words: str) -> str:
    if not words:
        return ""
    return (
        f"<details><summary>Baca isinya</summary><blockquote>{escape(words)}</blockquote></details>"
    )


def _act(act: ActView) -> str:
    outcome = f": {escape(act.outcome)}" if act.outcome else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in lines_of(act))
    reason = f"<blockquote>{escape(act.reason)}</blockquote>" if act.reason else ""
    who = f'<p class="who">{escape(act.who_words)} · {escape(act.when)}</p>'
    return f"<li><h3>{escape(act.title)}{outcome}</h3>{lines}{reason}{who}</li>"


def _proof(view: OfflineView) -> Iterator[str]:
    yield "<section><h2>Keaslian</h2>"
    yield (
        "<p>Dosir ini dapat diperiksa tanpa basis data: "
        "<code>lajur dossier verify</code> diikuti nama berkas ZIP-nya. Perintah itu memeriksa "
        "semua sidik (SHA-256) dalam <code>manifest.json</code>, menghitung ulang rantai riwayat "
        "dalam <code>jurnal.json</code>, dan mencocokkan naskah serta surat dengannya. Halaman "
        "cetak seperti ini terbukti bila kantor mencatat sidik ZIP yang sama.</p>"
    )
    yield from _facts(
        [
            ("Jumlah peristiwa", str(view.journal.events)),
            ("Kepala rantai riwayat", view.journal.chain),
        ]
    )
    if view.erased:
        yield (
            f"<p>Kata-kata pada {view.erased} peristiwa telah dihapus menurut hukum; sidiknya "
            "tetap ada, sehingga rantainya tetap terbukti.</p>"
        )
    yield "</section>"
