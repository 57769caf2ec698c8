"""Numbers, amounts and days in Indonesian words."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.letters.words import (
    DAYS,
    HIGHEST,
    counted,
    day_in_words,
    long_day,
    read_day,
    rupiah,
    terbilang,
)

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
UNITS = {**{word: number for number, word in enumerate(DIGITS)}, "sepuluh": 10, "sebelas": 11}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def heard(words: str) -> int:
    """The number that somebody hears in these words: the other way round, by other means."""
    total = part = last = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in UNITS:
            last = UNITS[word]
        elif word == "belas":
            last += 10
        elif word in ("puluh", "ratus"):
            part, last = part + last * (10 if word == "puluh" else 100), 0
        else:
            total, part, last = total + (part + last) * SCALES[word], 0, 0
    return total + part + last


@given(st.integers(0, HIGHEST))
def test_what_is_said_is_heard_again(number: int) -> None:
    assert heard(terbilang(number)) == number


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_two_numbers_are_said_alike(one: int, other: int) -> None:
    assert (terbilang(one) == terbilang(other)) == (one == other)


@given(st.integers(0, HIGHEST))
def test_one_is_swallowed_by_hundreds_and_thousands_only(number: int) -> None:
    words = f" {terbilang(number)} "
    assert not re.search(" satu (ratus|puluh|belas) ", words)
    assert not re.search("(?<! puluh)(?<! ratus) satu ribu ", words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_945, "seribu sembilan ratus empat puluh lima"),
        (21_000, "dua puluh satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (100_100, "seratus ribu seratus"),
        (10**15, "satu kuadriliun"),
    ],
)
def test_numbers_are_said_as_an_office_says_them(number: int, words: str) -> None:
    assert terbilang(number) == words


@pytest.mark.parametrize("number", [-1, HIGHEST + 1])
def test_what_cannot_be_said_is_a_fault(number: int) -> None:
    with pytest.raises(ValueError, match="not"):
        terbilang(number)


def test_amounts_stand_in_figures_and_in_words() -> None:
    assert counted(1, "berkas") == "1 (satu) berkas"
    assert rupiah(1_250_000) == "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)"
    assert rupiah(Decimal("12.5")) == "Rp12,50 (dua belas rupiah lima puluh sen)"


def test_a_deed_names_its_day_in_words() -> None:
    assert day_in_words(date(2026, 11, 23)) == (
        "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam"
    )
    assert long_day(date(2027, 1, 1)) == "1 Januari 2027"


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.booleans(),
    st.sampled_from(["words", "iso", "/", ".", "-"]),
)
def test_a_day_is_read_back_however_it_is_written(day: date, named: bool, sign: str) -> None:
    spoken = {"words": long_day(day).lower(), "iso": day.isoformat()}
    typed = spoken.get(sign, f"{day.day}{sign}{day.month:02}{sign}{day.year}")
    weekday = f"{DAYS[day.weekday()]}, " if named else ""
    assert read_day(weekday + typed) == day


@pytest.mark.parametrize(
    "typed",
    ["32 Foo 2026", "31 November 2026", "kemarin", "", "2026", "20 November", "Senin, 22/11/2026"],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None
