"""Official letters: the right words in the right place, whatever was typed, the same every time."""

import base64
import io
from pathlib import Path
from shutil import copytree
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lajur.documents import letters
from lajur.documents.letters import print_letter, template_version
from lajur.documents.press import CannotPrint, Press
from lajur.documents.printing import FONTS, TEMPLATES
from tests.documents.letter_facts import ADDRESS, PROFILE, facts, part, signer
from tests.documents.pictures import png

HOSTILE = '#read("/etc/passwd") #import "@preview/x:1.0.0": * {{7*7}} ${{7*7}} #(7*7) $x^2$ @cite'
SHAPES = ("korespondensi", "judul", "formulir")


def pages(letter: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(letter)).pages]


def bare(text: str) -> str:
    """Without the blanks and breaks that lines bring."""
    return "".join(text.replace("\u200b", "").split())


def words(**changed: Any) -> str:
    return " ".join(" ".join(pages(print_letter(facts(**changed)))).split())


def test_equal_facts_give_equal_bytes_in_every_child() -> None:
    again = Press(templates=TEMPLATES, fonts=FONTS, children=1, patience=60)
    try:
        other = again.print("letter", orjson.dumps(facts()), queue=5)
    finally:
        again.end()
    assert print_letter(facts()) == print_letter(facts()) == other


def test_a_letter_says_everything_that_is_official_about_it() -> None:
    printed = words()
    for said in (
        "PEMERINTAH PROVINSI BANTEN", "Pos-el surat@contoh.go.id, Laman contoh.go.id",
        "Serang, 20 November 2026", "Nomor : B/500.12/123/Diskominfo/XI/2026", "Sifat : Segera",
        "Lampiran : 1 (satu) berkas", "Yth. Kepala Badan Pendapatan", "di Serang",
        "1. Permohonan sesuai", "NIP. 19700101 199503 1 001",
        "Tembusan: 1. Gubernur Banten (sebagai laporan)",
        "https://lajur.bantenprov.go.id/banten/periksa/8f2k1m9qx7/",
    ):  # fmt: skip
        assert said in printed
    assert "KONSEP" not in printed
    assert "BSrE" not in printed


def test_a_draft_shows_that_it_is_one_and_has_no_number() -> None:
    printed = words(state="draft", number="", verification=None, foot="")
    assert "KONSEP" in printed
    assert "Nomor : …" in printed


def hostile_facts(shape: str, typed: list[str]) -> dict[str, Any]:
    """A letter with hostile text in every field its shape prints, each field's of its own."""

    def hostile() -> str:
        typed.append(f"{HOSTILE} {len(typed) + 1000}")
        return typed[-1]

    head = {name: hostile() for name in ("number", "place", "foot")}
    if shape == "korespondensi":
        head |= {"subject": hostile(), "attachments": hostile()}
        head |= {"addressee": {"to": [hostile(), hostile()], "at": hostile()}}
    else:
        head |= {"title": hostile(), "about": hostile()}
    named = ("government", "office", "phone", "email", "website")
    return head | {
        "shape": shape,
        "cc": [hostile(), hostile()],
        "signers": [signer(**{name: hostile() for name in ("position", "name", "grade", "nip")})],
        "profile": PROFILE.to_dict()
        | {name: hostile() for name in named}
        | {"address": [hostile()]},
        "parts": [
            part("line", hostile(), label=hostile()),
            part("text", f"{hostile()}\n\n{hostile()}"),
            part("list", [hostile()], label=hostile(), style="side"),
            part("table", [[hostile(), hostile()]], columns=[hostile(), hostile()]),
            part("people", [{"name": hostile(), "position": hostile(), "nip": hostile()}]),
            part("pairs", [[hostile(), hostile()]]),
            part("text", hostile(), style="center"),
        ],
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_what_people_typed_is_printed_and_never_run(shape: str) -> None:
    typed: list[str] = []
    letter = print_letter(facts(**hostile_facts(shape, typed)))
    printed = bare(" ".join(pages(letter))).lower()
    whole = printed + _without_head_and_foot(printed, *map(bare, (typed[0], typed[2])))
    assert [one for one in typed if bare(one).lower() not in whole] == []
    assert "root:" not in printed


def _without_head_and_foot(printed: str, number: str, foot: str) -> str:
    """What stands on two pages, put together again."""
    for between in (f"nomor:{number}", f"{foot}{ADDRESS}", "–2–", "–3–", "–4–"):
        printed = printed.replace(between.lower(), "")
    return printed


@pytest.mark.parametrize("shape", SHAPES)
def test_what_no_font_can_print_is_a_box_and_never_turns_the_words_around(shape: str) -> None:
    typed = "nul\0 emoji 😀 putar \u202egnp.exe gabung e\u0301 aksara ᬩᬮᬶ"
    printed = words(shape=shape, parts=[part("text", typed), part("list", [typed])], cc=[typed])
    assert printed.count("nul□ emoji □ putar gnp.exe gabung é aksara □□□") == 3


# Any character there is, and more often those that our fonts have.
TYPED = st.text(max_size=80) | st.text(st.characters(max_codepoint=0x2FF), max_size=80)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(shape=st.sampled_from(SHAPES), typed=st.lists(TYPED, min_size=9, max_size=9))
def test_a_letter_can_be_printed_whatever_was_typed(shape: str, typed: list[str]) -> None:
    subject, title, about, number, name, row, item, label, line = typed
    parts = [
        part("text", item, label=label),
        part("list", [item, ""], label=label, style="side"),
        part("table", [[row, line]], columns=[label, ""]),
        part("pairs", [[label, row]]),
        part("text", line, style="center"),
    ]
    signers = [signer(name=name, position=line), signer(role="pihak_kedua", name=line)]
    told = {"subject": subject, "title": title, "about": about, "number": number, "cc": [item]}
    letter = print_letter(facts(shape=shape, parts=parts, signers=signers, **told))
    assert letter.startswith(b"%PDF")


@pytest.mark.parametrize(("kind", "count"), [("text", 10_000), ("pairs", 900), ("table", 900)])
def test_a_word_longer_than_any_line_stays_on_the_paper(kind: str, count: int) -> None:
    long = "x" * count
    value = {"text": long, "pairs": [[long, ""]], "table": [[long, "1"]]}[kind]
    reader = PdfReader(io.BytesIO(print_letter(facts(parts=[part(kind, value)]))))
    seen: list[tuple[str, float]] = []  # text, and where it begins, in points

    def see(text: str, _: Any, matrix: Any, __: Any, ___: Any) -> None:
        seen.append((text, matrix[4]))

    for page in reader.pages:
        page.extract_text(visitor_text=see)
    assert "".join(text for text, _ in seen).count("x") >= count
    assert max(left for _, left in seen) < 595 - 20 / 25.4 * 72  # A4 without its right edge


def test_a_template_that_ran_what_people_typed_would_be_noticed(tmp_path: Path) -> None:
    source = (
        '#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))\n'
        '#set text(font: "Liberation Sans", lang: "id")\n'
        '#eval(json(bytes(sys.inputs.facts)).subject, mode: "markup")'
    )
    (tmp_path / "twin.typ").write_text(source)
    press = Press(templates=tmp_path, fonts=FONTS, children=1, patience=60)
    try:
        assert pages(press.print("twin", b'{"subject": "#(7*7)"}', queue=5)) == ["49"]
        with pytest.raises(CannotPrint):
            press.print("twin", b'{"subject": "#read(\\"/etc/passwd\\")"}', queue=5)
    finally:
        press.end()
    assert "#(7*7)" in words(subject="#(7*7)")


@pytest.mark.parametrize(
    ("changed", "printed"),
    [
        ({"capacity": "Plt."}, "Plt. Kepala Dinas Komunikasi"),
        ({"capacity": "Plh.", "position": "Sekretaris", "on_behalf": "Camat"}, "Plh. Camat,"),
        (
            {"capacity": "a.n.", "position": "Sekretaris", "on_behalf": "Kepala Dinas"},
            "a.n. Kepala Dinas Sekretaris,",
        ),
        (
            {"capacity": "a.n.", "position": "Kasi", "on_behalf": "Kepala Dinas\nKabid"},
            "a.n. Kepala Dinas Kabid, u.b. Kasi,",
        ),
        ({"role": "pihak_kedua"}, "PIHAK KEDUA, Kepala Dinas"),
        ({"signed": "Ditandatangani secara elektronik oleh:"}, "secara elektronik oleh: Kepala"),
    ],
)
def test_who_signs_stands_there_in_his_capacity(changed: dict[str, str], printed: str) -> None:
    assert printed in words(signers=[signer(**changed)])


def test_two_parties_stand_side_by_side_and_who_knows_of_it_below() -> None:
    three = [
        signer(role="pihak_pertama", name="Siti"),
        signer(role="pihak_kedua", name="Budi"),
        signer(role="mengetahui", name="Rahmat"),
    ]
    printed = words(shape="judul", title="BERITA ACARA", signers=three)
    assert "PIHAK KEDUA" in printed
    assert printed.index("Budi") < printed.index("Siti") < printed.index("Mengetahui,")
    assert printed.index("Mengetahui,") < printed.index("Rahmat")


def _last_page(press: Press, alineas: int) -> str:
    body = "\n\n".join(f"Alinea {number}. " + "Kata " * 30 for number in range(alineas))
    letter = facts(parts=[part("text", f"{body}\n\nDemikian penutup.")])
    printed = press.print("letter", orjson.dumps(letter), queue=5)
    return PdfReader(io.BytesIO(printed)).pages[-1].extract_text()


def _stands_together(page: str) -> bool:
    return all(words in page for words in ("Demikian penutup.", "NIP.", "Tembusan:"))


def test_a_signature_stands_on_one_page_with_the_last_words_and_the_copies(tmp_path: Path) -> None:
    """And a template whose paragraphs do not keep together is caught by the same letters."""
    loose = copytree(TEMPLATES, tmp_path / "templates")
    body = loose / "body.typ"
    body.write_text(body.read_text().replace("sticky: true, ", ""))
    ours, twin = (
        Press(templates=folder, fonts=FONTS, children=1, patience=60)
        for folder in (TEMPLATES, loose)
    )
    try:
        assert all(_stands_together(_last_page(ours, alineas)) for alineas in (4, 5, 6, 18))
        assert not _stands_together(_last_page(twin, 6))
    finally:
        ours.end()
        twin.end()


def test_from_the_second_page_on_it_says_which_letter_it_belongs_to() -> None:
    first, second, *_ = pages(print_letter(facts(parts=[part("text", "Kata " * 2000)])))
    assert "– 2 –" in second
    assert "Nomor: B/500.12/123/Diskominfo/XI/2026" in second
    assert "– 1 –" not in first


@pytest.mark.parametrize(("paper", "height"), [("a4", 841.89), ("f4", 935.43)])
def test_the_sheet_is_the_one_of_the_office(paper: str, height: float) -> None:
    letter = print_letter(facts(profile={**PROFILE.to_dict(), "paper": paper}))
    assert float(PdfReader(io.BytesIO(letter)).pages[0].mediabox.height) == pytest.approx(
        height, 0.01
    )


def test_the_arms_of_the_office_are_printed_when_it_has_uploaded_them() -> None:
    printed = print_letter(facts(arms=base64.b64encode(png()).decode()))
    assert len(list(PdfReader(io.BytesIO(printed)).pages[0].images)) == 1
    assert printed != print_letter(facts())


def test_the_version_of_the_templates_is_that_of_all_that_decides_how_they_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.typ").write_text("satu")
    monkeypatch.setattr(letters, "TEMPLATES", tmp_path)
    first = template_version.__wrapped__()
    assert first == template_version.__wrapped__()
    (tmp_path / "letter.typ").write_text("dua")
    assert first != template_version.__wrapped__()
