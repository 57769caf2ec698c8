"""Hostile visitors: whatever stands in an address, a query or a form, no page breaks."""

import re
from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from django_scopes import scope

from lajur.core.access import Permission
from lajur.services.calendars.provide import provide_calendar
from lajur.services.letters.drafting import begin_letter
from lajur.services.reminders.rules import provide_rules
from lajur.store.models import (
    GovernmentRow,
    LetterRow,
    OfficeHoursRow,
    PersonRow,
    ReminderRuleRow,
)
from lajur.web import urls
from lajur.web.routing import ROUTES, Route
from tests.web.asking import KEY
from tests.web.desk import Desk, build_desk
from tests.web.samples import sample_rows
from tests.web.world import World

pytestmark = pytest.mark.django_db
HOSTILE = (
    "a\0b\r\nX: y",
    "9" * 40,
    "-1",
    "\u0663",  # a digit, though not one of ours
    "%s%(x)s{0}'\"><script>",
    "\U0001f600" * 400,
    "9999-12-31T23:59",
    "abc",
    "//[",
    "",
)
# Beside what the page's own form names.
ASKED = (
    "aksi", "bagian", "cari", "instansi", "jenis", "keadaan", "kata", "kepada", "kurang", "langkah",
    "layanan", "lanjut", "masa", "bahasa", "next", "nonaktif", "pilih", "sebelum", "sesudah",
    "setelah", "setuju", "sop", "tahap", "tahun", "tampil", "terlihat", "unit", "urut", "waktu",
    "versi",
)  # fmt: skip
assert urls.urlpatterns, "importing them declares the routes"
EVERY = [pytest.param(route, id=route.name) for route in ROUTES.values()]  # declared by urls
NUMBERS = (
    "draft", "notice", "case", "number", "seq", "document", "unit_id", "position_id", "holding_id",
    "person_id", "absence_id", "act", "channel_id", "rule_id", "season", "line",
    "list_id", "letter", "signature",
)  # fmt: skip
_NAMES = re.compile(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"')


@pytest.fixture(scope="module")
def desk(database_of_module: None) -> Desk:
    return build_desk("bima")


@pytest.fixture(scope="module")
def places(desk: Desk) -> Mapping[str, object]:
    """Something real for every placeholder."""
    case, house = desk.file(), desk.house
    with scope(government=house.government):
        government = GovernmentRow.objects.get()
        provide_calendar(government, at=desk.began)
        provide_rules(government)
        season = OfficeHoursRow.objects.exclude(first=None).latest("id")
        rule = ReminderRuleRow.objects.latest("id")
        found = sample_rows(
            government.pk,
            person=house.actor("Siti"),
            absent=house.people["Budi"],
            substitute=house.people["Wayan"],
        )
    return {
        **found,
        "government": house.slug,
        "key": house.procedure.key,
        "lane": "kadis",
        "draft": house.draft(),
        "notice": 1,
        "case": case,
        "number": 2,
        "person_id": house.people["Umar"],
        "rule_id": rule.pk,
        "season": season.pk,
        **drafted(desk, case),
    }


def drafted(desk: Desk, case: int) -> dict[str, object]:
    """A letter of the case, in draft, with the signature it waits for."""
    house = desk.house
    letter = begin_letter(
        case_id=case, kind="nota_dinas", number=2, actor=house.actor("Budi"), at=timezone.now()
    )
    with scope(government=house.government):
        row = LetterRow.objects.get(pk=letter)
        signature = row.signatures.earliest("order")
    return {"letter": letter, "signature": signature.pk, "token": row.token}


def address(route: Route, places: Mapping[str, object]) -> str:
    wanted = get_resolver().reverse_dict.getlist(route.name)[0][0][0][1]
    return reverse(route.name, kwargs={name: places[name] for name in wanted})


HANDLER = Client().handler  # with all middleware in place once, for every visitor


def visitor(desk: Desk, route: Route) -> Client:
    """Siti, for what applicants do; otherwise Budi, who may do everything else."""
    PersonRow.objects.filter(pk=desk.house.people["Budi"]).update(
        is_admin=True, is_clerk=True, is_auditor=True
    )
    asks = Permission.FILE_REQUEST in route.permissions.values()
    client = desk.client("Siti" if asks else "Budi")
    client.handler = HANDLER
    client.raise_request_exception = False
    return client


def read(answer: HttpResponse) -> str:
    if answer.streaming:
        return b"".join(answer).decode("latin-1")  # type: ignore[arg-type]
    return answer.content.decode("latin-1")


@pytest.mark.parametrize("route", [one for one in EVERY if "GET" in one.values[0].permissions])
def test_no_query_breaks_a_page(route: Route, desk: Desk, places: Mapping[str, object]) -> None:
    client, where = visitor(desk, route), address(route, places)
    for value in HOSTILE:
        answer = client.get(where, dict.fromkeys(ASKED, value))
        assert answer.status_code < 500, value
        read(answer)


@pytest.mark.parametrize("route", [one for one in EVERY if "POST" in one.values[0].permissions])
def test_no_form_breaks_a_page(route: Route, desk: Desk, places: Mapping[str, object]) -> None:
    client, where = visitor(desk, route), address(route, places)
    named = set(_NAMES.findall(read(client.get(where)))) - {"csrfmiddlewaretoken", "kunci"}
    for turn, value in enumerate(HOSTILE):
        form = {"versi": "1", **dict.fromkeys((*named, *ASKED), value), "kunci": f"{turn:032x}"}
        assert client.post(where, form).status_code < 500, value


@pytest.mark.parametrize("placeholder", NUMBERS)
def test_no_id_is_too_large_to_be_asked_for(
    placeholder: str, desk: Desk, places: Mapping[str, object]
) -> None:
    for route in ROUTES.values():
        if f":{placeholder}>" not in route.path:
            continue
        client = visitor(desk, route)
        for number in (2**31, 2**63, 10**30):
            where = address(route, {**places, placeholder: number})
            answers = client.get(where), client.post(where, {"kunci": KEY, "alasan": "x"})
            assert {answer.status_code for answer in answers} <= {302, 404, 405}, where


@pytest.mark.parametrize("encoding", ["utf-7", "utf-16", "idna", "hex", "undefined", "nonsense"])
def test_no_encoding_a_visitor_claims_is_believed(encoding: str, sumbawa: World) -> None:
    """Some of Python's decode to half characters, which no database keeps; some to nothing."""
    client = sumbawa.client("siti")
    client.raise_request_exception = False
    for head in (
        'form-data; name="lanjut"',
        f"form-data; name=\"x\"; filename*={encoding}''+2AA-",
        f"form-data; name*={encoding}''+2AA-",
    ):
        body = f"--B\r\nContent-Disposition: {head}\r\n\r\n/+2AA-\r\n--B--\r\n"
        kind = f"multipart/form-data; boundary=B; charset={encoding}"
        answer = client.generic("POST", "/bahasa/", body, content_type=kind)
        assert answer.status_code in (302, 400), head


def test_the_name_of_a_government_is_not_asked_for_unless_it_can_be_one(sumbawa: World) -> None:
    assert sumbawa.client().get("/sum%00bawa/").status_code == 404


def test_too_many_fields_are_too_large(sumbawa: World) -> None:
    fields = {f"x{n}": "" for n in range(1_001)}
    answer = sumbawa.client().post(sumbawa.url("masuk/"), fields)
    assert answer.status_code in (400, 413)
    assert "Kiriman" in answer.text
