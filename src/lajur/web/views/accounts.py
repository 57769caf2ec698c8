"""Logging in and out, the account, the language."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lajur.core.access import Permission, Role
from lajur.core.refusals import Refusal
from lajur.services import accounts
from lajur.web import words
from lajur.web.forms.accounts import LoginForm, PasswordForm
from lajur.web.http import PlacedRequest
from lajur.web.middleware import LANGUAGES
from lajur.web.network import network_of
from lajur.web.views.faults import said

_PER_ACCOUNT = 10  # failures in a window
_PER_NETWORK = 100  # an office shares one network
_DEVICE = "lajur_perangkat"  # cookie: this browser has logged in to this account before
_DEVICE_AGE = 180 * 24 * 3600  # seconds


@never_cache
def show_login(request: PlacedRequest) -> HttpResponse:
    """The login of this government; whoever is in already goes on."""
    if request.actor.person is not None:
        return redirect(_after_login(request, request.user))
    return _login_page(request, LoginForm())


@sensitive_post_parameters("password")
@never_cache
def log_in(request: PlacedRequest) -> HttpResponse:
    """Check the password. One sentence for every wrong pair: it never says which half."""
    form = LoginForm(request.POST)
    if not form.is_valid():
        return _login_page(request, form, status=422)
    name = form.cleaned_data["username"].strip().lower()
    subjects = _subjects(request, name)
    try:
        accounts.count_attempt(subjects, at=timezone.now())
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _login_page(request, form, status=refusal.status)
    person: Any = authenticate(request, username=name, password=form.cleaned_data["password"])
    if person is None:
        form.add_error(None, gettext("Nama pengguna atau kata sandi tidak cocok."))
        return _login_page(request, form, status=422)
    own, network = subjects
    accounts.forgive_attempts((own,))
    accounts.give_back_attempt(network)
    login(request, person)
    if person.password_is_temporary:
        messages.warning(
            request,
            gettext("Kata sandi ini dibuatkan admin. Gantilah dengan kata sandi Anda sendiri."),
        )
        return _known_device(redirect("account", government=person.government.slug), name)
    return _known_device(redirect(_after_login(request, person)), name)


def log_out(request: PlacedRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, gettext("Anda sudah keluar."))
    return redirect("service", government=request.government.slug)


def _login_page(request: PlacedRequest, form: LoginForm, status: int = 200) -> HttpResponse:
    following = _following(request)
    return render(request, "accounts/login.html", {"form": form, "next": following}, status=status)


def _following(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site, or nothing."""
    return _of_this_site(request.POST.get("next") or request.GET.get("next") or "")


def _of_this_site(following: str) -> str:
    """The address, if it leads nowhere else; "" otherwise."""
    safe = following.startswith("/") and url_has_allowed_host_and_scheme(
        following, allowed_hosts=None
    )
    return following if safe else ""


def _after_login(request: PlacedRequest, person: Any) -> str:
    """Back to the page that was asked for, else to the person's own first page."""
    following, home = _following(request), person.government.slug
    if following.startswith(f"/{home}/"):
        return following
    return reverse("start", kwargs={"government": home})


def go_to_first_page(request: PlacedRequest) -> HttpResponse:
    """The page a person works on: the tray, own requests, the register, or administration."""
    places = (
        ("tray", Permission.ACT if not request.actor.may(Permission.FILE_REQUEST) else None),
        ("requests", Permission.FILE_REQUEST),
        ("offices", Permission.MANAGE_OFFICE),
        ("register", Permission.READ_REGISTER),
    )
    for place, asked in places:
        if asked is not None and request.actor.may(asked):
            return redirect(place, government=request.government.slug)
    return redirect("account", government=request.government.slug)


def _subjects(request: HttpRequest, name: str) -> dict[str, int]:
    """What the attempt is counted against.

    A browser that has logged in to the account before is counted by itself, so that strangers
    who guess at the account never lock its owner out.
    """
    device = request.get_signed_cookie(_DEVICE, default="", salt=name, max_age=_DEVICE_AGE)
    own = f"perangkat:{device}" if device else f"akun:{name}"
    return {own: _PER_ACCOUNT, f"jaringan:{network_of(request)}": _PER_NETWORK}


def _known_device(response: HttpResponse, name: str) -> HttpResponse:
    response.set_signed_cookie(
        _DEVICE,
        uuid4().hex,
        salt=name,
        max_age=_DEVICE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@never_cache
def show_account(request: PlacedRequest) -> HttpResponse:
    """Who one is here, and in what capacities."""
    return _account_page(request, PasswordForm())


@sensitive_post_parameters()
@never_cache
def change_password(request: PlacedRequest) -> HttpResponse:
    """Change the password; every other session of the person ends."""
    form = PasswordForm(request.POST)
    if form.is_valid():
        subjects = {f"sandi:{request.actor.person}": _PER_ACCOUNT}
        try:
            accounts.count_attempt(subjects, at=timezone.now())
            accounts.change_password(
                current=form.cleaned_data["current"],
                new=form.cleaned_data["new"],
                actor=request.actor,
            )
        except accounts.WeakPassword as refusal:
            form.add_error("new", said(refusal))
        except Refusal as refusal:
            form.add_error("current", said(refusal))
    if form.errors:
        return _account_page(request, form, status=422)
    accounts.forgive_attempts(tuple(subjects))
    _stay_logged_in(request)
    messages.success(request, gettext("Kata sandi sudah diganti. Sesi di perangkat lain berakhir."))
    return redirect("account", government=request.government.slug)


def _account_page(request: PlacedRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
    given = sorted(request.actor.roles - {Role.PUBLIC, Role.PERSON})
    roles = [gettext(words.ROLES[role]) for role in given]
    return render(request, "accounts/account.html", {"form": form, "roles": roles}, status=status)


def _stay_logged_in(request: PlacedRequest) -> None:
    person: Any = request.user
    person.refresh_from_db(fields=["password"])
    update_session_auth_hash(request, person)


def choose_language(request: HttpRequest) -> HttpResponse:
    """Switch between Indonesian and English, and stay on the page."""
    response = HttpResponseRedirect(_of_this_site(request.POST.get("lanjut", "")) or "/")
    language = request.POST.get("bahasa", "")
    if language in LANGUAGES:
        if request.user.is_authenticated:
            accounts.choose_language(language=language, person_id=request.user.pk)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
