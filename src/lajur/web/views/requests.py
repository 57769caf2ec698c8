"""Asking: choose, fill, check, send; and one's own requests."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.procedure.definition import FieldKind, FormField, Result, ServiceKind
from lajur.core.refusals import Refusal
from lajur.core.request_form import COMMITTED, check_form
from lajur.queries import requests as asked
from lajur.queries.procedures import list_procedures
from lajur.services.drafts import discard_draft, save_draft
from lajur.services.refusals import FormRefused
from lajur.services.requests import file_request
from lajur.web import sheet, words
from lajur.web.forms.answers import AnswerForm
from lajur.web.forms.paging import page_before
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said


@never_cache
def show_requests(request: PlacedRequest) -> HttpResponse:
    """Drafts, then the requests of one's agency."""
    before = page_before(request)
    lines, older = asked.list_requests(request.actor, before=before)
    return render(
        request,
        "requests/list.html",
        {
            "drafts": [
                (line, words.service_name(line.service))
                for line in asked.list_drafts(request.actor)
            ]
            if before is None
            else [],
            "lines": [(line, _address(request, line), *_standing(line)) for line in lines],
            "older": f"?sebelum={older}" if older else "",
        },
    )


def _address(request: PlacedRequest, line: asked.RequestLine) -> str:
    """Straight to the work where it is the applicant's turn, else to the case."""
    place = {"government": request.government.slug, "case": line.id}
    if line.ours is None:
        return reverse("case", kwargs=place)
    return reverse("work-item", kwargs={**place, "number": line.ours})


def _standing(line: asked.RequestLine) -> tuple[str, str]:
    """The tone and the word of a request's chip."""
    if line.withdrawn:
        return "off", gettext("Ditarik")
    if line.end is not None:
        tone = "stop" if line.end.result is Result.REFUSED else "done"
        return tone, line.end.name
    if line.ours is not None:
        return "soon", gettext("Giliran Anda")
    return "now", gettext("Berjalan")


def show_services(request: PlacedRequest) -> HttpResponse:
    """The kinds of service this government offers, each under its SOP."""
    return _service_page(request)


def _service_page(request: PlacedRequest, fault: str = "", status: int = 200) -> HttpResponse:
    choices = [
        {
            "value": f"{published.key}:{kind}",
            "name": gettext(words.SERVICES[kind][0]),
            "what": gettext(words.SERVICES[kind][1]),
            "sop": published.procedure.identity,
        }
        for published in list_procedures()
        for kind in published.procedure.services
    ]
    context = {"choices": choices, "fault": fault}
    return render(request, "requests/choose.html", context, status=status)


def begin_request(request: PlacedRequest) -> HttpResponse:
    """Make an empty draft of the chosen service, and open its form."""
    submission(request)
    key, _, service = request.POST.get("layanan", "").partition(":")
    if service not in set(ServiceKind):
        return _service_page(request, gettext("Pilih salah satu layanan."), 422)
    draft = save_draft(
        draft_id=None,
        procedure_key=key,
        service=service,
        title="",
        form={},
        seen_version=None,
        actor=request.actor,
        at=timezone.now(),
    )
    return redirect("draft", government=request.government.slug, draft=draft)


@never_cache
def check_request(request: PlacedRequest, draft: int) -> HttpResponse:
    """Everything once more before it is sent."""
    return _check_page(request, asked.find_draft(draft, actor=request.actor))


def _check_page(
    request: PlacedRequest,
    draft: asked.DraftView,
    *,
    wrong: Mapping[str, Refusal] | None = None,
    faults: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    wrong = {**what_is_wrong(request, draft), **(wrong or {})}
    return render(
        request,
        "requests/check.html",
        {
            "draft": draft,
            "service": words.service_name(draft.service),
            "answers": [_answer(blank, draft) for blank in draft.procedure.form],
            "form": AnswerForm(draft, wrong=wrong),
            "missing": [paper for paper in draft.papers if paper.is_missing],
            "ready": not wrong and not any(paper.is_missing for paper in draft.papers),
            "faults": faults,
            "next": sheet.first_turns(draft.procedure),
        },
        status=status,
    )


def what_is_wrong(request: PlacedRequest, draft: asked.DraftView) -> dict[str, Refusal]:
    """Return what keeps the answers from being sent, by FormField.id."""
    reserved = request.government.reserved_subdomains
    return check_form(draft.procedure.form, draft.answers, reserved=reserved)


def _answer(blank: FormField, draft: asked.DraftView) -> dict[str, object]:
    value = draft.answers.get(blank.id, "")
    if blank.kind is FieldKind.COMMITMENT:
        value = gettext("Disetujui") if value == COMMITTED else ""
    elif blank.kind is FieldKind.SUBDOMAIN and value:
        value = value.removesuffix(blank.suffix) + blank.suffix
    return {"blank": blank, "value": value}


def send_request(request: PlacedRequest, draft: int) -> HttpResponse:
    """Send it. Pressed twice, the second answer is the first one's receipt."""
    key = submission(request).key
    try:
        receipt = file_request(draft_id=draft, actor=request.actor, at=timezone.now(), key=key)
    except FormRefused as refusal:
        found = asked.find_draft(draft, actor=request.actor)
        return _check_page(request, found, wrong=refusal.fields, status=422)
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        found = asked.find_draft(draft, actor=request.actor)
        return _check_page(request, found, faults=(said(refusal),), status=refusal.status)
    return redirect("receipt", government=request.government.slug, case=receipt.case_id)


@never_cache
def show_receipt(request: PlacedRequest, case: int) -> HttpResponse:
    """Number, code, and what happens next; printable."""
    receipt = asked.find_receipt(case, actor=request.actor, at=timezone.now())
    case_page = reverse("case", kwargs={"government": request.government.slug, "case": case})
    context = {"receipt": receipt, "case_page": case_page}
    return render(request, "requests/receipt.html", context)


def ask_discard(request: PlacedRequest, draft: int) -> HttpResponse:
    """Ask once before a draft is thrown away."""
    found = asked.find_draft(draft, actor=request.actor)
    return render(request, "requests/discard.html", {"draft": found})


def discard(request: PlacedRequest, draft: int) -> HttpResponseBase:
    """Throw it away."""
    discard_draft(draft_id=draft, actor=request.actor, at=timezone.now())
    messages.success(request, gettext("Draf dibuang."))
    return redirect("requests", government=request.government.slug)
