"""What one was told."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from lajur.core.notices import NoticeGroup
from lajur.queries.notice_words import group_words
from lajur.queries.notices import NoticeQuestion, NoticeView, list_notices
from lajur.services import reading
from lajur.web.forms.paging import page_before
from lajur.web.http import PlacedRequest

_UNREAD = "belum"  # of ?tampil=


def show_notices(request: PlacedRequest) -> HttpResponse:
    """Newest first, day by day; what is not read yet is marked."""
    shown = request.GET.get("tampil", "")
    question = NoticeQuestion(
        unread=shown == _UNREAD, group=_group(shown), before=page_before(request)
    )
    zone = ZoneInfo(request.government.zone)
    found, older = list_notices(question, actor=request.actor, zone=zone)
    context = {
        "days": _by_day(found, zone),
        "unread": request.unread,
        "tabs": _tabs(question),
        "narrowed": question.unread or question.group is not None,
        "older": f"?{urlencode({'tampil': shown, 'sebelum': older})}" if older else "",
    }
    return render(request, "notices/list.html", context)


def open_notice(request: PlacedRequest, notice: int) -> HttpResponse:
    """Mark it read and go to what it is about."""
    about = reading.read_notice(notice_id=notice, actor=request.actor, at=timezone.now())
    government = request.government.slug
    if about.signature is not None:
        return redirect("signature", government=government, signature=about.signature)
    if about.case is None:
        return redirect("notices", government=government)
    return redirect("case", government=government, case=about.case)


def read_all(request: PlacedRequest) -> HttpResponse:
    """Mark everything as read."""
    reading.read_all_notices(actor=request.actor, at=timezone.now())
    messages.success(request, gettext("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect("notices", government=request.government.slug)


def _group(shown: str) -> NoticeGroup | None:
    return next((group for group in NoticeGroup if group.value == shown), None)


def _tabs(question: NoticeQuestion) -> list[tuple[str, str, bool]]:
    """(label, address, whether it is the page)."""
    every = (gettext("Semua"), "?", not question.unread and question.group is None)
    unread = (gettext("Belum dibaca"), f"?tampil={_UNREAD}", question.unread)
    groups = [
        (group_words(group), f"?tampil={group.value}", question.group is group)
        for group in NoticeGroup
    ]
    return [every, unread, *groups]


def _by_day(notices: Sequence[NoticeView], zone: ZoneInfo) -> list[tuple[str, list[NoticeView]]]:
    """The notices under the words of their day, in the office's zone."""
    today = timezone.now().astimezone(zone).date()
    days = groupby(notices, key=lambda notice: notice.created_at.astimezone(zone).date())
    return [(_day(day, today), list(found)) for day, found in days]


def _day(day: date, today: date) -> str:
    if day == today:
        return gettext("Hari ini")
    if day == today - timedelta(days=1):
        return gettext("Kemarin")
    return date_format(day, "l, j F Y")
