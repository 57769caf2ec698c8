"""Riwayat berkas: the journal of a case as its archive keeps it on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from lajur.documents.printing import print_paper
from lajur.documents.sheets import Letterhead, frame
from lajur.queries.case_heads import CaseHead
from lajur.queries.governments import GovernmentView
from lajur.queries.timeline import ActView


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalView:
    """The journal of one case, to be read by people."""

    head: CaseHead
    acts: tuple[ActView, ...]  # oldest first
    chain: str  # the head of the chain, hex
    events: int


def journal_paper(
    view: JournalView,
    *,
    government: GovernmentView,
    letterhead: Letterhead,
    at: datetime,
    foot: str,
) -> bytes:
    """The journal as PDF, as it stood at `at` (aware); `foot`: see `frame`.

    Raises:
        CannotPrint: see `print_paper`.
    """
    return print_paper(
        "journal",
        {
            **frame(gettext("Riwayat berkas"), government, at, letterhead=letterhead, foot=foot),
            "about": about(view.head),
            "columns": [gettext("Waktu"), gettext("Peristiwa")],
            "acts": [_act(act) for act in view.acts],
            "chain": gettext("%(events)d peristiwa; kepala rantai riwayat: %(head)s")
            % {"events": view.events, "head": view.chain},
        },
    )


def about(head: CaseHead) -> list[tuple[str, str]]:
    """What the case is, as pairs of a label and words."""
    facts = [
        (gettext("Nomor permohonan"), head.number),
        (gettext("Perihal"), head.title),
        (gettext("Pemohon"), f"{head.applicant}, {head.agency}"),
        (gettext("Menurut SOP"), f"{head.sop_title} ({head.sop_number})"),
        (gettext("Diterima"), head.opened),
        (gettext("Ditutup"), f"{head.closed} ({head.state_words})" if head.closed else ""),
    ]
    return [(label, words) for label, words in facts if words]


def _act(act: ActView) -> dict[str, object]:
    return {
        "when": act.when,
        "title": f"{act.title}: {act.outcome}" if act.outcome else act.title,
        "lines": list(lines_of(act)),
        "reason": act.reason,
        "who": act.who_words,
    }


def lines_of(act: ActView) -> Iterable[str]:
    """What stands below the title of an act, but for its reason and who did it."""
    if act.step:
        yield act.step_words
    if act.papers:
        yield gettext("Naskah: %(papers)s") % {"papers": "; ".join(act.papers)}
    yield from act.effects
    if act.on_paper:
        yield act.on_paper
    for words in act.corrections:
        yield gettext("Pembetulan: %(words)s") % {"words": words}
