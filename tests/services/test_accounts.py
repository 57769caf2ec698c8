"""The throttle and the password, below the pages."""

from datetime import UTC, datetime, timedelta

import pytest

from lajur.core.access import NOBODY
from lajur.core.refusals import NotFound
from lajur.queries.actors import actor_of
from lajur.services.accounts import (
    WINDOW,
    TooManyAttempts,
    WeakPassword,
    WrongPassword,
    change_password,
    count_attempt,
    forgive_attempts,
    give_back_attempt,
)
from lajur.store.models import LoginAttemptRow, PersonRow
from tests.web.world import PASSWORD, World, build_world

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SITI = {"akun:siti": 2}
pytestmark = pytest.mark.django_db


@pytest.fixture
def sumbawa(db: None) -> World:
    return build_world()


def test_attempts_up_to_the_limit_pass_and_the_next_waits() -> None:
    count_attempt(SITI, at=NOON)
    count_attempt(SITI, at=NOON)
    with pytest.raises(TooManyAttempts) as refused:
        count_attempt(SITI, at=NOON + timedelta(minutes=5))
    assert refused.value.facts == {"minutes": 10}


def test_trying_on_does_not_make_the_wait_longer() -> None:
    for minute in range(2):
        count_attempt(SITI, at=NOON + timedelta(minutes=minute))
    for minute in range(2, 15):
        with pytest.raises(TooManyAttempts):
            count_attempt(SITI, at=NOON + timedelta(minutes=minute))
    count_attempt(SITI, at=NOON + WINDOW)


def test_one_subject_at_its_limit_stops_the_attempt_whatever_the_others() -> None:
    count_attempt({"jaringan:a": 1}, at=NOON)
    with pytest.raises(TooManyAttempts):
        count_attempt({**SITI, "jaringan:a": 1}, at=NOON)


def test_a_right_password_forgives_what_went_before() -> None:
    for _ in range(2):
        count_attempt(SITI, at=NOON)
    forgive_attempts(("akun:siti",))
    count_attempt(SITI, at=NOON)


def test_an_attempt_that_was_right_is_given_back_but_never_below_none() -> None:
    count_attempt(SITI, at=NOON)
    for _ in range(3):
        give_back_attempt("akun:siti")
    assert LoginAttemptRow.objects.get().failures == 0


def test_a_very_long_name_is_counted_like_any_other() -> None:
    long = {"akun:" + "x" * 500: 1}
    count_attempt(long, at=NOON)
    with pytest.raises(TooManyAttempts):
        count_attempt(long, at=NOON)


def test_a_password_is_changed_by_who_knows_it(sumbawa: World) -> None:
    siti = actor_of(sumbawa.people["siti"].pk, government="sumbawa", at=NOON)
    with pytest.raises(WrongPassword):
        change_password(current="bukan ini", new="kuda baterai jepit benar", actor=siti)
    with pytest.raises(WeakPassword):
        change_password(current=PASSWORD, new="sitiaminah", actor=siti)
    change_password(current=PASSWORD, new="kuda baterai jepit benar", actor=siti)
    assert PersonRow.objects.get(pk=siti.person).check_password("kuda baterai jepit benar")


def test_nobody_has_no_password_to_change() -> None:
    with pytest.raises(NotFound):
        change_password(current="x", new="y", actor=NOBODY)
