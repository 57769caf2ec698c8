"""The bytes of a letter: a draft as it would print, and what was issued or signed."""

from zoneinfo import ZoneInfo

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lajur.queries.letters.views import letter_file
from lajur.services.files import open_file
from lajur.services.letters.preparing import preview_letter
from lajur.web.framing import framed_by_us
from lajur.web.http import PlacedRequest
from lajur.web.views.cases import attachment
from lajur.web.views.letters.editor import find


@never_cache
@framed_by_us
def preview(request: PlacedRequest, case: int, letter: int) -> HttpResponse:
    """The draft exactly as it would print now, marked as a draft."""
    view = find(request, case, letter)
    paper = preview_letter(letter_id=view.line.id, actor=request.actor, at=timezone.now())
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="pratinjau.pdf"'
    return response


@framed_by_us
def download(request: PlacedRequest, case: int, letter: int) -> HttpResponseBase:
    """The letter as it is now: as issued, or with its last signature."""
    file = letter_file(
        case,
        letter,
        actor=request.actor,
        at=timezone.now(),
        zone=ZoneInfo(request.government.zone),
    )
    response = FileResponse(
        open_file(file.id, government=request.government.slug), content_type=file.media_type
    )
    kept = attachment(file.name)
    response["Content-Disposition"] = kept.replace("attachment", "inline", 1) if file.ours else kept
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
