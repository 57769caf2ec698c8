"""A case replayed through another's SOP: what is told is so, and what is not known is not told."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.comparing.replay import Done, Replay, Standing, replay
from lajur.core.comparing.totals import Total, totals
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.routes import Route, routes
from tests.core.comparing.papers import NAMES, number, signed
from tests.core.strategies import procedures


def history(procedure: Procedure, route: Route) -> list[Done]:
    """What people do on a route."""
    asked = [row for row in route.steps if procedure.steps[row.step].derived_from is None]
    return [Done(step=row.step, outcome=row.outcome) for row in asked]


def walked(procedure: Procedure) -> list[tuple[Total, list[Done]]]:
    """Every route, with what is done on it."""
    every = routes(procedure)
    both = zip(totals(procedure, every), every, strict=True)
    return [(total, history(procedure, route)) for total, route in both]


def numbers(name: str, steps: Sequence[object]) -> list[str]:
    procedure = signed(name)
    return [number(procedure.steps[one.step]) for one in steps]  # type: ignore[attr-defined]


def standing(name: str, found: Replay, what: Standing) -> list[str]:
    return numbers(name, [one.facts for one in found.steps if one.standing is what])


@pytest.mark.parametrize("name", NAMES)
def test_through_its_own_sop_a_case_is_what_it_was(name: str) -> None:
    procedure = signed(name)
    for total, done in walked(procedure):
        found = replay(procedure, done, procedure)
        assert (found.extra, found.unknown, found.fits) == ((), (), True)
        assert all(one.standing is Standing.DONE and one.sure for one in found.steps)
        (end,) = found.ends
        assert end.shortest == end.longest == total


@given(procedure=procedures(), data=st.data())
def test_the_way_a_case_went_is_always_among_those_it_can_have_gone(
    procedure: Procedure, data: st.DataObject
) -> None:
    total, done = data.draw(st.sampled_from(walked(procedure)[:20]))
    found = replay(procedure, done, procedure)
    assert total.end in {end.name for end in found.ends}
    reached = {one.facts.step for one in found.steps}
    assert {one.step for one in done} <= reached
    so_far = replay(procedure, done[: len(done) // 2], procedure)
    assert total.end in {end.name for end in so_far.ends}  # what is still open, stays open
    assert reached <= {one.facts.step for one in so_far.steps}


@given(here=procedures(), there=procedures(), data=st.data())
def test_nothing_done_is_lost_and_nothing_is_told_twice(
    here: Procedure, there: Procedure, data: st.DataObject
) -> None:
    _, done = data.draw(st.sampled_from(walked(here)[:20]))
    tell_all_once(here, done, there)


@pytest.mark.parametrize("names", list(permutations(NAMES, 2)), ids="-".join)
def test_nor_on_any_way_of_the_signed_ones(names: tuple[str, str]) -> None:
    """Buleleng hands over what it refuses too (14b); a refused case does not come so far at
    Sumbawa."""
    here, there = map(signed, names)
    for _, done in walked(here):
        tell_all_once(here, done, there)


def tell_all_once(here: Procedure, done: Sequence[Done], there: Procedure) -> None:
    """Every step done here is beside its like that is asked there, or extra; none is both."""
    found = replay(here, done, there)
    steps = [one.facts.step for one in found.steps]
    assert len(set(steps)) == len(steps)
    like = {one.like.step for one in found.steps if one.standing is Standing.DONE and one.like}
    extra = {one.step for one in found.extra}
    assert not like & extra
    assert like | extra == {one.step for one in done} | {here.start}
    assert {one.step for one in found.unknown} <= set(there.steps)


def granted(name: str) -> list[Done]:
    """The straight way to what was asked for."""
    procedure = signed(name)
    return max(
        (
            done
            for total, done in walked(procedure)
            if not total.rounds and total.result == "selesai"
        ),
        key=len,
    )


def leading(procedure: Procedure, step: str, **goals: str) -> Procedure:
    """The same, where these answers of a step lead elsewhere."""
    outcomes = tuple(
        replace(one, targets=(goals[str(one.label)],), end=None) if one.label in goals else one
        for one in procedure.steps[step].outcomes
    )
    changed = replace(procedure.steps[step], outcomes=outcomes)
    return replace(procedure, steps={**procedure.steps, step: changed})


def test_what_is_asked_there_on_other_ways_only_was_not_asked_there() -> None:
    """Whoever says yes goes straight to work there: the plan is made after a no."""
    sumbawa = signed("sumbawa")
    plan = leading(sumbawa, "tanggapan_rencana", ya="laporan_ketidaktersediaan")
    there = leading(plan, "verifikasi", ya="pengembangan", tidak="buat_proyek")
    found = replay(sumbawa, granted("sumbawa"), there)
    assert not {"8", "9", "10", "11"} & set(numbers("sumbawa", [one.facts for one in found.steps]))
    assert numbers("sumbawa", found.extra) == ["8", "9", "10", "11"]


def test_what_no_way_there_allows_is_said_and_all_of_them_are_told() -> None:
    """Granted, done again, and refused then: where nothing leads back, nobody says both."""
    sumbawa = signed("sumbawa")
    here = leading(sumbawa, "tanggapan_hasil", tidak="analisis")
    refused = next(
        done
        for total, done in walked(here)
        if total.result == "ditolak"
        and {one.outcome for one in done if one.step == "verifikasi"} == {"ya", "tidak"}
    )
    found = replay(here, refused, sumbawa)
    assert not found.fits
    assert {end.name for end in found.ends} == {end.name for end in sumbawa.ends.values()}
    assert "6" in numbers("sumbawa", found.unknown)
    assert "1" in numbers("sumbawa", [one.facts for one in found.steps if one.sure])


def test_sumbawa_through_buleleng() -> None:
    found = replay(signed("sumbawa"), granted("sumbawa"), signed("buleleng"))
    assert standing("buleleng", found, Standing.LACKING) == ["4", "5", "12", "15"]
    assert standing("buleleng", found, Standing.NOT_DONE) == []
    assert numbers("sumbawa", found.extra) == ["4", "9", "10", "11", "13", "14"]
    assert found.unknown == ()
    (end,) = found.ends
    assert (end.name, end.longest.days) == ("Selesai", 14.4)


def test_what_was_refused_is_refused_there() -> None:
    sumbawa, buleleng = signed("sumbawa"), signed("buleleng")
    refused = next(done for total, done in walked(sumbawa) if total.result == "ditolak")
    found = replay(sumbawa, refused, buleleng)
    assert [end.name for end in found.ends] == ["Selesai, aplikasi belum dapat dibangun"]
    assert standing("buleleng", found, Standing.NOT_DONE) == ["14b"]  # nobody handed it over


def test_what_only_the_other_decides_is_not_known() -> None:
    """Nobody at Buleleng answers a plan: who can say whether it would have been sent back?"""
    found = replay(signed("buleleng"), granted("buleleng"), signed("sumbawa"))
    assert numbers("sumbawa", found.unknown) == ["11", "14"]
    (end,) = found.ends
    assert (end.shortest.days, end.longest.days) == (41, 45)


def test_decisions_of_different_things_tell_nothing_of_each_other() -> None:
    """Cirebon sorts by who builds; Banten's head accepts or refuses."""
    found = replay(signed("cirebon"), granted("cirebon"), signed("banten"))
    assert "2" in numbers("banten", found.unknown)
    assert len(found.ends) == 3


def test_a_no_that_ends_is_not_a_no_that_sends_back() -> None:
    """The same question, answered with other consequences, is another decision."""
    sumbawa = signed("sumbawa")
    answer = sumbawa.steps["tanggapan_hasil"]
    refused = replace(answer.outcomes[0], targets=(), end="tidak_dapat_dilayani")
    strict = replace(answer, outcomes=(refused, answer.outcomes[1]))
    there = replace(sumbawa, steps={**sumbawa.steps, answer.id: strict})
    found = replay(sumbawa, granted("sumbawa"), there)
    assert numbers("sumbawa", found.unknown) == ["14"]


def test_what_depends_on_an_unknown_decision_is_not_sure() -> None:
    found = replay(signed("cirebon"), granted("cirebon"), signed("sumbawa"))
    sure = numbers("sumbawa", [one.facts for one in found.steps if one.sure])
    assert sure == ["1", "2", "3", "4", "5", "6"]  # the sixth decides, and nobody knows how


def test_an_open_case_leaves_open_what_is_to_come() -> None:
    begun = granted("sumbawa")[:5]  # up to the analysis
    found = replay(signed("sumbawa"), begun, signed("buleleng"))
    assert numbers("buleleng", found.unknown) == ["7"]
    assert len(found.ends) == 2
    assert "9" in standing("buleleng", found, Standing.NOT_DONE)


def test_work_that_was_sent_back_may_still_be_accepted() -> None:
    """The last word of a loop is not spoken while it goes round."""
    sumbawa = signed("sumbawa")
    done = granted("sumbawa")
    again = [*done[:9], Done(step="tanggapan_rencana", outcome="tidak")]
    found = replay(sumbawa, again, sumbawa)
    assert {end.name for end in found.ends} == {"Selesai"}
    assert all(end.shortest.rounds for end in found.ends)
