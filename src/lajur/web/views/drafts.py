"""Filling in a draft. Whatever was typed or attached stays, also when something is wrong."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.procedure.definition import ItemId
from lajur.core.refusals import Refusal
from lajur.queries.requests import DraftView, find_draft
from lajur.services.drafts import attach_to_draft, save_draft
from lajur.services.files import LARGEST, store_upload
from lajur.services.papers import Paper
from lajur.services.refusals import FormRefused, StaleDraft
from lajur.web import words
from lajur.web.forms.answers import AnswerForm, read_answers
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest, sent_by_script, told_script
from lajur.web.templatetags.lajur import moment
from lajur.web.views.faults import said
from lajur.web.views.requests import what_is_wrong

PAPER = "berkas-"  # a file input is named for its item


@never_cache
def show_draft(request: PlacedRequest, draft: int) -> HttpResponse:
    """The form as it was left."""
    return _draft_page(request, find_draft(draft, actor=request.actor))


def keep_draft(request: PlacedRequest, draft: int) -> HttpResponse:
    """Save what was typed and attached; then stay, or go on to checking."""
    seen = submission(request).version
    found = find_draft(draft, actor=request.actor)
    title, answers = read_answers(found, request.POST)
    typed = replace(found, title=title, answers=answers)
    try:
        _save(request, typed, seen)
    except (FormRefused, StaleDraft) as refusal:
        if sent_by_script(request):
            return told_script(said(refusal), status=refusal.status)
        if isinstance(refusal, FormRefused):
            return _draft_page(request, typed, wrong=refusal.fields, status=422)
        return _draft_page(request, typed, faults=(said(refusal),), status=409)
    if sent_by_script(request):
        return _saved_by_script(find_draft(draft, actor=request.actor))
    return _go_on(request, draft, _attach(request, typed))


def _save(request: PlacedRequest, typed: DraftView, seen: int | None) -> None:
    save_draft(
        draft_id=typed.id,
        procedure_key=typed.procedure.id,
        service=typed.service,
        title=typed.title,
        form=typed.answers,
        seen_version=seen,
        actor=request.actor,
        at=timezone.now(),
    )


def _saved_by_script(draft: DraftView) -> JsonResponse:
    """What our script needs to save again: the version now, a fresh key, a word for the person."""
    said_when = gettext("Tersimpan %(when)s") % {"when": moment(draft.saved_at)}
    return JsonResponse({"versi": draft.version, "kunci": uuid4().hex, "kata": said_when})


def _attach(request: PlacedRequest, draft: DraftView) -> dict[ItemId, str]:
    """Take the files that came, let go of the one whose button was pressed; tell what failed."""
    now, faults = timezone.now(), {}
    wanted = {paper.item for paper in draft.papers}
    for name, upload in request.FILES.items():
        item = name.removeprefix(PAPER)
        if item not in wanted or not isinstance(upload, UploadedFile):
            continue
        try:
            file = store_upload(upload.name or item, upload.chunks(), actor=request.actor, at=now)
            _put(request, draft.id, item, Paper(file=file))
        except Refusal as refusal:
            faults[item] = said(refusal)
    action, _, dropped = request.POST.get("aksi", "").partition(":")
    if action == "lepas" and dropped in wanted:
        _put(request, draft.id, dropped, Paper())
    return faults


def _put(request: PlacedRequest, draft: int, item: ItemId, paper: Paper) -> None:
    attach_to_draft(draft_id=draft, item=item, paper=paper, actor=request.actor, at=timezone.now())


def _go_on(request: PlacedRequest, draft: int, faults: dict[ItemId, str]) -> HttpResponse:
    """After saving: the same page with what is wrong, the check, or the draft again."""
    saved = find_draft(draft, actor=request.actor)
    government = request.government.slug
    action = request.POST.get("aksi", "")
    if action == "periksa":
        faults = {**_missing(saved), **faults}
        wrong = what_is_wrong(request, saved)
        if not wrong and not faults:
            return redirect("draft-check", government=government, draft=draft)
        return _draft_page(request, saved, wrong=wrong, unattached=faults, status=422)
    if faults:
        return _draft_page(request, saved, unattached=faults, status=422)
    if action.startswith("lepas:"):
        return redirect(f"{reverse('draft', args=(government, draft))}#lampiran")
    messages.success(request, gettext("Draf tersimpan. Anda dapat melanjutkannya kapan saja."))
    return redirect("draft", government=government, draft=draft)


def _missing(draft: DraftView) -> dict[ItemId, str]:
    return {
        paper.item: gettext("Lampirkan “%(name)s”.") % {"name": paper.name}
        for paper in draft.papers
        if paper.is_missing
    }


def _draft_page(
    request: PlacedRequest,
    draft: DraftView,
    *,
    wrong: Mapping[str, Refusal] | None = None,
    unattached: Mapping[ItemId, str] | None = None,
    faults: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    unattached = unattached or {}
    context = {
        "draft": draft,
        "papers": [(paper, unattached.get(paper.item, "")) for paper in draft.papers],
        "service": words.service_name(draft.service),
        "form": AnswerForm(draft, wrong=wrong),
        "faults": faults,
        "linked": [(f"#{PAPER}{item}", sentence) for item, sentence in unattached.items()],
        "largest": LARGEST,
    }
    return render(request, "requests/draft.html", context, status=status)
