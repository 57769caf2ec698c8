"""Pages of what the office keeps once: the number pattern, the domain names."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.core.refusals import Refusal
from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.settings import find_domains, find_numbering, preview_numbers
from lajur.services.offices import settings
from lajur.web.forms.offices import DomainForm, NumberForm
from lajur.web.http import PlacedRequest, sent_by_script
from lajur.web.views.faults import said
from lajur.web.views.offices.asking import asked, attempt, crumbs, go_to, seen, today

TOKENS = ("{urut}", "{urut:03}", "{unit}", "{bulan}", "{bulan_romawi}", "{tahun}")


def show_numbering(request: PlacedRequest) -> HttpResponse:
    """The pattern as it stands, or as it is being tried out."""
    view = find_numbering(request.government.id, today=today(request))
    pattern = request.GET.get("pattern", view.pattern)[:100]
    unit_code = request.GET.get("unit_code", view.unit_code)[:40]
    if sent_by_script(request):
        return render(request, "offices/_numbers.html", _preview(request, pattern, unit_code))
    form = NumberForm(initial={"pattern": pattern, "unit_code": unit_code})
    return _numbering_page(request, form, _preview(request, pattern, unit_code))


def change_numbering(request: PlacedRequest) -> HttpResponse:
    """Change the pattern."""
    form = NumberForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: settings.change_numbering(
            **form.cleaned_data, seen=seen(request), **asked(request)
        ),
    ):
        messages.success(request, gettext("Pola nomor disimpan. Nomor yang sudah terbit tetap."))
        return go_to(request, "numbering")
    typed = form.data
    preview = _preview(request, typed.get("pattern", "")[:100], typed.get("unit_code", "")[:40])
    return _numbering_page(request, form, preview, status=422)


def show_domains(request: PlacedRequest) -> HttpResponse:
    """The domain names as they stand."""
    view = find_domains(request.government.id)
    initial = {"base_domain": view.base_domain, "reserved": "\n".join(view.reserved)}
    return _domain_page(request, DomainForm(initial=initial))


def change_domains(request: PlacedRequest) -> HttpResponse:
    """Change the domain names."""
    form = DomainForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: settings.change_domains(
            base_domain=form.cleaned_data["base_domain"],
            reserved=form.labels(),
            seen=seen(request),
            **asked(request),
        ),
    ):
        messages.success(request, gettext("Nama domain disimpan."))
        return go_to(request, "domains")
    return _domain_page(request, form, status=422)


def _preview(request: PlacedRequest, pattern: str, unit_code: str) -> dict[str, object]:
    try:
        numbers = preview_numbers(pattern, unit_code, today=today(request))
    except Refusal as refusal:
        return {"numbers": (), "why": said(refusal)}
    return {"numbers": numbers, "why": ""}


def _numbering_page(
    request: PlacedRequest, form: NumberForm, preview: dict[str, object], status: int = 200
) -> HttpResponse:
    view = find_numbering(request.government.id, today=today(request))
    context = {
        **preview,
        "form": form,
        "view": view,
        "seen": view.seen,
        "tokens": TOKENS,
        "acts": list_acts(target="numbering", limit=5).acts,
        "crumbs": crumbs(request),
    }
    return render(request, "offices/numbering.html", context, status=status)


def _domain_page(request: PlacedRequest, form: DomainForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "seen": find_domains(request.government.id).seen,
        "acts": list_acts(target="domains", limit=5).acts,
        "crumbs": crumbs(request),
    }
    return render(request, "offices/domains.html", context, status=status)
