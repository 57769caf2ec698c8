"""The SOP sheet as pages show it: the identity block, the course in plain words, standard times."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from lajur.core.procedure.definition import Identity, Procedure, Step, StepId
from lajur.core.refusals import marked
from lajur.core.worktime.standard import StandardTime, TimeKind
from lajur.queries.durations import unit_words
from lajur.web.ways import Goal, goals

_WITHOUT_LIMIT = {
    TimeKind.VARIABLE: marked("ditetapkan untuk tiap permohonan"),
    TimeKind.NONE: marked("tanpa tenggat"),
    TimeKind.UNSET: marked("waktu belum ditetapkan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityItem:
    """One of the 13 items of the identity block. Source: PermenPAN-RB 35/2012."""

    label: str
    lines: tuple[str, ...]  # empty: the paper leaves it blank


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseStep:
    """One activity as a reader from outside needs it."""

    no: str  # printed, or "" when implied
    title: str
    lane: str
    by_applicant: bool
    time: str  # "" where an earlier decision answers, and nobody works
    is_decision: bool
    exits: tuple[Goal, ...]  # none: just to the one below


def identity_facts(identity: Identity) -> tuple[IdentityItem, ...]:
    """Return items 2 to 7, beside the heading (item 1)."""
    approved = tuple(filter(None, (identity.approved_by_position, identity.approved_by_name)))
    return (
        _item(gettext("Nomor SOP"), identity.number),
        _item(gettext("Tanggal pembuatan"), identity.created_on),
        _item(gettext("Tanggal revisi"), identity.revised_on),
        _item(gettext("Tanggal efektif"), identity.effective_on),
        IdentityItem(label=gettext("Disahkan oleh"), lines=approved),
        _item(gettext("Nama SOP"), identity.title),
    )


def identity_lists(identity: Identity) -> tuple[IdentityItem, ...]:
    """Return items 8 to 13, below."""
    return (
        IdentityItem(label=gettext("Dasar hukum"), lines=identity.legal_bases),
        IdentityItem(label=gettext("Kualifikasi pelaksana"), lines=identity.qualifications),
        IdentityItem(label=gettext("Keterkaitan"), lines=identity.related_procedures),
        IdentityItem(label=gettext("Peralatan/perlengkapan"), lines=identity.equipment),
        IdentityItem(label=gettext("Peringatan"), lines=identity.warnings),
        IdentityItem(label=gettext("Pencatatan dan pendataan"), lines=identity.records),
    )


def _item(label: str, line: str) -> IdentityItem:
    return IdentityItem(label=label, lines=(line,) if line else ())


def course(procedure: Procedure) -> tuple[CourseStep, ...]:
    """Return the activities in printed order, without those that nobody sees pass."""
    listed = [step for step in procedure.steps.values() if not step.automatic]
    following = [*(step.id for step in listed[1:]), None]
    return tuple(
        CourseStep(
            no=step.printed.no,
            title=step.printed.title,
            lane=procedure.lanes[step.performer].name,
            by_applicant=procedure.lanes[step.performer].kind == "pemohon",
            time="" if step.derived_from else time_in_words(step.standard_time),
            is_decision=step.is_decision,
            exits=_exits(procedure, step, following=after),
        )
        for step, after in zip(listed, following, strict=True)
    )


def _exits(procedure: Procedure, step: Step, *, following: StepId | None) -> tuple[Goal, ...]:
    found = tuple(goals(procedure, step))
    goes_on = following is not None and [one.step for one in found] == [following]
    return () if goes_on else found


def time_in_words(standard: StandardTime) -> str:
    """Return the standard time as a reader says it: "paling lama 35 hari kerja"."""
    if standard.unit is None or standard.maximum is None:
        return gettext(_WITHOUT_LIMIT.get(standard.kind, _WITHOUT_LIMIT[TimeKind.UNSET]))
    facts = {
        "least": standard.minimum,
        "most": standard.maximum,
        "unit": unit_words(standard.unit, standard.maximum),
    }
    if standard.kind is TimeKind.RANGE:
        return gettext("%(least)s–%(most)s %(unit)s") % facts
    if standard.kind is TimeKind.MAXIMUM:
        return gettext("paling lama %(most)s %(unit)s") % facts
    return gettext("%(most)s %(unit)s") % facts


def count_of_steps(count: int) -> str:
    """ "17 langkah"."""
    return ngettext("%(n)d langkah", "%(n)d langkah", count) % {"n": count}


def first_turns(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """Return whose turn it is once a request is sent: lane and activity."""
    (outcome,) = procedure.steps[procedure.start].outcomes
    steps = (procedure.steps[target] for target in outcome.targets)
    return tuple((procedure.lanes[s.performer].name, s.printed.title) for s in steps)


def papers_to_bring(procedure: Procedure) -> tuple[str, ...]:
    """Return the papers an applicant hands in with the request, as the SOP names them."""
    start = procedure.steps[procedure.start]
    items = dict.fromkeys(use.item for use in (*start.requirements, *start.outputs))
    named = (procedure.items[item] for item in items)
    return tuple(item.name for item in named if item.kind.gates)
