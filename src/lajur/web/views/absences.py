"""Pages of absences: one's own under the account, everybody's in administration."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import PersonId
from lajur.core.refusals import NotFound, marked
from lajur.queries.absences import (
    AbsenceView,
    Candidate,
    Handover,
    absences,
    candidates_for,
    find_absence,
    find_party,
)
from lajur.queries.offices.people import people_to_choose
from lajur.services.absences import change_absence, end_absence, plan_absence, set_absence
from lajur.web.forms.absences import AbsenceForm
from lajur.web.forms.offices import picked_ids
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Where an absence is recorded or changed: whose, and the way back."""

    person: PersonId
    name: str
    own: bool
    changing: AbsenceView | None = None  # None: a new one

    @property
    def back(self) -> str:
        """The route of the list."""
        return "own-absences" if self.own else "absences"


def show_own(request: PlacedRequest) -> HttpResponse:
    """One's own absences, and those of people one stands in for."""
    person, day = request.actor.person, today(request)
    others = absences(actor=request.actor, today=day, by=person)
    context = {
        "own": absences(actor=request.actor, today=day, of=person),
        "others": [one for one in others if one.running],
        "crumbs": ((gettext("Akun"), address(request, "account")),),
    }
    return render(request, "absences/own.html", context)


def show_all(request: PlacedRequest) -> HttpResponse:
    """Everybody's: now, to come, over."""
    found = absences(actor=request.actor, today=today(request))
    context = {
        "running": [one for one in found if one.running],
        "over": [one for one in found if not one.running],
        "people": people_to_choose(),
        "crumbs": crumbs(request),
    }
    return render(request, "absences/all.html", context)


def begin_own(request: PlacedRequest) -> HttpResponse:
    """The form for an absence of one's own."""
    return _begin(request, _own(request))


def send_own(request: PlacedRequest) -> HttpResponse:
    """Show what an absence of one's own brings its substitute, then record it."""
    return _send(request, _own(request))


def begin_for(request: PlacedRequest) -> HttpResponse:
    """The form for somebody's absence; `orang` in the address says whose."""
    return _begin(request, _of_somebody(request))


def send_for(request: PlacedRequest) -> HttpResponse:
    """Show what somebody's absence brings its substitute, then record it."""
    return _send(request, _of_somebody(request))


def begin_change_own(request: PlacedRequest, absence_id: int) -> HttpResponse:
    """The form of one's own absence as it stands."""
    return _begin(request, _known(request, absence_id, own=True))


def send_change_own(request: PlacedRequest, absence_id: int) -> HttpResponse:
    """Change an absence of one's own."""
    return _send(request, _known(request, absence_id, own=True))


def begin_change(request: PlacedRequest, absence_id: int) -> HttpResponse:
    """The form of somebody's absence as it stands."""
    return _begin(request, _known(request, absence_id, own=False))


def send_change(request: PlacedRequest, absence_id: int) -> HttpResponse:
    """Change somebody's absence."""
    return _send(request, _known(request, absence_id, own=False))


def finish_own(request: PlacedRequest, absence_id: int) -> HttpResponse:
    """Back earlier: everything is one's own from today."""
    _finish(request, absence_id)
    return go_to(request, "own-absences")


def finish(request: PlacedRequest, absence_id: int) -> HttpResponse:
    """Somebody is back earlier."""
    _finish(request, absence_id)
    return go_to(request, "absences")


def _finish(request: PlacedRequest, absence_id: int) -> None:
    attempt_at_once(
        request,
        lambda: end_absence(absence_id=absence_id, seen=seen(request), **asked(request)),
        gettext("Ketidakhadiran diakhiri. Semua tugas kembali mulai hari ini."),
    )


def _own(request: PlacedRequest) -> _Page:
    person = request.actor.person or 0
    return _Page(person=person, name=request.actor.acting.name, own=True)


def _of_somebody(request: PlacedRequest) -> _Page:
    ids = picked_ids([request.GET.get("orang", "")])
    if not ids:
        raise NotFound(what=marked("Pengguna"))
    party = find_party(min(ids))
    return _Page(person=party.person, name=party.name, own=False)


def _known(request: PlacedRequest, absence_id: int, *, own: bool) -> _Page:
    found = find_absence(absence_id, actor=request.actor, today=today(request))
    if own and found.person != request.actor.person:
        raise NotFound(what=marked("Ketidakhadiran"))
    return _Page(person=found.person, name=found.name, own=own, changing=found)


def _begin(request: PlacedRequest, page: _Page) -> HttpResponse:
    return _form_page(
        request,
        page,
        AbsenceForm(initial=_initial(page, today(request)), candidates=_candidates(request, page)),
    )


def _send(request: PlacedRequest, page: _Page) -> HttpResponse:
    form = AbsenceForm(request.POST, candidates=_candidates(request, page))
    if request.POST.get("aksi") == "ubah":
        return _form_page(
            request,
            page,
            AbsenceForm(initial=request.POST.dict(), candidates=_candidates(request, page)),
        )
    if not form.is_valid():
        return _form_page(request, page, form, status=422)
    if request.POST.get("aksi") != "simpan":
        return _check(request, page, form)
    if not attempt(form, lambda: _record(request, page, form)):
        return _form_page(request, page, form, status=422)
    messages.success(request, gettext("Ketidakhadiran dicatat dan penggantinya diberi tahu."))
    return go_to(request, page.back)


def _record(request: PlacedRequest, page: _Page, form: AbsenceForm) -> None:
    if page.changing is None:
        set_absence(person_id=page.person, details=form.details(), **asked(request))
        return
    change_absence(
        absence_id=page.changing.id, details=form.details(), seen=seen(request), **asked(request)
    )


def _check(request: PlacedRequest, page: _Page, form: AbsenceForm) -> HttpResponse:
    """Show what will reach the substitute, before anything is written."""
    found: list[Handover] = []
    planned = attempt(
        form,
        lambda: found.append(
            plan_absence(
                person_id=page.person,
                details=form.details(),
                changing=page.changing.id if page.changing else None,
                actor=request.actor,
                at=timezone.now(),
            )
        ),
    )
    if not planned:
        return _form_page(request, page, form, status=422)
    typed = form.cleaned_data
    context = {
        "name": page.name,
        "typed": [(field.html_name, field.value()) for field in form],
        "since": typed["since"],
        "until": typed["until"],
        "substitute": find_party(typed["substitute"]).name,
        "capacity": typed["capacity"],
        "decree": typed["decree"],
        "handover": found[0],
        "seen": seen(request),
        "crumbs": _crumbs(request, page),
    }
    return render(request, "absences/check.html", context)


def _candidates(request: PlacedRequest, page: _Page) -> tuple[Candidate, ...]:
    return candidates_for(page.person, actor=request.actor, today=today(request))


def _initial(page: _Page, day: date) -> dict[str, object]:
    known = page.changing
    if known is None:
        return {"since": day}
    return {
        "since": known.since,
        "until": known.until,
        "substitute": known.substitute,
        "capacity": known.capacity.value,
        "decree": known.decree,
    }


def _crumbs(request: PlacedRequest, page: _Page) -> tuple[tuple[str, str], ...]:
    back = address(request, page.back)
    if page.own:
        account = (gettext("Akun"), address(request, "account"))
        return (account, (gettext("Ketidakhadiran saya"), back))
    return crumbs(request, (gettext("Ketidakhadiran"), back))


def _form_page(
    request: PlacedRequest, page: _Page, form: AbsenceForm, status: int = 200
) -> HttpResponse:
    title = gettext("Ubah ketidakhadiran") if page.changing else gettext("Catat ketidakhadiran")
    context = {
        "form": form,
        "title": title if page.own else f"{title}: {page.name}",
        "lede": gettext("Tugas sampai kepada pengganti pada hari pertama dan kembali sendiri."),
        "submit": gettext("Periksa"),
        "seen": request.POST.get("terlihat") or (page.changing.seen if page.changing else ""),
        "back": address(request, page.back),
        "crumbs": _crumbs(request, page),
    }
    return render(request, "offices/change.html", context, status=status)
