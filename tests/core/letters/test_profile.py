"""The look of an office's letters: read, bounded, and the same after a round trip."""

import json
from typing import Any

import pytest

from lajur.core.letters.profile import SECRECY_CODES, NameStyle, Paper, Profile, SigningMethod
from lajur.core.letters.refusals import BrokenProfile

LEAST: dict[str, Any] = {
    "government": "PEMERINTAH KABUPATEN SUMBAWA",
    "office": "DINAS KOMUNIKASI INFORMATIKA STATISTIK DAN PERSANDIAN",
    "place": "Sumbawa Besar",
    "unit": "DKIST",
}


def test_what_is_written_is_read_again() -> None:
    told = {**LEAST, "paper": "f4", "margins": {"left": 25}, "name_style": "both", "size": 11}
    profile = Profile.from_dict(told)
    assert Profile.from_dict(json.loads(json.dumps(profile.to_dict()))) == profile
    assert (profile.paper, profile.name_style) == (Paper.F4, NameStyle.BOTH)


def test_what_is_not_said_follows_the_ministers_rule() -> None:
    profile = Profile.from_dict(LEAST)
    edges = (
        profile.margins.top,
        profile.margins.bottom,
        profile.margins.left,
        profile.margins.right,
    )
    assert edges == (20, 25, 30, 20)
    assert (profile.paper, profile.size) == (Paper.A4, 12)
    assert profile.signing is SigningMethod.MANUAL


def test_codes_of_secrecy_may_be_changed_one_by_one() -> None:
    profile = Profile.from_dict({**LEAST, "secrecy_codes": {"biasa": "Bs"}})
    assert profile.secrecy_codes == {**SECRECY_CODES, "biasa": "Bs"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"office": "  "}, "office"),
        ({"office": None}, "office"),
        ({"address": ["Jalan\nGaruda"]}, "address"),
        ({"address": "Jalan Garuda"}, "address"),
        ({"phone": "1" * 201}, "phone"),
        ({"paper": "a3"}, "paper"),
        ({"margins": {"top": 5}}, "margins.top"),
        ({"margins": {"top": True}}, "margins.top"),
        ({"margins": {"middle": 20}}, "margins"),
        ({"margins": 20}, "margins"),
        ({"size": 24}, "size"),
        ({"shield": "emas"}, "shield"),
        ({"signing": "stempel"}, "signing"),
        ({"secrecy_codes": {"biasa": "B\n"}}, "secrecy_codes"),
        ({"secrecy_codes": {"umum": "U"}}, "secrecy_codes"),
        ({"shows_grade": "ya"}, "shows_grade"),
        ({"logo": "x"}, "logo"),
    ],
)
def test_what_no_paper_can_follow_is_refused_by_name(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(BrokenProfile) as refused:
        Profile.from_dict({**LEAST, **changed})
    assert refused.value.facts["field"] == field


def test_the_first_words_of_a_letter_are_not_left_out() -> None:
    with pytest.raises(BrokenProfile, match="unit"):
        Profile.from_dict({name: words for name, words in LEAST.items() if name != "unit"})
