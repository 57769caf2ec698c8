"""The calendar of one's deadlines: who may read it, and that every reader can."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from lajur.queries.feeds import DeadlineView
from lajur.store.models import PersonRow, WorkItemRow
from lajur.web.ical import calendar_of
from tests.web.asking import KEY, send
from tests.web.world import World

SETTINGS = "/sumbawa/akun/pemberitahuan/"


def feed(world: World, username: str = "budi") -> str:
    """Make the person's address; give its path."""
    page = world.client(username).post(f"{SETTINGS}kalender/", {"kunci": KEY}, follow=True)
    found = re.search(r'value="http://testserver(/sumbawa/kalender/[^"]+\.ics)"', page.text)
    assert found is not None
    return found[1]


@pytest.fixture
def busy(sumbawa: World) -> World:
    """Budi has work that is due tomorrow."""
    send(sumbawa)
    with scope(government=sumbawa.government):
        WorkItemRow.objects.filter(closed_at=None).update(due_at=timezone.now() + timedelta(days=1))
    return sumbawa


def test_a_telephone_reads_the_deadlines_without_logging_in(busy: World) -> None:
    answer = Client().get(feed(busy))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    with scope(government=busy.government):
        item = WorkItemRow.objects.get(closed_at=None)
    assert event.decoded("DTEND") == item.due_at.replace(microsecond=0)
    assert str(event["URL"]).endswith(f"/sumbawa/tugas/{item.case_id}/{item.number}/")


def test_an_event_keeps_its_id(busy: World) -> None:
    address = feed(busy)
    first, second = (Client().get(address).content for _ in range(2))
    assert first == second


def test_what_has_not_changed_is_not_sent_again(busy: World) -> None:
    address = feed(busy)
    etag = Client().get(address).headers["ETag"]
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 304
    with scope(government=busy.government):
        WorkItemRow.objects.update(due_at=None)
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 200


def test_nothing_is_there_before_it_is_made(sumbawa: World) -> None:
    assert "kalender/" not in re.findall(
        r'value="([^"]*)"', sumbawa.client("budi").get(SETTINGS).text
    )
    budi = sumbawa.people["budi"].pk
    assert Client().get(f"/sumbawa/kalender/{budi}-{'0' * 48}.ics").status_code == 404


def test_a_new_address_ends_the_old_one(busy: World) -> None:
    old, new = feed(busy), feed(busy)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_an_address_that_was_taken_back_never_comes_back(busy: World) -> None:
    old = feed(busy)
    busy.client("budi").post(f"{SETTINGS}kalender/matikan/", {"kunci": KEY})
    assert Client().get(old).status_code == 404
    assert feed(busy) != old
    assert Client().get(old).status_code == 404


def test_who_has_left_has_no_calendar(busy: World) -> None:
    address = feed(busy)
    PersonRow.objects.filter(pk=busy.people["budi"].pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_a_secret_opens_nothing_at_another_government(busy: World, cirebon: World) -> None:
    address = feed(busy).replace("/sumbawa/", "/cirebon/")
    assert Client().get(address).status_code == 404


def test_a_secret_is_one_persons(busy: World) -> None:
    budi, siti = (busy.people[name].pk for name in ("budi", "siti"))
    address = feed(busy).replace(f"/{budi}-", f"/{siti}-")
    assert Client().get(address).status_code == 404


def test_who_guesses_is_stopped(sumbawa: World) -> None:
    answers = [
        Client().get(f"/sumbawa/kalender/1-{number:048x}.ics").status_code for number in range(42)
    ]
    assert answers == [404] * 40 + [429] * 2


@pytest.mark.parametrize("secret", ["", "x", "1-", "1-" + "g" * 48, "9" * 40 + "-" + "a" * 48])
def test_nonsense_is_not_found(sumbawa: World, secret: str) -> None:
    assert Client().get(f"/sumbawa/kalender/{secret}.ics").status_code == 404


MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=0))
DEADLINES = st.builds(
    DeadlineView,
    case_id=st.integers(1, 2**40),
    number=st.integers(1, 99),
    request=st.text(max_size=40),
    title=st.text(max_size=200),
    step=st.text(max_size=200),
    due=MOMENTS,
    opened_at=MOMENTS,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(deadlines=st.lists(DEADLINES, max_size=4, unique_by=lambda one: (one.case_id, one.number)))
def test_another_reader_reads_what_was_written(deadlines: list[DeadlineView]) -> None:
    written = calendar_of(
        deadlines,
        name="Tenggat",
        host="contoh.id",
        work_address="https://a/{case}/{number}/",
    )
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    calendar = Calendar.from_ical(written)
    read = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(read) == len(deadlines)
    for one in deadlines:
        event = read[f"{one.case_id}-{one.number}@contoh.id"]
        assert str(event["SUMMARY"]) == seen(f"{one.step} ({one.request})")
        assert str(event["DESCRIPTION"]) == seen(one.title)
        assert event.decoded("DTEND") == one.due
        assert event.decoded("DTSTART") == one.due - timedelta(minutes=30)


def seen(text: str) -> str:
    """Without what nobody sees."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
