"""What every page of administration does alike: today, what was seen, refusals in their form."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, Refusal
from lajur.services.offices.refusals import NotAgreed
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said


class Asked(TypedDict):
    """What every service of administration is told."""

    actor: Actor
    at: datetime
    key: str


def today(request: PlacedRequest) -> date:
    """The day it is in the office's own zone."""
    return timezone.now().astimezone(ZoneInfo(request.government.zone)).date()


def asked(request: PlacedRequest) -> Asked:
    """Who asks, when, and the idempotency key of the form."""
    return {"actor": request.actor, "at": timezone.now(), "key": submission(request).key}


def seen(request: PlacedRequest) -> str:
    """The stamp of what the page showed."""
    return request.POST.get("terlihat", "")


def agreed(request: PlacedRequest) -> str:
    """The stamp of the consequences the page showed; "" when it showed none."""
    return request.POST.get("disetujui", "")


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do the act; what is refused becomes an error of the form.

    Raises:
        NotFound: what the act is about does not exist.
        NotAgreed: there are consequences to show first.
    """
    try:
        act()
    except (NotFound, NotAgreed):
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return False
    return True


def attempt_at_once(request: PlacedRequest, act: Callable[[], object], done: str) -> None:
    """Do an act that has no form of its own; the next page tells what became of it.

    Raises:
        NotFound: what the act is about does not exist.
    """
    try:
        act()
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, done)


def go_to(request: PlacedRequest, name: str, **captured: object) -> HttpResponse:
    """Answer a POST with the page to look at next."""
    return redirect(address(request, name, **captured))


def address(request: PlacedRequest, name: str, **captured: object) -> str:
    """The address of a page of this government."""
    return reverse(name, kwargs={"government": request.government.slug, **captured})


def crumbs(request: PlacedRequest, *names: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The trail from the first page of administration: (label, address) pairs."""
    return ((gettext("Kelola"), address(request, "offices")), *names)
