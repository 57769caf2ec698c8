"""Acts are dated by a node's clock, jobs by the server's: they must agree."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from lajur.cli.start import require_one_clock
from lajur.cli.words import Stop
from lajur.services.one_clock import APART, gap, is_apart
from lajur.services.verify import verify

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
elsewhere = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has no clock but the machine's"
)


def faulty(here: object) -> set[str]:
    return {check.code for check in verify(here=here).checks if check.count}  # type: ignore[arg-type]


def test_a_clock_that_is_right_is_let_in() -> None:
    require_one_clock(here=now())
    assert faulty(now()) == set()
    assert not is_apart(gap(here=now()))


def test_on_one_machine_there_is_one_clock() -> None:
    if connection.vendor == "sqlite":
        assert gap(here=now() + 100 * APART) == timedelta()


@elsewhere
@pytest.mark.parametrize(("off", "words"), [(45, "lebih cepat 45"), (-45, "lebih lambat 45")])
def test_a_clock_that_is_wrong_is_told_at_the_start_and_by_verify(off: int, words: str) -> None:
    with pytest.raises(Stop, match=words):
        require_one_clock(here=now() + off * SECOND)
    assert faulty(now() + off * SECOND) == {"V20"}


@pytest.mark.parametrize(
    ("seconds", "apart"), [(0, False), (29, False), (-29, False), (31, True), (-31, True)]
)
def test_half_a_minute_is_what_may_be_between_them(seconds: int, apart: bool) -> None:
    assert is_apart(seconds * SECOND) == apart
