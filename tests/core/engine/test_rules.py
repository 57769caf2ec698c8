"""What is worked out once per procedure, and the quick way to make values."""

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from lajur.core.access import Acting
from lajur.core.engine import rules
from lajur.core.engine.case import WorkItem
from lajur.core.engine.events import WorkItemReleased
from lajur.core.engine.rules import rules_of
from lajur.core.quick import quick
from tests.core.engine.office import LANES, NOON, sop, step


def test_rules_are_worked_out_once() -> None:
    procedure = sop(step("a", "opd", "!"))
    assert rules_of(procedure) is rules_of(procedure)


def test_no_more_rules_are_kept_than_a_server_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_KEPT", 2)
    for _ in range(5):
        rules_of(sop(step("a", "opd", "!")))
    assert len(rules._cache) <= 2


def test_the_supplier_named_comes_first_then_who_yields_then_who_needs() -> None:
    procedure = sop(step("a", "kadis", "b", gives="kak"), step("b", "kasi", "!", needs="kak surat"))
    assert rules_of(procedure).suppliers["kak"] == ("opd", "kadis", "kasi")
    assert rules_of(procedure).suppliers["surat"] == ("kasi",)
    assert rules_of(procedure).suppliers["laporan"] == ()


def test_without_an_applicant_lane_the_one_who_starts_is_the_applicant() -> None:
    office = [lane for lane in LANES if lane.id != "opd"]
    assert rules_of(sop(step("a", "kasi", "!"), lanes=office)).applicant == "kasi"


def test_a_quick_value_is_the_same_value_and_as_frozen() -> None:
    by = Acting(person=1, name="Siti", position="")
    made = quick(WorkItemReleased)(at=NOON, by=by, number=1)
    assert made == WorkItemReleased(at=NOON, by=by, number=1)
    assert type(made) is WorkItemReleased
    assert replace(made, number=2).number == 2
    with pytest.raises(FrozenInstanceError):
        made.number = 2  # type: ignore[misc]


def test_a_quick_value_has_the_defaults_of_its_class() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Pair:
        left: int
        right: int = 7

    assert quick(Pair)(left=1) == Pair(left=1)
    with pytest.raises(TypeError):
        quick(WorkItem)(number=1)  # type: ignore[call-arg]
