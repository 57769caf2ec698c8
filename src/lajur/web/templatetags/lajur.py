"""Tags and filters of every template: icons, moments in the office's own zone, form keys."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from lajur.core.access import Permission

register = template.Library()
_TIGHT = re.compile(r"(?<=[,/])(?=\S)")
_LONG = re.compile(r"[^\W\d_]{9,}")
_SOUND = r"(?>ng|ny|sy|kh|[^\Waiueo])"
_SYLLABLE = re.compile(  # ends in a vowel, or in the first of two sounds
    rf"((?<=\w)[aiueo](?:{_SOUND}(?={_SOUND}[aiueo]))?)(?={_SOUND}[aiueo]\w)", re.I
)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw a symbol of icons.svg. Decoration only: the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def form_keys(context: template.Context, version: int | None = None) -> SafeString:
    """Everything a POST form carries unseen: CSRF, a fresh idempotency key, the version seen."""
    seen: SafeString | str = ""
    if version is not None:
        seen = format_html('<input type="hidden" name="versi" value="{}">', version)
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="kunci" value="{}">{}',
        context.get("csrf_token", ""),
        uuid4().hex,
        seen,
    )


@register.filter
def moment(at: datetime | None) -> str:
    """ "22 November 2026 pukul 09.51": in the zone of the request, without its name."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return gettext("%(date)s pukul %(time)s") % {
        "date": date_format(local, "j F Y"),
        "time": f"{local:%H.%M}",
    }


@register.simple_tag(takes_context=True)
def when(context: template.Context, at: datetime | None) -> SafeString | str:
    """A moment with its zone, as a `<time>`: "22 November 2026 pukul 09.51 WITA"."""
    if at is None:
        return ""
    government = context.get("government")
    zone = getattr(government, "zone_label", "")
    return format_html('<time datetime="{}">{} {}</time>', at.isoformat(), moment(at), zone)


@register.filter
def day(at: datetime | date | None) -> str:
    """ "22 November 2026"."""
    if at is None:
        return ""
    local = timezone.localtime(at) if isinstance(at, datetime) else at
    return date_format(local, "j F Y")


@register.filter
def short_moment(at: datetime | None) -> str:
    """ "Min, 22 Nov 09.51": for lists, where the year is plain."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{date_format(local, 'D, j M')} {local:%H.%M}"


@register.filter
def ago(at: datetime | None) -> str:
    """How long since, in the largest whole unit: "3 hari"."""
    if at is None:
        return ""
    return _span(timezone.now() - at)


def _span(span: timedelta) -> str:
    minutes = max(int(span.total_seconds() // 60), 0)
    if minutes < 1:
        return gettext("baru saja")
    if minutes < 60:
        return ngettext("%(n)d menit", "%(n)d menit", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}
    return ngettext("%(n)d hari", "%(n)d hari", hours // 24) % {"n": hours // 24}


@register.filter
def breakable(words: str) -> SafeString:
    """Words whose lines may end behind a comma or a stroke, also where the paper left no space."""
    parts = _TIGHT.split(words)
    return mark_safe("<wbr>".join(map(escape, parts)))  # noqa: S308 each part is escaped


@register.filter
def hyphenated(words: str) -> str:
    """Words of which the long may end a line between syllables; browsers know no Indonesian."""
    return _LONG.sub(lambda word: _SYLLABLE.sub("\\1\N{SOFT HYPHEN}", word[0]), words)


@register.filter
def megabytes(size: int) -> str:
    """ "1,4 MB" or "320 kB"."""
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} kB"
    return f"{number_format(size / 1_000_000, decimal_pos=1)} MB"


@register.simple_tag(takes_context=True)
def may(context: template.Context, permission: str) -> bool:
    """Whether the visitor may do what this permission names ("file_request")."""
    actor = context.get("actor")
    return bool(actor and actor.may(Permission(permission)))
