"""Co-signatures: the step stays open until every co-signer has signed, or one declines."""

import pytest

from lajur.core.access import SYSTEM
from lajur.core.completion import Completion
from lajur.core.engine.case import Case, Pending, WorkItemState, WorkKind
from lajur.core.engine.commands import decline, record_on_paper, return_for_completion
from lajur.core.engine.mapping import item_from_dict, item_to_dict, restore, snapshot
from lajur.core.engine.refusals import (
    NotASignature,
    NotAskedFor,
    NotReturnable,
    NotTheSupplier,
    ReasonMissing,
    UnknownOutcome,
    WorkItemWaits,
)
from lajur.core.procedure.definition import Outcome
from tests.core.engine.office import (
    ANI,
    BUDI,
    NOON,
    SITI,
    TOMO,
    WATI,
    WEEK,
    complete_by,
    done,
    kinds,
    opened,
    step,
    way,
)

AT = {"at": NOON}


def handed_over(*ways: str, outcome: str | None = None) -> Case:
    """The team has done its part (work item 2); Siti (3) and Tomo (4) are asked to sign."""
    exits: list[Outcome | str] = [way(label, end="selesai") for label in ways] or ["!"]
    case = opened(step("a", "opd", "b"), step("b", "tim", *exits, cosigners=("opd", "kadis")))
    return done(done(case, 1, SITI), 2, ANI, outcome=outcome)


def test_the_step_waits_while_its_co_signers_are_asked() -> None:
    case = handed_over()
    assert case.items[2].state is WorkItemState.WAITING
    assert case.items[2].owner == ANI.person
    asked = [(item.lane, item.parent) for item in case.items.values() if item.parent]
    assert asked == [("opd", 2), ("kadis", 2)]


def test_the_last_signature_completes_the_step_as_its_performer_left_it() -> None:
    case = done(handed_over("ya", "tidak", outcome="tidak"), 4, TOMO)
    transition = complete_by(case, 3, SITI, text="sesuai")
    assert kinds(transition.events) == ["WorkItemCompleted", "WorkItemCompleted", "CaseCompleted"]
    assert transition.events[1].by == SYSTEM  # nobody acted: it followed from the signature
    assert transition.case.decisions == {"b": "tidak"}


def test_nobody_works_on_the_step_while_it_waits() -> None:
    with pytest.raises(WorkItemWaits):
        complete_by(handed_over(), 2, ANI)


def test_declining_gives_the_work_back_and_lets_the_other_signatures_lapse() -> None:
    transition = decline(handed_over(), 4, reason="nilai keliru", actor=TOMO, **AT)
    assert kinds(transition.events) == [
        "SignatureDeclined",
        "WorkItemCancelled",
        "WorkItemReinstated",
    ]
    (item,) = transition.case.items.values()
    assert (item.number, item.state, item.owner) == (2, WorkItemState.RESERVED, ANI.person)
    again = done(transition.case, 2, ANI)
    assert sorted(again.items) == [2, 5, 6]


def test_declining_needs_a_reason_and_a_signature() -> None:
    with pytest.raises(ReasonMissing):
        decline(handed_over(), 4, reason=" ", actor=TOMO, **AT)
    with pytest.raises(NotASignature):
        decline(opened(step("a", "opd", "!")), 1, reason="tidak", actor=SITI, **AT)


def test_a_signature_decides_nothing_appoints_nobody_and_brings_no_foreign_paper() -> None:
    case = handed_over()
    with pytest.raises(UnknownOutcome):
        complete_by(case, 4, TOMO, outcome="ya")
    with pytest.raises(NotAskedFor):
        complete_by(case, 4, TOMO, appoints={"tim": (3,)})
    with pytest.raises(NotAskedFor):
        complete_by(case, 4, TOMO, duration=WEEK)
    with pytest.raises(NotTheSupplier):
        complete_by(case, 4, TOMO, supplies=frozenset({"kak"}))


def test_a_signature_cannot_be_returned_to_the_applicant() -> None:
    with pytest.raises(NotReturnable):
        return_for_completion(handed_over(), 4, missing=(), reason="x", actor=TOMO, **AT)


def test_what_the_step_remembers_survives_the_store() -> None:
    case = handed_over("ya", "tidak", outcome="tidak")
    items = [item_from_dict(item_to_dict(item)) for item in case.items.values()]
    stored = restore(case.procedure, snapshot(case), items)
    assert stored == case
    assert stored.items[2].pending == Pending(outcome="tidak")


def test_work_done_on_paper_is_signed_too_and_keeps_its_day() -> None:
    case = opened(step("a", "opd", "b"), step("b", "tim", "!", cosigners=("kadis",)))
    case = record_on_paper(
        done(case, 1, SITI),
        2,
        completion=Completion(),
        done_at=NOON,
        done_by="Ani",
        reason="listrik padam",
        actor=WATI,
        **AT,
    ).case
    assert case.items[2].owner is None
    signed = complete_by(case, 3, TOMO).events[1]
    assert (signed.done_at, signed.done_by) == (NOON, "Ani")  # type: ignore[union-attr]
    declined = decline(case, 3, reason="keliru", actor=TOMO, **AT).case
    assert declined.items[2].state is WorkItemState.READY


def test_the_kinds_of_work_are_told_apart() -> None:
    case = handed_over()
    assert [item.kind for item in case.items.values()] == [
        WorkKind.STEP,
        WorkKind.SIGNATURE,
        WorkKind.SIGNATURE,
    ]
    assert BUDI.lanes.isdisjoint({item.lane for item in case.items.values()})
