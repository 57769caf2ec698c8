"""What was kept long enough, and the lists by which it is destroyed."""

from datetime import date
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import Permission
from lajur.queries.archive.destructions import (
    DestructionView,
    destruction,
    destruction_page,
    waiting_lists,
)
from lajur.queries.archive.schedule import over_counts, over_page
from lajur.queries.offices.journal import list_acts
from lajur.services.archive.destruction import (
    approve_destruction,
    carry_out_destruction,
    drop_destruction,
    propose_destruction,
)
from lajur.web.forms.archive import DeedForm, DropForm, ProposalForm
from lajur.web.forms.offices import picked_ids
from lajur.web.forms.paging import page_before
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import address, asked, attempt, attempt_at_once, go_to


def show(request: PlacedRequest) -> HttpResponse:
    """The schedule with what is over, and the way to the lists."""
    context = {
        "counts": over_counts(today=_today(request)),
        "waiting": waiting_lists(),
        "keeps": request.actor.may(Permission.KEEP_ARCHIVE),
    }
    return render(request, "archive/archive.html", context)


def show_over(request: PlacedRequest, line: int) -> HttpResponse:
    """The cases of a line that were kept long enough, to be ticked."""
    return _over_page(request, line, ProposalForm())


def propose(request: PlacedRequest, line: int) -> HttpResponse:
    """Put what was ticked on a new list."""
    form, picked = ProposalForm(request.POST), picked_ids(request.POST.getlist("berkas"))
    made: list[int] = []
    if form.is_valid() and attempt(
        form,
        lambda: made.append(
            propose_destruction(cases=picked, reason=form.cleaned_data["alasan"], **asked(request))
        ),
    ):
        messages.success(request, gettext("Usul pemusnahan dicatat; menunggu dua persetujuan."))
        return go_to(request, "destruction", list_id=made[0])
    return _over_page(request, line, form, picked, status=422)


def show_lists(request: PlacedRequest) -> HttpResponse:
    """Every list, the latest first."""
    page = destruction_page(page_before(request))
    context = {
        "page": page,
        "older": f"?sebelum={page.older}" if page.older else "",
        "crumbs": _crumbs(request),
    }
    return render(request, "archive/lists.html", context)


def show_list(request: PlacedRequest, list_id: int) -> HttpResponse:
    """One list: its cases, who approved, what is still to be done."""
    return _list_page(request, list_id)


def approve(request: PlacedRequest, list_id: int) -> HttpResponse:
    """Approve a list."""
    attempt_at_once(
        request,
        lambda: approve_destruction(list_id=list_id, **asked(request)),
        gettext("Persetujuan Anda dicatat."),
    )
    return go_to(request, "destruction", list_id=list_id)


def drop(request: PlacedRequest, list_id: int) -> HttpResponse:
    """Give a list up."""
    form = DropForm(request.POST, prefix="batal")
    if form.is_valid() and attempt(
        form,
        lambda: drop_destruction(
            list_id=list_id, reason=form.cleaned_data["alasan"], **asked(request)
        ),
    ):
        messages.success(request, gettext("Usul dibatalkan; berkasnya tetap disimpan."))
        return go_to(request, "destruction", list_id=list_id)
    return _list_page(request, list_id, drop=form, status=422)


def carry_out(request: PlacedRequest, list_id: int) -> HttpResponse:
    """Destroy what stands on an approved list."""
    form = DeedForm(request.POST, prefix="laksana", is_national=_view(request, list_id).is_national)
    if form.is_valid() and attempt(
        form,
        lambda: carry_out_destruction(
            list_id=list_id,
            deed_number=form.cleaned_data["berita_acara"],
            national_reference=form.cleaned_data.get("anri", ""),
            **asked(request),
        ),
    ):
        messages.success(request, gettext("Naskah dan isian pada daftar ini telah dimusnahkan."))
        return go_to(request, "destruction", list_id=list_id)
    return _list_page(request, list_id, deed=form, status=422)


def _view(request: PlacedRequest, list_id: int) -> DestructionView:
    return destruction(list_id, actor=request.actor)


def _list_page(
    request: PlacedRequest,
    list_id: int,
    *,
    drop: forms.Form | None = None,
    deed: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    view = _view(request, list_id)
    context = {
        "list": view,
        "drop_form": drop or DropForm(prefix="batal"),
        "deed_form": deed or DeedForm(prefix="laksana", is_national=view.is_national),
        "form": deed or drop,
        "reads": request.actor.may(Permission.READ_CASES),
        "acts": list_acts(target=f"destruction:{list_id}", limit=10).acts,
        "crumbs": (
            *_crumbs(request),
            (gettext("Usul pemusnahan"), address(request, "destructions")),
        ),
    }
    return render(request, "archive/list.html", context, status=status)


def _over_page(
    request: PlacedRequest,
    line: int,
    form: forms.Form,
    picked: frozenset[int] = frozenset(),
    status: int = 200,
) -> HttpResponse:
    page = over_page(line, today=_today(request), after=request.GET.get("setelah", ""))
    may_propose = (
        request.actor.may(Permission.KEEP_ARCHIVE)
        and page.line.schedule.may_be_destroyed
        and bool(page.cases)
    )
    context = {
        "page": page,
        "older": f"?setelah={page.next}" if page.next else "",
        "form": form,
        "picked": picked,
        "may_propose": may_propose,
        "crumbs": _crumbs(request),
    }
    return render(request, "archive/over.html", context, status=status)


def _today(request: PlacedRequest) -> date:
    return timezone.now().astimezone(ZoneInfo(request.government.zone)).date()


def _crumbs(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return ((gettext("Arsip"), address(request, "archive")),)
