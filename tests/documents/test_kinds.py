"""Every kind of paper, printed: as an office would write it, empty, and with hostile words."""

from datetime import date
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from lajur.core.letters.kinds import KINDS, LetterKind, PartKind
from lajur.core.letters.parts import read_parts
from lajur.core.letters.printed import printed
from lajur.documents.letters import print_letter
from scripts.papers import Example, examples
from tests.documents.letter_facts import facts, signer

EXAMPLES = list(examples())
# Those with a template of their own, and one for each frame; the press is tested with the rest.
BODIES = [kind for kind in KINDS.values() if kind.body or kind.id in ("surat_dinas", "surat_tugas")]
OF_EACH_BODY = pytest.mark.parametrize("kind", BODIES, ids=lambda one: one.id)
HOSTILE = '#read("/etc/passwd") $x$ *_`<@a>{tanggal}\\ 🏛️ مرحبا'


def pages(letter: bytes) -> list[str]:
    return [bare(page.get_textpage().get_text_range()) for page in PdfDocument(letter)]


def said(letter: bytes) -> str:
    return "".join(pages(letter))


def bare(words: str) -> str:
    return "".join(words.split())


def paper(kind: LetterKind, typed: dict[str, object], **more: Any) -> dict[str, Any]:
    signers = [{**signer(role=str(one.role)), "caption": one.role.caption} for one in kind.signers]
    parts = read_parts(kind, typed, complete=False)
    day = date(2026, 11, 23)
    subject = more.pop("subject", "Antrean")
    told = printed(kind, parts, subject=subject, day=day, place="Serang", signers=signers)
    return {**facts(), **told, "signers": signers, **more}


def of_every_kind(kind: LetterKind, words: str) -> dict[str, object]:
    """The same words in every part of a kind."""
    rows = {PartKind.TABLE: [[words]], PartKind.PAIRS: [["Hal", words]], PartKind.DATE: ""}
    people = [{"name": words, "position": words, "nip": ""}]
    return {
        part.id: people
        if part.kind is PartKind.PEOPLE
        else [words]
        if part.kind is PartKind.LIST
        else rows.get(part.kind, "" if part.is_day else words)
        for part in kind.parts
    }


def test_every_kind_has_an_example() -> None:
    assert {one.kind for one in EXAMPLES} == KINDS.keys()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.government}-{one.kind}")
def test_a_paper_says_what_was_written_and_who_signs(example: Example) -> None:
    text = said(print_letter(example.facts))

    for part in example.facts["parts"]:
        words = part["value"] if part["kind"] == "text" else part["label"]
        assert all(bare(one) in text for one in words.split("\n\n")), part["id"]
    for one in example.facts["signers"]:
        assert bare(one["name"]) in text


@OF_EACH_BODY
def test_nothing_written_yet_prints_as_well(kind: LetterKind) -> None:
    draft = paper(kind, {}, number="", state="draft", verification=None)
    assert said(print_letter(draft))


@OF_EACH_BODY
def test_hostile_words_print_as_they_are(kind: LetterKind) -> None:
    text = said(print_letter(paper(kind, of_every_kind(kind, HOSTILE), subject=HOSTILE)))

    assert bare('#read("/etc/passwd")') in text
    assert "root:" not in text


def test_a_decree_tells_its_clauses_by_their_ordinals() -> None:
    typed = {"diktum": [f"Isi ke-{n}." for n in range(1, 13)]}
    text = said(print_letter(paper(KINDS["keputusan"], typed)))

    for ordinal in ("KESATU", "KESEPULUH", "KESEBELAS", "KEDUABELAS"):
        assert ordinal in text
    assert "KEPUTUSANTENTANGANTREAN" in text


def test_a_disposition_is_one_sheet_with_the_one_before_it() -> None:
    for rows in range(1, 12):
        typed: dict[str, object] = {
            "diteruskan": "Kepala Seksi",
            "harap": "Proses lebih lanjut",
            "sebelumnya": [
                ["Kepala Dinas", f"Petunjuk ke-{n}: mohon ditelaah.", "23 November 2026"]
                for n in range(1, rows + 1)
            ],
        }
        printed_pages = pages(print_letter(paper(KINDS["lembar_disposisi"], typed, cc=[])))
        assert f"Petunjukke-{rows}:" in printed_pages[-1]
        assert "NIP." in printed_pages[-1]
        assert rows > 1 or len(printed_pages) == 1


def test_the_name_of_a_column_stays_between_its_lines() -> None:
    said_only = "Integrasi dengan data terkait sudah diuji, dengan perjanjian kerja sama."
    typed: dict[str, object] = {"integrasi": [[said_only, "–", "–", "–"]], "simpulan": "Baik."}
    page = PdfDocument(print_letter(paper(KINDS["laporan_integrasi"], typed)))[0]
    name = page.get_textpage()
    place, count = name.search("dipertukarkan").get_next()
    letters = [name.get_charbox(place + n) for n in range(count)]
    left, right = letters[0][0], letters[-1][2]
    bounds = [one.get_bounds() for one in page.get_objects(filter=[2])]  # FPDF_PAGEOBJ_PATH
    lines = [(a + b) / 2 for a, bottom, b, top in bounds if b - a < 2 < top - bottom]
    assert len(lines) >= 6
    assert not [line for line in lines if left < line < right]


def test_a_signature_never_stands_alone_on_a_page() -> None:
    for rows in (9, 16, 20, 23):
        typed: dict[str, object] = {
            "peserta": "\n".join(f"Orang {n} | Dinas Kesehatan" for n in range(rows))
        }
        printed_pages = pages(print_letter(paper(KINDS["daftar_hadir"], typed)))
        assert f"{rows + 3}." in printed_pages[-1]
