"""The number pattern and the domain names of an office."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.offices.domains import read_base_domain, read_labels
from lajur.core.offices.numbering import read_pattern
from lajur.core.offices.refusals import BrokenDomain, BrokenPattern, UnknownToken
from lajur.core.refusals import Refusal

OCTOBER = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{urut:03}/PA/{unit}/{tahun}", "007/PA/DKIST/2026"),
        ("{urut}/SOP-EGOV/{tahun}", "7/SOP-EGOV/2026"),
        ("555 / {urut} - {unit} / {bulan_romawi} / {tahun}", "555 / 7 - DKIST / X / 2026"),
        ("{tahun}.{bulan}.{urut:05}", "2026.10.00007"),
    ],
)
def test_patterns_of_real_offices_give_their_numbers(pattern: str, number: str) -> None:
    assert read_pattern(pattern).number(7, on=OCTOBER, unit="DKIST") == number


def test_an_unknown_token_is_named_with_those_that_are_known() -> None:
    with pytest.raises(UnknownToken, match=r"“\{urutan\}”.*\{urut:03\}"):
        read_pattern("{urutan}/{tahun}")


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{urut}",
        "{tahun}",
        "{urut}/{urut}/{tahun}",
        "{urut}/{tahun",
        "{urut}{tahun}",
        "{tahun}{unit}/{urut}",
        "1{urut}/{tahun}",
        "{urut}/\x00{tahun}",
        "{urut}/{tahun}" + "x" * 100,
        "{}/{urut}/{tahun}",
        "{urut.__class__}/{tahun}",
        "{urut:0999}/{tahun}",
    ],
)
def test_a_pattern_that_would_repeat_numbers_or_break_is_refused(pattern: str) -> None:
    with pytest.raises((BrokenPattern, UnknownToken)):
        read_pattern(pattern)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_requests_of_a_year_never_get_the_same_number(one: int, other: int) -> None:
    pattern = read_pattern("{urut:03}/PA/{unit}/{tahun}")
    numbers = {pattern.number(n, on=OCTOBER, unit="U") for n in (one, other)}
    assert len(numbers) == len({one, other})


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        pattern = read_pattern(text)
    except Refusal:
        return
    assert pattern.number(1, on=OCTOBER, unit="U") != pattern.number(2, on=OCTOBER, unit="U")


@pytest.mark.parametrize("name", ["bantenprov.go.id", " Sumbawakab.GO.ID ", ""])
def test_a_base_domain_is_kept_in_lower_case(name: str) -> None:
    assert read_base_domain(name) == name.strip().lower()


@pytest.mark.parametrize("name", ["localhost", "https://x.go.id", "a b.id", "-x.id", "x..id"])
def test_what_is_no_domain_is_refused(name: str) -> None:
    with pytest.raises(BrokenDomain):
        read_base_domain(name)


def test_reserved_labels_are_sorted_and_kept_once() -> None:
    assert read_labels(["www", " Mail ", "", "www"]) == ("mail", "www")
    with pytest.raises(BrokenDomain, match="a_b"):
        read_labels(["a_b"])
