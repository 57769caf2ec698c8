"""The demo: four governments with their SOPs, people, and requests in every state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

import yaml
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django_scopes import scopes_disabled

from lajur.services.calendars.provide import provide_calendar
from lajur.services.demo_cases import Demo, play, read_script
from lajur.services.notices import announce
from lajur.services.reminders.fire import fire
from lajur.services.setup import (
    HoldingPlan,
    OfficePlan,
    PersonPlan,
    PositionPlan,
    UnitPlan,
    set_up_office,
)
from lajur.store.models import GovernmentRow, MessageRow, NoticeRow, PersonRow

GOVERNMENTS = ("buleleng", "sumbawa", "cirebon", "banten")
PASSWORD = "contoh-lajur-2026"  # noqa: S105  (of demo accounts only; printed by `lajur up`)
DAYS_TOLD = 30  # of reminders, as if a worker had been running
SET_UP_BEFORE = timedelta(days=400)  # the oldest request is younger

Progress = Callable[[int, int], None]  # (done, of)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An account of the demo, and what it is good for."""

    government: str  # name
    slug: str
    username: str
    name: str
    role: str  # "Kepala Dinas", "Pemohon, Dinas Kesehatan"


@transaction.atomic
def load_demo(*, at: datetime, progress: Progress) -> None:
    """Set up the four governments and play their requests, ending shortly before `at`.

    All or nothing: a load that is interrupted leaves no half demo behind.

    Raises:
        GovernmentExists: one of them is there already.
    """
    documents = [demo_document(name) for name in GOVERNMENTS]
    encoded = make_password(PASSWORD)
    total = sum(1 + len(document["cases"]) for document in documents)
    done = 0
    for document in documents:
        demo = open_office(document, encoded, at=at)
        progress(done := done + 1, total)
        for script in document["cases"]:
            play(read_script(script), demo, at=at)
            progress(done := done + 1, total)
    _tell(at)


def open_office(document: Mapping[str, Any], encoded: str, *, at: datetime) -> Demo:
    """Set up a government of the demo without any request; `encoded` is everybody's password."""
    plan = _plan(document, encoded, today=at.date())
    government = set_up_office(plan, at=at - SET_UP_BEFORE)
    _provide_calendar(document, government, at=at - SET_UP_BEFORE)
    papers = demo_document("papers")
    return Demo.of(government, document["procedure"], papers, team=document.get("team", 1))


def _provide_calendar(document: Mapping[str, Any], government: int, *, at: datetime) -> None:
    row = GovernmentRow.objects.get(pk=government)
    provide_calendar(row, at=at, balinese=document.get("balinese", False))


def _tell(at: datetime) -> None:
    """Let everybody know, day by day; what is older than a week they have read."""
    while announce(at=at):
        pass
    for days in reversed(range(DAYS_TOLD)):
        fire(at=at - timedelta(days=days))
    _put_in_order()
    with scopes_disabled():
        NoticeRow.objects.filter(created_at__lt=at - timedelta(days=7)).update(read_at=at)


def _put_in_order() -> None:
    """Number the notices as they would have come, and mail nobody what is long past."""
    with scopes_disabled():
        notices = list(NoticeRow.objects.order_by("created_at", "pk"))
        MessageRow.objects.all().delete()
        NoticeRow.objects.all().delete()
        for notice in notices:
            notice.pk = None
        NoticeRow.objects.bulk_create(notices)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts that still have the demo's password, in the order of the demo."""
    documents = [demo_document(name) for name in GOVERNMENTS]
    names = [person["username"] for document in documents for person in document["people"]]
    people = PersonRow.objects.filter(username__in=names).values_list("username", "password")
    encoded = dict(people)
    good = {one for one in set(encoded.values()) if check_password(PASSWORD, one)}
    known = {username for username, one in encoded.items() if one in good}
    return tuple(
        DemoAccount(
            government=document["government"]["name"],
            slug=document["government"]["slug"],
            username=person["username"],
            name=person["name"],
            role=_role(person, document),
        )
        for document in documents
        for person in document["people"]
        if person["username"] in known
    )


def _role(person: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    flags = {"is_admin": "Admin", "is_clerk": "Registrar", "is_auditor": "Pemeriksa"}
    for flag, role in flags.items():
        if person.get(flag):
            return role
    position = person.get("also", {}).get("position") or person.get("position")
    if "also" in person and not _capacity(person["also"]):
        position = person["position"]
    if position is None:
        unit = next(unit for unit in document["units"] if unit["id"] == person["unit"])
        return f"Pemohon, {unit['name']}"
    name = next(one["name"] for one in document["positions"] if one["id"] == position)
    return f"{_capacity(person) or _capacity(person.get('also', {}))} {name}".strip()


def _capacity(holding: Mapping[str, Any]) -> str:
    return str(holding.get("capacity", ""))


def demo_document(name: str) -> dict[str, Any]:
    """The data of a government of the demo, or the words of its papers ("papers")."""
    file = resources.files("lajur.services") / "demo_data" / f"{name}.yaml"
    document: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return document


def _plan(document: Mapping[str, Any], encoded: str, *, today: date) -> OfficePlan:
    people = document["people"]
    return OfficePlan(
        **document["government"],
        procedures=(document["procedure"],),
        units=[UnitPlan(**unit) for unit in document["units"]],
        positions=[
            PositionPlan(
                id=position["id"],
                unit=position["unit"],
                name=position["name"],
                lanes=tuple((document["procedure"], lane) for lane in position["lanes"]),
            )
            for position in document["positions"]
        ],
        people=[_person(person, today) for person in people],
        passwords={person["username"]: encoded for person in people},
    )


def _person(person: Mapping[str, Any], today: date) -> PersonPlan:
    held = [person] if "position" in person else []
    held += [person["also"]] if "also" in person else []
    own = {name: person[name] for name in ("username", "name", "unit")}
    flags: dict[str, Any] = {
        name: True for name in ("is_admin", "is_clerk", "is_auditor") if person.get(name)
    }
    return PersonPlan(
        **own,
        **flags,
        email=f"{person['username']}@contoh.test",
        holdings=tuple(_holding(one, today) for one in held),
    )


def _holding(held: Mapping[str, Any], today: date) -> HoldingPlan:
    """A term of the data; its days are dates, or numbers counted from today."""
    return HoldingPlan(
        position=held["position"],
        since=_day(held["since"], today),
        until=_day(held["until"], today) if "until" in held else None,
        capacity=held.get("capacity", "definitif"),
        decree=held["decree"],
    )


def _day(written: date | int, today: date) -> date:
    return today + timedelta(days=written) if isinstance(written, int) else written
