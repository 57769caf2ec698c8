"""Errors within one step: exits, automatic steps, times that another step sets."""

from collections import Counter
from collections.abc import Callable, Iterator

from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.places import line_of, step_place
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeKind

ONE_EXIT = marked(
    "%(where)s: keputusan harus punya paling sedikit dua hasil; di sini baru %(count)d."
)
SAME_LABEL = marked("%(where)s: hasil keputusan “%(label)s” tertulis lebih dari sekali.")
LABEL_MISSING = marked("%(where)s: setiap hasil keputusan harus punya nama.")
BOX_WITH_CHOICE = marked(
    "%(where)s: hanya keputusan (belah ketupat) yang boleh punya beberapa hasil."
)
DEAD_END = marked("%(where)s: jalan berhenti di sini. Tulis langkah berikutnya atau akhirnya.")
TWO_WAYS = marked("%(where)s: satu hasil tidak dapat menuju langkah lain sekaligus menutup berkas.")
SAME_TARGET = marked("%(where)s: cabang menuju “%(target)s” lebih dari sekali.")
SAME_USE = marked("%(where)s: barang “%(item)s” tertulis lebih dari sekali di “%(list)s”.")
AUTOMATIC_DECISION = marked(
    "%(where)s: langkah otomatis hanya boleh punya satu jalan. "
    "Ganti “otomatis” dengan “mengikuti: …”."
)
NOBODY_ACTS = marked(
    "%(where)s: tidak ada yang mengerjakan langkah ini (otomatis atau mengikuti keputusan lain), "
    "jadi “%(asked)s” tidak pernah dijalankan."
)
COSIGNER_IS_PERFORMER = marked(
    "%(where)s: “%(lane)s” mengerjakan langkah ini, jadi tidak perlu mengetahuinya juga."
)
SAME_COSIGNER = marked("%(where)s: “%(lane)s” tertulis lebih dari sekali di “diketahui”.")
DERIVED_FROM_BOX = marked("%(where)s: mengikuti “%(source)s”, padahal langkah itu bukan keputusan.")
DERIVED_FROM_ITSELF = marked("%(where)s: tidak dapat mengikuti keputusannya sendiri.")
DERIVED_LABELS = marked(
    "%(where)s: hasilnya harus sama dengan hasil langkah “%(source)s” yang diikutinya (%(known)s)."
)
TIME_NOT_VARIABLE = marked(
    "%(where)s: menetapkan waktu “%(target)s”, padahal waktu langkah itu sudah tercetak."
)
TIME_SET_BY_OTHER = marked(
    "%(where)s: waktunya ditetapkan oleh “%(source)s”, tetapi langkah itu tidak menulis "
    "“menetapkan_waktu: %(target)s”."
)
TIME_NEVER_SET = marked(
    "%(where)s: waktunya tergantung, tetapi tidak ada langkah yang menetapkannya. "
    "Tulis “menetapkan_waktu: %(target)s” pada langkah itu."
)
TIME_SET_TOO_LATE = marked(
    "%(where)s: langkah ini dapat dimulai tanpa melewati “%(source)s”, padahal waktunya ditetapkan "
    "di sana."
)

Found = Iterator[Fault]


def faults(procedure: Procedure) -> Found:
    """Yield the errors that lie in one step, or between it and one it names."""
    for step in procedure.steps.values():
        for check in _CHECKS:
            yield from check(procedure, step)


def step_fault(
    procedure: Procedure, step: Step, key: str, code: str, message: str, **facts: object
) -> Fault:
    """Make a fault of one key of a step."""
    place, line = step_place(step, key), line_of(procedure, "langkah", step.id, key)
    return fault(code, message, place=place, line=line, facts=facts)


def _exits(procedure: Procedure, step: Step) -> Found:
    labels = Counter(one.label for one in step.outcomes)
    if not step.is_decision and step.derived_from is None:  # the printed "Selesai" may be derived
        if len(step.outcomes) > 1 or any(labels):
            yield step_fault(procedure, step, "keputusan", "box_with_choice", BOX_WITH_CHOICE)
        return
    if len(labels) < 2:
        count = len(labels)
        yield step_fault(procedure, step, "keputusan", "one_exit", ONE_EXIT, count=count)
    if not all(labels):
        yield step_fault(procedure, step, "keputusan", "label_missing", LABEL_MISSING)
    for label, times in labels.items():
        if times > 1:
            yield step_fault(procedure, step, "keputusan", "same_label", SAME_LABEL, label=label)


def _targets(procedure: Procedure, step: Step) -> Found:
    key = "keputusan" if step.is_decision else "lanjut"
    if not step.outcomes:
        yield step_fault(procedure, step, key, "dead_end", DEAD_END)
    for outcome in step.outcomes:
        if not outcome.targets and outcome.end is None:
            yield step_fault(procedure, step, key, "dead_end", DEAD_END)
        if outcome.targets and outcome.end is not None:
            yield step_fault(procedure, step, key, "two_ways", TWO_WAYS)
        for target, times in Counter(outcome.targets).items():
            if times > 1:
                yield step_fault(procedure, step, key, "same_target", SAME_TARGET, target=target)


def _uses(procedure: Procedure, step: Step) -> Found:
    for key, uses in (("perlu", step.requirements), ("hasil", step.outputs)):
        for (item, _), times in Counter((use.item, use.when) for use in uses).items():
            if times > 1:
                facts = {"item": item, "list": key}
                yield step_fault(procedure, step, key, "same_use", SAME_USE, **facts)


def _automatic(procedure: Procedure, step: Step) -> Found:
    if step.automatic and (step.is_decision or step.derived_from):
        yield step_fault(procedure, step, "otomatis", "automatic_decision", AUTOMATIC_DECISION)


def _unattended(procedure: Procedure, step: Step) -> Found:
    """What only a person can do, on a step that nobody is asked to do."""
    if not (step.automatic or step.derived_from):
        return
    asked = {
        "diketahui": step.cosigners,
        "menunjuk": step.appoints,
        "menetapkan_waktu": step.sets_time_of,
        "memanggil": step.calls,
    }
    for key in (key for key, given in asked.items() if given):
        yield step_fault(procedure, step, key, "nobody_acts", NOBODY_ACTS, asked=key)


def _cosigners(procedure: Procedure, step: Step) -> Found:
    for lane, times in Counter(step.cosigners).items():
        if lane == step.performer:
            code, message = "cosigner_is_performer", COSIGNER_IS_PERFORMER
            yield step_fault(procedure, step, "diketahui", code, message, lane=lane)
        if times > 1:
            yield step_fault(
                procedure, step, "diketahui", "same_cosigner", SAME_COSIGNER, lane=lane
            )


def _derived(procedure: Procedure, step: Step) -> Found:
    source = procedure.steps.get(step.derived_from or "")
    if source is None:  # not derived, or from a step nobody has named: `references`
        return
    facts: dict[str, object] = {"source": source.id}
    if source.id == step.id:
        yield step_fault(procedure, step, "mengikuti", "derived_from_itself", DERIVED_FROM_ITSELF)
    elif not source.is_decision:
        yield step_fault(
            procedure, step, "mengikuti", "derived_from_box", DERIVED_FROM_BOX, **facts
        )
    elif {one.label for one in step.outcomes} != {one.label for one in source.outcomes}:
        facts["known"] = ", ".join(one.label or "" for one in source.outcomes)
        yield step_fault(procedure, step, "keputusan", "derived_labels", DERIVED_LABELS, **facts)


def _set_times(procedure: Procedure, step: Step) -> Found:
    """The step that sets a variable time, and the step whose time it is, must name each other."""
    target = procedure.steps.get(step.sets_time_of or "")
    if target and target.standard_time.kind is not TimeKind.VARIABLE:
        code, key = "time_not_variable", "menetapkan_waktu"
        yield step_fault(procedure, step, key, code, TIME_NOT_VARIABLE, target=target.id)
    if step.standard_time.kind is not TimeKind.VARIABLE:
        return
    source = procedure.steps.get(step.standard_time.set_by or "")
    if step.standard_time.set_by is None:
        yield step_fault(procedure, step, "waktu", "time_never_set", TIME_NEVER_SET, target=step.id)
    elif source and source.sets_time_of != step.id:
        facts = {"source": source.id, "target": step.id}
        yield step_fault(procedure, step, "baku", "time_set_by_other", TIME_SET_BY_OTHER, **facts)
    elif source and _begins_without(procedure, step, source):
        code, facts = "time_set_too_late", {"source": source.id}
        yield step_fault(procedure, step, "waktu", code, TIME_SET_TOO_LATE, **facts)


def _begins_without(procedure: Procedure, step: Step, source: Step) -> bool:
    """Whether some way from the start reaches the step and has not passed the source."""
    seen, ahead = {source.id}, [procedure.start]
    while ahead:
        here = ahead.pop()
        if here == step.id:
            return True
        if here in procedure.steps and here not in seen:
            seen.add(here)
            ahead += [to for outcome in procedure.steps[here].outcomes for to in outcome.targets]
    return False


_CHECKS: tuple[Callable[[Procedure, Step], Found], ...] = (
    _exits,
    _targets,
    _uses,
    _automatic,
    _unattended,
    _cosigners,
    _derived,
    _set_times,
)
