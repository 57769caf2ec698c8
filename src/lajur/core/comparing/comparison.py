"""Two SOPs compared: what each is, its steps side by side, and what differs between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lajur.core.comparing.aligning import Pair, align
from lajur.core.comparing.meaning import rank
from lajur.core.comparing.totals import Total, totals
from lajur.core.procedure.definition import ItemKind, LaneKind, Procedure, Result, Step
from lajur.core.procedure.flow import back_edges
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeKind

_PAPERS = (ItemKind.DOCUMENT, ItemKind.FORM)


class Difference(StrEnum):
    """In what two steps that mean the same are not the same."""

    PERFORMER = "pelaksana"
    TIME = "waktu"
    OUTPUTS = "output"
    DECISION = "keputusan"  # only one of them decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A pair of steps, or a step that the other SOP has not."""

    pair: Pair
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One SOP in numbers."""

    lanes: int
    steps: int  # printed and implied
    decisions: int  # that somebody is asked
    loops: int
    refusals: int  # ends that refuse
    calls: int  # of other SOPs
    applicant_acts: int  # steps of the applicant after the first
    papers: int  # documents and forms
    without_time: int  # rows for which the paper gives none
    totals: tuple[Total, ...]  # by route


COUNTED: Mapping[str, str] = {  # the numbers of a summary, in the order shown, and their names
    "lanes": marked("Pelaksana"),
    "steps": marked("Langkah"),
    "decisions": marked("Keputusan"),
    "loops": marked("Kali dapat berulang"),
    "refusals": marked("Akhir yang menolak"),
    "calls": marked("SOP lain yang dipanggil"),
    "applicant_acts": marked("Langkah pemohon sesudah mengajukan"),
    "papers": marked("Dokumen dan formulir"),
    "without_time": marked("Baris tanpa waktu"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both SOPs; `rows` keep the order of both."""

    left: Summary
    right: Summary
    rows: tuple[Row, ...]


def compare(left: Procedure, right: Procedure) -> Comparison:
    """Compare two sound SOPs. Raises: TooManyRoutesError."""
    return Comparison(
        left=_summary(left),
        right=_summary(right),
        rows=tuple(
            Row(pair=pair, differs=tuple(_differences(left, right, pair)))
            for pair in align(left, right)
        ),
    )


def _summary(procedure: Procedure) -> Summary:
    steps = procedure.steps.values()
    applicants = [
        step
        for step in steps
        if procedure.lanes[step.performer].kind is LaneKind.APPLICANT and step.id != procedure.start
    ]
    return Summary(
        lanes=len(procedure.lanes),
        steps=len(steps),
        decisions=sum(step.is_decision and step.derived_from is None for step in steps),
        loops=len(back_edges(procedure)),
        refusals=sum(end.result is Result.REFUSED for end in procedure.ends.values()),
        calls=sum(step.calls is not None for step in steps),
        applicant_acts=len(applicants),
        papers=sum(item.kind in _PAPERS for item in procedure.items.values()),
        without_time=sum(
            step.standard_time.kind is TimeKind.UNSET and not step.implied for step in steps
        ),
        totals=totals(procedure),
    )


def _differences(left: Procedure, right: Procedure, pair: Pair) -> Iterator[Difference]:
    one, other = pair.left, pair.right
    if one is None or other is None:
        return
    if rank(left.lanes[one.performer]) != rank(right.lanes[other.performer]):
        yield Difference.PERFORMER
    if one.standard_time != other.standard_time:
        yield Difference.TIME
    if _outputs(left, one) != _outputs(right, other):
        yield Difference.OUTPUTS
    if one.is_decision != other.is_decision:
        yield Difference.DECISION


def _outputs(procedure: Procedure, step: Step) -> frozenset[str]:
    """The names of what a step yields, however they are written."""
    names = (procedure.items[use.item].name for use in step.outputs)
    return frozenset(" ".join(name.casefold().split()) for name in names)
