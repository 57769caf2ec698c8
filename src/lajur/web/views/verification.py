"""The page behind the QR of every letter: what it is, who signed it, and is this file it?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lajur.core.refusals import NotFound, Refusal
from lajur.services import accounts
from lajur.services.signatures.checking import Comparison, compare, look
from lajur.web.forms.signatures import CheckForm
from lajur.web.http import PlacedRequest
from lajur.web.network import network_of
from lajur.web.views.faults import said

_TRIES = 30  # files from one network in a window


@never_cache
def show(request: PlacedRequest, token: str) -> HttpResponse:
    """The letter, for anybody who has its address."""
    return _page(request, token, CheckForm())


@never_cache
def check(request: PlacedRequest, token: str) -> HttpResponse:
    """Whether a file is this letter. It is read here and thrown away."""
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, token, form, status=422)
    file, at = form.cleaned_data["berkas"], timezone.now()
    try:
        accounts.count_attempt({f"periksa:{network_of(request)}": _TRIES}, at=at)
        found = compare(
            token,
            name=file.name,
            chunks=file.chunks(),
            government=request.government.slug,
            at=at,
        )
    except NotFound:
        return _unknown(request)
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _page(request, token, form, status=refusal.status)
    return _page(request, token, CheckForm(), found)


def _page(
    request: PlacedRequest,
    token: str,
    form: CheckForm,
    found: Comparison | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    try:
        letter, is_intact = look(token, government=request.government.slug)
    except NotFound:
        return _unknown(request)
    context = {
        "letter": letter,
        "is_intact": is_intact,
        "valid": is_intact and not letter.is_void,
        "form": form,
        "found": found,
    }
    return render(request, "signatures/check.html", context, status=status)


def _unknown(request: PlacedRequest) -> HttpResponse:
    return render(request, "signatures/unknown.html", status=404)
