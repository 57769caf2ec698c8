"""What people type into the parts of a paper: read into shape, or refused with a sentence."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.letters.kinds import KINDS, LetterKind, Part, PartKind, Shape
from lajur.core.letters.parts import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_ENTRIES,
    PartMissing,
    PartRefused,
    PartsRefused,
    PartTooLong,
    PartUnfit,
    as_typed,
    read_part,
    read_parts,
)


def part(kind: PartKind, **more: Any) -> Part:
    columns = ("Uraian", "Versi", "Tanggal") if kind is PartKind.TABLE else ()
    return Part(id="uji", label="Uji", kind=kind, columns=columns, **more)


def kind_of(*parts: Part) -> LetterKind:
    return LetterKind(
        id="uji", name="Uji", shape=Shape.TITLED, register="laporan", content=parts, signers=()
    )


typed = st.text(max_size=80) | st.lists(st.text(max_size=20), max_size=4)


@given(st.sampled_from(PartKind), st.recursive(typed | st.none() | st.integers(), st.lists))
def test_whatever_is_typed_is_read_or_refused(kind: PartKind, typed: object) -> None:
    value: object
    try:
        value = read_part(part(kind), typed, complete=False)
    except PartRefused as refusal:
        value = str(refusal)
    assert "\x00" not in str(value)
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for one in words_of(value))


@given(st.sampled_from(PartKind), typed)
def test_what_was_read_is_read_the_same_again(kind: PartKind, typed: object) -> None:
    asked = part(kind)
    try:
        value = read_part(asked, typed, complete=False)
    except PartRefused:
        return
    assert read_part(asked, value, complete=False) == value
    assert read_part(asked, as_typed(value), complete=False) == value


def words_of(value: object) -> str:
    match value:
        case str():
            return value.replace("\n", "")
        case dict():
            return "".join(map(words_of, value.values()))
        case _:
            return "".join(map(words_of, value))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (PartKind.LINE, " Kepala \n Dinas ", "Kepala Dinas"),
        (PartKind.TEXT, "Satu.\r\n\r\n\r\nDua  kata.", "Satu.\n\nDua kata."),
        (PartKind.LIST, "1. satu;\n\n- dua\n", ["satu;", "dua"]),
        (PartKind.TABLE, "Aplikasi | versi 1", [["Aplikasi", "versi 1", ""]]),
        (PartKind.TABLE, r"a \| b | c", [["a | b", "c", ""]]),
        (PartKind.DATE, "2026-11-23", "2026-11-23"),
        (
            PartKind.PEOPLE,
            "Siti Rahma | Kepala Subbagian Umum",
            [{"name": "Siti Rahma", "position": "Kepala Subbagian Umum", "nip": ""}],
        ),
        (PartKind.PAIRS, "Nama: Antrean\nJam | 09:00", [["Nama", "Antrean"], ["Jam", "09:00"]]),
    ],
)
def test_each_kind_reads_the_text_of_one_field(kind: PartKind, typed: str, value: object) -> None:
    assert read_part(part(kind), typed) == value


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad"])
def test_marks_that_turn_or_hide_text_are_taken_out(mark: str) -> None:
    assert read_part(part(PartKind.LINE), f"Ke{mark}pala") == "Kepala"


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\ud800b", "a\ue000b"])
def test_what_no_paper_can_show_is_refused(bad: str) -> None:
    with pytest.raises(PartUnfit):
        read_part(part(PartKind.TEXT), bad)


def test_accents_are_composed_so_that_equal_words_are_equal() -> None:
    assert read_part(part(PartKind.LINE), "Cafe\u0301") == "Caf\u00e9"


def test_template_source_stays_words() -> None:
    source = '#read("/etc/passwd") $x$ {tanggal}'
    assert read_part(part(PartKind.TEXT), source) == source


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (PartKind.LINE, "a" * (LONGEST_LINE + 1)),
        (PartKind.TEXT, "a" * (LONGEST_TEXT + 1)),
        (PartKind.LIST, ["a"] * (MOST_ENTRIES + 1)),
        (PartKind.TABLE, [["a" * 1_001]]),
    ],
)
def test_beyond_its_bounds_is_too_long(kind: PartKind, typed: object) -> None:
    with pytest.raises(PartTooLong):
        read_part(part(kind), typed)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (PartKind.TABLE, "a | b | c | d"),
        (PartKind.PAIRS, "a | b | c"),
        (PartKind.DATE, "23/11/2026"),
        (PartKind.PEOPLE, " | Kepala Bidang"),
        (PartKind.LIST, 7),
    ],
)
def test_another_shape_is_unfit(kind: PartKind, typed: object) -> None:
    with pytest.raises(PartUnfit):
        read_part(part(kind), typed)


def test_every_part_that_is_wrong_is_told_at_once() -> None:
    kind = kind_of(
        Part(id="satu", label="Satu", kind=PartKind.LINE),
        Part(id="dua", label="Dua", kind=PartKind.DATE),
        Part(id="tiga", label="Tiga", kind=PartKind.TEXT, required=False),
    )

    with pytest.raises(PartsRefused) as refused:
        read_parts(kind, {"dua": "kemarin", "asing": "x"})

    wrong = refused.value.fields
    assert {name: type(one) for name, one in wrong.items()} == {
        "satu": PartMissing,
        "dua": PartUnfit,
    }


def test_a_draft_may_lack_what_an_issued_paper_needs() -> None:
    kind = KINDS["surat_balasan"]

    assert read_parts(kind, {"isi": "Baik."}, complete=False)["isi"] == ["Baik."]
    with pytest.raises(PartsRefused):
        read_parts(kind, {"isi": "Baik."})


def test_a_date_on_a_slip_must_be_one_and_is_told_in_words() -> None:
    day = next(part for part in KINDS["lembar_disposisi"].parts if part.id == "tanggal_surat")

    with pytest.raises(PartUnfit) as refused:
        read_part(day, "32 Foo 2026", complete=False)
    assert "20 November 2026" in str(refused.value.facts["why"])
    assert read_part(day, "20/11/2026") == "20 November 2026"
    assert read_part(day, "jumat, 2026-11-20") == "Jumat, 20 November 2026"
    assert read_part(day, "") == ""
