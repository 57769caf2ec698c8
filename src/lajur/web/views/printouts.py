"""Papers as PDF, printed while one waits."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from lajur.core.bpmn.writing import bpmn
from lajur.documents.control_card import control_card
from lajur.documents.request_papers import receipt_paper, request_form_paper
from lajur.documents.sop_sheet import sop_sheet
from lajur.queries.filed_forms import find_filed_form
from lajur.queries.handling import handling
from lajur.queries.procedures import find_procedure
from lajur.queries.requests import find_receipt
from lajur.services.letters.profiles import ARMS, letterhead
from lajur.web.http import PlacedRequest

_SHEETS = 32  # of 100 kB each


@never_cache
def print_control_card(request: PlacedRequest, case: int) -> HttpResponse:
    """Every hand the case went through, and for how long."""
    now = timezone.now()
    view = handling(case, actor=request.actor, at=now, zone=ZoneInfo(request.government.zone))
    paper = control_card(view, government=request.government, letterhead=letterhead(at=now), at=now)
    return _pdf(paper, _named("kartu-kendali", view.head.number))


@never_cache
def print_receipt(request: PlacedRequest, case: int) -> HttpResponse:
    """What the applicant keeps: number, code, and what happens next."""
    now, government = timezone.now(), request.government
    view = find_receipt(case, actor=request.actor, at=now)
    address = request.build_absolute_uri(reverse("track", kwargs={"government": government.slug}))
    paper = receipt_paper(
        view, government=government, letterhead=letterhead(at=now), address=address, at=now
    )
    return _pdf(paper, _named("tanda-terima", view.number))


@never_cache
def print_request_form(request: PlacedRequest, case: int) -> HttpResponse:
    """The form as it was filled in, with a place to sign."""
    now, zone = timezone.now(), ZoneInfo(request.government.zone)
    form = find_filed_form(case, actor=request.actor, at=now, zone=zone)
    paper = request_form_paper(
        form, government=request.government, letterhead=letterhead(at=now), at=now
    )
    return _pdf(paper, _named("formulir", form.number))


def print_procedure(request: PlacedRequest, key: str) -> HttpResponse:
    """The official form of the SOP in force."""
    version = find_procedure(key).version
    arms = letterhead(at=timezone.now()).get(ARMS, "")
    return _pdf(_sheet(request.government.id, key, version, arms), f"sop-{key}.pdf")


def export_procedure(request: PlacedRequest, key: str) -> HttpResponse:
    """The SOP in force as BPMN 2.0, for the modellers of other makers."""
    version = find_procedure(key).version
    drawing = _drawing(request.government.id, key, version)
    answer = HttpResponse(drawing, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="sop-{key}.bpmn"'
    return answer


@lru_cache(maxsize=_SHEETS)
def _sheet(government: int, key: str, version: int, arms: str) -> bytes:  # noqa: ARG001 - what it is known by
    """A version never changes: printed once under the same arms, whoever asks and however often."""
    published = find_procedure(key)
    day = timezone.localdate(published.published_at)
    return sop_sheet(published.procedure, printed_on=day.isoformat(), arms=arms)


@lru_cache(maxsize=_SHEETS)
def _drawing(government: int, key: str, version: int) -> bytes:  # noqa: ARG001 - as `_sheet`
    return bpmn(find_procedure(key).procedure)


def _named(kind: str, number: str) -> str:
    return f"{kind}-{slugify(number.replace('/', '-'))}.pdf"


def _pdf(paper: bytes, name: str) -> HttpResponse:
    """Shown by the browser itself, under a name to keep it by."""
    disposition = f'inline; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Content-Type": "application/pdf"}
    return HttpResponse(paper, headers=headers)
