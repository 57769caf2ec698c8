"""Claiming, releasing, delegating, completing: what is refused, and what follows."""

from dataclasses import replace

import pytest

from lajur.core.access import NOBODY, Role
from lajur.core.completion import Completion
from lajur.core.engine.case import Case, CaseState, WorkItemState
from lajur.core.engine.commands import (
    claim,
    delegate,
    open_case,
    record_on_paper,
    release,
    shortcomings,
    suspend,
)
from lajur.core.engine.refusals import (
    AlreadyYours,
    AppointmentMissing,
    CaseClosed,
    DocumentMissing,
    NotAllowed,
    NotAppointed,
    NotAskedFor,
    NotTaken,
    NotTheSupplier,
    NotYourWork,
    OutputMissing,
    OutputNotRenewed,
    ReasonMissing,
    TakenByAnother,
    UnknownItem,
    UnknownOutcome,
    WorkItemClosed,
    WorkItemPaused,
)
from lajur.core.engine.time_refusals import DurationMissing, DurationTooLong
from lajur.core.refusals import NotFound
from lajur.core.worktime.standard import Duration, TimeUnit
from tests.core.engine.office import (
    ANI,
    BUDI,
    DEWI,
    LATER,
    NOON,
    RAHMAT,
    SITI,
    WATI,
    WEEK,
    complete_by,
    done,
    kinds,
    opened,
    sop,
    step,
    way,
    without,
)

AT = {"at": NOON}


def at_the_team() -> Case:
    """A case whose second work item is the team's."""
    case = opened(step("a", "opd", "b"), step("b", "tim", "!"))
    return done(case, 1, SITI)


def test_a_case_opens_at_its_first_step() -> None:
    transition = open_case(sop(step("a", "opd", "!")), actor=SITI, **AT)
    assert kinds(transition.events) == ["CaseOpened", "WorkItemOpened"]
    assert transition.case.items[1].state is WorkItemState.READY


def test_the_public_opens_no_case() -> None:
    with pytest.raises(NotAllowed):
        open_case(sop(step("a", "opd", "!")), actor=NOBODY, **AT)


def test_completing_closes_the_item_and_opens_the_next() -> None:
    case = at_the_team()
    assert [(item.number, item.step) for item in case.items.values()] == [(2, "b")]
    assert case.visits == {"a": 1, "b": 1}


def test_the_last_step_closes_the_case() -> None:
    transition = complete_by(at_the_team(), 2, ANI)
    assert kinds(transition.events) == ["WorkItemCompleted", "CaseCompleted"]
    assert (transition.case.state, transition.case.end) == (CaseState.COMPLETED, "selesai")


def test_who_claims_has_it_and_nobody_else_may_work_on_it() -> None:
    case = claim(at_the_team(), 2, actor=ANI, **AT).case
    assert case.items[2].owner == ANI.person
    with pytest.raises(TakenByAnother) as refused:
        complete_by(case, 2, DEWI)
    assert refused.value.facts == {"number": 2, "owner": ANI.person}
    assert done(case, 2, ANI).end == "selesai"


def test_claiming_twice_is_refused() -> None:
    case = claim(at_the_team(), 2, actor=ANI, **AT).case
    with pytest.raises(AlreadyYours):
        claim(case, 2, actor=ANI, **AT)
    with pytest.raises(TakenByAnother):
        claim(case, 2, actor=DEWI, **AT)


def test_what_is_released_anyone_of_the_lane_may_take() -> None:
    case = claim(at_the_team(), 2, actor=ANI, **AT).case
    case = release(case, 2, actor=ANI, **AT).case
    assert case.items[2].state is WorkItemState.READY
    assert claim(case, 2, actor=DEWI, **AT).case.items[2].owner == DEWI.person


def test_nothing_is_released_that_nobody_has() -> None:
    with pytest.raises(NotTaken):
        release(at_the_team(), 2, actor=ANI, **AT)


def test_a_colleague_can_be_given_the_work_with_an_instruction() -> None:
    transition = delegate(at_the_team(), 2, to=4, instruction="Tolong selesaikan", actor=ANI, **AT)
    assert transition.case.items[2].owner == DEWI.person
    assert transition.events[0].text == "Tolong selesaikan"  # type: ignore[union-attr]


def test_who_is_not_in_the_lane_is_told_whose_turn_it_is() -> None:
    with pytest.raises(NotYourWork) as refused:
        complete_by(at_the_team(), 2, BUDI)
    assert str(refused.value) == (
        "Langkah “Langkah b” bukan tugas Anda; sekarang giliran Tim Pengembang."
    )
    with pytest.raises(NotYourWork):
        complete_by(at_the_team(), 2, RAHMAT)


def test_who_may_not_act_does_nothing_even_in_the_lane() -> None:
    with pytest.raises(NotAllowed):
        complete_by(at_the_team(), 2, without(ANI, Role.OFFICIAL))


def test_an_item_is_completed_once() -> None:
    case = opened(step("a", "opd", "b"), step("b", "opd", "!"))
    case = done(case, 1, SITI)
    with pytest.raises(WorkItemClosed):
        complete_by(case, 1, SITI)


@pytest.mark.parametrize("number", [-1, 0, 99])
def test_what_never_was_is_not_found(number: int) -> None:
    with pytest.raises(NotFound):
        complete_by(at_the_team(), number, ANI)


def test_nothing_can_be_done_in_a_closed_case() -> None:
    case = done(opened(step("a", "opd", "!")), 1, SITI)
    with pytest.raises(CaseClosed):
        complete_by(case, 1, SITI)


def test_what_is_suspended_is_not_completed() -> None:
    case = suspend(at_the_team(), 2, reason="menunggu anggaran", actor=ANI, **AT).case
    with pytest.raises(WorkItemPaused):
        complete_by(case, 2, ANI)


def test_a_decision_ends_only_as_it_is_labelled() -> None:
    case = opened(step("a", "opd", way("ya", end="selesai"), way("tidak", "a")))
    with pytest.raises(UnknownOutcome, match="“ya”, “tidak”"):
        complete_by(case, 1, SITI, outcome="mungkin")
    with pytest.raises(UnknownOutcome):
        complete_by(case, 1, SITI)
    assert done(case, 1, SITI, outcome="ya").decisions == {"a": "ya"}


def test_a_box_has_no_outcome_to_choose() -> None:
    with pytest.raises(UnknownOutcome):
        complete_by(opened(step("a", "opd", "!")), 1, SITI, outcome="ya")


def test_sending_back_needs_its_reason() -> None:
    case = opened(step("a", "opd", way("ya", end="selesai"), way("tidak", "a", reason=True)))
    with pytest.raises(ReasonMissing):
        complete_by(case, 1, SITI, outcome="tidak", text="  ")
    assert done(case, 1, SITI, outcome="tidak", text="kurang").visits == {"a": 2}


def test_each_round_of_a_loop_is_counted() -> None:
    case = opened(step("a", "opd", way("ya", end="selesai"), way("tidak", "a")))
    case = done(done(case, 1, SITI, outcome="tidak"), 2, SITI, outcome="tidak")
    assert case.items[3].visit == 3


def test_a_missing_document_holds_the_step_and_says_who_supplies_it() -> None:
    case = opened(step("a", "opd", "b"), step("b", "kasi", "!", needs="kak komputer laporan?"))
    case = done(case, 1, SITI)
    with pytest.raises(DocumentMissing, match=r"KAK \(OPD pemohon\)\.") as refused:
        complete_by(case, 2, BUDI)
    assert refused.value.facts["items"] == ("kak",)
    transition = complete_by(case, 2, BUDI, supplies=frozenset({"kak"}))
    assert kinds(transition.events) == ["DocumentSupplied", "WorkItemCompleted", "CaseCompleted"]


def test_what_the_step_yields_must_be_handed_in() -> None:
    case = opened(step("a", "opd", "!", gives="surat"))
    with pytest.raises(OutputMissing, match="Surat permohonan"):
        complete_by(case, 1, SITI)
    assert done(case, 1, SITI, supplies=frozenset({"surat"})).documents == {"surat": 1}


def test_all_that_a_completion_lacks_is_told_at_once_and_nothing_once_it_is_there() -> None:
    again = way("ulang", "b", reason=True)
    steps = step("b", "kasi", way("ya", end="selesai"), again, needs="kak", gives="surat")
    case = done(opened(step("a", "opd", "b"), steps), 1, SITI)

    def codes(**given: object) -> list[str]:
        return [one.code for one in shortcomings(case, 2, Completion(**given))]  # type: ignore[arg-type]

    assert codes(outcome="ulang") == ["reason_missing", "document_missing", "output_missing"]
    assert codes(outcome="") == ["document_missing", "output_missing"]
    assert codes(outcome="ya", supplies=frozenset({"kak"})) == ["output_missing"]
    assert codes(outcome="ya", supplies=frozenset({"kak", "surat"})) == []
    assert shortcomings(case, 9, Completion()) == ()


def test_a_paper_handed_in_again_is_its_next_version() -> None:
    case = opened(step("a", "opd", way("ya", end="selesai"), way("ulang", "a"), gives="surat"))
    paper = frozenset({"surat"})
    case = done(case, 1, SITI, outcome="ulang", supplies=paper)
    assert done(case, 2, SITI, outcome="ya", supplies=paper).documents == {"surat": 2}


def rejected() -> Case:
    """A plan sent back: its step is at its second visit, with the papers of the first."""
    case = opened(
        step("a", "opd", "b", gives="surat laporan"),
        step("b", "opd", way("ya", end="selesai"), way("tidak", "a"), needs="surat", gives="surat"),
    )
    case = done(case, 1, SITI, supplies=frozenset({"surat", "laporan"}))
    return done(case, 2, SITI, outcome="tidak")


def test_a_later_visit_is_not_satisfied_by_the_papers_of_an_earlier_one() -> None:
    with pytest.raises(OutputNotRenewed, match=r"putaran ke-2.*Surat permohonan; Laporan\.") as no:
        complete_by(rejected(), 3, SITI)
    assert no.value.facts["items"] == ("surat", "laporan")
    with pytest.raises(OutputNotRenewed, match=r": Laporan\."):
        complete_by(rejected(), 3, SITI, supplies=frozenset({"surat"}))


def test_a_paper_of_an_earlier_visit_may_be_declared_to_stand() -> None:
    one, other = frozenset({"surat"}), frozenset({"laporan"})
    transition = complete_by(rejected(), 3, SITI, supplies=one, unchanged=other)
    assert kinds(transition.events)[:2] == ["DocumentSupplied", "DocumentKept"]
    assert transition.case.documents == {"surat": 2, "laporan": 1}


def test_what_is_recorded_from_paper_keeps_what_was_declared_to_stand() -> None:
    stands = Completion(unchanged=frozenset({"surat", "laporan"}))
    transition = record_on_paper(
        rejected(), 3, completion=stands, done_at=NOON, done_by="Siti", reason="Listrik padam.",
        actor=WATI, at=LATER, since=NOON,
    )  # fmt: skip
    assert kinds(transition.events).count("DocumentKept") == 2


def test_what_a_step_only_passes_on_is_settled_where_it_came_from() -> None:
    case = done(rejected(), 3, SITI, unchanged=frozenset({"surat", "laporan"}))
    assert case.items[4].visit == 2
    assert done(case, 4, SITI, outcome="ya").end == "selesai"


def test_only_a_paper_that_is_there_can_stand_and_only_at_a_later_visit() -> None:
    first = opened(step("a", "opd", way("ya", end="selesai"), way("ulang", "a"), gives="surat"))
    paper = frozenset({"surat"})
    with pytest.raises(NotAskedFor, match="pernyataan tetap"):
        complete_by(first, 1, SITI, outcome="ya", supplies=paper, unchanged=paper)
    with pytest.raises(NotAskedFor):
        complete_by(rejected(), 3, SITI, unchanged=frozenset({"surat", "laporan", "kak"}))
    with pytest.raises(NotAskedFor):
        complete_by(opened(step("a", "opd", "!")), 1, SITI, unchanged=paper)


def test_an_output_of_another_outcome_need_not_be_renewed() -> None:
    again = way("ulang", "a")
    case = opened(step("a", "opd", way("ya", end="selesai"), again, gives="laporan@a=ulang"))
    case = done(case, 1, SITI, outcome="ulang", supplies=frozenset({"laporan"}))
    assert done(case, 2, SITI, outcome="ya").end == "selesai"
    with pytest.raises(OutputNotRenewed):
        complete_by(case, 2, SITI, outcome="ulang")


def test_an_output_may_depend_on_the_outcome() -> None:
    steps = step("a", "opd", way("ya", end="selesai"), way("tidak", "a"), gives="laporan@a=tidak")
    with pytest.raises(OutputMissing):
        complete_by(opened(steps), 1, SITI, outcome="tidak")
    assert done(opened(steps), 1, SITI, outcome="ya").end == "selesai"


def test_a_requirement_may_depend_on_an_earlier_decision() -> None:
    steps = (
        step("a", "opd", way("ya", "b"), way("tidak", "b")),
        step("b", "kasi", "!", needs="surat@a=ya"),
    )
    with pytest.raises(DocumentMissing):
        complete_by(done(opened(*steps), 1, SITI, outcome="ya"), 2, BUDI)
    assert done(done(opened(*steps), 1, SITI, outcome="tidak"), 2, BUDI).end == "selesai"


def test_a_paper_no_sop_knows_is_refused() -> None:
    with pytest.raises(UnknownItem):
        complete_by(opened(step("a", "opd", "!")), 1, SITI, supplies=frozenset({"x"}))


def test_a_paper_of_others_is_refused() -> None:
    case = opened(step("a", "opd", "b"), step("b", "kasi", "!", gives="laporan"))
    with pytest.raises(NotTheSupplier, match="Kepala Seksi"):
        complete_by(case, 1, SITI, supplies=frozenset({"laporan"}))


def test_a_step_that_appoints_must_choose_somebody() -> None:
    case = opened(step("a", "opd", "b", appoints=("tim",)), step("b", "tim", "!"))
    with pytest.raises(AppointmentMissing, match="Tim Pengembang"):
        complete_by(case, 1, SITI, appoints={"tim": ()})


def test_only_the_appointed_may_work_in_the_lane() -> None:
    case = opened(step("a", "opd", "b", appoints=("tim",)), step("b", "tim", "!"))
    case = done(case, 1, SITI, appoints={"tim": (4, 4)})
    assert case.appointed == {"tim": (4,)}
    with pytest.raises(NotAppointed):
        complete_by(case, 2, ANI)
    with pytest.raises(NotAppointed):
        delegate(case, 2, to=3, instruction="", actor=DEWI, **AT)
    assert done(case, 2, DEWI).end == "selesai"


def test_a_step_that_sets_a_time_must_give_one() -> None:
    case = opened(step("a", "opd", "b", sets_time_of="b"), step("b", "tim", "!"))
    for nothing in (None, Duration(amount=0, unit=TimeUnit.WEEK)):
        with pytest.raises(DurationMissing, match="Langkah b"):
            complete_by(case, 1, SITI, duration=nothing)
    with pytest.raises(DurationTooLong, match=r"Langkah b.*60 bulan"):
        complete_by(case, 1, SITI, duration=Duration(amount=9_999, unit=TimeUnit.MONTH))
    with pytest.raises(ReasonMissing):
        complete_by(case, 1, SITI, duration=WEEK)
    assert done(case, 1, SITI, duration=WEEK, text="Modul kecil.").durations == {"b": WEEK}


def test_nothing_is_taken_that_was_not_asked_for() -> None:
    case = opened(step("a", "opd", "!"))
    with pytest.raises(NotAskedFor, match="penunjukan"):
        complete_by(case, 1, SITI, appoints={"tim": (3,)})
    with pytest.raises(NotAskedFor, match="penetapan waktu"):
        complete_by(case, 1, SITI, duration=WEEK)


def test_the_words_of_a_step_without_a_title_are_its_id() -> None:
    bare = sop(step("a", "opd", "!"))
    nameless = replace(bare.steps["a"], printed=replace(bare.steps["a"].printed, title=""))
    case = open_case(replace(bare, steps={"a": nameless}), actor=SITI, **AT).case
    with pytest.raises(NotYourWork, match="Langkah “a”"):
        complete_by(case, 1, BUDI)
