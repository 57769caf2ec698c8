"""Printed words of "Waktu", and what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.procedure.times import read_time
from lajur.core.worktime.standard import UNSET, StandardTime, TimeKind, TimeUnit

WORDS = {
    TimeUnit.MINUTE: "Menit",
    TimeUnit.CLOCK_DAY: "x 24 jam",
    TimeUnit.WORKING_DAY: "Hari Kerja",
    TimeUnit.CALENDAR_DAY: "hari kalender",
    TimeUnit.WEEK: "minggu",
    TimeUnit.MONTH: "Bulan",
}


def fixed(amount: int, unit: TimeUnit) -> StandardTime:
    return StandardTime(kind=TimeKind.FIXED, maximum=amount, unit=unit)


def spread(low: int, high: int, unit: TimeUnit) -> StandardTime:
    return StandardTime(kind=TimeKind.RANGE, minimum=low, maximum=high, unit=unit)


@given(words=st.text(max_size=60))
def test_any_words_are_read_or_refused_and_never_fail(words: str) -> None:
    time = read_time(words)
    assert time is None or time.kind in TimeKind


@given(words=st.text(alphabet="0123456789 -–xsamphrijkenotu()", max_size=30))
def test_a_limit_is_always_above_zero_and_above_its_minimum(words: str) -> None:
    time = read_time(words)
    if time is not None and time.maximum is not None:
        assert 0 <= (time.minimum or 0) < time.maximum


@given(
    amount=st.integers(1, 9999), unit=st.sampled_from(sorted(WORDS)), space=st.sampled_from(" \n")
)
def test_an_amount_and_a_unit_are_read_back_as_printed(
    amount: int, unit: TimeUnit, space: str
) -> None:
    assert read_time(f" {amount}{space}{WORDS[unit]} ") == fixed(amount, unit)


@given(low=st.integers(1, 99), more=st.integers(1, 99), dash=st.sampled_from(["-", " – ", "—"]))
def test_a_range_is_read_with_any_dash(low: int, more: int, dash: str) -> None:
    high = low + more
    assert read_time(f"{low}{dash}{high} menit") == spread(low, high, TimeUnit.MINUTE)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("5 menit", fixed(5, TimeUnit.MINUTE)),
        ("1 jam", fixed(1, TimeUnit.HOUR)),
        ("24 jam", fixed(1, TimeUnit.CLOCK_DAY)),
        ("3 x 24 jam", fixed(3, TimeUnit.CLOCK_DAY)),
        ("1 minggu", fixed(1, TimeUnit.WEEK)),
        ("1 Hari Kerja", fixed(1, TimeUnit.WORKING_DAY)),
        ("2 hari Kerja", fixed(2, TimeUnit.WORKING_DAY)),
        ("60 hari", fixed(60, TimeUnit.WORKING_DAY)),
        ("5 (lima) hari kalender", fixed(5, TimeUnit.CALENDAR_DAY)),
        ("1 Bulan", fixed(1, TimeUnit.MONTH)),
        ("15 – 30 Menit", spread(15, 30, TimeUnit.MINUTE)),
        ("1 – 2 hari", spread(1, 2, TimeUnit.WORKING_DAY)),
        ("1 s/d 2 hari", spread(1, 2, TimeUnit.WORKING_DAY)),
        (
            "Maksimal 35 Hari Kerja",
            StandardTime(kind=TimeKind.MAXIMUM, maximum=35, unit=TimeUnit.WORKING_DAY),
        ),
        ("tergantung besar kecilnya sistem/aplikasi", StandardTime(kind=TimeKind.VARIABLE)),
        ("-", StandardTime(kind=TimeKind.NONE)),
        ("–", StandardTime(kind=TimeKind.NONE)),
        ("", UNSET),
    ],
)
def test_the_words_of_the_signed_sheets_mean_what_the_house_decided(
    words: str, meant: StandardTime
) -> None:
    assert read_time(words) == meant


@pytest.mark.parametrize("words", ["secepatnya", "0 menit", "5", "2 – 1 hari", "hari", "1 abad"])
def test_words_nobody_can_count_are_refused(words: str) -> None:
    assert read_time(words) is None
