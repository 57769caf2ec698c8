"""The reminder rules of an office, and what has fired."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.queries.offices.journal import list_acts
from lajur.queries.reminders import list_fired, rule_book
from lajur.services.reminders.rules import add_rule, switch_rule
from lajur.web.forms.paging import page_before
from lajur.web.forms.reminders import RuleForm
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


def show(request: PlacedRequest) -> HttpResponse:
    """The rules, each with an example of this office's calendar."""
    return _page(request, RuleForm())


def add(request: PlacedRequest) -> HttpResponse:
    """Add a rule."""
    form = RuleForm(request.POST)
    if form.is_valid() and attempt(form, lambda: add_rule(form.rule(), **asked(request))):
        messages.success(request, gettext("Aturan ditambahkan dan langsung berlaku."))
        return go_to(request, "reminders")
    return _page(request, form, status=422)


def switch_on(request: PlacedRequest, rule_id: int) -> HttpResponse:
    """Switch a rule on."""
    return _switch(request, rule_id, active=True, done=gettext("Aturan dinyalakan."))


def switch_off(request: PlacedRequest, rule_id: int) -> HttpResponse:
    """Switch a rule off."""
    return _switch(request, rule_id, active=False, done=gettext("Aturan dimatikan."))


def show_fired(request: PlacedRequest) -> HttpResponse:
    """Every reminder that has fired, the latest first."""
    fired, older = list_fired(actor=request.actor, before=page_before(request))
    context = {
        "fired": fired,
        "older": f"{address(request, 'reminders-fired')}?sebelum={older}" if older else "",
        "newer": address(request, "reminders-fired") if "sebelum" in request.GET else "",
        "crumbs": crumbs(request, (gettext("Pengingat"), address(request, "reminders"))),
    }
    return render(request, "reminders/fired.html", context)


def _switch(request: PlacedRequest, rule_id: int, *, active: bool, done: str) -> HttpResponse:
    attempt_at_once(
        request,
        lambda: switch_rule(rule_id=rule_id, active=active, seen=seen(request), **asked(request)),
        done,
    )
    return go_to(request, "reminders")


def _page(request: PlacedRequest, form: RuleForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "book": rule_book(request.government.id, today=today(request), actor=request.actor),
        "acts": list_acts(target="reminder_rules", limit=5).acts,
        "crumbs": crumbs(request),
    }
    return render(request, "reminders/rules.html", context, status=status)
