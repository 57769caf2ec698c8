"""Issuing a letter: what will happen, before it does; then its number."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.letters.parts import PartsRefused
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.letters.views import LetterView
from lajur.services.letters.issuing import Outlook, foresee, issue_letter
from lajur.web.forms.submission import submission
from lajur.web.framing import shows_papers
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
from lajur.web.views.letters.editor import find


@shows_papers
def ask(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """Which number, in which register, who signs; or what is still missing."""
    view = find(request, case, letter)
    if not view.line.is_draft:
        return redirect("letter", government=request.government.slug, case=case, letter=letter)
    return _page(request, view)


@shows_papers
def issue(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """Issue it; pressed twice, the second answer is the first one's number."""
    view, sent = find(request, case, letter), submission(request)
    try:
        issued = issue_letter(
            letter_id=letter,
            seen_version=view.line.version if sent.version is None else sent.version,
            actor=request.actor,
            at=timezone.now(),
            key=sent.key,
            reserved=_reserved(request.POST.get("cadangan", "")),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, find(request, case, letter), refusal)
    told = gettext("Naskah terbit dengan nomor %(number)s.") % {"number": issued.number}
    messages.success(request, told)
    return redirect("letter", government=request.government.slug, case=case, letter=letter)


def _page(request: PlacedRequest, view: LetterView, refusal: Refusal | None = None) -> HttpResponse:
    outlook: Outlook | None = None
    try:
        outlook = foresee(letter_id=view.line.id, actor=request.actor, at=timezone.now())
    except NotFound:
        raise
    except Refusal as lacking:
        refusal = refusal or lacking
    context = {
        "letter": view,
        "outlook": outlook,
        "faults": _faults(refusal),
        "today": timezone.now().astimezone(ZoneInfo(request.government.zone)).date(),
    }
    refused = refusal is not None and request.method == "POST"
    status = refusal.status if refused and refusal is not None else 200
    return render(request, "letters/issue.html", context, status=status)


def _reserved(typed: str) -> int | None:
    """The line whose number was chosen; None for the next number, or for nonsense."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else None


def _faults(refusal: Refusal | None) -> list[tuple[str, str]]:
    """What keeps it from being issued: where on the form, and the sentence."""
    if refusal is None:
        return []
    if isinstance(refusal, PartsRefused):
        return [(f"bagian-{part}", said(one)) for part, one in refusal.fields.items()]
    return [("galat" if refusal.status != 422 else "penanda", said(refusal))]
