"""Pages of people: list, create, change, password, deactivate."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.refusals import NotFound, Refusal
from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.leaving import plan_deactivation, plan_move
from lajur.queries.offices.people import PersonView, find_person, list_people
from lajur.queries.offices.positions import Consequences
from lajur.queries.offices.units import units_to_choose
from lajur.services.offices import people
from lajur.services.offices.people import Created
from lajur.services.offices.refusals import NotAgreed
from lajur.web.forms.offices import PersonForm
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
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


def show_all(request: PlacedRequest) -> HttpResponse:
    """People by name."""
    search, closed = request.GET.get("cari", "").strip()[:80], "nonaktif" in request.GET
    after = request.GET.get("sesudah", "")[:300]
    page = list_people(search=search, closed=closed, after=after, today=today(request))
    base = address(request, "people")
    query = {"cari": search} | ({"nonaktif": "1"} if closed else {})
    context = {
        "page": page,
        "search": search,
        "closed": closed,
        "newer": f"{base}?{urlencode(query)}" if after else "",
        "older": f"{base}?{urlencode(query | {'sesudah': page.after})}" if page.after else "",
        "crumbs": crumbs(request),
    }
    return render(request, "offices/people.html", context)


def show(request: PlacedRequest, person_id: int) -> HttpResponse:
    """One person: roles, positions, work in hand."""
    context = {
        "person": find_person(person_id, today=today(request)),
        "acts": list_acts(target=f"person:{person_id}", limit=10).acts,
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/person.html", context)


def begin_add(request: PlacedRequest) -> HttpResponse:
    """The empty form; `unit` in the address chooses one."""
    form = PersonForm(
        initial={"unit": request.GET.get("unit", "")}, units=units_to_choose(), is_new=True
    )
    return _add_page(request, form)


@never_cache
def add(request: PlacedRequest) -> HttpResponse:
    """Open an account, and show its one-time password."""
    form = PersonForm(request.POST, units=units_to_choose(), is_new=True)
    created: list[Created] = []
    if form.is_valid() and attempt(
        form,
        lambda: created.append(
            people.create_person(
                username=form.cleaned_data["username"], details=form.details(), **asked(request)
            )
        ),
    ):
        return _password_page(request, created[0], gettext("Akun dibuat"))
    return _add_page(request, form, status=422)


def begin_change(request: PlacedRequest, person_id: int) -> HttpResponse:
    """The form as it stands."""
    person = find_person(person_id, today=today(request))
    initial = {
        "name": person.name,
        "unit": person.unit_id,
        "email": person.email,
        "phone": person.phone,
        "nip": person.nip,
        "grade": person.grade,
        "is_admin": person.is_admin,
        "is_clerk": person.is_clerk,
        "is_auditor": person.is_auditor,
    }
    form = PersonForm(initial=initial, units=units_to_choose(), is_new=False)
    return _change_page(request, person, form)


def change(request: PlacedRequest, person_id: int) -> HttpResponse:
    """Change a person, after showing what follows."""
    person = find_person(person_id, today=today(request))
    form = PersonForm(request.POST, units=units_to_choose(), is_new=False)
    if not form.is_valid():
        return _change_page(request, person, form, status=422)
    try:
        done = attempt(
            form,
            lambda: people.change_person(
                person_id=person_id,
                details=form.details(),
                seen=seen(request),
                agreed=agreed(request),
                **asked(request),
            ),
        )
    except NotAgreed:
        consequences = plan_move(person_id, form.cleaned_data["unit"])
        typed = [(field.html_name, field.value()) for field in form if field.value()]
        title = gettext("Pindahkan %s ke unit lain?") % person.name
        return _ask(request, person, consequences, title, typed)
    if not done:
        return _change_page(request, person, form, status=422)
    messages.success(request, gettext("Perubahan disimpan."))
    return go_to(request, "person", person_id=person_id)


@never_cache
def reset_password(request: PlacedRequest, person_id: int) -> HttpResponse:
    """Give a new one-time password, and show it."""
    try:
        created = people.reset_password(person_id=person_id, seen=seen(request), **asked(request))
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, said(refusal))
        return go_to(request, "person", person_id=person_id)
    return _password_page(request, created, gettext("Kata sandi diatur ulang"))


def begin_deactivate(request: PlacedRequest, person_id: int) -> HttpResponse:
    """What closing the account would do."""
    person = find_person(person_id, today=today(request))
    return _ask_deactivate(request, person, person.seen)


def deactivate(request: PlacedRequest, person_id: int) -> HttpResponse:
    """Close an account."""
    person = find_person(person_id, today=today(request))
    try:
        people.deactivate_person(
            person_id=person_id, seen=seen(request), agreed=agreed(request), **asked(request)
        )
    except NotFound:
        raise
    except NotAgreed:
        return _ask_deactivate(request, person, seen(request))
    except Refusal as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, gettext("Akun %s dinonaktifkan.") % person.name)
    return go_to(request, "person", person_id=person_id)


def reactivate(request: PlacedRequest, person_id: int) -> HttpResponse:
    """Open a closed account again."""
    attempt_at_once(
        request,
        lambda: people.reactivate_person(person_id=person_id, seen=seen(request), **asked(request)),
        gettext("Akun aktif kembali. Tetapkan lagi jabatannya bila perlu."),
    )
    return go_to(request, "person", person_id=person_id)


def _ask_deactivate(request: PlacedRequest, person: PersonView, seen_stamp: str) -> HttpResponse:
    consequences = plan_deactivation(person.id, today=today(request))
    title = gettext("Nonaktifkan akun %s?") % person.name
    return _ask(request, person, consequences, title, [], seen_stamp)


def _ask(
    request: PlacedRequest,
    person: PersonView,
    consequences: Consequences,
    title: str,
    typed: list[tuple[str, object]],
    seen_stamp: str = "",
) -> HttpResponse:
    back = address(request, "person", person_id=person.id)
    context = {
        "title": title,
        "typed": typed,
        "consequences": consequences,
        "agreed": consequences.agreed,
        "seen": seen_stamp or seen(request),
        "back": back,
        "crumbs": (*_crumbs(request), (person.name, back)),
    }
    return render(request, "offices/agree.html", context)


def _crumbs(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return crumbs(request, (gettext("Pengguna"), address(request, "people")))


def _add_page(request: PlacedRequest, form: PersonForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "title": gettext("Pengguna baru"),
        "lede": gettext(
            "Setelah disimpan, kata sandi sekali pakai ditampilkan untuk Anda sampaikan."
        ),
        "submit": gettext("Buat akun"),
        "back": address(request, "people"),
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/change.html", context, status=status)


def _change_page(
    request: PlacedRequest, person: PersonView, form: PersonForm, status: int = 200
) -> HttpResponse:
    back = address(request, "person", person_id=person.id)
    context = {
        "form": form,
        "title": gettext("Ubah pengguna"),
        "lede": gettext("Bila peran atau unitnya berubah, ia akan diminta masuk kembali."),
        "seen": person.seen,
        "back": back,
        "crumbs": (*_crumbs(request), (person.name, back)),
    }
    return render(request, "offices/change.html", context, status=status)


def _password_page(request: PlacedRequest, created: Created, title: str) -> HttpResponse:
    context = {
        "title": title,
        "created": created,
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/password.html", context)
