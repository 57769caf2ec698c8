"""Papers as PDF, printed while one waits."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from lajur.documents.control_card import control_card
from lajur.documents.sop_sheet import sop_sheet
from lajur.queries.handling import handling
from lajur.queries.procedures import find_procedure
from lajur.web.http import PlacedRequest

_SHEETS = 32  # of 100 kB each


@never_cache
def print_control_card(request: PlacedRequest, case: int) -> HttpResponse:
    """Every hand the case went through, and for how long."""
    now = timezone.now()
    view = handling(case, actor=request.actor, at=now, zone=ZoneInfo(request.government.zone))
    paper = control_card(view, government=request.government, at=now)
    return _pdf(paper, f"kartu-kendali-{slugify(view.head.number.replace('/', '-'))}.pdf")


def print_procedure(request: PlacedRequest, key: str) -> HttpResponse:
    """The official form of the SOP in force."""
    version = find_procedure(key).version
    return _pdf(_sheet(request.government.id, key, version), f"sop-{key}.pdf")


@lru_cache(maxsize=_SHEETS)
def _sheet(government: int, key: str, version: int) -> bytes:  # noqa: ARG001 - what it is known by
    """A version never changes: printed once, whoever asks and however often."""
    published = find_procedure(key)
    day = timezone.localdate(published.published_at)
    return sop_sheet(published.procedure, printed_on=day.isoformat())


def _pdf(paper: bytes, name: str) -> HttpResponse:
    """Shown by the browser itself, under a name to keep it by."""
    disposition = f'inline; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Content-Type": "application/pdf"}
    return HttpResponse(paper, headers=headers)
