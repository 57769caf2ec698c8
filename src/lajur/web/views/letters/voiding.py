"""Making an issued letter void, with the reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.refusals import NotFound, Refusal
from lajur.queries.letters.views import LetterView
from lajur.services.letters.voiding import void_letter
from lajur.web.forms.acts import ReasonForm
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
from lajur.web.views.letters.editor import find


def ask(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """What being void means, and the reason."""
    view = find(request, case, letter)
    if not view.may_void:
        raise NotFound(what=gettext("Naskah"))
    return _page(request, view, _form())


def void(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """Make it void; pressed twice, the second answer is the first one's."""
    view, form = find(request, case, letter), _form(request)
    key = submission(request).key
    if not form.is_valid():
        return _page(request, view, form, status=422)
    try:
        void_letter(
            letter_id=letter,
            reason=form.cleaned_data["alasan"],
            actor=request.actor,
            at=timezone.now(),
            key=key,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _page(request, view, form, status=refusal.status)
    messages.success(request, gettext("Naskah dibatalkan. Nomornya tetap tercatat di register."))
    return redirect("letter", government=request.government.slug, case=case, letter=letter)


def _form(request: PlacedRequest | None = None) -> ReasonForm:
    return ReasonForm(
        request.POST if request else None,
        label=gettext("Mengapa naskah ini dibatalkan?"),
        help_text=gettext("Tercatat di register dan riwayat, dan terbaca saat naskah diperiksa."),
    )


def _page(
    request: PlacedRequest, view: LetterView, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    context = {"letter": view, "form": form}
    return render(request, "letters/void.html", context, status=status)
