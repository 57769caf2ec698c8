"""Uploaded papers, looked at on a page of ours. Nothing of an upload ever runs here."""

import re
from zoneinfo import ZoneInfo

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from lajur.core.refusals import NotFound, Refusal
from lajur.documents.pages import PagePicture
from lajur.queries.papers import PaperFile, paper_file
from lajur.queries.shown_papers import ShownPaper, shown_paper
from lajur.services.viewing import IMAGES, PDF, image_of, is_shown, page_of
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said


def show(request: PlacedRequest, case: int, document: int) -> HttpResponse:
    """One version of a paper, one page of it at a time, beside its other versions."""
    now, zone = timezone.now(), ZoneInfo(request.government.zone)
    shown = shown_paper(case, document, actor=request.actor, at=now, zone=zone)
    context: dict[str, object] = {"shown": shown, "is_image": shown.paper.media_type in IMAGES}
    status = 200
    try:
        context["page"] = _page(request, shown)
    except NotFound:
        raise
    except Refusal as refusal:
        context["fault"], status = said(refusal), refusal.status
    return render(request, "archive/paper.html", context, status=status)


def picture(request: PlacedRequest, case: int, document: int) -> HttpResponseBase:
    """The picture of a page, or an image as it was uploaded; a document by itself runs nothing."""
    found = _file(request, case, document)
    if not is_shown(found.media_type):
        raise NotFound(what=found.file_name)
    government, response = request.government.slug, HttpResponse()
    if found.media_type == PDF:
        drawn = page_of(found.file_id, _asked(request), government=government)
        response = HttpResponse(drawn.png, content_type="image/png")
    else:
        image = image_of(found.file_id, government=government)
        response = FileResponse(image, content_type=found.media_type)  # type: ignore[assignment]
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _page(request: PlacedRequest, shown: ShownPaper) -> PagePicture | None:
    """The page of a PDF that was asked for; drawn now, so that its picture is there at once.

    Raises:
        Refusal: it cannot be shown.
    """
    if not shown.paper.file_name:
        return None
    found = _file(request, shown.head.case_id, shown.paper.id)
    government = request.government.slug
    if found.media_type == PDF:
        return page_of(found.file_id, _asked(request), government=government)
    if found.media_type in IMAGES:
        image_of(found.file_id, government=government).close()
    return None


def _file(request: PlacedRequest, case: int, document: int) -> PaperFile:
    zone = ZoneInfo(request.government.zone)
    return paper_file(case, document, actor=request.actor, at=timezone.now(), zone=zone)


def _asked(request: PlacedRequest) -> int:
    """Which page is asked for; nonsense asks for the first."""
    asked = request.GET.get("hal", "")
    return int(asked) if re.fullmatch(r"[0-9]{1,6}", asked) else 1
