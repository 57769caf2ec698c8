"""A substitute does the absent person's work: as much as that person could, and no more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.access import Acting, Actor, Capacity, Instead, Role, StandIn
from lajur.core.engine import guards, working
from lajur.core.engine.case import Case, CaseState, WorkItemState
from lajur.core.engine.commands import (
    claim,
    decline,
    delegate,
    release,
    resume,
    return_for_completion,
    suspend,
)
from lajur.core.engine.events import Event
from lajur.core.engine.mapping import event_from_dict, event_to_dict, item_from_dict, item_to_dict
from lajur.core.engine.refusals import (
    AlreadyYours,
    NotAppointed,
    NotYourWork,
    SignsOwnWork,
    TakenByAnother,
)
from lajur.core.procedure.definition import Procedure
from lajur.core.refusals import Refusal
from lajur.core.simulation import standing_in
from lajur.core.simulation.moves import forward_move
from lajur.core.simulation.scene import Scene
from tests.core.engine.office import (
    ANI,
    BUDI,
    DEWI,
    NOON,
    RAHMAT,
    SITI,
    TOMO,
    complete_by,
    done,
    opened,
    sop,
    step,
)
from tests.core.engine.test_laws import (
    EVERYTHING,
    a_procedure,
    begin,
    breaks,
    outcome_of,
)

AT = {"at": NOON}
SUNDAY = date(2026, 1, 11)


def for_(absent: Actor, who: Actor = RAHMAT, *, acts: bool = True) -> Actor:
    """`who`, in the place of `absent`; `acts`: on work that lies with that person."""
    person, name = absent.acting.person or 0, absent.acting.name
    acting = Acting(
        person=who.person,
        name=who.acting.name,
        position=name,
        capacity=Capacity.DAILY,
        instead_of=Instead(person=person, name=name),
    )
    return replace(
        who,
        acting=acting if acts else who.acting,
        roles=who.roles | absent.roles,
        lanes=who.lanes | absent.lanes,
        stands_in=(StandIn(person=person, name=name, capacity=Capacity.DAILY, until=SUNDAY),),
    )


def at_the_team(*, signed: bool = False) -> Case:
    """A case whose second work item is the team's: Ani's and Dewi's."""
    cosigners = ("kasi",) if signed else ()
    case = opened(step("a", "opd", "b"), step("b", "tim", "!", cosigners=cosigners))
    return done(case, 1, SITI)


def held_by(actor: Actor) -> Case:
    return claim(at_the_team(), 2, actor=actor, **AT).case


def test_what_a_substitute_takes_lies_on_the_desk_of_who_is_away() -> None:
    transition = claim(at_the_team(), 2, actor=for_(ANI), **AT)
    assert transition.case.items[2].owner == ANI.person
    by = transition.events[0].by
    assert (by.person, by.position, by.capacity) == (RAHMAT.person, "Ani", Capacity.DAILY)
    assert by.instead_of == Instead(person=3, name="Ani")


def test_who_comes_back_goes_on_with_what_the_substitute_took() -> None:
    case = suspend(held_by(for_(ANI)), 2, reason="menunggu", actor=for_(ANI), **AT).case
    case = resume(case, 2, reason="sudah datang", actor=ANI, **AT).case
    assert complete_by(case, 2, ANI).case.state is CaseState.COMPLETED


def test_the_substitute_goes_on_with_what_the_absent_person_took() -> None:
    case = held_by(ANI)
    assert release(case, 2, actor=for_(ANI), **AT).case.items[2].owner is None
    assert delegate(case, 2, to=4, instruction="", actor=for_(ANI), **AT).case.items[2].owner == 4
    assert complete_by(case, 2, for_(ANI)).case.state is CaseState.COMPLETED
    with pytest.raises(AlreadyYours):
        claim(case, 2, actor=for_(ANI), **AT)


def test_what_is_returned_by_the_substitute_comes_back_to_who_is_away() -> None:
    case = return_for_completion(
        at_the_team(), 2, missing=("kak",), reason="kurang", actor=for_(ANI), **AT
    ).case
    case = done(case, 3, SITI, supplies=frozenset({"kak"}))
    assert (case.items[2].state, case.items[2].owner) == (WorkItemState.RESERVED, ANI.person)


def test_a_colleagues_work_stays_the_colleagues() -> None:
    with pytest.raises(TakenByAnother):
        complete_by(held_by(DEWI), 2, for_(ANI))


def test_appointments_that_leave_the_absent_person_out_leave_the_substitute_out() -> None:
    case = opened(step("a", "opd", "b", appoints=("tim",)), step("b", "tim", "!"))
    only_dewi = done(case, 1, SITI, appoints={"tim": (4,)})
    with pytest.raises(NotAppointed):
        complete_by(only_dewi, 2, for_(ANI))
    assert complete_by(only_dewi, 2, for_(DEWI)).case.state is CaseState.COMPLETED


def test_after_the_last_day_nothing_is_left() -> None:
    case = held_by(for_(ANI))
    with pytest.raises(NotYourWork):
        complete_by(case, 2, RAHMAT)
    with pytest.raises(TakenByAnother):
        complete_by(case, 2, DEWI)


def test_a_substitute_in_the_same_lane_works_there_as_themselves_too() -> None:
    dewi = for_(ANI, DEWI, acts=False)
    assert claim(at_the_team(), 2, actor=dewi, **AT).case.items[2].owner == DEWI.person
    assert complete_by(held_by(ANI), 2, for_(ANI, DEWI)).events[0].by.instead_of is not None


def test_nobody_signs_what_they_did_in_whichever_position() -> None:
    both = replace(ANI, lanes=frozenset({"tim", "kasi"}))
    case = done(at_the_team(signed=True), 2, both)
    with pytest.raises(SignsOwnWork):
        complete_by(case, 3, both)
    assert complete_by(case, 3, BUDI).case.state is CaseState.COMPLETED


def test_who_did_the_work_does_not_sign_it_for_who_is_away() -> None:
    case = done(at_the_team(signed=True), 2, ANI)
    with pytest.raises(SignsOwnWork):
        complete_by(case, 3, for_(BUDI, ANI))
    assert complete_by(case, 3, for_(BUDI)).case.state is CaseState.COMPLETED


def test_who_did_the_work_for_somebody_away_does_not_sign_it_themselves() -> None:
    case = done(at_the_team(signed=True), 2, for_(ANI, BUDI))
    assert (case.items[2].owner, case.items[2].pending.doer) == (ANI.person, BUDI.person)  # type: ignore[union-attr]
    with pytest.raises(SignsOwnWork):
        complete_by(case, 3, BUDI)
    assert complete_by(case, 3, for_(BUDI, TOMO)).case.state is CaseState.COMPLETED


def test_who_did_the_work_may_still_decline_what_they_see_is_wrong() -> None:
    case = done(at_the_team(signed=True), 2, for_(ANI, BUDI))
    case = decline(case, 3, reason="keliru", actor=BUDI, **AT).case
    assert case.items[2].owner == ANI.person
    assert done(case, 2, ANI).items[2].pending.doer is None  # type: ignore[union-attr]


def test_for_whom_somebody_acted_survives_the_store_and_stays_away_from_other_acts() -> None:
    events: list[Event] = []
    case = at_the_team(signed=True)
    for actor in (for_(ANI), ANI):
        transition = complete_by(case, 2, actor)
        events += transition.events
        item = transition.case.items[2]
        assert item_from_dict(item_to_dict(item)) == item
    for event in events:
        stored = event_to_dict(event)  # type: ignore[arg-type]
        assert event_from_dict(stored) == event
        assert ("instead_of" in stored["by"]) is (event.by.instead_of is not None)
    assert "doer" not in (item_to_dict(item)["pending"] or {})


def test_nobody_answers_for_what_nobody_has() -> None:
    assert not for_(ANI).answers_for(None)
    assert for_(ANI).answers_for(ANI.person)
    assert for_(ANI).answers_for(RAHMAT.person)
    assert not for_(ANI).answers_for(DEWI.person)
    assert for_(ANI).stands_in_for == {ANI.person}
    assert (ANI.desk, for_(ANI).desk) == (ANI.person, ANI.person)


@given(a_procedure(), st.integers(0, 10**6), st.integers(0, 12))
def test_a_substitute_may_do_what_the_absent_person_may_and_nothing_else(
    procedure: Procedure, seed: int, moves: int
) -> None:
    scene = begin(procedure, Random(seed))
    for _ in range(moves):
        if scene.case.state is CaseState.OPEN:
            scene.case = forward_move(scene, hurried=False).case
    if scene.case.state is not CaseState.OPEN:
        return
    lane = next(iter(scene.case.items.values())).lane
    allowed = {name: outcome_of(scene, name) is not None for name in ACTS}
    scene.cast = replace(
        scene.cast, lanes={**scene.cast.lanes, lane: (scene.cast.substitutes[lane],)}
    )
    assert {name: outcome_of(scene, name) is not None for name in ACTS} == allowed


ACTS = ("claim", "complete", "suspend", "reassign", "record_on_paper", "correct", "withdraw")


def lets_through(case: Case, attempt: Callable[[Scene], object]) -> bool:
    """Whether an attempt that must fail succeeds; there is an occasion for it."""
    scene = begin(case.procedure, Random(1))
    scene.case = case
    try:
        assert attempt(scene) is not None
    except Refusal:
        return False
    return True


def taken_by_the_second() -> Case:
    """The first work item lies with the colleague of who is away."""
    scene = begin(sop(step("a", "tim", "!")), Random(1))
    return claim(scene.case, 1, actor=scene.cast.lanes["tim"][1], **AT).case


def left_to_the_second() -> Case:
    """The team's lane is narrowed to the colleague of who is away."""
    scene = begin(sop(step("a", "opd", "b", appoints=("tim",)), step("b", "tim", "!")), Random(1))
    asker, colleague = scene.cast.lanes["opd"][0], scene.cast.lanes["tim"][1].acting.person or 0
    return done(scene.case, 1, asker, appoints={"tim": (colleague,)})


def test_twin_a_substitute_who_answers_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    case = taken_by_the_second()
    assert not lets_through(case, standing_in.takes_what_a_colleague_has)
    monkeypatch.setattr(Actor, "answers_for", lambda actor, owner: owner is not None)
    assert lets_through(case, standing_in.takes_what_a_colleague_has)


def test_twin_a_substitute_nobody_appointed(monkeypatch: pytest.MonkeyPatch) -> None:
    case = left_to_the_second()
    assert not lets_through(case, standing_in.takes_what_the_absent_may_not)
    monkeypatch.setattr(guards, "_is_left_to", lambda *_: True)
    assert lets_through(case, standing_in.takes_what_the_absent_may_not)


def test_twin_a_substitute_who_answers_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(
        monkeypatch, Actor, "answers_for", lambda actor, owner: owner in {actor.person} - {None}
    )
    assert law == "what is allowed is done"


def test_twin_work_that_stays_with_the_substitute(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, Actor, "desk", property(lambda actor: actor.person))
    assert law == "what is taken for the absent is theirs"


def test_twin_one_person_who_signs_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, working, "require_another", lambda *_: None)
    assert law in {"two signatures, two people", "what is not allowed is refused"}


def test_the_stage_of_the_twins_has_work_that_is_signed_and_taken() -> None:
    assert any(one.cosigners for one in EVERYTHING)
    assert Role.OFFICIAL in RAHMAT.roles
    with pytest.raises(Refusal):
        complete_by(at_the_team(), 2, RAHMAT)
