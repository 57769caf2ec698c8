"""How letters look: the form, a sample to look at, and the coat of arms."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.letters.profile import Profile
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.queries.offices.journal import list_acts
from lajur.queries.registers.looks import LookView, find_look
from lajur.services.files import open_file
from lajur.services.letters.arms import LARGEST, PNG
from lajur.services.letters.looking import TARGET, change_arms, change_profile
from lajur.services.letters.sample import sample_letter
from lajur.web.forms.letter_looks import ArmsForm, ProfileForm
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
from lajur.web.views.offices.asking import (
    asked,
    attempt,
    attempt_at_once,
    crumbs,
    go_to,
    seen,
    today,
)


def show(request: PlacedRequest) -> HttpResponse:
    """The profile in force."""
    look = _look()
    return _page(request, look, ProfileForm.of(look.profile, look.source), ArmsForm())


def change(request: PlacedRequest) -> HttpResponse:
    """Put another look in force, or show a sample of it (`aksi=contoh`) and change nothing."""
    look, form = _look(), ProfileForm(request.POST)
    if request.POST.get("aksi") == "contoh":
        return _sample(request, look, form)
    if form.is_valid() and attempt(
        form,
        lambda: change_profile(
            data=form.data_of(look.profile),
            source=form.cleaned_data["source"],
            seen=seen(request),
            **asked(request),
        ),
    ):
        messages.success(request, gettext("Rupa naskah disimpan. Naskah yang sudah terbit tetap."))
        return go_to(request, "letter-look")
    return _page(request, look, form, ArmsForm(), status=422)


@never_cache
def show_sample(request: PlacedRequest) -> HttpResponse:
    """A sample letter in the look in force."""
    look = _look()
    return _pdf(sample_letter(look.profile, arms=look.arms, day=today(request)))


def change_picture(request: PlacedRequest) -> HttpResponse:
    """Put another coat of arms into the letterhead, or none (`aksi=hapus`)."""
    if request.POST.get("aksi") == "hapus":
        attempt_at_once(
            request,
            lambda: change_arms(content=None, seen=seen(request), **asked(request)),
            gettext("Lambang dilepas dari kop."),
        )
        return go_to(request, "letter-look")
    look, form = _look(), ArmsForm(request.POST, request.FILES)
    if form.is_valid() and attempt(
        form,
        lambda: change_arms(content=_content(form), seen=seen(request), **asked(request)),
    ):
        messages.success(request, gettext("Lambang pada kop diganti."))
        return go_to(request, "letter-look")
    return _page(request, look, ProfileForm.of(look.profile, look.source), form, status=422)


def show_picture(request: PlacedRequest) -> HttpResponseBase:
    """The coat of arms in force."""
    look = _look()
    if look.arms_file is None:
        raise NotFound(what=marked("Lambang daerah"))
    file = open_file(look.arms_file, government=request.government.slug)
    response = FileResponse(file, content_type=PNG)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _look() -> LookView:
    look = find_look()
    if look is None:
        raise NotFound(what=marked("Rupa naskah"))
    return look


def _content(form: ArmsForm) -> bytes:
    """What was sent, as far as it counts: one byte beyond the largest, so that it is refused."""
    content: bytes = form.cleaned_data["picture"].read(LARGEST + 1)
    return content


def _sample(request: PlacedRequest, look: LookView, form: ProfileForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, look, form, ArmsForm(), status=422)
    try:
        profile = Profile.from_dict(form.data_of(look.profile))
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _page(request, look, form, ArmsForm(), status=422)
    return _pdf(sample_letter(profile, arms=look.arms, day=today(request)))


def _pdf(paper: bytes) -> HttpResponse:
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="contoh-naskah.pdf"'
    return response


def _page(
    request: PlacedRequest,
    look: LookView,
    form: ProfileForm,
    arms: ArmsForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "arms": arms,
        "look": look,
        "seen": look.seen,
        "acts": list_acts(target=TARGET, limit=5).acts,
        "crumbs": crumbs(request),
    }
    return render(request, "registers/look.html", context, status=status)
