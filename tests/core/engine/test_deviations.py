"""What the paper does not print: each with its reason, each only by those who may."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from lajur.core.access import SYSTEM, PersonId, Role
from lajur.core.completion import Completion
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case, CaseState, WorkItemState, WorkKind
from lajur.core.engine.commands import (
    claim,
    correct,
    hand_back,
    reassign,
    recall_return,
    record_on_paper,
    resume,
    return_for_completion,
    supply,
    suspend,
    withdraw,
)
from lajur.core.engine.refusals import (
    CaseClosed,
    DocumentMissing,
    NotAllowed,
    NothingSupplied,
    NotPaused,
    NotReturnable,
    NotReturned,
    NotTheApplicant,
    NotTheSupplier,
    NotYourWork,
    PerformerMissing,
    ReasonMissing,
    UnknownEvent,
    UnknownItem,
    WorkItemPaused,
    WrongPaperDate,
)
from tests.core.engine.office import (
    ANI,
    BUDI,
    DEWI,
    LATER,
    NOON,
    RAHMAT,
    SITI,
    TOMO,
    WATI,
    complete_by,
    done,
    kinds,
    opened,
    person,
    step,
    way,
    without,
)

AT: Any = {"at": NOON}


def at_budis_desk() -> Case:
    """Work item 2 is Budi's, who needs the KAK."""
    case = opened(step("a", "opd", "b"), step("b", "kasi", "!", needs="kak"))
    return done(case, 1, SITI)


def returned(*missing: str) -> Case:
    """Budi has sent it back; Siti must complete it with work item 3."""
    return return_for_completion(
        at_budis_desk(), 2, missing=missing, reason="KAK belum ada", actor=BUDI, **AT
    ).case


def test_returning_asks_the_applicant_and_keeps_the_step_for_its_owner() -> None:
    case = returned("kak")
    assert (case.items[2].state, case.items[2].owner) == (WorkItemState.WAITING, BUDI.person)
    assert (case.items[3].kind, case.items[3].lane) == (WorkKind.COMPLETION, "opd")


def test_who_has_claimed_the_step_need_not_claim_it_to_return_it() -> None:
    case = claim(at_budis_desk(), 2, actor=BUDI, **AT).case
    transition = return_for_completion(case, 2, missing=["kak"], reason="kurang", actor=BUDI, **AT)
    assert kinds(transition.events) == ["ReturnedForCompletion", "WorkItemOpened"]


def test_the_applicant_must_bring_what_is_missing() -> None:
    with pytest.raises(DocumentMissing, match="KAK"):
        complete_by(returned("kak"), 3, SITI)
    transition = complete_by(returned("kak"), 3, SITI, supplies=frozenset({"kak"}))
    assert kinds(transition.events) == [
        "DocumentSupplied",
        "WorkItemCompleted",
        "WorkItemReinstated",
    ]
    assert transition.case.items[2].state is WorkItemState.RESERVED
    assert done(transition.case, 2, BUDI).end == "selesai"


def test_a_missing_paper_may_come_before_the_answer() -> None:
    case = supply(returned("kak"), ["kak"], number=3, actor=SITI, **AT).case
    assert done(case, 3, SITI).items[2].state is WorkItemState.RESERVED


def test_one_of_two_missing_papers_is_not_both() -> None:
    case = supply(returned("kak", "surat"), ["kak"], number=3, actor=SITI, **AT).case
    with pytest.raises(DocumentMissing, match="Surat permohonan"):
        done(case, 3, SITI)


def test_a_paper_of_another_lane_may_be_asked_of_the_applicant() -> None:
    case = done(returned("laporan"), 3, SITI, supplies=frozenset({"laporan"}))
    assert case.documents == {"laporan": 1}


def test_an_explanation_alone_may_be_asked_for() -> None:
    assert done(returned(), 3, SITI, text="Sudah dijelaskan").items[2].pending is None


def test_returning_needs_a_reason_known_papers_and_somebody_else_s_step() -> None:
    case = at_budis_desk()
    with pytest.raises(ReasonMissing):
        return_for_completion(case, 2, missing=["kak"], reason="", actor=BUDI, **AT)
    with pytest.raises(UnknownItem):
        return_for_completion(case, 2, missing=["x"], reason="x", actor=BUDI, **AT)
    own = opened(step("a", "opd", "!"))
    with pytest.raises(NotReturnable):
        return_for_completion(own, 1, missing=(), reason="x", actor=SITI, **AT)


def test_the_lane_or_the_clerk_asks_the_applicant_no_longer() -> None:
    for who in (BUDI, WATI):
        transition = recall_return(returned("kak"), 2, reason="sudah ada", actor=who, **AT)
        assert kinds(transition.events) == [
            "ReturnRecalled",
            "WorkItemCancelled",
            "WorkItemReinstated",
        ]
        (item,) = transition.case.items.values()
        assert (item.state, item.owner) == (WorkItemState.RESERVED, BUDI.person)


def test_recalling_needs_a_reason_a_return_and_a_part_in_it() -> None:
    with pytest.raises(ReasonMissing):
        recall_return(returned("kak"), 2, reason=" ", actor=BUDI, **AT)
    with pytest.raises(NotReturned):
        recall_return(at_budis_desk(), 2, reason="x", actor=BUDI, **AT)
    with pytest.raises(NotYourWork):
        recall_return(returned("kak"), 2, reason="x", actor=SITI, **AT)


def test_handing_in_nothing_is_refused_and_not_passed_over() -> None:
    with pytest.raises(NothingSupplied):
        supply(returned("kak"), (), number=3, actor=SITI, **AT)


def test_what_is_suspended_goes_on_with_whoever_had_it() -> None:
    case = claim(at_budis_desk(), 2, actor=BUDI, **AT).case
    case = suspend(case, 2, reason="menunggu anggaran", actor=BUDI, **AT).case
    with pytest.raises(WorkItemPaused):
        claim(case, 2, actor=BUDI, **AT)
    case = resume(case, 2, reason="anggaran turun", actor=BUDI, **AT).case
    assert (case.items[2].state, case.items[2].owner) == (WorkItemState.RESERVED, BUDI.person)


def test_what_nobody_had_goes_back_to_the_lane() -> None:
    case = suspend(at_budis_desk(), 2, reason="menunggu", actor=BUDI, **AT).case
    case = resume(case, 2, reason="lanjut", actor=BUDI, **AT).case
    assert case.items[2].state is WorkItemState.READY


def test_pausing_and_going_on_need_reasons_and_the_right_moment() -> None:
    case = at_budis_desk()
    with pytest.raises(ReasonMissing):
        suspend(case, 2, reason="", actor=BUDI, **AT)
    with pytest.raises(NotPaused):
        resume(case, 2, reason="x", actor=BUDI, **AT)
    paused = suspend(case, 2, reason="x", actor=BUDI, **AT).case
    with pytest.raises(ReasonMissing):
        resume(paused, 2, reason="", actor=BUDI, **AT)
    with pytest.raises(NotYourWork):
        resume(paused, 2, reason="x", actor=RAHMAT, **AT)


def test_the_applicant_withdraws_and_all_open_work_is_cancelled() -> None:
    transition = withdraw(returned("kak"), reason="tidak jadi", actor=SITI, **AT)
    assert kinds(transition.events) == ["CaseWithdrawn", "WorkItemCancelled", "WorkItemCancelled"]
    assert transition.case.state is CaseState.WITHDRAWN
    with pytest.raises(CaseClosed):
        withdraw(transition.case, reason="lagi", actor=SITI, **AT)


def test_nobody_else_withdraws_and_never_without_a_reason() -> None:
    with pytest.raises(NotTheApplicant, match="OPD pemohon"):
        withdraw(at_budis_desk(), reason="x", actor=BUDI, **AT)
    with pytest.raises(NotAllowed):
        withdraw(at_budis_desk(), reason="x", actor=without(SITI, Role.APPLICANT), **AT)
    with pytest.raises(ReasonMissing):
        withdraw(at_budis_desk(), reason="", actor=SITI, **AT)


def moved(case: Case, to: PersonId | None) -> Case:
    return reassign(case, 2, to=to, reason="mutasi", actor=WATI, **AT).case


def test_the_clerk_gives_work_to_another_or_back_to_the_lane() -> None:
    case = moved(at_budis_desk(), 9)
    assert (case.items[2].state, case.items[2].owner) == (WorkItemState.RESERVED, 9)
    assert moved(case, None).items[2].state is WorkItemState.READY


def test_what_waits_or_is_paused_stays_so_with_its_new_owner() -> None:
    paused = suspend(at_budis_desk(), 2, reason="x", actor=BUDI, **AT).case
    assert moved(paused, 9).items[2].state is WorkItemState.SUSPENDED
    waiting = moved(returned("kak"), 9)
    assert waiting.items[2].state is WorkItemState.WAITING
    answered = done(waiting, 3, SITI, supplies=frozenset({"kak"}))
    assert answered.items[2].owner == 9


def test_whoever_is_given_the_work_may_do_it_without_being_appointed() -> None:
    case = opened(step("a", "opd", "b", appoints=("tim",)), step("b", "tim", "!"))
    case = moved(done(case, 1, SITI, appoints={"tim": (ANI.person,)}), DEWI.person)
    assert done(case, 2, DEWI).end == "selesai"


def test_a_performer_cannot_reassign_and_the_clerk_must_say_why() -> None:
    with pytest.raises(NotAllowed):
        reassign(at_budis_desk(), 2, to=None, reason="x", actor=BUDI, **AT)
    with pytest.raises(ReasonMissing):
        reassign(at_budis_desk(), 2, to=None, reason="", actor=WATI, **AT)


def test_work_of_somebody_who_left_goes_back_to_the_lane_by_itself() -> None:
    case = claim(at_budis_desk(), 2, actor=BUDI, **AT).case
    transition = hand_back(case, 2, reason="masa jabatan berakhir", by=SYSTEM, **AT)
    assert transition.case.items[2].state is WorkItemState.READY
    assert transition.events[0].by == SYSTEM
    with pytest.raises(ReasonMissing):
        hand_back(case, 2, reason="", by=SYSTEM, **AT)


def on_paper(
    case: Case,
    actor: object = WATI,
    *,
    done_at: datetime = NOON,
    at: datetime = LATER,
    done_by: str = "Budi",
    reason: str = "sistem mati",
    completion: Completion | None = None,
    since: datetime | None = None,
) -> Transition:
    return record_on_paper(
        case,
        2,
        since=since,
        completion=completion or Completion(supplies=frozenset({"kak"})),
        done_at=done_at,
        done_by=done_by,
        reason=reason,
        actor=actor,  # type: ignore[arg-type]
        at=at,
    )


def test_work_done_on_paper_is_recorded_with_its_day_and_its_hand() -> None:
    completed = on_paper(at_budis_desk()).events[1]
    assert (completed.done_at, completed.done_by, completed.text) == (  # type: ignore[union-attr]
        NOON,
        "Budi",
        "sistem mati",
    )
    assert completed.by == WATI.acting


def test_the_lane_itself_may_record_its_paper_but_others_may_not() -> None:
    assert on_paper(at_budis_desk(), BUDI).case.end == "selesai"
    with pytest.raises(NotYourWork):
        on_paper(at_budis_desk(), TOMO)
    with pytest.raises(NotAllowed):
        on_paper(at_budis_desk(), SITI)


def test_paper_has_a_past_day_a_name_and_a_reason() -> None:
    case = at_budis_desk()
    for wrong in (NOON - timedelta(seconds=1), LATER + timedelta(seconds=1)):
        with pytest.raises(WrongPaperDate):
            on_paper(case, done_at=wrong)
    with pytest.raises(PerformerMissing):
        on_paper(case, done_by=" ")
    with pytest.raises(ReasonMissing):
        on_paper(case, reason=" ")


def test_a_chain_of_paper_may_be_recorded_after_the_day_it_was_all_done() -> None:
    day_before = NOON - timedelta(days=1)
    case = on_paper(at_budis_desk(), done_at=day_before, since=day_before).case
    assert case.end == "selesai"
    with pytest.raises(WrongPaperDate):
        on_paper(at_budis_desk(), done_at=day_before, since=day_before + timedelta(minutes=1))


def test_paper_must_be_as_complete_as_any_other_work() -> None:
    with pytest.raises(DocumentMissing):
        on_paper(at_budis_desk(), completion=Completion())


def test_the_reason_of_a_decision_on_paper_stands_before_that_of_the_paper() -> None:
    case = opened(
        step("a", "opd", "b"),
        step("b", "kasi", way("ya", end="selesai"), way("tidak", end="selesai", reason=True)),
    )
    said = Completion(outcome="tidak", text="anggaran kurang")
    completed = on_paper(done(case, 1, SITI), completion=said).events[0]
    assert completed.text == "anggaran kurang\nsistem mati"  # type: ignore[union-attr]


def test_an_entry_is_set_right_without_being_changed_even_after_the_end() -> None:
    case = done(opened(step("a", "opd", "!")), 1, SITI)
    transition = correct(case, 3, text="salah ketik", actor=WATI, **AT)
    assert kinds(transition.events) == ["Corrected"]
    assert transition.case.seq == case.seq + 1
    assert transition.case.state is CaseState.COMPLETED


def test_only_those_with_a_part_in_the_case_or_the_register_correct() -> None:
    case = at_budis_desk()
    assert correct(case, 1, text="keliru", actor=BUDI, **AT).case.seq == case.seq + 1
    with pytest.raises(NotAllowed):
        correct(case, 1, text="keliru", actor=RAHMAT, **AT)
    with pytest.raises(NotAllowed):
        correct(case, 1, text="keliru", actor=SITI, **AT)


def test_a_correction_names_an_entry_and_says_what_is_wrong() -> None:
    case = at_budis_desk()
    for seq in (0, case.seq + 1):
        with pytest.raises(UnknownEvent):
            correct(case, seq, text="x", actor=WATI, **AT)
    with pytest.raises(ReasonMissing):
        correct(case, 1, text="", actor=WATI, **AT)


def test_a_paper_may_come_apart_from_any_work() -> None:
    transition = supply(at_budis_desk(), ["kak"], actor=SITI, **AT)
    assert kinds(transition.events) == ["DocumentSupplied"]
    assert done(transition.case, 2, BUDI).end == "selesai"


def test_only_those_it_comes_from_or_goes_to_hand_a_paper_in() -> None:
    case = at_budis_desk()
    assert supply(case, ["kak"], actor=BUDI, **AT).case.documents == {"kak": 1}
    with pytest.raises(NotTheSupplier, match="OPD pemohon, Kepala Seksi"):
        supply(case, ["kak"], actor=TOMO, **AT)
    with pytest.raises(NotYourWork):
        supply(case, ["kak"], number=2, actor=SITI, **AT)


def test_nothing_is_handed_in_after_the_end() -> None:
    case = done(opened(step("a", "opd", "!")), 1, SITI)
    with pytest.raises(CaseClosed):
        supply(case, ["kak"], actor=SITI, **AT)


def test_somebody_in_two_lanes_works_in_both() -> None:
    both = person(8, "Joko", Role.OFFICIAL, "kasi", "tim")
    assert done(at_budis_desk(), 2, both, supplies=frozenset({"kak"})).end == "selesai"
