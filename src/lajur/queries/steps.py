"""A step as signed, with how its words are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from lajur.core.procedure.definition import Confidence, LaneId, Part, Procedure, Step
from lajur.queries.lanes import LaneView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """Tafsir: where the paper leaves room, what was chosen and why."""

    part: Part
    written: str
    read_as: str
    reason: str
    confidence: Confidence
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One row of the signed table."""

    no: str  # "" when implied
    title: str
    performer: str
    who: str
    others: tuple[str, ...]  # lanes that take part, are told or co-sign
    requirements: str
    time: str
    outputs: str
    remarks: str
    calls: str  # the SOP it runs; "" none
    implied: bool
    note: str
    readings: tuple[ReadingView, ...]


def step_view(procedure: Procedure, step: Step, lanes: Mapping[LaneId, LaneView]) -> StepView:
    """The words of the step as printed, and the readings that concern it."""
    printed = step.printed
    others = dict.fromkeys([*step.participants, *step.cosigners, *step.informed])
    return StepView(
        no=printed.no,
        title=printed.title,
        performer=lanes[step.performer].name,
        who=lanes[step.performer].who,
        others=tuple(lanes[lane].name for lane in others),
        requirements=printed.requirements,
        time=printed.time,
        outputs=printed.outputs,
        remarks=printed.remarks,
        calls=step.calls or "",
        implied=step.implied,
        note=step.note,
        readings=tuple(
            ReadingView(
                part=reading.part,
                written=reading.written,
                read_as=reading.read_as,
                reason=reading.reason,
                confidence=reading.confidence,
                alternative=reading.alternative,
            )
            for reading in procedure.interpretations
            if reading.step == step.id
        ),
    )
