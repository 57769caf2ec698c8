"""Pages of positions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.lanes import lane_names
from lajur.queries.offices.positions import PositionView, find_position, list_positions
from lajur.queries.offices.units import find_unit
from lajur.services.offices import positions
from lajur.web.forms.offices import PositionForm
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
    """Positions with who holds them."""
    search = request.GET.get("cari", "").strip()[:80]
    vacant, closed = "kosong" in request.GET, "tutup" in request.GET
    context = {
        "positions": list_positions(
            search=search, vacant=vacant, closed=closed, today=today(request)
        ),
        "search": search,
        "vacant": vacant,
        "closed": closed,
        "crumbs": crumbs(request),
    }
    return render(request, "offices/positions.html", context)


def show(request: PlacedRequest, position_id: int) -> HttpResponse:
    """One position: holders now, later and before, and its lanes."""
    position = find_position(position_id, today=today(request))
    names = lane_names()
    context = {
        "position": position,
        "lanes": [
            (key, lane, *names[key, lane]) for key, lane in position.bound if (key, lane) in names
        ],
        "acts": list_acts(target=f"position:{position_id}", limit=10).acts,
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/position.html", context)


def begin_add(request: PlacedRequest, unit_id: int) -> HttpResponse:
    """The empty form."""
    return _add_page(request, unit_id, PositionForm())


def add(request: PlacedRequest, unit_id: int) -> HttpResponse:
    """Add a position to a unit."""
    form = PositionForm(request.POST)
    added: list[int] = []
    if form.is_valid() and attempt(
        form,
        lambda: added.append(
            positions.add_position(unit_id=unit_id, details=form.details(), **asked(request))
        ),
    ):
        messages.success(request, gettext("Jabatan ditambahkan. Sekarang tetapkan pemegangnya."))
        return go_to(request, "position", position_id=added[0])
    return _add_page(request, unit_id, form, status=422)


def begin_change(request: PlacedRequest, position_id: int) -> HttpResponse:
    """The form as it stands."""
    position = find_position(position_id, today=today(request))
    form = PositionForm(initial={"name": position.name, "rank": position.rank})
    return _change_page(request, position, form)


def change(request: PlacedRequest, position_id: int) -> HttpResponse:
    """Change the name or order of a position."""
    form = PositionForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: positions.change_position(
            position_id=position_id, details=form.details(), seen=seen(request), **asked(request)
        ),
    ):
        messages.success(request, gettext("Perubahan disimpan."))
        return go_to(request, "position", position_id=position_id)
    position = find_position(position_id, today=today(request))
    return _change_page(request, position, form, status=422)


def close(request: PlacedRequest, position_id: int) -> HttpResponse:
    """Close a position."""
    attempt_at_once(
        request,
        lambda: positions.close_position(
            position_id=position_id, seen=seen(request), **asked(request)
        ),
        gettext("Jabatan ditutup. Riwayatnya tetap tersimpan."),
    )
    return go_to(request, "position", position_id=position_id)


def reopen(request: PlacedRequest, position_id: int) -> HttpResponse:
    """Open a closed position again."""
    attempt_at_once(
        request,
        lambda: positions.reopen_position(
            position_id=position_id, seen=seen(request), **asked(request)
        ),
        gettext("Jabatan aktif kembali."),
    )
    return go_to(request, "position", position_id=position_id)


def _crumbs(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return crumbs(request, (gettext("Jabatan"), address(request, "positions")))


def _add_page(
    request: PlacedRequest, unit_id: int, form: PositionForm, status: int = 200
) -> HttpResponse:
    unit = find_unit(unit_id, today=today(request))
    back = address(request, "unit", unit_id=unit_id)
    context = {
        "form": form,
        "title": gettext("Jabatan baru di %s") % unit.name,
        "back": back,
        "submit": gettext("Tambah jabatan"),
        "crumbs": crumbs(
            request, (gettext("Unit dan instansi"), address(request, "units")), (unit.name, back)
        ),
    }
    return render(request, "offices/change.html", context, status=status)


def _change_page(
    request: PlacedRequest, position: PositionView, form: PositionForm, status: int = 200
) -> HttpResponse:
    back = address(request, "position", position_id=position.id)
    context = {
        "form": form,
        "title": gettext("Ubah jabatan"),
        "lede": gettext("Tindakan yang sudah tercatat tetap memakai nama jabatan saat itu."),
        "seen": position.seen,
        "back": back,
        "crumbs": (*_crumbs(request), (position.name, back)),
    }
    return render(request, "offices/change.html", context, status=status)
