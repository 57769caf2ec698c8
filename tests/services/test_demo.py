"""The demo: four governments, and requests in every state, made by the real services."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django_scopes import scopes_disabled

from lajur.core.access import Capacity, Role
from lajur.queries.actors import actor_of
from lajur.services.demo import PASSWORD, demo_accounts, load_demo
from lajur.services.demo_letter import letter
from lajur.services.setup import GovernmentExists
from lajur.services.verify import verify
from lajur.store.models import CaseRow, EventRow, LaneBindingRow, NoticeRow, PersonRow, WorkItemRow

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def progress(django_db_setup: None, django_db_blocker: object) -> Iterator[list[tuple[int, int]]]:
    """The demo loaded once for these tests, and thrown away after them."""
    steps: list[tuple[int, int]] = []
    with django_db_blocker.unblock(), transaction.atomic(), scopes_disabled():  # type: ignore[attr-defined]
        load_demo(at=MONDAY, progress=lambda done, of: steps.append((done, of)))
        yield steps
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def everywhere(progress: list[tuple[int, int]]) -> None:
    """Every test looks at the demo as a whole."""


def test_progress_counts_to_the_end(progress: list[tuple[int, int]]) -> None:
    done, total = progress[-1]
    assert done == total == len(progress)


def test_at_least_a_dozen_requests_stand_in_every_state() -> None:
    assert CaseRow.objects.count() >= 12
    assert set(CaseRow.objects.values_list("state", flat=True)) == {
        "open",
        "completed",
        "withdrawn",
    }
    states = set(WorkItemRow.objects.values_list("state", flat=True))
    assert states >= {"ready", "reserved", "suspended", "waiting", "completed"}


def test_every_government_has_a_request_that_is_finished_and_one_that_is_open() -> None:
    for state in ("completed", "open"):
        found = CaseRow.objects.filter(state=state).values_list("government__slug", flat=True)
        assert set(found) == {"buleleng", "sumbawa", "cirebon", "banten"}


def test_some_work_was_done_again_and_some_was_refused() -> None:
    assert WorkItemRow.objects.filter(visit=2).exists()
    assert CaseRow.objects.filter(end="tidak_dapat_dilayani").exists()


def test_nothing_happened_in_the_future_or_at_night() -> None:
    for at, zone in EventRow.objects.values_list("at", "government__zone"):
        assert at < MONDAY
        hour = at.astimezone(ZoneInfo(zone)).hour
        assert 7 <= hour < 17


def test_numbers_run_in_the_order_in_which_requests_came() -> None:
    for slug in ("buleleng", "sumbawa", "cirebon", "banten"):
        rows = CaseRow.objects.filter(government__slug=slug).order_by("opened_at")
        numbers = [number[:3] for number in rows.values_list("number", flat=True)]
        assert numbers == [f"{place:03}" for place in range(1, len(numbers) + 1)]


def test_every_lane_of_the_office_has_somebody() -> None:
    bound = Counter(LaneBindingRow.objects.values_list("government__slug", flat=True))
    assert bound == {"buleleng": 5, "sumbawa": 5, "cirebon": 7, "banten": 3}
    assert not LaneBindingRow.objects.filter(position__holdings=None).exists()


def test_a_plt_and_a_plh_act_today() -> None:
    capacities = {
        actor_of(_person(name), government=slug, at=MONDAY).acting.capacity
        for name, slug in (("kabid.sumbawa", "sumbawa"), ("sekretaris.banten", "banten"))
    }
    assert capacities == {Capacity.ACTING, Capacity.DAILY}


def test_every_role_can_log_in() -> None:
    roles = {
        role
        for account in demo_accounts()
        for role in actor_of(_person(account.username), government=account.slug, at=MONDAY).roles
    }
    assert roles == set(Role)


def test_accounts_are_shown_only_while_they_have_the_demo_password() -> None:
    before = {account.username for account in demo_accounts()}
    with transaction.atomic():
        PersonRow.objects.filter(username="kasi.banten").update(password="!")
        after = {account.username for account in demo_accounts()}
        transaction.set_rollback(True)
    assert before - after == {"kasi.banten"}
    assert check_password(PASSWORD, PersonRow.objects.get(username="kasi.banten").password)


def test_old_news_has_been_read() -> None:
    assert NoticeRow.objects.filter(read_at=None).count() < NoticeRow.objects.count() / 2


def test_everything_verifies() -> None:
    report = verify(lambda done, of: None)
    assert [fault for check in report.checks for fault in check.faults] == []


def test_it_is_not_loaded_twice() -> None:
    with pytest.raises(GovernmentExists), transaction.atomic():
        load_demo(at=MONDAY, progress=lambda done, of: None)


def test_a_letter_is_a_pdf_that_keeps_its_parentheses() -> None:
    page = letter(agency="Dinkes", office="Kominfo", title="A (B)", need="C", signer="Siti")
    assert page.startswith(b"%PDF-")
    assert rb"A \(B\)" in page
    start = int(page.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert page[start : start + 4] == b"xref"


def _person(username: str) -> int:
    return PersonRow.objects.get(username=username).pk
