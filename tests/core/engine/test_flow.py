"""Forks, joins, steps nobody is asked about, and steps that call another SOP."""

import pytest

from lajur.core.engine.case import Case, WorkItemState
from lajur.core.engine.commands import begin_child, open_child, return_from_child
from lajur.core.engine.refusals import (
    DocumentMissing,
    NothingCalled,
    NotWaitingForChild,
    WorkItemWaits,
)
from tests.core.engine.office import (
    ANI,
    BUDI,
    NOON,
    SITI,
    TOMO,
    complete_by,
    done,
    kinds,
    opened,
    sop,
    step,
    way,
)

AT = {"at": NOON}


def forked() -> Case:
    """Work items 2 (kiri) and 3 (kanan) are open; `temu` waits for both."""
    case = opened(
        step("a", "opd", way(None, "kiri", "kanan")),
        step("kiri", "tim", "temu"),
        step("kanan", "kasi", "temu"),
        step(
            "temu",
            "kasi",
            way("cukup", end="selesai"),
            way("ulang", "a"),
            waits_for=("kiri", "kanan"),
        ),
    )
    return done(case, 1, SITI)


def test_a_fork_opens_every_branch() -> None:
    assert [item.step for item in forked().items.values()] == ["kiri", "kanan"]


def test_a_join_opens_when_all_have_come_in_any_order() -> None:
    transition = complete_by(forked(), 3, BUDI)
    assert kinds(transition.events) == ["WorkItemCompleted", "JoinReached"]
    assert transition.case.arrivals == {"temu": frozenset({"kanan"})}
    joined = done(transition.case, 2, ANI)
    assert [item.step for item in joined.items.values()] == ["temu"]
    assert joined.arrivals == {}


def test_a_join_starts_afresh_in_the_next_round() -> None:
    case = done(done(forked(), 2, ANI), 3, BUDI)
    case = done(done(case, 4, BUDI, outcome="ulang"), 5, SITI)
    assert [item.step for item in done(case, 6, ANI).items.values()] == ["kanan"]


def test_an_automatic_step_is_passed_by_nobody() -> None:
    case = opened(step("a", "opd", "b"), step("b", "opd", "!", automatic=True))
    transition = complete_by(case, 1, SITI)
    assert kinds(transition.events) == ["WorkItemCompleted", "StepPassed", "CaseCompleted"]
    assert transition.events[1].by.person is None


DERIVED = (
    step("a", "opd", way("ya", "b"), way("tidak", "b")),
    step("b", "kasi", "c"),
    step("c", "kasi", way("ya", "d"), way("tidak", end="selesai"), derived_from="a"),
    step("d", "kadis", "!"),
)


def test_a_derived_decision_is_never_asked_twice() -> None:
    case = done(done(opened(*DERIVED), 1, SITI, outcome="ya"), 2, BUDI)
    assert [item.step for item in case.items.values()] == ["d"]
    assert case.decisions == {"a": "ya", "c": "ya"}
    assert done(case, 3, TOMO).end == "selesai"
    refused = done(done(opened(*DERIVED), 1, SITI, outcome="tidak"), 2, BUDI)
    assert refused.end == "selesai"


def test_a_derived_decision_nobody_has_answered_is_asked() -> None:
    case = opened(step("a", "opd", "c"), *DERIVED[2:])
    assert [item.step for item in done(case, 1, SITI).items.values()] == ["c"]


def at_the_call(**more: object) -> Case:
    case = opened(step("a", "opd", "b"), step("b", "tim", "!", calls="SOP Analisis", **more))  # type: ignore[arg-type]
    return done(case, 1, SITI)


def test_a_step_waits_for_the_case_it_runs_as() -> None:
    transition = open_child(at_the_call(), 2, child="12", actor=ANI, **AT)
    assert kinds(transition.events) == ["WorkItemClaimed", "ChildOpened"]
    assert transition.case.items[2].state is WorkItemState.WAITING
    with pytest.raises(WorkItemWaits):
        open_child(transition.case, 2, child="13", actor=ANI, **AT)


def test_the_end_of_the_child_completes_the_step_with_what_it_brought() -> None:
    case = open_child(at_the_call(gives="laporan"), 2, child="12", actor=ANI, **AT).case
    transition = return_from_child(
        case, 2, supplies=["laporan", "x"], text="Selesai", actor=TOMO, **AT
    )
    assert kinds(transition.events) == ["DocumentSupplied", "WorkItemCompleted", "CaseCompleted"]
    assert transition.events[1].by == TOMO.acting


def test_when_the_child_brings_too_little_the_step_goes_back_to_its_owner() -> None:
    case = open_child(at_the_call(gives="laporan"), 2, child="12", actor=ANI, **AT).case
    case = return_from_child(case, 2, supplies=(), text="", actor=TOMO, **AT).case
    assert (case.items[2].state, case.items[2].owner) == (WorkItemState.RESERVED, ANI.person)


def test_a_refused_child_does_not_complete_the_step_even_with_all_its_papers() -> None:
    case = open_child(at_the_call(gives="laporan"), 2, child="12", actor=ANI, **AT).case
    transition = return_from_child(
        case, 2, supplies={"laporan"}, text="Analisis: Ditolak", refused=True, actor=TOMO, **AT
    )
    assert kinds(transition.events) == ["DocumentSupplied", "WorkItemReinstated"]
    assert transition.events[1].text == "Analisis: Ditolak"  # type: ignore[union-attr]
    assert transition.case.items[2].owner == ANI.person
    assert done(transition.case, 2, ANI).end == "selesai"


def test_the_note_of_whoever_sets_a_child_going_is_told() -> None:
    events = open_child(at_the_call(), 2, child="12", text="Mohon cepat.", actor=ANI, **AT).events
    assert events[-1].text == "Mohon cepat."  # type: ignore[union-attr]


CALLED = (step("minta", "opd", "kaji", needs="surat"), step("kaji", "kasi", "!"))


def test_a_called_case_begins_past_the_step_that_asks_for_it() -> None:
    begun = begin_child(sop(*CALLED), {"surat", "laporan"}, actor=ANI, **AT)
    assert kinds(begun.events)[0] == "CaseOpened"
    assert begun.case.documents == {"surat": 1}
    assert [item.step for item in begun.case.items.values()] == ["kaji"]


def test_short_of_its_papers_a_called_case_begins_before_the_step_that_asks_for_it() -> None:
    begun = begin_child(sop(*CALLED), (), actor=ANI, **AT)
    assert [item.step for item in begun.case.items.values()] == ["minta"]


def test_a_step_with_a_child_is_owned_without_a_second_claim() -> None:
    case = open_child(at_the_call(gives="laporan"), 2, child="12", actor=ANI, **AT).case
    case = return_from_child(case, 2, supplies=(), text="", actor=TOMO, **AT).case
    assert kinds(open_child(case, 2, child="13", actor=ANI, **AT).events) == ["ChildOpened"]


def test_a_child_is_opened_only_where_the_sop_calls_one_and_all_is_there() -> None:
    with pytest.raises(NothingCalled):
        open_child(opened(step("a", "opd", "!")), 1, child="1", actor=SITI, **AT)
    with pytest.raises(DocumentMissing):
        open_child(at_the_call(needs="kak"), 2, child="1", actor=ANI, **AT)
    with pytest.raises(NotWaitingForChild):
        return_from_child(at_the_call(), 2, supplies=(), text="", actor=ANI, **AT)
    signing = done(at_the_call(cosigners=("kadis",)), 2, ANI)
    with pytest.raises(NotWaitingForChild):
        return_from_child(signing, 2, supplies=(), text="", actor=ANI, **AT)
    with pytest.raises(NothingCalled):
        open_child(signing, 3, child="1", actor=TOMO, **AT)
