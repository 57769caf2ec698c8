"""Notices in words, in the reader's language and the office's own zone."""

from collections.abc import Mapping
from datetime import date, datetime
from textwrap import shorten
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from lajur.core.notices import NoticeGroup, NoticeKind, sentence_of
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.durations import duration_words
from lajur.queries.moments import in_words

STEP_LENGTH = 90  # letters; the page a notice opens has all of them
_MOMENTS, _DAYS = frozenset({"due", "was"}), frozenset({"since", "until"})


class _Words(dict[str, str]):
    """An older notice may lack a fact of today's sentence."""

    def __missing__(self, key: str) -> str:
        return "–"


def notice_sentence(kind: NoticeKind, facts: Mapping[str, object], *, zone: ZoneInfo) -> str:
    """What the notice says."""
    words = _Words((name, _word(name, fact, zone)) for name, fact in facts.items())
    return gettext(sentence_of(kind, facts)) % words


def group_words(group: NoticeGroup) -> str:
    match group:
        case NoticeGroup.TURN:
            return gettext("Giliran dan tugas")
        case NoticeGroup.DEADLINE:
            return gettext("Tenggat")
        case NoticeGroup.NEWS:
            return gettext("Perkembangan")
        case NoticeGroup.OUTCOME:
            return gettext("Hasil akhir")


def kind_examples(group: NoticeGroup) -> str:
    """What the group is, for whoever chooses."""
    match group:
        case NoticeGroup.TURN:
            return gettext("Giliran Anda, tanda tangan, tugas yang diserahkan, penggantian.")
        case NoticeGroup.DEADLINE:
            return gettext("Pengingat, keterlambatan, dan tenggat yang berubah.")
        case NoticeGroup.NEWS:
            return gettext("Penundaan, kelanjutan, dan kegiatan yang perlu Anda ketahui.")
        case NoticeGroup.OUTCOME:
            return gettext("Permohonan selesai, tidak dapat dilayani, atau ditarik.")


def _word(name: str, fact: object, zone: ZoneInfo) -> str:
    if not fact:
        return "–"
    if name in _MOMENTS:
        return in_words(datetime.fromisoformat(str(fact)), zone)
    if name in _DAYS:
        return date_format(date.fromisoformat(str(fact)), "j F Y")
    if name == "late":
        amount, _, unit = str(fact).partition(" ")
        return duration_words(Duration(amount=int(amount), unit=TimeUnit(unit)))
    return shorten(str(fact), STEP_LENGTH, placeholder="…") if name == "step" else str(fact)
