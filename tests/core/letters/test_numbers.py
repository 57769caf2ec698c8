"""One language for the numbers of letters: what it gives, reads back, and refuses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.letters.numbers import LetterPattern, read_letter_pattern
from lajur.core.offices.refusals import BrokenPattern, UnknownToken
from lajur.core.refusals import Refusal

OCTOBER = date(2020, 10, 5)
WORDS = st.sampled_from(["PA", "SOP-EGOV", "{unit}", "{bulan}", "{bulan_romawi}", "{sifat}", "ND"])
SIGNS = st.sampled_from(["/", " / ", " - ", ".", "-"])
CODES = st.from_regex(r"[0-9]{3}(\.[0-9]{1,2}){0,4}", fullmatch=True)


@st.composite
def patterns(draw: st.DrawFn) -> LetterPattern:
    """Patterns that are in order: tokens and words in any order, with signs between them."""
    sequence = draw(st.sampled_from(["{urut}", "{urut:03}", "{urut:05}"]))
    others = draw(st.lists(WORDS, max_size=3, unique=True))
    code = draw(st.sampled_from([[], ["{klasifikasi}"]]))
    parts = draw(st.permutations([sequence, "{tahun}", *code, *others]))
    sign = draw(SIGNS)
    return read_letter_pattern(sign.join(parts))


def number(pattern: LetterPattern, sequence: int, code: str, on: date = OCTOBER) -> str:
    return pattern.number(sequence, on=on, unit="Diskominfo", classification=code, secrecy="B")


@pytest.mark.parametrize(
    ("pattern", "sequence", "unit", "printed"),
    [
        ("{klasifikasi}/{urut}/{unit}/{tahun}", 568, "DKIST", "555/568/DKIST/2020"),
        ("{urut:03}/SOP-EGOV/{tahun}", 37, "", "037/SOP-EGOV/2020"),
        (
            "{klasifikasi} / {urut} - {unit} / {bulan_romawi} / {tahun}",
            786,
            "Diskominfo",
            "555 / 786 - Diskominfo / X / 2020",
        ),
        (
            "{sifat}/{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}",
            573,
            "BPBD-KL",
            "B/555/573/BPBD-KL/X/2020",
        ),
    ],
)
def test_the_patterns_of_the_four_governments_give_their_numbers(
    pattern: str, sequence: int, unit: str, printed: str
) -> None:
    read = read_letter_pattern(pattern)
    given = read.number(sequence, on=OCTOBER, unit=unit, classification="555", secrecy="B")
    assert given == printed
    assert read.sequence_of(printed, year=2020, unit=unit) == sequence


def test_a_number_that_was_slipped_in_is_none_of_the_sequence() -> None:
    """Buleleng's 800/2015.14/Kominfosanti/2020: the fourteenth after 2015."""
    pattern = read_letter_pattern("{klasifikasi}/{urut}/{unit}/{tahun}")
    slipped = "800/2015.14/Kominfosanti/2020"
    assert pattern.sequence_of(slipped, year=2020, unit="Kominfosanti") is None


@given(patterns(), st.integers(1, 10**6), st.integers(1, 10**6), CODES, CODES, st.dates())
def test_no_two_lines_of_a_year_have_one_number(
    pattern: LetterPattern, one: int, other: int, code: str, another: str, on: date
) -> None:
    """Whatever their classifications, and in whichever months."""
    numbers = {
        number(pattern, one, code, on),
        number(pattern, other, another, on.replace(month=1, day=1)),
    }
    assert one == other or len(numbers) == 2


@given(patterns(), st.integers(1, 10**6), CODES, st.sampled_from(["", " ", "  "]))
def test_a_number_is_read_back_however_it_is_spaced(
    pattern: LetterPattern, sequence: int, code: str, space: str
) -> None:
    printed = number(pattern, sequence, code)
    typed = printed.replace(" ", space).replace("/", f"{space}/").lower()
    assert pattern.sequence_of(typed, year=2020, unit="Diskominfo") == sequence
    assert pattern.sequence_of(typed, year=2021, unit="Diskominfo") is None


@given(patterns(), st.integers(1, 10**6), CODES, st.sampled_from(["", " ", "  "]), st.booleans())
def test_a_number_is_written_again_as_the_office_writes_it(
    pattern: LetterPattern, sequence: int, code: str, space: str, loud: bool
) -> None:
    printed = number(pattern, sequence, code)
    typed = printed.replace(" ", space).replace("/", f"{space}/")
    typed = typed.upper() if loud else typed.lower()
    assert pattern.as_given(typed, unit="Diskominfo") == printed


@given(st.text(max_size=40))
def test_any_text_is_a_pattern_or_is_refused(text: str) -> None:
    try:
        pattern = read_letter_pattern(text)
    except Refusal:
        return
    assert number(pattern, 1, "555") != number(pattern, 2, "555")


@given(patterns(), st.text(max_size=40))
def test_any_typing_is_read_or_is_no_number(pattern: LetterPattern, typed: str) -> None:
    assert (pattern.sequence_of(typed, year=2020, unit="Diskominfo") or 1) >= 1


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{urut}",
        "{urut}/{tahun",
        "{klasifikasi}/{urut}/{klasifikasi}/{tahun}",
        "{klasifikasi}{urut}/{tahun}",
        "{urut}/{tahun}\x00",
        "{urut:0999}/{tahun}",
    ],
)
def test_a_pattern_that_would_repeat_numbers_or_break_is_refused(pattern: str) -> None:
    with pytest.raises((BrokenPattern, UnknownToken)):
        read_letter_pattern(pattern)


def test_an_unknown_token_is_named_with_those_that_are_known() -> None:
    with pytest.raises(UnknownToken, match=r"“\{kode\}”.*\{klasifikasi\}.*\{sifat\}"):
        read_letter_pattern("{kode}/{urut}/{tahun}")
