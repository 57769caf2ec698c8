"""Processes die by SIGKILL under load: no acknowledged act is lost, none happens twice.

Source: D01 and N01 of the fault catalogue. What people were told stands in a ledger outside; what
happened is read from the database without Lajur. A fault test without a broken twin proves
nothing, so two broken ways of working must be caught by the same check.
"""

import random
import time
from pathlib import Path

import pytest

from tests.faults.crowd import crowd
from tests.faults.ledger import Ledger, Told, contradictions
from tests.faults.premises import Premises, kill, victims
from tests.journeys.house import House

SEED = 20261122
ROOT = str(Path(__file__).resolve().parents[2])


def kill_at_random(house: House, ledger: Ledger, times: int) -> None:
    """Kill a process that serves, whichever it is, each time after work was done again."""
    chance = random.Random(SEED)
    for _ in range(times):
        ledger.wait_for(Told.DONE, ledger.told()[Told.DONE] + 1)
        time.sleep(chance.uniform(0.0, 1.5))
        kill(chance.choice(victims(house)))


def live_through_kills(place: Premises, ledger: Ledger, times: int) -> None:
    with place.opened() as house:
        people = crowd(house.address, ledger, place.sessions, seed=SEED)
        with people.at_work():
            ledger.wait_for(Told.DONE, 1)
            assert len(victims(house)) > 1, "the web workers are not among those to be killed"
            kill_at_random(house, ledger, times)
            ledger.wait_for(Told.DONE, 2 * times)
        verified = house.verify()

    print(times, "kills:", dict(ledger.told()))
    assert not people.faults
    assert contradictions(ledger.outcomes(), place.effects()) == []
    assert set(ledger.outcomes().values()) <= {Told.DONE, Told.REFUSED}
    assert ledger.told()[Told.DONE] >= 2 * times
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_no_acknowledged_act_is_lost_or_doubled_when_processes_are_killed(
    place: Premises, ledger: Ledger
) -> None:
    live_through_kills(place, ledger, 5)


@pytest.mark.slow
def test_the_same_holds_for_fifty_kills(place: Premises, ledger: Ledger) -> None:
    live_through_kills(place, ledger, 50)


def test_a_lajur_that_answers_before_it_commits_is_caught(place: Premises, ledger: Ledger) -> None:
    with place.opened(DJANGO_SETTINGS_MODULE="tests.faults.hasty", PYTHONPATH=ROOT) as house:
        people = crowd(house.address, ledger, place.sessions, seed=SEED, loses=0.0)
        with people.at_work():
            ledger.wait_for(Told.DONE, 10)
            for pid in victims(house):
                kill(pid)
        time.sleep(1)  # what is still on its way

    assert "told done, and it happened 0 times" in str(
        contradictions(ledger.outcomes(), place.effects())
    )


def test_people_who_press_again_with_a_fresh_key_are_caught(
    place: Premises, ledger: Ledger
) -> None:
    with place.opened() as house:
        people = crowd(house.address, ledger, place.sessions, seed=SEED, fresh_keys=True)
        with people.at_work():
            ledger.wait_for(Told.LOST, 5)

    assert "told refused, and it happened 1 times" in str(
        contradictions(ledger.outcomes(), place.effects())
    )
