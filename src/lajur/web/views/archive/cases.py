"""The archive of one case: its dossier, and the line of the schedule it comes under."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from lajur.core.refusals import NotFound, marked
from lajur.queries.archive.cases import CaseArchive, case_archive, find_dossier
from lajur.queries.archive.schedule import schedule_lines
from lajur.services.archive.keeping import keep_dossier
from lajur.services.archive.retention import classify_case
from lajur.services.files import open_file
from lajur.web.forms.archive import ClassificationForm
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import address, asked, attempt, attempt_at_once, go_to


def build(request: PlacedRequest, case: int) -> HttpResponse:
    """Build the dossier now."""
    submission(request)
    attempt_at_once(
        request,
        lambda: keep_dossier(case, actor=request.actor, at=timezone.now()),
        gettext("Dosir sudah dibangun dan terbukti utuh."),
    )
    return go_to(request, "case", case=case)


def download(request: PlacedRequest, case: int) -> FileResponse:
    """The dossier as it was built."""
    found = find_dossier(case, actor=request.actor)
    named = slugify(found.number.replace("/", "-")) or str(found.case_id)
    response = FileResponse(
        open_file(found.file_id, government=request.government.slug),
        content_type="application/zip",
    )
    response["Content-Disposition"] = f'attachment; filename="dosir-{named}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def begin_classify(request: PlacedRequest, case: int) -> HttpResponse:
    """Ask under which line of the schedule the case comes."""
    archive = _archive(request, case)
    line = archive.keeping.line.id if archive.keeping else None
    form = ClassificationForm(initial={"klasifikasi": line}, lines=schedule_lines())
    return _classify_page(request, archive, form)


def classify(request: PlacedRequest, case: int) -> HttpResponse:
    """Put it under another line."""
    archive = _archive(request, case)
    form = ClassificationForm(request.POST, lines=schedule_lines())
    if form.is_valid() and attempt(
        form,
        lambda: classify_case(
            case_id=case, line_id=form.cleaned_data["klasifikasi"], **asked(request)
        ),
    ):
        messages.success(request, gettext("Klasifikasi berkas ini diubah."))
        return go_to(request, "case", case=case)
    return _classify_page(request, archive, form, status=422)


def _archive(request: PlacedRequest, case: int) -> CaseArchive:
    zone = ZoneInfo(request.government.zone)
    found = case_archive(case, actor=request.actor, at=timezone.now(), zone=zone)
    if found is None or found.keeping is None:
        raise NotFound(what=marked("Berkas tertutup"))
    return found


def _classify_page(
    request: PlacedRequest, archive: CaseArchive, form: ClassificationForm, status: int = 200
) -> HttpResponse:
    back = address(request, "case", case=archive.case_id)
    context = {
        "title": gettext("Klasifikasi dan masa simpan"),
        "lede": archive.number,
        "form": form,
        "back": back,
        "crumbs": ((archive.number, back),),
    }
    return render(request, "offices/change.html", context, status=status)
