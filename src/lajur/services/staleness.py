"""Telling the second of two people who was quicker, what they did, and when."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.services.refusals import StaleCase
from lajur.store.models import CaseRow, EventRow
from lajur.store.scopes import scope_of

# What stands in the journal, in words that follow a name.
ACTS: Mapping[str, object] = {
    "WorkItemCompleted": gettext_lazy("menyelesaikan sebuah tugas"),
    "SignaturesAsked": gettext_lazy("menyelesaikan sebuah tugas dan meminta tanda tangan"),
    "WorkItemClaimed": gettext_lazy("mengambil sebuah tugas"),
    "WorkItemReleased": gettext_lazy("melepas sebuah tugas"),
    "WorkItemDelegated": gettext_lazy("meneruskan sebuah tugas"),
    "WorkItemReassigned": gettext_lazy("mengalihkan sebuah tugas"),
    "WorkItemSuspended": gettext_lazy("menunda sebuah tugas"),
    "WorkItemResumed": gettext_lazy("melanjutkan sebuah tugas"),
    "ReturnedForCompletion": gettext_lazy("mengembalikan berkas untuk dilengkapi"),
    "ReturnRecalled": gettext_lazy("menarik permintaan kelengkapan"),
    "SignatureDeclined": gettext_lazy("menolak menandatangani"),
    "DocumentSupplied": gettext_lazy("menyerahkan kelengkapan"),
    "CaseWithdrawn": gettext_lazy("menarik permohonan ini"),
    "Corrected": gettext_lazy("mencatat koreksi"),
    "LetterIssued": gettext_lazy("menerbitkan sebuah naskah"),
    "LetterSigned": gettext_lazy("menandatangani sebuah naskah"),
    "LetterDeclined": gettext_lazy("tidak menandatangani sebuah naskah"),
    "LetterVoided": gettext_lazy("membatalkan sebuah naskah"),
    "CaseOpened": gettext_lazy("mengajukan permohonan ini"),
}
_SPARE = ("WorkItemClaimed", "DocumentSupplied", "PerformersAppointed", "DurationSet")
_LOOKED_AT = 40  # events of the last act, at most


def stale(case_id: int, number: int | None, actor: Actor) -> Refusal:
    """The refusal for an act that came too late."""
    with scope_of(actor.government):
        case = CaseRow.objects.filter(pk=case_id).first()
        newest = list(EventRow.objects.filter(case=case_id).order_by("-seq")[:_LOOKED_AT])
    if case is None or not newest:
        return NotFound(what=marked("Berkas"))
    event = _telling(newest, number)
    return StaleCase(
        name=event.by["name"],
        act=ACTS.get(event.kind, gettext_lazy("mengubah berkas ini")),
        when=event.at,
        version=case.version,
    )


def _telling(newest: list[EventRow], number: int | None) -> EventRow:
    """The act that tells most: what befell this work item, else the newest."""
    acts = [event for event in newest if event.kind in ACTS]
    on_item = [event for event in acts if number is not None and event.data.get("number") == number]
    for found in (on_item, [one for one in acts if one.at == newest[0].at]):
        main = [event for event in found if event.kind not in _SPARE]
        if main or found:
            return (main or found)[0]
    return newest[0]
