"""Two SOPs side by side: laws of the pairing, and what the four signed SOPs have in common."""

from itertools import combinations

import pytest
from hypothesis import given

from lajur.core.comparing.aligning import LEAST, align
from lajur.core.comparing.comparison import Difference, compare
from lajur.core.comparing.totals import totals
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from tests.core.procedure.sheets import SOPS
from tests.core.strategies import procedures


def signed(name: str) -> Procedure:
    (path,) = (path for path in SOPS if path.stem.startswith(name))
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


PAIRS = list(combinations(("buleleng", "sumbawa", "cirebon", "banten"), 2))


@given(left=procedures(), right=procedures())
def test_every_step_stands_once_and_in_its_own_order(left: Procedure, right: Procedure) -> None:
    pairs = align(left, right)
    assert [pair.left.id for pair in pairs if pair.left] == list(left.steps)
    assert [pair.right.id for pair in pairs if pair.right] == list(right.steps)
    assert all(pair.left or pair.right for pair in pairs)


@given(left=procedures(), right=procedures())
def test_only_what_is_like_enough_stands_together(left: Procedure, right: Procedure) -> None:
    for pair in align(left, right):
        if pair.left and pair.right:
            assert LEAST <= pair.likeness <= 1
        else:
            assert pair.likeness == 0


@pytest.mark.parametrize("names", PAIRS, ids="-".join)
def test_it_does_not_matter_which_of_two_comes_first(names: tuple[str, str]) -> None:
    left, right = map(signed, names)
    there = sum(pair.likeness - LEAST for pair in align(left, right) if pair.likeness)
    back = sum(pair.likeness - LEAST for pair in align(right, left) if pair.likeness)
    assert there == pytest.approx(back)


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_an_sop_beside_itself_differs_in_nothing(path) -> None:
    sop = signed(path.stem)
    rows = compare(sop, sop).rows
    assert all(row.pair.left is row.pair.right for row in rows if row.pair.likeness)
    assert not any(row.differs for row in rows)
    assert sum(row.pair.likeness > 0 for row in rows) >= len(sop.steps) - 2


def by_number(left: str, right: str) -> dict[str, str]:
    pairs = align(signed(left), signed(right))
    return {
        pair.left.printed.no: pair.right.printed.no for pair in pairs if pair.left and pair.right
    }


def test_buleleng_and_sumbawa_stand_together_where_they_mean_the_same() -> None:
    assert by_number("buleleng", "sumbawa").items() >= {
        ("1", "1"),  # the request
        ("2", "2"),  # Kadis to Kabid
        ("3", "3"),  # Kabid to Kasi
        ("6", "5"),  # analysis
        ("7", "6"),  # can it be built?
        ("9", "12"),  # building
        ("12", "16"),  # reported to the top
    }


def test_sumbawa_and_cirebon_stand_together_where_they_mean_the_same() -> None:
    assert by_number("sumbawa", "cirebon").items() >= {
        ("1", "1"),
        ("2", "2"),
        ("5", "9"),  # analysis
        ("9", "10"),  # the plan is the design
        ("12", "11"),  # building
        ("17", "12"),  # the deed is the handing over
    }


def test_what_differs_is_named() -> None:
    rows = compare(signed("buleleng"), signed("sumbawa")).rows
    analysis = next(row for row in rows if row.pair.left and row.pair.left.printed.no == "6")
    assert analysis.differs == (Difference.PERFORMER, Difference.TIME, Difference.OUTPUTS)


def test_the_numbers_are_those_of_the_papers() -> None:
    sides = {name: compare(signed(name), signed(name)).left for pair in PAIRS for name in pair}
    assert {name: one.refusals for name, one in sides.items()} == {
        "buleleng": 1, "sumbawa": 1, "cirebon": 0, "banten": 2,
    }  # fmt: skip
    assert {name: one.loops for name, one in sides.items()} == {
        "buleleng": 0, "sumbawa": 2, "cirebon": 0, "banten": 0,
    }  # fmt: skip
    assert {name: one.calls for name, one in sides.items()} == {
        "buleleng": 0, "sumbawa": 0, "cirebon": 3, "banten": 1,
    }  # fmt: skip
    assert {name: one.without_time for name, one in sides.items()} == {
        "buleleng": 1, "sumbawa": 11, "cirebon": 0, "banten": 0,
    }  # fmt: skip


def test_a_budget_for_all_visits_counts_once_on_a_route() -> None:
    longest = max(totals(signed("sumbawa")), key=lambda one: one.steps)
    days = {one.unit: one.amount for one in longest.most}
    assert list(days.values()) == [45]  # 35 once, although step 12 is done twice
    assert longest.days == 45


def test_cirebon_in_house_is_seventy_two_days_and_a_morning() -> None:
    in_house = max(totals(signed("cirebon")), key=lambda one: one.days)
    assert [(one.amount, one.unit.value) for one in in_house.most] == [
        (72, "hari_kerja"),
        (195, "menit"),
    ]
