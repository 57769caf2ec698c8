"""What stands around every page: placement, refusals, fault pages, the way around."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django_scopes import scope

from lajur.core.access import NOBODY, Permission
from lajur.core.refusals import NotFound
from lajur.queries.governments import NOWHERE, GovernmentView
from lajur.web import urls
from lajur.web.middleware import PlacementMiddleware
from lajur.web.routing import ROUTES, guarded
from lajur.web.views import faults
from tests.web.asking import KEY
from tests.web.world import World


def test_a_route_cannot_be_declared_twice_or_for_nobody() -> None:
    def page(request: object) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(ValueError, match="declared twice"):
        guarded("lain/", page, name="home", GET=Permission.READ_PUBLIC)
    with pytest.raises(ValueError, match="allows nothing"):
        guarded("lain/", page, name="belum-ada")
    assert "belum-ada" not in ROUTES
    assert len(urls.urlpatterns) == len(ROUTES)


def test_a_refusal_without_a_form_is_a_page_with_its_status() -> None:
    request = RequestFactory().get("/")
    answer = faults.refused(request, NotFound(what="Draf"))
    assert answer.status_code == 404
    assert "Draf tidak ditemukan, atau tidak terbuka bagi Anda." in answer.text


def test_too_much_at_once_is_413() -> None:
    answer = faults.bad_request(RequestFactory().post("/"), RequestDataTooBig())
    assert answer.status_code == 413
    assert "25 MB" in answer.text


def test_a_request_with_too_large_a_body_is_told_so(sumbawa: World) -> None:
    answer = sumbawa.client("siti").post(
        "/sumbawa/permohonan/baru/", {"kunci": KEY, "layanan": "x" * 3_000_000}
    )
    assert answer.status_code == 413


def test_the_page_for_our_own_fault_needs_nothing_that_can_fail() -> None:
    answer = faults.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Ada gangguan di pihak kami" in answer.text


def test_a_database_that_does_not_answer_in_time_is_a_pause_not_a_fault() -> None:
    placing = PlacementMiddleware(lambda _: HttpResponse())
    answer = placing.process_exception(RequestFactory().get("/"), OperationalError("lock timeout"))
    assert answer is not None
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Sedang sibuk" in answer.text


def test_a_form_without_its_secret_is_answered_kindly(sumbawa: World) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sumbawa/masuk/", {"username": "siti.sumbawa", "password": "x"})
    assert answer.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in answer.text


def test_who_may_not_is_told_what_was_asked_and_whom_to_ask(sumbawa: World) -> None:
    page = sumbawa.client("siti").get("/sumbawa/kelola/").text
    assert "mengelola unit, jabatan, dan pengguna" in page
    assert "admin kantor" in page
    assert f"mintalah admin {sumbawa.government.office_name}" in page


def test_a_method_that_does_not_fit_names_those_that_do(sumbawa: World) -> None:
    answer = sumbawa.client("siti").get("/sumbawa/keluar/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


def test_times_are_shown_in_the_zone_of_the_government(sumbawa: World) -> None:
    view = GovernmentView(
        id=1, slug="x", name="Pemerintah Kota Sorong", office_name="", zone="Asia/Jayapura",
        base_domain="",
    )  # fmt: skip
    assert view.zone_label == "WIT"
    assert view.monogram == "So"
    assert view.short_name == "Kota Sorong"


def test_everybody_sees_only_the_ways_they_may_go(sumbawa: World) -> None:
    shown = {
        username: sumbawa.client(username).get("/sumbawa/akun/").text
        for username in ("siti", "dewi", "wayan")
    }
    assert 'href="/sumbawa/permohonan/"' in shown["siti"]
    assert 'href="/sumbawa/register/"' not in shown["siti"]
    assert 'href="/sumbawa/register/"' in shown["dewi"]
    assert 'href="/sumbawa/kelola/"' not in shown["dewi"]
    assert 'href="/sumbawa/kelola/"' in shown["wayan"]


def test_pages_of_one_government_name_no_other(sumbawa: World, cirebon: World) -> None:
    assert "cirebon" not in sumbawa.client("siti").get("/sumbawa/permohonan/").text.lower()


def test_the_policy_for_contents_is_strict(sumbawa: World) -> None:
    policy = Client().get("/sumbawa/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy or "default-src 'self'" in policy


def test_fault_pages_are_drawn_where_nothing_was_placed() -> None:
    request = RequestFactory().get("/")
    assert not hasattr(request, "government")
    assert faults.not_found(request, Exception()).status_code == 404
    assert NOBODY.person is None
    assert NOWHERE.slug == ""


def test_outside_a_government_no_scope_is_open(sumbawa: World) -> None:
    assert Client().get("/").status_code == 200
    with scope(government=sumbawa.government):
        assert Client().get("/").status_code == 200


def test_every_answer_tells_the_browser_what_it_may_not_do(sumbawa: World) -> None:
    for place in ("", "masuk/", "tidak-ada/"):
        headers = Client().get(sumbawa.url(place)).headers
        assert headers["X-Content-Type-Options"] == "nosniff", place
        assert headers["X-Frame-Options"] == "DENY", place
        assert headers["Referrer-Policy"] == "same-origin", place
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", place
        assert "camera=()" in headers["Permissions-Policy"], place
