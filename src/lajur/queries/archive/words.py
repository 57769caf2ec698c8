"""Acts of the archive in the journal of administration, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from lajur.core.refusals import marked

Facts = Mapping[str, Any]


def _said(words: str) -> Callable[[Facts], str]:
    """The words, translated when they are shown, with the facts in their places."""
    return lambda facts: gettext(words) % facts


def _proposed(facts: Facts) -> str:
    count = facts["count"]
    words = ngettext(
        "Pemusnahan %(count)d berkas diusulkan: %(reason)s",
        "Pemusnahan %(count)d berkas diusulkan: %(reason)s",
        count,
    )
    return words % {"count": count, "reason": facts["reason"]}


def _done(facts: Facts) -> str:
    count = len(facts["numbers"])
    words = ngettext(
        "%(count)d berkas dimusnahkan menurut berita acara %(deed)s",
        "%(count)d berkas dimusnahkan menurut berita acara %(deed)s",
        count,
    )
    return words % {"count": count, "deed": facts["deed"]}


def _built(facts: Facts) -> str:
    told = {"number": facts["number"] or facts["case"], "digest": facts["digest"][:12]}
    return gettext("Dosir berkas %(number)s dibangun; sidiknya %(digest)s…") % told


ARCHIVE_ACTS: Mapping[str, Callable[[Facts], str]] = {  # by kind of act
    "retention_provided": _said(marked("Jadwal retensi awal dipasang")),
    "retention_added": _said(marked("Jadwal retensi: baris %(code)s ditambahkan")),
    "retention_changed": _said(marked("Jadwal retensi: baris %(code)s diubah")),
    "case_classified": _said(marked("Berkas %(number)s dipindahkan ke klasifikasi %(code)s")),
    "destruction_proposed": _proposed,
    "destruction_approved": _said(marked("Usul pemusnahan %(list)d disetujui (%(approvals)d/2)")),
    "destruction_dropped": _said(marked("Usul pemusnahan %(list)d dibatalkan: %(reason)s")),
    "destruction_done": _done,
    "dossier_built": _built,
}
