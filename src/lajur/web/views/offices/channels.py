"""Pages of what leaves the office: mail, chat channels, messages that did not arrive."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache

from lajur.queries.offices.channels import (
    find_channel,
    find_deliveries,
    list_failing,
    list_given_up,
)
from lajur.queries.offices.journal import list_acts
from lajur.services.messages import channels
from lajur.web.forms.notices import ChannelForm
from lajur.web.forms.offices import picked_ids
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import (
    address,
    asked,
    attempt,
    attempt_at_once,
    crumbs,
    go_to,
    seen,
)


def show_all(request: PlacedRequest) -> HttpResponse:
    """Mail, the channels, and what was given up."""
    context = {
        "deliveries": find_deliveries(actor=request.actor),
        "given_up": list_given_up(actor=request.actor),
        "failing": list_failing(actor=request.actor),
        "crumbs": crumbs(request),
    }
    return render(request, "offices/channels.html", context)


@never_cache
def show(request: PlacedRequest, channel_id: int) -> HttpResponse:
    """One channel with its secret."""
    context = {
        "channel": find_channel(channel_id, actor=request.actor),
        "acts": list_acts(target=f"channel:{channel_id}", limit=10).acts,
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/channel.html", context)


def begin_add(request: PlacedRequest) -> HttpResponse:
    """The empty form."""
    return _add_page(request, ChannelForm())


def add(request: PlacedRequest) -> HttpResponse:
    """Add a channel, and show its secret."""
    form = ChannelForm(request.POST)
    made: list[int] = []
    if form.is_valid() and attempt(
        form, lambda: made.append(channels.add_channel(**form.details(), **asked(request)))
    ):
        messages.success(request, gettext("Saluran ditambahkan. Salin kunci rahasianya."))
        return go_to(request, "channel", channel_id=made[0])
    return _add_page(request, form, status=422)


def begin_change(request: PlacedRequest, channel_id: int) -> HttpResponse:
    """The form as it stands."""
    channel = find_channel(channel_id, actor=request.actor)
    form = ChannelForm(initial={"name": channel.name, "url": channel.url})
    return _change_page(request, channel_id, form)


def change(request: PlacedRequest, channel_id: int) -> HttpResponse:
    """Change a channel's name or address."""
    form = ChannelForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: channels.change_channel(
            channel_id=channel_id, seen=seen(request), **form.details(), **asked(request)
        ),
    ):
        messages.success(request, gettext("Perubahan disimpan."))
        return go_to(request, "channel", channel_id=channel_id)
    return _change_page(request, channel_id, form, status=422)


def open_again(request: PlacedRequest, channel_id: int) -> HttpResponse:
    """Switch a channel on."""
    return _switch(request, channel_id, active=True, done=gettext("Saluran dinyalakan."))


def close(request: PlacedRequest, channel_id: int) -> HttpResponse:
    """Switch a channel off."""
    return _switch(request, channel_id, active=False, done=gettext("Saluran dimatikan."))


def renew_secret(request: PlacedRequest, channel_id: int) -> HttpResponse:
    """Sign with another secret from now on."""
    return _at_once(
        request,
        channel_id,
        lambda: channels.renew_secret(channel_id=channel_id, seen=seen(request), **asked(request)),
        gettext("Kunci rahasia diganti. Pasang yang baru di penghubung Anda."),
    )


def test(request: PlacedRequest, channel_id: int) -> HttpResponse:
    """Send the administrator a test message."""
    return _at_once(
        request,
        channel_id,
        lambda: channels.try_channel(channel_id=channel_id, **asked(request)),
        gettext("Pesan uji dikirim ke nomor Anda. Muat ulang halaman ini sebentar lagi."),
    )


def retry(request: PlacedRequest) -> HttpResponse:
    """Try what was given up again: one message, or all of them."""
    picked = sorted(picked_ids(request.POST.getlist("pesan")))
    message = picked[0] if picked else None
    again = channels.retry_given_up(message_id=message, **asked(request))
    words = ngettext("%(n)d pesan dicoba lagi.", "%(n)d pesan dicoba lagi.", again)
    messages.success(request, words % {"n": again})
    return go_to(request, "channels")


def _switch(request: PlacedRequest, channel_id: int, *, active: bool, done: str) -> HttpResponse:
    return _at_once(
        request,
        channel_id,
        lambda: channels.switch_channel(
            channel_id=channel_id, active=active, seen=seen(request), **asked(request)
        ),
        done,
    )


def _at_once(
    request: PlacedRequest, channel_id: int, act: Callable[[], object], done: str
) -> HttpResponse:
    attempt_at_once(request, act, done)
    return go_to(request, "channel", channel_id=channel_id)


def _crumbs(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return crumbs(request, (gettext("Surel dan saluran"), address(request, "channels")))


def _add_page(request: PlacedRequest, form: ChannelForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "title": gettext("Tambah saluran"),
        "back": address(request, "channels"),
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/channel_form.html", context, status=status)


def _change_page(
    request: PlacedRequest, channel_id: int, form: ChannelForm, status: int = 200
) -> HttpResponse:
    channel = find_channel(channel_id, actor=request.actor)
    back = address(request, "channel", channel_id=channel_id)
    context = {
        "form": form,
        "title": gettext("Ubah saluran"),
        "seen": channel.seen,
        "back": back,
        "crumbs": (*_crumbs(request), (channel.name, back)),
    }
    return render(request, "offices/channel_form.html", context, status=status)
