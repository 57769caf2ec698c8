"""Names under a government's domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.subdomain import (
    DigitsOnly,
    DoubleHyphen,
    LabelLength,
    NotALabel,
    SubdomainRefused,
    SubdomainReserved,
    SubdomainTaken,
    read_subdomain,
)

BANTEN = ".bantenprov.go.id"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("antrean", "antrean"),
        (" Antrean ", "antrean"),
        ("antrean.bantenprov.go.id", "antrean"),
        ("ANTREAN.BANTENPROV.GO.ID", "antrean"),
        ("e-samsat2", "e-samsat2"),
        ("a" * 63, "a" * 63),
    ],
)
def test_a_good_name_is_read_as_its_label(typed: str, label: str) -> None:
    assert read_subdomain(typed, suffix=BANTEN) == label


@pytest.mark.parametrize(
    "typed",
    ["", "-depan", "belakang-", "dua kata", "garis_bawah", "a.b.c", "http://antrean", "anträge",
     "antrean@dinas", "antrean/", "ａntrean", "antrean.bantenprov.go.id.jahat.com"],
)  # fmt: skip
def test_what_cannot_be_a_label_is_refused(typed: str) -> None:
    with pytest.raises(NotALabel):
        read_subdomain(typed, suffix=BANTEN)


@pytest.mark.parametrize("typed", ["ab", "a" * 64])
def test_too_short_and_too_long_are_refused(typed: str) -> None:
    with pytest.raises(LabelLength):
        read_subdomain(typed, suffix=BANTEN)


def test_the_whole_name_must_fit_as_well() -> None:
    with pytest.raises(LabelLength):
        read_subdomain("antrean", suffix="." + "x" * 250)


def test_digits_only_are_refused() -> None:
    with pytest.raises(DigitsOnly):
        read_subdomain("12345", suffix=BANTEN)


def test_the_mark_of_coded_names_is_refused() -> None:
    with pytest.raises(DoubleHyphen):
        read_subdomain("xn--antrean", suffix=BANTEN)


@pytest.mark.parametrize("typed", ["www", "MAIL", "samsat"])
def test_reserved_names_are_refused(typed: str) -> None:
    with pytest.raises(SubdomainReserved):
        read_subdomain(typed, suffix=BANTEN, reserved=["samsat"])


def test_a_taken_name_is_told_by_name() -> None:
    assert "“antrean”" in str(SubdomainTaken(label="antrean"))


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_good_label_or_a_refusal(typed: str) -> None:
    try:
        label = read_subdomain(typed, suffix=BANTEN)
    except SubdomainRefused:
        return
    assert read_subdomain(label, suffix=BANTEN) == label
    assert label.isascii()
    assert label == label.lower()
