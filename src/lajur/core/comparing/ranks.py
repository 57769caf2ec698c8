"""Who a step is about: the standings of an office, the same in every government.

Lanes are named differently ("Kabid", "Kepala Bidang TI"); what they stand for is not.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from lajur.core.procedure.definition import Lane, LaneKind, Procedure, Step


class Rank(IntEnum):
    """Where a lane stands; neighbours are one apart, and outsiders far from all."""

    REGENT = 0  # whom the head answers to
    HEAD = 1  # Kepala Dinas
    DIVISION = 2  # Kepala Bidang
    SECTION = 3  # Kepala Seksi
    TEAM = 4  # whoever builds
    APPLICANT = 9
    VENDOR = 19


_WORDS = tuple(
    (rank, re.compile(words, re.IGNORECASE))
    for rank, words in (
        (Rank.VENDOR, r"pihak ketiga|\bvendor\b|rekanan|\bpenyedia\b|konsultan"),
        (Rank.SECTION, r"kepala sub ?bagian|kasubbag|kepala seksi|\bkasie?\b|sub ?koordinator"),
        (Rank.SECTION, r"ketua tim kerja"),
        (Rank.DIVISION, r"kepala (?:bidang|bagian|biro)|\bkabid\b|\bkabag\b|sekretaris dinas"),
        (Rank.HEAD, r"kepala (?:dinas|badan)|\bkadis\b|\bkadin\b|\bkaban\b|\bcamat\b"),
        (Rank.REGENT, r"sekretaris daerah|\bbupati\b|wali ?kota|\bgubernur\b"),
        (Rank.TEAM, r"programmer|tim pengemban\w+|tenaga ahli|\bpic\b|pranata komputer"),
        (Rank.APPLICANT, r"\bopd\b|\bskpd\b|pemohon|klien"),
    )
)
_OFFICE = re.compile(r"dinas\b", re.IGNORECASE)  # a lane called after the whole office


def rank(lane: Lane) -> Rank:
    """Where the lane stands. An unknown name of the office is of those who build."""
    if lane.kind is LaneKind.APPLICANT:
        return Rank.APPLICANT
    for one, words in _WORDS:
        if one is not Rank.APPLICANT and words.search(lane.name):
            return one
    return Rank.HEAD if _OFFICE.match(lane.name) else Rank.TEAM


def parties(procedure: Procedure, step: Step) -> frozenset[Rank]:
    """Everybody the row is about: who does it, takes part, signs, is told, appointed, or named."""
    return frozenset(_parties(procedure, step))


def _parties(procedure: Procedure, step: Step) -> Iterator[Rank]:
    lanes = (step.performer, *step.participants, *step.cosigners, *step.informed, *step.appoints)
    yield from (rank(procedure.lanes[lane]) for lane in lanes)
    yield from (one for one, words in _WORDS if words.search(step.printed.title))


def without_names(words: str) -> str:
    """The words without the people in them."""
    for _, names in _WORDS:
        words = names.sub(" ", words)
    return words
