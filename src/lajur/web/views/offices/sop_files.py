"""Pages that look at a file of an SOP for its owner. Nothing is stored, whatever it is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.definition import Procedure
from lajur.documents.printing import CannotPrint
from lajur.documents.sop_sheet import sop_sheet
from lajur.services.files import clean_name
from lajur.services.sop_files import LARGEST, SopFile, look_at
from lajur.web.forms.sop_files import SopFileForm, TakeForm, Taken
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.sop_looking import can_be_printed, looked_at
from lajur.web.views.offices.asking import crumbs

_NAME = "draf.yaml"  # of what a page carried along
_PATIENCE = 5.0  # seconds of a printer; letters wait for it, and a draft can be anything
_KINDS = {
    Taken.LANGUAGE: "application/yaml",
    Taken.DRAWING: "application/xml",
    Taken.PAPER: "application/pdf",
}


@never_cache
def begin(request: PlacedRequest) -> HttpResponse:
    """Ask for the file."""
    return _page(request, SopFileForm())


@never_cache
def look(request: PlacedRequest) -> HttpResponse:
    """Say what it is, what did not fit, and what must be mended."""
    submission(request)
    form = SopFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = form.cleaned_data["berkas"]
    file = look_at(
        sent.read(LARGEST + 1),
        name=clean_name(sent.name),
        process=form.cleaned_data["proses"],
        actor=request.actor,
    )
    return _page(request, SopFileForm(), file)


@never_cache
def take(request: PlacedRequest) -> HttpResponse:
    """Give a draft that a page carried along: read, checked and thrown away once more."""
    submission(request)
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _again(request, gettext("Drafnya tidak terbawa utuh. Pilih berkasnya sekali lagi."))
    text = form.cleaned_data["draf"].replace("\r\n", "\n").encode()
    file = look_at(text, name=_NAME, actor=request.actor)
    if file.procedure is None:
        return _again(request, gettext("Draf itu belum dapat digambar."), file)
    kind = Taken(form.cleaned_data["bentuk"])
    if kind is Taken.PAPER and not can_be_printed(file):
        return _again(request, gettext("SOP ini terlalu besar untuk dicetak di sini."), file)
    try:
        content = _made(kind, file.procedure, text)
    except CannotPrint:
        return _again(request, gettext("SOP ini terlalu besar untuk dicetak di sini."), file)
    name = f'attachment; filename="draf-{file.procedure.id}.{kind}"'
    return HttpResponse(
        content, headers={"Content-Disposition": name, "Content-Type": _KINDS[kind]}
    )


def _made(kind: Taken, procedure: Procedure, text: bytes) -> bytes:
    match kind:
        case Taken.LANGUAGE:
            return text
        case Taken.DRAWING:
            return bpmn(procedure)
        case Taken.PAPER:
            today = timezone.localdate().isoformat()
            return sop_sheet(procedure, printed_on=today, patience=_PATIENCE)


def _again(request: PlacedRequest, why: str, file: SopFile | None = None) -> HttpResponse:
    form = SopFileForm({})
    form.errors.clear()
    form.add_error(None, why)
    return _page(request, form, file, status=422)


def _page(
    request: PlacedRequest, form: SopFileForm, file: SopFile | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "looked": looked_at(file) if file else None,
        "crumbs": crumbs(request),
    }
    return render(request, "offices/sop_file.html", context, status=status)
