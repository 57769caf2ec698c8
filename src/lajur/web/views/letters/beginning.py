"""Beginning a letter: for a paper of one's work, or of any kind beside the SOP."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.letters.kinds import KINDS
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.letters.views import CaseLetters, case_letters
from lajur.services.letters.drafting import begin_letter
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said


def show_kinds(request: PlacedRequest, case: int) -> HttpResponse:
    """Every kind of paper there is, each with what it is for."""
    return _kinds_page(request, _letters(request, case))


def begin(request: PlacedRequest, case: int) -> HttpResponse:
    """Begin a letter of the chosen kind, and open it."""
    submission(request)
    kind = request.POST.get("jenis", "")
    if kind not in KINDS:
        found = _letters(request, case)
        return _kinds_page(request, found, gettext("Pilih salah satu jenis naskah."), 422)
    try:
        letter = begin_letter(case_id=case, kind=kind, actor=request.actor, at=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        return _kinds_page(request, _letters(request, case), said(refusal), refusal.status)
    return redirect("letter", government=request.government.slug, case=case, letter=letter)


def begin_for_work(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Begin the letter that a paper of this work is, or open the one begun before."""
    submission(request)
    letter = begin_letter(
        case_id=case,
        kind=request.POST.get("jenis", ""),
        item=request.POST.get("untuk", ""),
        number=number,
        actor=request.actor,
        at=timezone.now(),
    )
    return redirect("letter", government=request.government.slug, case=case, letter=letter)


def _letters(request: PlacedRequest, case: int) -> CaseLetters:
    zone = ZoneInfo(request.government.zone)
    return case_letters(case, actor=request.actor, at=timezone.now(), zone=zone)


def _kinds_page(
    request: PlacedRequest, found: CaseLetters, fault: str = "", status: int = 200
) -> HttpResponse:
    if not found.may_write:
        raise NotFound(what=gettext("Berkas"))
    context = {
        "head": found.head,
        "kinds": sorted(KINDS.values(), key=lambda kind: gettext(kind.name)),
        "chosen": request.POST.get("jenis", ""),
        "fault": fault,
    }
    return render(request, "letters/choose.html", context, status=status)
