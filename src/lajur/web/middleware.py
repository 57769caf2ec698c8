"""Places every request: which government, who asks, in which language and zone."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django_scopes import scope

from lajur.core.access import NOBODY, Actor
from lajur.core.refusals import Refusal
from lajur.queries.actors import actor_of, public_actor
from lajur.queries.governments import NOWHERE, GovernmentView, find_government, view_of
from lajur.web.http import PlacedRequest
from lajur.web.legible import UNREADABLE, read_legibly
from lajur.web.views import faults

Respond = Callable[[HttpRequest], HttpResponse]
LANGUAGES = ("id", "en")
_log = logging.getLogger(__name__)
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")


class PlacementMiddleware:
    """Sets `request.government`, `request.actor` and `request.unread`; opens scope and zone.

    A first path segment that names no government leaves `NOWHERE`: the router answers 404.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        placed = cast(PlacedRequest, request)
        placed.government = _government(request)
        placed.actor, placed.unread = NOBODY, 0
        with _surroundings(placed):
            if placed.government.slug:
                placed.actor = _actor(placed)
                placed.unread = getattr(request.user, "unread", 0) if placed.actor.person else 0
            response = self._answer(request)
        response.headers["Content-Language"] = _language(request)
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        patch_vary_headers(response, ("Cookie",))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            read_legibly(request)
        except UNREADABLE as error:
            return faults.bad_request(request, error)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal is an answer: give it as a page. A database too busy to answer: 503."""
        if isinstance(error, Refusal):
            return faults.refused(request, error)
        if isinstance(error, OperationalError):
            _log.exception("the database did not answer")
            return faults.busy(request)
        return None


def _government(request: HttpRequest) -> GovernmentView:
    slug = request.path_info.split("/", 2)[1]
    if not _SLUG.fullmatch(slug):
        return NOWHERE
    if request.user.is_authenticated and request.user.government.slug == slug:
        return view_of(request.user.government)
    return find_government(slug) or NOWHERE


def _actor(request: PlacedRequest) -> Actor:
    if not request.user.is_authenticated:
        return public_actor(request.government.slug)
    return actor_of(request.user.pk, government=request.government.slug, at=timezone.now())


@contextmanager
def _surroundings(request: PlacedRequest) -> Iterator[None]:
    """Open the scope, the zone and the language of the request."""
    government = request.government
    with translation.override(_language(request)), timezone.override(ZoneInfo(government.zone)):
        if not government.slug:
            yield
            return
        with scope(government=government.id):
            yield


def _language(request: HttpRequest) -> str:
    """Indonesian, unless this browser or this person chose English."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen is None and request.user.is_authenticated:
        chosen = request.user.language
    return chosen if chosen in LANGUAGES else "id"
