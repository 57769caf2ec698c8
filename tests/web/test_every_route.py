"""Every address × method × kind of visitor, from the table of routes and the table of roles."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django_scopes import scope

from lajur.core.access import TABLE, Permission, Role
from lajur.queries.actors import actor_of
from lajur.store.models import (
    CaseRow,
    DraftRow,
    HoldingRow,
    LaneBindingRow,
    NoticeRow,
    OutboxRow,
    PersonRow,
    PositionRow,
    UnitRow,
)
from lajur.web import urls
from lajur.web.routing import ROUTES, Route
from tests.web.samples import MISSING, sample_rows
from tests.web.world import World, build_world

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
KNOWN = frozenset({Role.PUBLIC, Role.PERSON})
PEOPLE: Mapping[str, frozenset[Role]] = {
    "tono": KNOWN,  # no role at all
    "rahmat": KNOWN,  # a former holder
    "siti": KNOWN | {Role.APPLICANT},
    "budi": KNOWN | {Role.OFFICIAL},
    "hendra": KNOWN | {Role.VENDOR},
    "dewi": KNOWN | {Role.CLERK},
    "agus": KNOWN | {Role.AUDITOR},
    "wayan": KNOWN | {Role.ADMIN},
}
EVERY = [pytest.param(route, id=route.name) for route in ROUTES.values()]
HANDLER = Client().handler  # with all middleware in place once, for every visitor
Enter = Callable[[World, str], Client]


@pytest.fixture(scope="module")
def sumbawa(database_of_module: None) -> World:
    return with_vendor(build_world())


@pytest.fixture(scope="module")
def cirebon(database_of_module: None) -> World:
    return with_vendor(build_world("cirebon", "cirebon-2019"))


def with_vendor(world: World) -> World:
    """Hendra, of a company, works in the last lane of the SOP as well."""
    lane = [*world.procedure.lanes][-1]
    with scope(government=world.government):
        known = {"government": world.government}
        company = UnitRow.objects.create(name="CV Karya", kind=UnitRow.VENDOR, **known)
        place = PositionRow.objects.create(unit=company, name="Manajer Proyek", **known)
        person = PersonRow.objects.create(
            username=f"hendra.{world.slug}", name="Hendra", unit=company, **known
        )
        HoldingRow.objects.create(position=place, person=person, since=date(2024, 1, 2), **known)
        LaneBindingRow.objects.create(
            procedure_key=world.procedure.id, lane=lane, position=place, **known
        )
    return replace(world, people={**world.people, "hendra": person})


@pytest.fixture(scope="module")
def enter(sumbawa: World, cirebon: World) -> Enter:
    """Open a browser for somebody who has just logged in; all did so before the first test."""
    jars = {
        (world.slug, username): world.client(username).cookies
        for world in (sumbawa, cirebon)
        for username in PEOPLE
    }

    def open_browser(world: World, username: str) -> Client:
        client = Client()
        client.handler = HANDLER
        client.cookies = deepcopy(jars[world.slug, username])
        return client

    return open_browser


@pytest.fixture(scope="module")
def addresses(sumbawa: World) -> Mapping[str, object]:
    """Something real for every placeholder, so that permission alone decides."""
    with scope(government=sumbawa.government):
        person = sumbawa.people["siti"]
        draft = DraftRow.objects.create(
            government=sumbawa.government,
            person=person,
            procedure_key=sumbawa.procedure.id,
            service="pembuatan",
            saved_at=timezone.now(),
        )
        outbox = OutboxRow.objects.create(government=sumbawa.government, created_at=timezone.now())
        notice = NoticeRow.objects.create(
            government=sumbawa.government,
            person=person,
            outbox=outbox,
            kind="your_turn",
            facts={"step": "Menanggapi rencana"},
            created_at=timezone.now(),
        )
        found = sample_rows(
            sumbawa.government.pk,
            person=actor_of(person.pk, government=sumbawa.slug, at=timezone.now()),
            absent=person.pk,
            substitute=sumbawa.people["budi"].pk,
        )
    lane = next(lane for lane in sumbawa.procedure.lanes if lane != "opd")
    return {
        **found,
        "government": sumbawa.slug,
        "key": sumbawa.procedure.id,
        "lane": lane,
        "draft": draft.pk,
        "notice": notice.pk,
        "case": MISSING,
        "number": 1,
        "person_id": person.pk,
    }


def address(route: Route, addresses: Mapping[str, object]) -> str:
    wanted = get_resolver().reverse_dict.getlist(route.name)[0][0][0][1]
    return reverse(route.name, kwargs={name: addresses[name] for name in wanted})


def visit(client: Client, method: str, where: str) -> HttpResponse:
    client.raise_request_exception = False
    answer: HttpResponse = client.generic(method, where)  # type: ignore[assignment]
    if answer.streaming:
        list(answer)  # the file behind it is open until all of it is read
    return answer


def patterns() -> Iterator[URLPattern]:
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern), "addresses are one flat list"
        yield pattern


def test_no_address_is_outside_the_table() -> None:
    for pattern in patterns():
        route = getattr(pattern.callback, "route", None)
        assert route is not None, f"{pattern.pattern} was not declared with guarded()"
        assert ROUTES[route.name] is route


def test_only_the_service_and_the_login_are_public() -> None:
    public = {
        route.name
        for route in ROUTES.values()
        if Permission.READ_PUBLIC in route.permissions.values()
    }
    assert public == {
        "home", "language", "service", "procedure", "procedure-pdf", "track", "login", "feed",
        "letter-check", "procedure-bpmn", "procedure-compared", "comparisons",
    }  # fmt: skip


@pytest.mark.parametrize("route", EVERY)
def test_a_method_that_is_not_declared_answers_405(
    route: Route, addresses: Mapping[str, object], sumbawa: World, enter: Enter
) -> None:
    for method in METHODS:
        answer = visit(enter(sumbawa, "wayan"), method, address(route, addresses))
        assert (answer.status_code == 405) == (method not in route.permissions), method


@pytest.mark.parametrize("route", EVERY)
def test_the_anonymous_are_asked_to_log_in(
    route: Route, addresses: Mapping[str, object], sumbawa: World
) -> None:
    stranger = sumbawa.client()
    stranger.handler = HANDLER
    for method, permission in route.permissions.items():
        answer = visit(stranger, method, address(route, addresses))
        stranger.cookies.clear()
        asked = answer.status_code == 302 and "/masuk/" in answer.headers["Location"]
        assert asked == (permission is not Permission.READ_PUBLIC), method


@pytest.mark.parametrize("route", EVERY)
def test_for_another_government_nothing_but_the_public_pages_exists(
    route: Route, addresses: Mapping[str, object], cirebon: World, enter: Enter
) -> None:
    for username in ("siti", "budi", "wayan"):
        for method, permission in route.permissions.items():
            answer = visit(enter(cirebon, username), method, address(route, addresses))
            hidden = answer.status_code == 404
            is_there = permission is Permission.READ_PUBLIC and route.name != "letter-check"
            assert hidden != is_there, (username, method)  # no letter has the sample's token


@pytest.mark.parametrize("route", EVERY)
def test_the_table_of_roles_decides(
    route: Route, addresses: Mapping[str, object], sumbawa: World, enter: Enter
) -> None:
    for username, roles in PEOPLE.items():
        for method, permission in route.permissions.items():
            answer = visit(enter(sumbawa, username), method, address(route, addresses))
            allowed = not roles.isdisjoint(TABLE[permission])
            assert (answer.status_code == 403) == (not allowed), (username, method)
            assert answer.status_code < 500, (username, method)


def test_nothing_was_done_by_visitors_without_a_form(sumbawa: World) -> None:
    """A POST without our hidden keys changes nothing, however entitled the visitor."""
    with scope(government=sumbawa.government):
        drafts = DraftRow.objects.count()  # of the addresses, when they were asked for
    answer = sumbawa.client("siti").post(sumbawa.url("permohonan/baru/"))
    assert answer.status_code == 400
    with scope(government=sumbawa.government):
        assert DraftRow.objects.count() == drafts
        assert not CaseRow.objects.exists()
