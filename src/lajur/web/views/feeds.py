"""The calendar of one's deadlines, for telephones: no login, only the secret in its address."""

from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext

from lajur.core.refusals import NotFound
from lajur.queries.feeds import list_deadlines
from lajur.services import accounts
from lajur.web.http import PlacedRequest
from lajur.web.ical import calendar_of
from lajur.web.network import network_of

_TRIES = 40  # wrong secrets from one network in a window


def show(request: PlacedRequest, secret: str) -> HttpResponse:
    """The calendar; not sent again while it has not changed."""
    government = request.government
    try:
        deadlines = list_deadlines(
            secret, government_id=government.id, government=government.slug, at=timezone.now()
        )
    except NotFound:
        accounts.count_attempt({f"kalender:{network_of(request)}": _TRIES}, at=timezone.now())
        raise
    work = {"government": government.slug, "case": 0, "number": 0}
    address = reverse("work-item", kwargs=work).replace("/0/0/", "/{case}/{number}/")
    body = calendar_of(
        deadlines,
        name=gettext("Tenggat · %(office)s") % {"office": government.office_name},
        host=f"{government.slug}.{urlsplit(settings.SITE_ADDRESS).hostname}",
        work_address=f"{settings.SITE_ADDRESS}{address}",
    )
    return _answer(request, body)


def _answer(request: PlacedRequest, body: bytes) -> HttpResponse:
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="lajur.ics"'
    unchanged = get_conditional_response(request, etag=etag, response=response)
    return unchanged if isinstance(unchanged, HttpResponse) else response
