"""Pages of units, agencies and vendors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.units import (
    KINDS,
    UnitView,
    find_unit,
    kind_words,
    list_units,
    units_to_choose,
)
from lajur.services.offices import units
from lajur.web.forms.offices import UnitForm
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import (
    address,
    asked,
    attempt,
    attempt_at_once,
    crumbs,
    go_to,
    seen,
    today,
)


def show_all(request: PlacedRequest) -> HttpResponse:
    """Units by kind."""
    search, closed = request.GET.get("cari", "").strip()[:80], "tutup" in request.GET
    context = {
        "groups": list_units(search=search, closed=closed),
        "search": search,
        "closed": closed,
        "crumbs": crumbs(request),
    }
    return render(request, "offices/units.html", context)


def show(request: PlacedRequest, unit_id: int) -> HttpResponse:
    """One unit with its positions and people."""
    unit = find_unit(unit_id, today=today(request))
    context = {
        "unit": unit,
        "acts": list_acts(target=f"unit:{unit_id}", limit=10).acts,
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/unit.html", context)


def begin_add(request: PlacedRequest) -> HttpResponse:
    """The empty form."""
    return _add_page(request, UnitForm(units=units_to_choose()), _kind(request.GET.get("jenis")))


def add(request: PlacedRequest) -> HttpResponse:
    """Add a unit."""
    form, kind = UnitForm(request.POST, units=units_to_choose()), _kind(request.POST.get("jenis"))
    if form.is_valid() and attempt(
        form, lambda: units.add_unit(details=form.details(), kind=kind, **asked(request))
    ):
        messages.success(request, gettext("“%s” ditambahkan.") % form.cleaned_data["name"])
        return go_to(request, "units")
    return _add_page(request, form, kind, status=422)


def begin_change(request: PlacedRequest, unit_id: int) -> HttpResponse:
    """The form as it stands."""
    unit = find_unit(unit_id, today=today(request))
    initial = {
        "name": unit.name,
        "short_name": unit.line.short_name,
        "parent": unit.parent_id,
    }
    form = UnitForm(initial=initial, units=units_to_choose(without=unit_id))
    return _change_page(request, unit, form)


def change(request: PlacedRequest, unit_id: int) -> HttpResponse:
    """Change a unit."""
    form = UnitForm(request.POST, units=units_to_choose(without=unit_id))
    if form.is_valid() and attempt(
        form,
        lambda: units.change_unit(
            unit_id=unit_id, details=form.details(), seen=seen(request), **asked(request)
        ),
    ):
        messages.success(request, gettext("Perubahan disimpan."))
        return go_to(request, "unit", unit_id=unit_id)
    return _change_page(request, find_unit(unit_id, today=today(request)), form, status=422)


def close(request: PlacedRequest, unit_id: int) -> HttpResponse:
    """Close a unit."""
    attempt_at_once(
        request,
        lambda: units.close_unit(unit_id=unit_id, seen=seen(request), **asked(request)),
        gettext("Unit ditutup. Riwayatnya tetap tersimpan."),
    )
    return go_to(request, "unit", unit_id=unit_id)


def reopen(request: PlacedRequest, unit_id: int) -> HttpResponse:
    """Open a closed unit again."""
    attempt_at_once(
        request,
        lambda: units.reopen_unit(unit_id=unit_id, seen=seen(request), **asked(request)),
        gettext("Unit aktif kembali."),
    )
    return go_to(request, "unit", unit_id=unit_id)


def _kind(given: str | None) -> str:
    return given if given in KINDS else KINDS[0]


def _crumbs(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return crumbs(request, (gettext("Unit dan instansi"), address(request, "units")))


def _add_page(request: PlacedRequest, form: UnitForm, kind: str, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "kind": kind,
        "kinds": [(one, *kind_words(one)) for one in KINDS],
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/unit_add.html", context, status=status)


def _change_page(
    request: PlacedRequest, unit: UnitView, form: UnitForm, status: int = 200
) -> HttpResponse:
    trail = (*_crumbs(request), (unit.name, address(request, "unit", unit_id=unit.id)))
    context = {
        "form": form,
        "title": gettext("Ubah unit"),
        "seen": unit.seen,
        "back": address(request, "unit", unit_id=unit.id),
        "crumbs": trail,
    }
    return render(request, "offices/change.html", context, status=status)
