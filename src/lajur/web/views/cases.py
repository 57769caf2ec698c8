"""The case page, its papers, and what can be said about it as a whole."""

from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import Permission
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.archive.cases import CaseArchive, case_archive
from lajur.queries.cases import CaseView
from lajur.queries.cases import case as case_view
from lajur.queries.papers import paper_file
from lajur.services.files import open_file
from lajur.services.work_items import correct_event, withdraw_case
from lajur.web.forms.acts import ReasonForm
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.sheet_rows import Progress, Standing, sheet_of
from lajur.web.views.faults import said
from lajur.web.words import service_name


def show(request: PlacedRequest, case: int) -> HttpResponse:
    """Where the case stands, what was done, with which papers, by whom."""
    return _page(request, _view(request, case))


def show_withdrawal(request: PlacedRequest, case: int) -> HttpResponse:
    """Ask for the reason before the request is taken back."""
    view = _view(request, case)
    if not view.may_withdraw:
        raise NotFound(what=gettext("Permohonan"))
    return _withdrawal_page(request, view, _withdrawal_form())


def withdraw(request: PlacedRequest, case: int) -> HttpResponse:
    """The applicant takes the request back."""
    view, sent = _view(request, case), submission(request)
    form = _withdrawal_form(request)
    if not form.is_valid():
        return _withdrawal_page(request, view, form, status=422)
    try:
        withdraw_case(
            case_id=case,
            seen_version=view.version if sent.version is None else sent.version,
            text=form.cleaned_data["alasan"],
            actor=request.actor,
            at=timezone.now(),
            key=sent.key,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _withdrawal_page(request, _view(request, case), form, status=refusal.status)
    messages.success(request, gettext("Permohonan ini sudah ditarik."))
    return redirect("case", government=request.government.slug, case=case)


def show_correction(request: PlacedRequest, case: int, seq: int) -> HttpResponse:
    """The entry, and room to say what is wrong with it."""
    return _correction_page(request, case, seq, _correction_form())


def correct(request: PlacedRequest, case: int, seq: int) -> HttpResponse:
    """Say what is wrong with an entry, which stays as it is."""
    view, sent = _view(request, case), submission(request)
    form = _correction_form(request)
    if not form.is_valid():
        return _correction_page(request, case, seq, form, status=422)
    try:
        correct_event(
            case_id=case,
            seq=seq,
            seen_version=view.version if sent.version is None else sent.version,
            text=form.cleaned_data["alasan"],
            actor=request.actor,
            at=timezone.now(),
            key=sent.key,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _correction_page(request, case, seq, form, status=refusal.status)
    messages.success(request, gettext("Pembetulan tercatat; catatan semula tetap ada."))
    return redirect("case", government=request.government.slug, case=case)


def download(request: PlacedRequest, case: int, document: int) -> FileResponse:
    """A paper's file, as an attachment: it is never shown inside our pages."""
    found = paper_file(
        case,
        document,
        actor=request.actor,
        at=timezone.now(),
        zone=ZoneInfo(request.government.zone),
    )
    response = FileResponse(
        open_file(found.file_id, government=request.government.slug),
        content_type=found.media_type,
    )
    response["Content-Disposition"] = attachment(found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def attachment(name: str) -> str:
    """Content-Disposition for a file name as people type them. Source: RFC 6266, RFC 8187."""
    plain = "".join(
        sign if sign.isascii() and sign.isprintable() and sign not in '"\\%;/' else "_"
        for sign in name
    )
    return f"attachment; filename=\"{plain or 'berkas'}\"; filename*=UTF-8''{quote(name, safe='')}"


def _view(request: PlacedRequest, case: int) -> CaseView:
    zone = ZoneInfo(request.government.zone)
    return case_view(case, actor=request.actor, at=timezone.now(), zone=zone)


def _page(request: PlacedRequest, view: CaseView) -> HttpResponse:
    works = request.actor.may(Permission.ACT)
    context = {
        "case": view,
        "grid": sheet_of(view.procedure, _progress(view)),
        "service": service_name(view.head.service),
        "may_open_work": works or request.actor.may(Permission.READ_CASES),
        "back_route": "tray" if works else "register",
        "back_words": gettext("Tugas") if works else gettext("Register"),
        "archive": _archive(request, view),
    }
    return render(request, "cases/case.html", context)


def _progress(view: CaseView) -> Progress:
    """The way the case has gone; of open work how it stands, of finished work what was late."""
    late = Standing(tone="late", words=gettext("pernah terlambat"))
    standings = {step: late for step in view.late}
    for step, time in view.standings.items():
        standings[step] = Standing(tone=time.nearness, words=time.words or time.chip)
    return Progress(trail=view.trail, standings=standings)


def _archive(request: PlacedRequest, view: CaseView) -> CaseArchive | None:
    """How the archive has it, of a closed case and for whoever reads every case."""
    if not view.head.closed:
        return None
    zone = ZoneInfo(request.government.zone)
    return case_archive(view.head.case_id, actor=request.actor, at=timezone.now(), zone=zone)


def _withdrawal_form(request: PlacedRequest | None = None) -> ReasonForm:
    return ReasonForm(
        request.POST if request else None,
        label=gettext("Mengapa permohonan ini ditarik?"),
        help_text=gettext("Dibaca oleh semua yang menangani berkas ini."),
    )


def _correction_form(request: PlacedRequest | None = None) -> ReasonForm:
    return ReasonForm(
        request.POST if request else None,
        label=gettext("Apa yang keliru, dan bagaimana seharusnya?"),
        help_text=gettext("Catatan semula tidak dihapus; pembetulan ini berdiri di sampingnya."),
    )


def _withdrawal_page(
    request: PlacedRequest, view: CaseView, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    context = {"case": view, "form": form}
    return render(request, "cases/withdraw.html", context, status=status)


def _correction_page(
    request: PlacedRequest, case: int, seq: int, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    view = _view(request, case)
    act = next((one for one in view.acts if one.seq == seq and view.may_correct), None)
    if act is None:
        raise NotFound(what=gettext("Catatan"))
    context = {"case": view, "act": act, "form": form}
    return render(request, "cases/correct.html", context, status=status)
