"""Papers as PDF, printed while one waits."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from lajur.documents.control_card import control_card
from lajur.queries.handling import handling
from lajur.web.http import PlacedRequest


@never_cache
def print_control_card(request: PlacedRequest, case: int) -> HttpResponse:
    """Every hand the case went through, and for how long."""
    now = timezone.now()
    view = handling(case, actor=request.actor, at=now, zone=ZoneInfo(request.government.zone))
    paper = control_card(view, government=request.government, at=now)
    return _pdf(paper, f"kartu-kendali-{slugify(view.head.number.replace('/', '-'))}.pdf")


def _pdf(paper: bytes, name: str) -> HttpResponse:
    """Shown by the browser itself, under a name to keep it by."""
    disposition = f'inline; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Content-Type": "application/pdf"}
    return HttpResponse(paper, headers=headers)
