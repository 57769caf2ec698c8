"""What one was told."""

from textwrap import shorten

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.queries.notices import NoticeView, list_notices
from lajur.services import reading
from lajur.web.forms.paging import page_before
from lajur.web.http import PlacedRequest

STEP_LENGTH = 90  # letters


def show_notices(request: PlacedRequest) -> HttpResponse:
    """Newest first; what is not read yet is marked."""
    found, older = list_notices(request.actor, before=page_before(request))
    notices = [(notice, _sentence(notice)) for notice in found]
    return render(
        request,
        "notices/list.html",
        {
            "notices": notices,
            "unread": request.unread,
            "older": f"?sebelum={older}" if older else "",
        },
    )


def open_notice(request: PlacedRequest, notice: int) -> HttpResponse:
    """Mark it read and go to what it is about."""
    case = reading.read_notice(notice_id=notice, actor=request.actor, at=timezone.now())
    if case is None:
        return redirect("notices", government=request.government.slug)
    return redirect("case", government=request.government.slug, case=case)


def read_all(request: PlacedRequest) -> HttpResponse:
    """Mark everything as read."""
    reading.read_all_notices(actor=request.actor, at=timezone.now())
    messages.success(request, gettext("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect("notices", government=request.government.slug)


def _sentence(notice: NoticeView) -> str:
    """What the notice says; a long step by its first words, for the page it opens has them all."""
    step = shorten(str(notice.facts.get("step", "")), STEP_LENGTH, placeholder="…")
    return gettext(notice.message) % {**notice.facts, "step": step}
