"""One SOP in numbers, as a comparison and the list of all SOPs tell it."""

from collections.abc import Mapping
from dataclasses import dataclass

from lajur.core.comparing.meaning import Course, course
from lajur.core.comparing.steps import PAPERS
from lajur.core.comparing.totals import Total, totals
from lajur.core.procedure.definition import LaneKind, Procedure, Result
from lajur.core.procedure.flow import back_edges
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One SOP in numbers."""

    lanes: int
    steps: int  # printed and implied
    decisions: int  # that somebody is asked
    # From performer to performer, on the route that has fewest and ends well; None: no such route.
    handovers: int | None
    joint: int  # steps in which others take part or sign
    loops: int
    refusals: int  # ends that refuse
    calls: int  # of other SOPs
    applicant_acts: int  # steps of the applicant after the first
    papers: int  # documents and forms
    produced: int  # of them, those that a step yields
    without_time: int  # steps for which the paper gives none
    shortest: Total | None  # of the routes that end well and never turn back; None: there is none
    longest: Total | None
    longest_with_loops: Total | None  # each loop once; None: no loop
    totals: tuple[Total, ...]  # by route; none where the routes are too many to add up


COUNTED: Mapping[str, str] = {  # the numbers of a summary, in the order shown, and their names
    "lanes": marked("Pelaksana"),
    "steps": marked("Langkah"),
    "decisions": marked("Keputusan"),
    "handovers": marked("Berpindah tangan, paling sedikit"),
    "joint": marked("Langkah yang dikerjakan bersama"),
    "loops": marked("Perulangan"),
    "refusals": marked("Akhir yang menolak"),
    "calls": marked("SOP lain yang dipanggil"),
    "applicant_acts": marked("Langkah pemohon sesudah mengajukan"),
    "papers": marked("Dokumen dan formulir"),
    "produced": marked("Dokumen yang dihasilkan"),
    "without_time": marked("Langkah tanpa waktu"),
}


def summarize(procedure: Procedure, known: Course | None = None) -> Summary:
    """Count a sound SOP; `known` is its course, where that has been walked already."""
    steps = procedure.steps.values()
    every = totals(procedure, (known or course(procedure)).routes)
    well = [one for one in every if one.result is Result.DONE]
    plain = sorted((one for one in well if not one.rounds), key=_length)
    looped = sorted((one for one in well if one.rounds), key=_length)
    return Summary(
        lanes=len(procedure.lanes),
        steps=len(steps),
        decisions=sum(step.is_decision and step.derived_from is None for step in steps),
        handovers=min((one.handovers for one in well), default=None),
        joint=sum(bool(step.participants or step.cosigners) for step in steps),
        loops=len(back_edges(procedure)),
        refusals=sum(end.result is Result.REFUSED for end in procedure.ends.values()),
        calls=sum(step.calls is not None for step in steps),
        applicant_acts=sum(
            procedure.lanes[step.performer].kind is LaneKind.APPLICANT
            for step in steps
            if step.id != procedure.start
        ),
        papers=sum(item.kind in PAPERS for item in procedure.items.values()),
        produced=len(_produced(procedure)),
        without_time=sum(step.standard_time.kind is TimeKind.UNSET for step in steps),
        shortest=plain[0] if plain else None,
        longest=plain[-1] if plain else None,
        longest_with_loops=looped[-1] if looped else None,
        totals=every,
    )


def _length(total: Total) -> tuple[float, int]:
    return total.days, total.steps


def _produced(procedure: Procedure) -> set[str]:
    """The papers that a step yields without having them before: not those only passed on."""
    return {
        use.item
        for step in procedure.steps.values()
        for use in step.outputs
        if procedure.items[use.item].kind in PAPERS
        and use.item not in {need.item for need in step.requirements}
    }
