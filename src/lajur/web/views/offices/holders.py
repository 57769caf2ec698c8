"""Pages of holders: appoint, end, annul. What follows is shown before it is done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.core.access import Capacity
from lajur.core.refusals import NotFound, marked
from lajur.queries.lanes import capacity_words
from lajur.queries.offices.people import people_to_choose
from lajur.queries.offices.positions import (
    Consequences,
    PositionView,
    find_position,
    new_term,
    plan_appointment,
    plan_end,
)
from lajur.queries.offices.terms import TermView, term_words
from lajur.services.offices import holdings
from lajur.services.offices.holdings import Appointment
from lajur.services.offices.refusals import NotAgreed
from lajur.web.forms.offices import EndForm, HolderForm
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import (
    address,
    agreed,
    asked,
    attempt,
    attempt_at_once,
    crumbs,
    go_to,
    seen,
    today,
)


def begin_appoint(request: PlacedRequest, position_id: int) -> HttpResponse:
    """The form for a new holder."""
    position = find_position(position_id, today=today(request))
    form = HolderForm(initial={"since": today(request)}, people=people_to_choose())
    return _appoint_page(request, position, form)


def appoint(request: PlacedRequest, position_id: int) -> HttpResponse:
    """Name a holder; when somebody must give way, ask first."""
    position = find_position(position_id, today=today(request))
    form = HolderForm(request.POST, people=people_to_choose())
    if not form.is_valid():
        return _appoint_page(request, position, form, status=422)
    appointment = _appointment(form)
    try:
        done = attempt(
            form,
            lambda: holdings.appoint_holder(
                position_id=position_id,
                appointment=appointment,
                seen=seen(request),
                agreed=agreed(request),
                **asked(request),
            ),
        )
    except NotAgreed:
        return _ask_appoint(request, position, form, appointment)
    if not done:
        return _appoint_page(request, position, form, status=422)
    messages.success(request, gettext("Pemegang jabatan ditetapkan."))
    return go_to(request, "position", position_id=position_id)


def begin_end(request: PlacedRequest, position_id: int, holding_id: int) -> HttpResponse:
    """The form for the last day of a term."""
    position, term = _term(request, position_id, holding_id)
    return _end_page(request, position, term, EndForm(initial={"last_day": today(request)}))


def end(request: PlacedRequest, position_id: int, holding_id: int) -> HttpResponse:
    """End a term, after showing what follows."""
    position, term = _term(request, position_id, holding_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _end_page(request, position, term, form, status=422)
    try:
        done = attempt(
            form,
            lambda: holdings.end_holding(
                holding_id=holding_id,
                last_day=form.cleaned_data["last_day"],
                seen=seen(request),
                agreed=agreed(request),
                **asked(request),
            ),
        )
    except NotAgreed:
        consequences = plan_end(
            holding_id=holding_id,
            last_day=form.cleaned_data["last_day"],
            today=today(request),
        )
        title = gettext("Akhiri masa jabatan %s?") % term.name
        return _ask(request, position, form, consequences, title)
    if not done:
        return _end_page(request, position, term, form, status=422)
    messages.success(request, gettext("Masa jabatan diakhiri."))
    return go_to(request, "position", position_id=position_id)


def annul(request: PlacedRequest, position_id: int, holding_id: int) -> HttpResponse:
    """Take back a term that has not begun."""
    attempt_at_once(
        request,
        lambda: holdings.annul_holding(holding_id=holding_id, seen=seen(request), **asked(request)),
        gettext("Penetapan dibatalkan."),
    )
    return go_to(request, "position", position_id=position_id)


def _appointment(form: HolderForm) -> Appointment:
    typed = form.cleaned_data
    return Appointment(
        person=typed["person"],
        capacity=Capacity(typed["capacity"]),
        decree=typed["decree"],
        since=typed["since"],
        until=typed["until"],
    )


def _term(
    request: PlacedRequest, position_id: int, holding_id: int
) -> tuple[PositionView, TermView]:
    position = find_position(position_id, today=today(request))
    for term in position.current:
        if term.id == holding_id:
            return position, term
    raise NotFound(what=marked("Masa jabatan"))


def _ask_appoint(
    request: PlacedRequest, position: PositionView, form: HolderForm, wanted: Appointment
) -> HttpResponse:
    new = new_term(
        wanted.person,
        capacity=wanted.capacity,
        decree=wanted.decree,
        since=wanted.since,
        until=wanted.until,
    )
    _, consequences = plan_appointment(position_id=position.id, new=new, today=today(request))
    title = gettext("Tetapkan %(name)s sebagai %(position)s %(days)s?") % {
        "name": new.name,
        "position": capacity_words(wanted.capacity, position.name),
        "days": term_words(wanted.since, wanted.until),
    }
    return _ask(request, position, form, consequences, title)


def _ask(
    request: PlacedRequest,
    position: PositionView,
    form: HolderForm | EndForm,
    consequences: Consequences,
    title: str,
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "typed": [(field.html_name, field.value()) for field in form],
        "consequences": consequences,
        "agreed": consequences.agreed,
        "seen": seen(request),
        "back": request.path,
        "crumbs": _crumbs(request, position),
    }
    return render(request, "offices/agree.html", context)


def _crumbs(request: PlacedRequest, position: PositionView) -> tuple[tuple[str, str], ...]:
    return crumbs(
        request,
        (gettext("Jabatan"), address(request, "positions")),
        (position.name, address(request, "position", position_id=position.id)),
    )


def _appoint_page(
    request: PlacedRequest, position: PositionView, form: HolderForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "title": gettext("Tetapkan pemegang jabatan"),
        "lede": gettext("Bila ada yang harus berhenti, Anda akan diminta menyetujuinya dahulu."),
        "submit": gettext("Lanjutkan"),
        "seen": position.seen,
        "back": address(request, "position", position_id=position.id),
        "crumbs": _crumbs(request, position),
    }
    return render(request, "offices/change.html", context, status=status)


def _end_page(
    request: PlacedRequest,
    position: PositionView,
    term: TermView,
    form: EndForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "title": gettext("Akhiri masa jabatan %s") % term.name,
        "submit": gettext("Lanjutkan"),
        "seen": position.seen,
        "back": address(request, "position", position_id=position.id),
        "crumbs": _crumbs(request, position),
    }
    return render(request, "offices/change.html", context, status=status)
