"""Kartu kendali: the slip of the whole handling, with times and room for initials."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.engine.case import WorkKind
from lajur.documents.printing import print_paper
from lajur.documents.sheets import Letterhead, frame, numeric
from lajur.queries.governments import GovernmentView
from lajur.queries.handling import Hand, HandlingView
from lajur.queries.spans import rough_words, verdict_words


def control_card(
    view: HandlingView,
    *,
    government: GovernmentView,
    letterhead: Letterhead,
    at: datetime,
    foot: str = "",
) -> bytes:
    """The control card of a case as PDF, as it stands at `at` (aware); `foot`: see `frame`.

    Raises:
        CannotPrint: see `print_paper`.
    """
    zone = ZoneInfo(government.zone)
    return print_paper(
        "control_card",
        {
            **frame(gettext("Kartu kendali"), government, at, letterhead=letterhead, foot=foot),
            "nothing": gettext("Belum ada pekerjaan."),
            "about": _about(view),
            "columns": [
                gettext("No."),
                gettext("Langkah"),
                gettext("Pelaksana"),
                gettext("Diterima"),
                gettext("Selesai"),
                gettext("Waktu baku"),
                gettext("Lama"),
                gettext("Paraf"),
            ],
            "rows": [_row(hand, view, zone) for hand in view.hands],
        },
    )


def _about(view: HandlingView) -> list[tuple[str, str]]:
    head = view.head
    return [
        (gettext("Nomor permohonan"), head.number),
        (gettext("Perihal"), head.title),
        (gettext("Perangkat daerah"), head.agency),
        (gettext("Menurut SOP"), f"{head.sop_title} ({head.sop_number})"),
    ]


def _row(hand: Hand, view: HandlingView, zone: ZoneInfo) -> dict[str, object]:
    verdict = hand.verdict
    return {
        "no": hand.step_no,
        "step": hand.step,
        "note": "; ".join(_notes(hand)),
        "who": hand.who or hand.lane,
        "capacity": hand.capacity,
        "came": numeric(hand.came_at, zone),
        "done": numeric(hand.done_at, zone) if hand.done_at else "–",
        "standard": hand.standard or "–",
        "spent": rough_words(_spent(hand), view.calendar),
        "verdict": verdict_words(verdict, view.calendar) if verdict else "",
        "late": verdict is not None and verdict.late,
    }


def _spent(hand: Hand) -> float:
    """The office minutes from its arrival to its end, pauses apart."""
    return hand.spent.waiting + (hand.spent.handling or 0)


def _notes(hand: Hand) -> list[str]:
    notes = []
    if hand.kind is WorkKind.SIGNATURE:
        notes.append(gettext("tanda tangan"))
    if hand.kind is WorkKind.COMPLETION:
        notes.append(gettext("dilengkapi oleh pemohon"))
    if hand.visit > 1:
        notes.append(gettext("putaran ke-%(visit)d") % {"visit": hand.visit})
    if hand.called_off:
        notes.append(gettext("dibatalkan"))
    if hand.outcome:
        notes.append(gettext("putusan: %(outcome)s") % {"outcome": hand.outcome})
    return notes
