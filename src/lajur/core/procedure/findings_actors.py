"""Findings about who acts: columns without work, work without a column, doubtful readings."""

import re
from collections.abc import Iterator

from lajur.core.procedure.definition import Confidence, LaneId, Part, Procedure, Step
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.finding import numbers, sheet_finding, step_finding
from lajur.core.procedure.readings import declared
from lajur.core.refusals import marked

LANE_IDLE = marked("Kolom “%(lane)s” tidak mendapat langkah.")
LANE_UNNAMED = marked(
    "Kolom “%(lane)s” tidak bernama di lembar. Namanya disimpulkan; lihat tafsir."
)
NO_LANE = marked("“%(lane)s” bekerja pada langkah %(steps)s, tetapi tabel tidak memberinya kolom.")
NAMED_WITHOUT_LANE = marked("%(where)s menyebut %(role)s, tetapi tabel tidak memberinya kolom.")
DOUBTFUL = marked(
    "%(where)s: dibaca “%(read_as)s” dengan keyakinan rendah. Mintalah kepastian pemilik SOP."
)

# Roles that act in SOPs of this kind, and how rows and columns call them.
_ROLES = {
    "Kepala Dinas": re.compile(r"\b(?:kepala dinas|kadis)\b"),
    "Sekretaris": re.compile(r"\bsekretaris\b"),
    "Kepala Bidang": re.compile(r"\b(?:kepala bidang|kabid)\b"),
    "Kepala Seksi": re.compile(r"\b(?:kepala seksi|kasie?)\b"),
    "OPD pemohon": re.compile(r"\b(?:opd|skpd|pemohon|klien|perangkat daerah)\b"),
    "pihak ketiga": re.compile(r"\b(?:pihak ketiga|penyedia)\b"),
    "petugas administrasi": re.compile(r"\b(?:petugas|tata usaha|agendaris)\b"),
}


def find(procedure: Procedure) -> Iterator[Fault]:
    """Yield the findings of every lane, and of the roles no lane covers."""
    yield from _idle_lanes(procedure)
    yield from _unnamed_lanes(procedure)
    yield from _added_lanes(procedure)
    yield from _roles_without_lane(procedure)
    yield from _doubtful(procedure)


def _idle_lanes(procedure: Procedure) -> Iterator[Fault]:
    busy = {lane for step in procedure.steps.values() for lane in _at_work(step)}
    for lane in procedure.lanes.values():
        if lane.id not in busy:
            yield _lane(procedure, lane.id, "lane_idle", LANE_IDLE, lane=lane.name)


def _at_work(step: Step) -> tuple[LaneId, ...]:
    return (step.performer, *step.participants, *step.cosigners, *step.informed)


def _unnamed_lanes(procedure: Procedure) -> Iterator[Fault]:
    inferred = {one.read_as for one in declared(procedure, None, Part.LANE)}
    for lane in procedure.lanes.values():
        if not lane.added and lane.name in inferred:
            yield _lane(procedure, lane.id, "lane_unnamed", LANE_UNNAMED, lane=lane.name)


def _added_lanes(procedure: Procedure) -> Iterator[Fault]:
    for lane in procedure.lanes.values():
        steps = [step for step in procedure.steps.values() if step.performer == lane.id]
        if lane.added and steps:
            facts = {"lane": lane.name, "steps": numbers(steps)}
            yield _lane(procedure, lane.id, "actor_without_lane", NO_LANE, **facts)


def _roles_without_lane(procedure: Procedure) -> Iterator[Fault]:
    lanes = " / ".join(lane.name.casefold() for lane in procedure.lanes.values())
    for role, words in _ROLES.items():
        if words.search(lanes):
            continue
        for step in procedure.steps.values():
            if words.search(step.printed.title.casefold()):
                code, message = "actor_without_lane", NAMED_WITHOUT_LANE
                yield step_finding(procedure, step, "kegiatan", code, message, role=role)


def _doubtful(procedure: Procedure) -> Iterator[Fault]:
    for one in procedure.interpretations:
        if one.confidence is Confidence.LOW and one.step is not None:
            step, key = procedure.steps[one.step], one.part.value
            code, message = "doubtful_reading", DOUBTFUL
            yield step_finding(procedure, step, key, code, message, read_as=one.read_as)


def _lane(procedure: Procedure, at: LaneId, code: str, message: str, **facts: object) -> Fault:
    return sheet_finding(procedure, ("pelaksana", at), code, message, **facts)
