"""What a step is about: the office's activities its words name, and who does it.

Two SOPs say the same thing in other words ("Mengajukan permohonan", "Surat Permohonan Masuk"), so
steps are compared by activity. The words are those of the four signed SOPs and the standard terms
of PermenPAN-RB 35/2012; another office's SOP uses the same verbs.
"""

import re
from collections.abc import Mapping
from enum import IntEnum

from lajur.core.procedure.definition import Lane, LaneKind, Procedure, Step

# An activity, and the words that name it (in the title, or in what the step yields).
ACTIVITIES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "pengajuan": r"\b(?:meng)?ajukan\b|permohonan masuk|melakukan permohonan",
        "penerimaan": r"\b(?:me|di)?terima\b",
        "disposisi": r"disposisi",
        "koordinasi": r"koordinasi",
        "analisis": r"analis[ai]s?\b|identifikasi|memverifikasi|memeriksa",
        "keputusan": r"memutuskan|\bapakah\b|ketersediaan atas",
        "penolakan": r"tidak dapat dibangun|ketidak ?tersedia?an|ketidakterediaan|surat balasan",
        "penugasan": r"menunjuk|menugaskan|mendelegasikan|menentukan (?:pic|pihak)|membentuk tim",
        "perencanaan": r"(?:menyusun|membuat) rencana|desain|rancangan|project baru",
        "penganggaran": r"menganggarkan|anggaran untuk",
        "pembangunan": r"melakukan pembuatan|proses pengembangan aplikasi oleh|pembangunan /"
        r"|prosedur pembuatan|dilanjutkan oleh pihak ketiga|pengembangan ke\b",
        "presentasi": r"mempresentasikan|presentasi",
        "tanggapan": r"tanggapan",
        "pelaporan": r"melaporkan|\blaporan\b(?! hasil analis| keti)",
        "serah terima": r"serah terima|menyerahkan|berita acara",
        "pelatihan": r"sosialisasi|pelatihan|training",
        "integrasi": r"integrasi",
        "pengarsipan": r"arsip",
        "selesai": r"^selesai",
    }.items()
}


class Rank(IntEnum):
    """Where a lane stands, the same in every office; neighbours are one apart."""

    HEAD = 1  # Kepala Dinas
    DIVISION = 2  # Kepala Bidang
    SECTION = 3  # Kepala Seksi
    TEAM = 4  # whoever builds
    APPLICANT = 9
    VENDOR = 10


_RANKS = (
    (Rank.VENDOR, re.compile(r"pihak ketiga|vendor|rekanan", re.IGNORECASE)),
    (Rank.HEAD, re.compile(r"kepala dinas|kadis|\bdinas\b", re.IGNORECASE)),
    (Rank.DIVISION, re.compile(r"kepala bidang|kabid", re.IGNORECASE)),
    (Rank.SECTION, re.compile(r"kepala seksi|kasie?\b|subkoordinator", re.IGNORECASE)),
)


def activities(procedure: Procedure, step: Step) -> frozenset[str]:
    """The activities that a step's words name; of a decision, deciding too."""
    yields = " ".join(procedure.items[use.item].name for use in step.outputs)
    named = {name for name, words in ACTIVITIES.items() if words.search(step.printed.title)}
    if ACTIVITIES["disposisi"].search(yields):
        named.add("disposisi")
    if step.is_decision:
        named.add("keputusan")
    return frozenset(named)


def rank(lane: Lane) -> Rank:
    """Where the lane stands."""
    if lane.kind is LaneKind.APPLICANT:
        return Rank.APPLICANT
    return next((rank for rank, words in _RANKS if words.search(lane.name)), Rank.TEAM)
