"""The journal of administration, in words."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from lajur.core.refusals import marked
from lajur.queries.archive.words import ARCHIVE_ACTS
from lajur.queries.calendars.words import CALENDAR_ACTS, calendar_text
from lajur.queries.offices.terms import capacity_words
from lajur.queries.registers.words import REGISTER_ACTS
from lajur.queries.reminders import RULE_ACTS
from lajur.store.models import OfficeEventRow

PAGE = 50  # acts on one page

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAct:
    """One act, as parts/_timeline.html shows it."""

    seq: int
    title: str
    text: str
    who: str
    at: datetime  # aware, UTC
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """One page of the journal, the latest first."""

    acts: tuple[OfficeAct, ...]
    older: int | None  # seq to continue before; None on the last page


def list_acts(*, before: int | None = None, target: str = "", limit: int = PAGE) -> ActPage:
    """Acts of administration; only those on `target` ("unit:12") when it is given."""
    rows = OfficeEventRow.objects.order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    if target:
        rows = rows.filter(data__target=target)
    found = list(rows[: limit + 1])
    acts = tuple(map(_act, found[:limit]))
    return ActPage(acts=acts, older=acts[-1].seq if len(found) > limit else None)


def acts_numbered(numbers: Collection[int]) -> Mapping[int, OfficeAct]:
    """The acts with these numbers."""
    rows = OfficeEventRow.objects.filter(seq__in=numbers)
    return {row.seq: _act(row) for row in rows}


def _act(row: OfficeEventRow) -> OfficeAct:
    facts: Facts = row.data if isinstance(row.data, dict) else {}
    returned = len(facts.get("released", ()))
    text = gettext("%(count)s tugas kembali ke jabatan.") % {"count": returned} if returned else ""
    if row.kind in CALENDAR_ACTS:
        text = calendar_text(facts)
    return OfficeAct(
        seq=row.seq,
        title=_WORDS[row.kind](facts) if row.kind in _WORDS else row.kind,
        text=text,
        who=row.by.get("name", ""),
        at=row.at,
        tone="wait" if returned else "done",
    )


def _appointed(facts: Facts) -> str:
    words = gettext("%(name)s ditetapkan sebagai %(position)s (%(capacity)s)") % {
        **facts,
        "capacity": capacity_words(facts["capacity"]),
    }
    ended = ", ".join(term["name"] for term in facts.get("ended", ()))
    if not ended:
        return words
    return gettext("%(words)s; masa jabatan %(ended)s berakhir") % {"words": words, "ended": ended}


def _lane(facts: Facts) -> str:
    parts = (
        (facts["added"], gettext("ditambah %(names)s")),
        (facts["removed"], gettext("dilepas %(names)s")),
    )
    changes = "; ".join(words % {"names": ", ".join(names)} for names, words in parts if names)
    return gettext("Lajur “%(lane)s”: %(changes)s") % {"lane": facts["lane"], "changes": changes}


def _absence(words: str) -> Callable[[Facts], str]:
    """The words of an act on an absence, with its days spelled out."""

    def say(facts: Facts) -> str:
        days = {
            name: date_format(date.fromisoformat(facts[name]), "j F Y")
            for name in ("since", "until")
        }
        return gettext(words) % {**facts, **days}

    return say


def _said(words: str) -> Callable[[Facts], str]:
    """The words, translated when they are shown, with the facts in their places."""
    return lambda facts: gettext(words) % facts


_WORDS: Mapping[str, Callable[[Facts], str]] = {  # by kind of act
    "office_set_up": _said(marked("Kantor disiapkan")),
    "procedure_published": _said(marked("SOP nomor %(number)s diterbitkan")),
    "unit_added": _said(marked("Unit “%(name)s” ditambahkan")),
    "unit_changed": _said(marked("Unit “%(name)s” diubah")),
    "unit_closed": _said(marked("Unit “%(name)s” ditutup")),
    "unit_reopened": _said(marked("Unit “%(name)s” diaktifkan kembali")),
    "position_added": _said(marked("Jabatan “%(name)s” ditambahkan di %(unit)s")),
    "position_changed": _said(marked("Jabatan “%(name)s” diubah")),
    "position_closed": _said(marked("Jabatan “%(name)s” ditutup")),
    "position_reopened": _said(marked("Jabatan “%(name)s” diaktifkan kembali")),
    "holder_appointed": _appointed,
    "holding_ended": _said(marked("Masa jabatan %(name)s sebagai %(position)s diakhiri")),
    "holding_annulled": _said(marked("Penetapan %(name)s sebagai %(position)s dibatalkan")),
    "lane_bound": _lane,
    "person_created": _said(marked("Akun %(name)s dibuat")),
    "person_changed": _said(marked("Data %(name)s diubah")),
    "person_deactivated": _said(marked("Akun %(name)s dinonaktifkan")),
    "person_reactivated": _said(marked("Akun %(name)s diaktifkan kembali")),
    "password_reset": _said(marked("Kata sandi %(name)s diatur ulang")),
    "numbering_changed": _said(marked("Pola nomor permohonan menjadi “%(pattern)s”")),
    "domains_changed": _said(marked("Domain induk dan nama yang dicadangkan diubah")),
    "channel_added": _said(marked("Saluran “%(name)s” ditambahkan, ke %(host)s")),
    "channel_changed": _said(marked("Saluran “%(name)s” diubah, ke %(host)s")),
    "channel_closed": _said(marked("Saluran “%(name)s” dimatikan")),
    "channel_opened": _said(marked("Saluran “%(name)s” dinyalakan")),
    "channel_secret_renewed": _said(marked("Kunci rahasia saluran “%(name)s” diganti")),
    "messages_retried": _said(marked("%(count)s pesan yang gagal dicoba lagi")),
    "absence_set": _absence(
        marked(
            "%(name)s tidak di tempat %(since)s sampai %(until)s, digantikan %(substitute_name)s"
        )
    ),
    "absence_changed": _absence(
        marked(
            "Ketidakhadiran %(name)s diubah: %(since)s sampai %(until)s, "
            "digantikan %(substitute_name)s"
        )
    ),
    "absence_ended": _absence(
        marked("Ketidakhadiran %(name)s sejak %(since)s diakhiri; %(substitute_name)s selesai")
    ),
    **ARCHIVE_ACTS,
    **CALENDAR_ACTS,
    **REGISTER_ACTS,
    **RULE_ACTS,
    "work_returned": _said(marked("Tugas pemegang jabatan yang selesai dikembalikan")),
}
