"""Writing a draft. What was typed stays, also when something is wrong or somebody was quicker."""

from collections.abc import Mapping, Sequence
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.letters.kinds import PartId
from lajur.core.letters.parts import PartsRefused
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.letters.signers import Roster
from lajur.queries.letters.views import LetterView, find_letter, signers_for
from lajur.services.letters.answers import StaleLetter
from lajur.services.letters.drafting import discard_letter, save_letter
from lajur.web.forms.differing import Newer, newer_parts
from lajur.web.forms.letters import LetterForm, blanks, read_typed
from lajur.web.forms.submission import submission
from lajur.web.framing import shows_papers
from lajur.web.http import PlacedRequest, sent_by_script, told_script
from lajur.web.templatetags.lajur import moment
from lajur.web.views.faults import said
from lajur.web.views.letters.issued import issued_page


@never_cache
@shows_papers
def show(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """A letter: the draft to be written, or the paper as it was issued."""
    view = find(request, case, letter)
    if not view.line.is_draft:
        return issued_page(request, view)
    form = LetterForm(view, _people(request, view))
    return _page(request, view, form, more=request.GET.get("baris", ""))


@shows_papers
def keep(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """Save what was typed; then stay, add rows, look, or go on to issuing."""
    view = find(request, case, letter)
    version = submission(request).version
    seen = view.line.version if version is None else version
    typed = read_typed(view.kind.parts, request.POST)
    form = LetterForm(view, _people(request, view), request.POST)
    if not form.is_valid():
        if sent_by_script(request):
            return told_script(
                " ".join(str(one) for faults in form.errors.values() for one in faults), status=422
            )
        return _page(request, view, form, typed, seen=seen, status=422)
    try:
        version = save_letter(
            letter_id=letter,
            typed=form.typed(typed),
            seen_version=seen,
            actor=request.actor,
            at=timezone.now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        if sent_by_script(request):
            return told_script(_why(refusal), status=refusal.status)
        return _refused(request, find(request, case, letter), typed, refusal, seen)
    return _saved(version) if sent_by_script(request) else _go_on(request, case, letter)


def ask_discard(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """Ask once before a draft is thrown away."""
    view = find(request, case, letter)
    if not view.may_discard:
        raise NotFound(what=gettext("Naskah"))
    return render(request, "letters/discard.html", {"letter": view})


def discard(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """Throw it away, and go back to where it was begun."""
    submission(request)
    view = find(request, case, letter)
    discard_letter(letter_id=letter, actor=request.actor, at=timezone.now())
    messages.success(request, gettext("Draf naskah dibuang."))
    return redirect(back_of(request, view))


def find(request: PlacedRequest, case: int, letter: int) -> LetterView:
    """Raises: NotFound."""
    zone = ZoneInfo(request.government.zone)
    return find_letter(case, letter, actor=request.actor, at=timezone.now(), zone=zone)


def back_of(request: PlacedRequest, view: LetterView) -> str:
    """Where a letter was begun: the work it is for while that is open, else the case."""
    place = {"government": request.government.slug, "case": view.head.case_id}
    if view.line.work_item is None or view.handed_in:
        return f"{reverse('case', kwargs=place)}#naskah-dinas"
    return reverse("work-item", kwargs={**place, "number": view.line.work_item})


def _people(request: PlacedRequest, view: LetterView) -> Roster:
    zone = ZoneInfo(request.government.zone)
    return signers_for(view, at=timezone.now(), zone=zone)


def _saved(version: int) -> JsonResponse:
    """What our script needs to save again: the version now, a fresh key, a word for the person."""
    said_when = gettext("Tersimpan %(when)s") % {"when": moment(timezone.now())}
    return JsonResponse({"versi": version, "kunci": uuid4().hex, "kata": said_when})


def _go_on(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    here = reverse("letter", args=(request.government.slug, case, letter))
    action, _, part = request.POST.get("aksi", "").partition(":")
    match action:
        case "terbitkan":
            return redirect(f"{here}terbitkan/")
        case "tambah":
            return redirect(f"{here}?baris={part}#bagian-{part}")
        case "pratinjau":
            return redirect(f"{here}#pratinjau")
        case _:
            messages.success(request, gettext("Draf tersimpan. Anda dapat melanjutkannya nanti."))
            return redirect(here)


def _why(refusal: Refusal) -> str:
    """Why our script could not save, and what shows more."""
    if isinstance(refusal, StaleLetter):
        return f"{said(refusal)} {gettext('Tekan Simpan draf untuk melihat keduanya.')}"
    if isinstance(refusal, PartsRefused):
        return " ".join(said(one) for one in refusal.fields.values())
    return said(refusal)


def _refused(
    request: PlacedRequest,
    view: LetterView,
    typed: Mapping[PartId, object],
    refusal: Refusal,
    seen: int,
) -> HttpResponse:
    """The form again with everything typed; what is wrong stands at its part.

    Only who is shown what a colleague has saved since `seen` may save over it.
    """
    if not view.line.is_draft:
        return issued_page(request, view, typed=typed, fault=said(refusal), status=refusal.status)
    form = LetterForm(view, _people(request, view), request.POST)
    if isinstance(refusal, PartsRefused):
        faults = {part: said(one) for part, one in refusal.fields.items()}
        return _page(request, view, form, typed, faults=faults, seen=seen, status=422)
    form.add_error(None, said(refusal))
    if not isinstance(refusal, StaleLetter):
        return _page(request, view, form, typed, seen=seen, status=refusal.status)
    newer = newer_parts(view, form, typed)
    return _page(request, view, form, typed, newer=newer, status=refusal.status)


def _page(
    request: PlacedRequest,
    view: LetterView,
    form: LetterForm,
    typed: Mapping[PartId, object] | None = None,
    *,
    faults: Mapping[PartId, str] | None = None,
    more: PartId = "",
    seen: int | None = None,
    newer: Sequence[Newer] = (),
    status: int = 200,
) -> HttpResponse:
    faults = faults or {}
    parts = blanks(view.kind.parts, typed or view.parts, faults=faults, more=more)
    context = {
        "letter": view,
        "form": form,
        "parts": parts,
        "linked": [(f"#bagian-{part}", sentence) for part, sentence in faults.items()],
        "back": back_of(request, view),
        "version": view.line.version if seen is None else seen,
        "newer": newer,
    }
    return render(request, "letters/editor.html", context, status=status)
