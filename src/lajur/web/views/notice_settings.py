"""How one hears of things outside the application, and the calendar for one's telephone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.refusals import NotFound, Refusal
from lajur.queries.feeds import secret_of_feed
from lajur.queries.notice_settings import find_notice_settings
from lajur.services import feeds
from lajur.services.messages.choices import keep_choices, send_test
from lajur.web.forms.notices import choices_of
from lajur.web.forms.submission import submission
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said


@never_cache
def show(request: PlacedRequest) -> HttpResponse:
    """What comes how, and the address of the calendar."""
    secret, home = secret_of_feed(request.actor), request.government.slug
    feed = reverse("feed", kwargs={"government": home, "secret": secret}) if secret else ""
    context = {
        "settings": find_notice_settings(request.actor),
        "feed": request.build_absolute_uri(feed) if feed else "",
        "crumbs": [(gettext("Akun"), reverse("account", kwargs={"government": home}))],
    }
    return render(request, "notices/settings.html", context)


def keep(request: PlacedRequest) -> HttpResponse:
    """Keep what is ticked."""
    submission(request)
    keep_choices(choices_of(request.POST), actor=request.actor)
    messages.success(request, gettext("Pilihan Anda disimpan."))
    return _back(request)


def test(request: PlacedRequest) -> HttpResponse:
    """Send a test message; the page shows what became of it."""
    by_chat = request.POST.get("jalan") == "obrolan"
    try:
        send_test(
            by_chat=by_chat,
            actor=request.actor,
            at=timezone.now(),
            key=submission(request).key,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(
            request, gettext("Pesan uji dikirim. Muat ulang halaman ini sebentar lagi.")
        )
    return _back(request)


def open_feed(request: PlacedRequest) -> HttpResponse:
    """Make the calendar's address, or another one."""
    submission(request)
    feeds.open_feed(actor=request.actor)
    messages.success(request, gettext("Alamat kalender dibuat. Alamat lama tidak berlaku lagi."))
    return _back(request, "#kalender")


def close_feed(request: PlacedRequest) -> HttpResponse:
    """Take the calendar's address back."""
    submission(request)
    feeds.close_feed(actor=request.actor)
    messages.success(request, gettext("Kalender dimatikan. Alamatnya tidak berlaku lagi."))
    return _back(request, "#kalender")


def _back(request: PlacedRequest, part: str = "") -> HttpResponse:
    page = reverse("notice-settings", kwargs={"government": request.government.slug})
    return redirect(f"{page}{part}")
