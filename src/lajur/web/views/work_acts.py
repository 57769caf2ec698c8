"""Claim, release, and the deviations of a work item."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.refusals import NotFound, Refusal
from lajur.queries.work_items import Act, WorkView, work_item
from lajur.services import work_items as services
from lajur.services.acts import OnWorkItem
from lajur.web.forms.durations import duration_of
from lajur.web.forms.submission import Submission, submission
from lajur.web.http import PlacedRequest
from lajur.web.views.act_panels import build_form
from lajur.web.views.faults import said
from lajur.web.views.work_items import after_work, work_page

Do = Callable[[OnWorkItem, Form], object]


def claim(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Take the work; stay on its page."""
    view, sent = _view(request, case, number), submission(request)
    try:
        services.claim_work_item(**_common(request, view, sent))
    except Refusal as refusal:
        return _told_on_page(request, view, refusal)
    messages.success(request, gettext("Tugas ini sekarang Anda pegang."))
    return redirect("work-item", government=request.government.slug, case=case, number=number)


def release(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Give the work back to the lane."""
    view, sent = _view(request, case, number), submission(request)
    try:
        services.release_work_item(**_common(request, view, sent))
    except Refusal as refusal:
        return _told_on_page(request, view, refusal)
    return after_work(request, view, gettext("Tugas dikembalikan ke lajur."))


def delegate(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Hand the work to a colleague."""

    def do(common: OnWorkItem, form: Form) -> None:
        given = form.cleaned_data
        services.delegate_work_item(**common, to=given["kepada"], text=given["alasan"])

    told = gettext("Tugas diteruskan kepada rekan Anda.")
    return _act(request, case, number, Act.DELEGATE, do, told)


def return_for_completion(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Ask the applicant for what is missing."""

    def do(common: OnWorkItem, form: Form) -> None:
        given = form.cleaned_data
        missing = tuple(given["kurang"])
        services.return_for_completion(**common, missing=missing, text=given["alasan"])

    told = gettext("Berkas dikembalikan kepada pemohon untuk dilengkapi.")
    return _act(request, case, number, Act.RETURN, do, told)


def recall_return(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Ask the applicant no longer."""

    def do(common: OnWorkItem, form: Form) -> None:
        services.recall_return(**common, text=form.cleaned_data["alasan"])

    told = gettext("Permintaan kepada pemohon ditarik; tugas kembali kepada pelaksananya.")
    return _act(request, case, number, Act.RECALL, do, told)


def suspend(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Pause the work."""

    def do(common: OnWorkItem, form: Form) -> None:
        services.suspend_work_item(**common, text=form.cleaned_data["alasan"])

    return _act(request, case, number, Act.SUSPEND, do, gettext("Tugas ditunda."))


def resume(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Go on with the work."""

    def do(common: OnWorkItem, form: Form) -> None:
        services.resume_work_item(**common, text=form.cleaned_data["alasan"])

    return _act(request, case, number, Act.RESUME, do, gettext("Tugas dilanjutkan."))


def set_time(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Set the variable time of the step anew; stay on its page."""

    def do(common: OnWorkItem, form: Form) -> None:
        given = form.cleaned_data
        services.set_work_time(**common, duration=duration_of(given), text=given["alasan"])

    return _act(request, case, number, Act.SET_TIME, do, gettext("Waktu langkah ini ditetapkan."))


def reassign(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Take the work from whoever has it."""

    def do(common: OnWorkItem, form: Form) -> None:
        given = form.cleaned_data
        services.reassign_work_item(**common, to=given["kepada"], text=given["alasan"])

    return _act(request, case, number, Act.REASSIGN, do, gettext("Tugas dialihkan."))


def decline(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Refuse to co-sign."""

    def do(common: OnWorkItem, form: Form) -> None:
        services.decline_signature(**common, text=form.cleaned_data["alasan"])

    told = gettext("Penolakan Anda tercatat; pekerjaan kembali kepada pelaksananya.")
    return _act(request, case, number, Act.DECLINE, do, told)


def _act(
    request: PlacedRequest, case: int, number: int, act: Act, do: Do, told: str
) -> HttpResponse:
    """Read the form of the act, do it, and go on; refused, show it again as it was typed."""
    view, sent = _view(request, case, number), submission(request)
    form = build_form(act, view, request.POST)
    if not form.is_valid():
        return work_page(request, view, opened={act.value: form}, status=422)
    try:
        do(_common(request, view, sent), form)
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        fresh = _view(request, case, number)
        return work_page(request, fresh, opened={act.value: form}, status=refusal.status)
    return after_work(request, view, told)


def _view(request: PlacedRequest, case: int, number: int) -> WorkView:
    zone = ZoneInfo(request.government.zone)
    return work_item(case, number, actor=request.actor, at=timezone.now(), zone=zone)


def _common(request: PlacedRequest, view: WorkView, sent: Submission) -> OnWorkItem:
    return OnWorkItem(
        case_id=view.head.case_id,
        number=view.number,
        seen_version=view.version if sent.version is None else sent.version,
        actor=request.actor,
        at=timezone.now(),
        key=sent.key,
    )


def _told_on_page(request: PlacedRequest, view: WorkView, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, NotFound):
        raise refusal
    fresh = _view(request, view.head.case_id, view.number)
    return work_page(request, fresh, fault=said(refusal), status=refusal.status)
