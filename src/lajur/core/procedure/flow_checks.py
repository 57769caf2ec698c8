"""Errors of the flow as a drawing: what cannot be reached, joins, loops, unreasoned refusals."""

from collections.abc import Iterator

from lajur.core.procedure.definition import LaneKind, Procedure, Step
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.flow import (
    Graph,
    loops_among,
    predecessors,
    reasons_owed,
    successors,
    within_reach,
)
from lajur.core.procedure.places import line_of
from lajur.core.procedure.step_checks import step_fault
from lajur.core.refusals import marked

START_NOT_APPLICANT = marked("%(where)s: langkah pertama harus dikerjakan oleh pemohon.")
SECOND_APPLICANT = marked(
    "%(where)s: pemohon sudah ada, yaitu “%(first)s”. Sebuah SOP hanya punya satu lajur pemohon."
)
UNREACHABLE_STEP = marked("%(where)s: tidak ada jalan menuju langkah ini.")
UNREACHABLE_END = marked("%(where)s: tidak ada langkah yang menuju akhir ini.")
JOIN_OF_ONE = marked("%(where)s: “menunggu” memerlukan paling sedikit dua langkah.")
JOIN_NOT_LED_TO = marked(
    "%(where)s: menunggu “%(source)s”, padahal langkah itu tidak menuju ke sini."
)
JOIN_NOT_AWAITED = marked("%(where)s: “%(source)s” menuju ke sini, tetapi tidak ikut ditunggu.")
JOIN_AT_START = marked("%(where)s: langkah pertama tidak dapat menunggu langkah lain.")
AUTOMATIC_LOOP = marked(
    "%(where)s: putaran ini hanya berisi langkah otomatis, sehingga tidak pernah berhenti."
)
REASON_NOT_REQUIRED = marked(
    "%(where)s: hasil “%(label)s” menolak atau mengembalikan, jadi harus beralasan. "
    "Tulis “alasan: wajib”."
)

Found = Iterator[Fault]


def faults(procedure: Procedure) -> Found:
    """Yield the errors of a procedure whose names are all known."""
    yield from _start(procedure)
    yield from _applicants(procedure)
    yield from _out_of_reach(procedure)
    yield from _joins(procedure)
    yield from _automatic_loops(procedure)
    yield from _reasons(procedure)


def _start(procedure: Procedure) -> Found:
    step = procedure.steps[procedure.start]
    if procedure.lanes[step.performer].kind is not LaneKind.APPLICANT:
        code, message = "start_not_applicant", START_NOT_APPLICANT
        yield step_fault(procedure, step, "pelaksana", code, message)
    if step.waits_for:
        yield step_fault(procedure, step, "menunggu", "join_at_start", JOIN_AT_START)


def _applicants(procedure: Procedure) -> Found:
    """One lane files, completes and withdraws; a second would have no say in its own request."""
    lanes = [lane for lane in procedure.lanes.values() if lane.kind is LaneKind.APPLICANT]
    for lane in lanes[1:]:
        place, line = f"pelaksana “{lane.id}”", line_of(procedure, "pelaksana", lane.id)
        facts = {"first": lanes[0].name}
        yield fault("second_applicant", SECOND_APPLICANT, place=place, line=line, facts=facts)


def _out_of_reach(procedure: Procedure) -> Found:
    reached = within_reach((procedure.start,), successors(procedure))
    for step in procedure.steps.values():
        if step.id not in reached:
            yield step_fault(procedure, step, "id", "unreachable_step", UNREACHABLE_STEP)
    led_to = {one.end for step in procedure.steps.values() for one in step.outcomes}
    for end in procedure.ends:
        if end not in led_to:
            place, line = f"selesai “{end}”", line_of(procedure, "selesai", end)
            yield fault("unreachable_end", UNREACHABLE_END, place=place, line=line)


def _joins(procedure: Procedure) -> Found:
    before = predecessors(procedure)
    for step in procedure.steps.values():
        if step.waits_for:
            yield from _join(procedure, step, before)


def _join(procedure: Procedure, step: Step, before: Graph) -> Found:
    awaited, coming = set(step.waits_for), set(before[step.id])
    if len(awaited) < 2:
        yield step_fault(procedure, step, "menunggu", "join_of_one", JOIN_OF_ONE)
    for source in sorted(awaited - coming):
        code, facts = "join_not_led_to", {"source": source}
        yield step_fault(procedure, step, "menunggu", code, JOIN_NOT_LED_TO, **facts)
    for source in sorted(coming - awaited):
        code, facts = "join_not_awaited", {"source": source}
        yield step_fault(procedure, step, "menunggu", code, JOIN_NOT_AWAITED, **facts)


def _automatic_loops(procedure: Procedure) -> Found:
    passed = frozenset(
        step.id for step in procedure.steps.values() if step.automatic or step.derived_from
    )
    for source, _ in sorted(loops_among(passed, procedure)):
        step = procedure.steps[source]
        yield step_fault(procedure, step, "lanjut", "automatic_loop", AUTOMATIC_LOOP)


def _reasons(procedure: Procedure) -> Found:
    for step, outcome in reasons_owed(procedure):
        if not outcome.needs_reason:
            code, message, label = "reason_not_required", REASON_NOT_REQUIRED, outcome.label
            yield step_fault(procedure, step, "keputusan", code, message, label=label)
