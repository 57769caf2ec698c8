"""The work page: read the request, act, see what will follow, confirm."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import Role
from lajur.core.completion import Completion
from lajur.core.procedure.definition import ItemId
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.durations import duration_words
from lajur.queries.letters.unsigned import LetterSigning, letters_to_sign
from lajur.queries.moments import in_words
from lajur.queries.previews import PaperRecord, lacking, preview
from lajur.queries.work_items import Act, WorkView, work_item
from lajur.services.files import store_upload
from lajur.services.papers import Paper
from lajur.services.staleness import stale
from lajur.services.work_items import complete_work_item, record_on_paper
from lajur.web import unsent
from lajur.web.forms.submission import Submission, submission
from lajur.web.forms.work_items import WorkForm
from lajur.web.http import PlacedRequest
from lajur.web.views.act_panels import panels
from lajur.web.views.faults import said
from lajur.web.views.work_faults import add_lacking, at_fields
from lajur.web.words import service_name

UNPROCESSABLE = 422  # HTTP: what was sent lacks something
_SEND, _CHANGE = "kirim", "ubah"  # of the field "tahap"; anything else asks for the confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """One sending of the work form."""

    request: PlacedRequest
    view: WorkView
    form: WorkForm
    sent: Submission
    zone: ZoneInfo

    @property
    def version(self) -> int:
        return self.view.version if self.sent.version is None else self.sent.version

    @property
    def papers(self) -> Mapping[ItemId, Paper]:
        written, kept = self.form.written, self.form.kept
        return {
            item: Paper(text=written.get(item, ""), file=kept.get(item))
            for item in (*written, *kept)
        }

    @property
    def completion(self) -> Completion:
        return Completion(
            outcome=self.form.outcome,
            text=self.form.text,
            supplies=frozenset(self.papers),
            unchanged=self.form.unchanged,
            appoints=self.form.appoints,
            duration=self.form.duration,
        )

    @property
    def record(self) -> PaperRecord | None:
        if not self.form.on_paper:
            return None
        given = self.form.cleaned_data
        return PaperRecord(
            done_at=self.form.done_at(self.zone), done_by=given["oleh"], reason=given["sebab"]
        )


def show(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """The request on one page, the step as signed, and the form to act."""
    return work_page(request, _view(request, case, number))


def show_paper_record(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """The form for work that was done on paper."""
    view = _view(request, case, number)
    if Act.ON_PAPER not in view.acts:
        raise NotFound(what=gettext("Tugas"))
    return _form_page(request, view, _form(request, view, on_paper=True))


def back(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """The address of a form, opened by itself (a reload, a bookmark): go to the page it is on."""
    return redirect("work-item", government=request.government.slug, case=case, number=number)


def complete(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """Take the form: check it, show what will follow, and on confirmation do it."""
    return _take(request, case, number, on_paper=False)


def record_paper(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """The same for work that was done on paper."""
    return _take(request, case, number, on_paper=True)


def work_page(
    request: PlacedRequest,
    view: WorkView,
    *,
    form: WorkForm | None = None,
    opened: Mapping[str, object] | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    """The work page; `opened` is a refused panel of another act, by its address word."""
    context = {
        "work": view,
        "form": form or _form(request, view),
        "panels": panels(view, opened or {}),
        "fault": fault,
        "service": service_name(view.head.service),
        "signing": _co_signed(request, view),
        "may_complete": Act.COMPLETE in view.acts,
        "may_claim": Act.CLAIM in view.acts,
        "may_release": Act.RELEASE in view.acts,
        "may_record": Act.ON_PAPER in view.acts,
    }
    return render(request, "work_items/work_item.html", context, status=status)


def _view(request: PlacedRequest, case: int, number: int) -> WorkView:
    zone = ZoneInfo(request.government.zone)
    return work_item(case, number, actor=request.actor, at=timezone.now(), zone=zone)


def _form(request: PlacedRequest, view: WorkView, *, on_paper: bool = False) -> WorkForm:
    """The form as it was left; nobody has pressed anything, so it holds no fault."""
    typed = unsent.remembered(request, _places(view)[on_paper])
    form = WorkForm(view, typed, on_paper=on_paper)
    form.errors.clear()
    return form


def _places(view: WorkView) -> tuple[str, str]:
    """Where the form of a piece of work is kept, and that of the same work done on paper."""
    place = f"{view.head.case_id}/{view.number}"
    return place, f"{place}/kertas"


def _letters(
    request: PlacedRequest, view: WorkView, *, whole_case: bool = False
) -> tuple[LetterSigning, ...]:
    """The issued letters of this work, or of the case, that ask for signatures."""
    return letters_to_sign(
        view.head.case_id,
        None if whole_case else view.number,
        actor=request.actor,
        at=timezone.now(),
        zone=ZoneInfo(request.government.zone),
    )


def _co_signed(request: PlacedRequest, view: WorkView) -> tuple[LetterSigning, ...]:
    """Of a co-signature, the letters that are signed apart from it."""
    return _letters(request, view) if view.kind == "signature" else ()


def _take(request: PlacedRequest, case: int, number: int, *, on_paper: bool) -> HttpResponse:
    view = _view(request, case, number)
    form = WorkForm(view, request.POST, request.FILES, on_paper=on_paper)
    ask = _Ask(
        request=request,
        view=view,
        form=form,
        sent=submission(request),
        zone=ZoneInfo(request.government.zone),
    )
    _keep_uploads(ask)
    unsent.remember(request, _places(view)[on_paper], form.hidden())
    stage = request.POST.get("tahap", "")
    if stage == _CHANGE:
        form.is_valid()
        form.errors.clear()
        return _form_page(request, view, form)
    if not form.is_valid():
        _tell_the_rest(ask)
        return _form_page(request, view, form, status=UNPROCESSABLE)
    return _send(ask) if stage == _SEND else _confirm(ask)


def _keep_uploads(ask: _Ask) -> None:
    """Store what was uploaded at once, so that no fault elsewhere loses it."""
    for blank in ask.view.blanks:
        name = f"lampiran_{blank.item}"
        upload = ask.request.FILES.get(name)
        if upload is None:
            continue
        try:
            ask.form.kept[blank.item] = store_upload(
                upload.name or "",
                upload.chunks(),
                actor=ask.request.actor,
                at=timezone.now(),
            )
        except Refusal as refusal:
            ask.form.add_error(name, said(refusal))


def _confirm(ask: _Ask) -> HttpResponse:
    """Show what will happen next and who gets it; who comes too late hears it already here."""
    case, number = ask.view.head.case_id, ask.view.number
    if ask.version != ask.view.version:
        return _refused(ask, stale(case, number, ask.request.actor))
    try:
        outlook = preview(
            case,
            number,
            ask.completion,
            on_paper=ask.record,
            actor=ask.request.actor,
            at=timezone.now(),
            zone=ask.zone,
        )
    except Refusal as refusal:
        return _refused(ask, refusal)
    signing = _letters(ask.request, ask.view)
    whole = _letters(ask.request, ask.view, whole_case=True) if outlook.ended else ()
    context = {
        "work": ask.view,
        "form": ask.form,
        "outlook": outlook,
        "apart": bool(signing),
        "unsigned": [one for one in signing if not one.is_signed],
        "left": [one for one in whole if one not in signing and not one.is_signed],
        "outcome": ask.form.outcome,
        "text": ask.form.text,
        "papers": [paper for paper in ask.form.papers if paper.kept or paper.text.value()],
        "standing": [one for one in ask.view.blanks if one.item in ask.form.unchanged],
        "appointed": _appointed(ask),
        "duration": _duration(ask),
        "hidden": list(ask.form.hidden()),
        "version": ask.version,
        "record": ask.record,
        "record_when": in_words(ask.record.done_at, ask.zone) if ask.record else "",
    }
    return render(ask.request, "work_items/confirm.html", context)


def _send(ask: _Ask) -> HttpResponse:
    """Do it; refused, give every typed word back."""
    view, record = ask.view, ask.record
    try:
        if record is None:
            done = complete_work_item(
                case_id=view.head.case_id,
                number=view.number,
                seen_version=ask.version,
                outcome=ask.form.outcome,
                text=ask.form.text,
                papers=ask.papers,
                appoints=ask.form.appoints,
                duration=ask.form.duration,
                unchanged=ask.form.unchanged,
                actor=ask.request.actor,
                at=timezone.now(),
                key=ask.sent.key,
            )
        else:
            done = record_on_paper(
                case_id=view.head.case_id,
                number=view.number,
                seen_version=ask.version,
                outcome=ask.form.outcome,
                text=ask.form.text,
                papers=ask.papers,
                appoints=ask.form.appoints,
                duration=ask.form.duration,
                unchanged=ask.form.unchanged,
                done_at=record.done_at,
                done_by=record.done_by,
                reason=record.reason,
                actor=ask.request.actor,
                at=timezone.now(),
                key=ask.sent.key,
            )
    except Refusal as refusal:
        return _refused(ask, refusal)
    unsent.forget(ask.request, _places(view))
    return after_work(ask.request, view, _told(view, called=done.called))


def after_work(request: PlacedRequest, view: WorkView, told: str) -> HttpResponse:
    """Back to where the next piece of work is: the tray, or for an applicant the case."""
    messages.success(request, told)
    government = request.government.slug
    if not request.actor.roles.isdisjoint({Role.OFFICIAL, Role.VENDOR}):
        return redirect("tray", government=government)
    return redirect("case", government=government, case=view.head.case_id)


def _told(view: WorkView, *, called: bool) -> str:
    if view.kind == "signature":
        return gettext("Persetujuan Anda untuk “%(title)s” sudah tercatat.") % {
            "title": view.head.title
        }
    words = (
        gettext("Langkah %(no)s untuk “%(title)s” berjalan sebagai SOP lain.")
        if called
        else gettext("Langkah %(no)s untuk “%(title)s” selesai.")
    )
    return words % {"no": view.step.no, "title": view.head.title}


def _refused(ask: _Ask, refusal: Refusal) -> HttpResponse:
    """The form again, with everything typed, the refusal at its field, and the newest state."""
    if isinstance(refusal, NotFound):
        raise refusal
    fresh = _view(ask.request, ask.view.head.case_id, ask.view.number)
    faults, rest = at_fields(ask.form, refusal)
    for field, sentence in faults:
        ask.form.add_error(field, sentence)
    if refusal.status == UNPROCESSABLE:
        _tell_the_rest(ask)
    return _form_page(ask.request, fresh, ask.form, fault=rest, status=refusal.status)


def _tell_the_rest(ask: _Ask) -> None:
    """Everything else that the form lacks, so that nobody mends it in rounds."""
    add_lacking(
        ask.form,
        lacking(
            ask.view.head.case_id,
            ask.view.number,
            ask.form.so_far,
            actor=ask.request.actor,
            at=timezone.now(),
            zone=ask.zone,
        ),
    )


def _form_page(
    request: PlacedRequest,
    view: WorkView,
    form: WorkForm,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    if not form.on_paper:
        return work_page(request, view, form=form, fault=fault, status=status)
    context = {"work": view, "form": form, "fault": fault}
    return render(request, "work_items/paper_record.html", context, status=status)


def _appointed(ask: _Ask) -> list[tuple[str, str]]:
    """(lane, the people chosen for it), in words."""
    chosen = ask.form.appoints
    return [
        (
            appoint.name,
            "; ".join(one.words for one in appoint.people if one.person in chosen[appoint.lane]),
        )
        for appoint in ask.view.appoints
    ]


def _duration(ask: _Ask) -> str:
    duration = ask.form.duration
    return "" if duration is None else duration_words(duration)
