"""Every name a procedure uses must have been given: steps, lanes, items, ends, outcomes."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from lajur.core.letters.kinds import KINDS
from lajur.core.procedure.definition import Condition, Item, ItemKind, Procedure, Step
from lajur.core.procedure.fault_log import UnknownName, fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.places import line_of, step_place
from lajur.core.refusals import marked

UNKNOWN_STEP = UnknownName(
    code="unknown_step",
    meant=marked("%(where)s: tidak ada langkah bernama “%(name)s”. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: tidak ada langkah bernama “%(name)s”. Yang ada: %(known)s."),
)
END_AS_STEP = marked(
    "%(where)s: “%(name)s” adalah akhir, bukan langkah. Tulis “selesai: %(name)s”."
)
UNKNOWN_LANE = UnknownName(
    code="unknown_lane",
    meant=marked("%(where)s: tidak ada pelaksana bernama “%(name)s”. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: tidak ada pelaksana bernama “%(name)s”. Yang ada: %(known)s."),
)
UNKNOWN_ITEM = UnknownName(
    code="unknown_item",
    meant=marked("%(where)s: tidak ada barang bernama “%(name)s”. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: tidak ada barang bernama “%(name)s”. Yang ada: %(known)s."),
)
UNKNOWN_LETTER = UnknownName(
    code="unknown_letter",
    meant=marked("%(where)s: tidak ada jenis naskah “%(name)s”. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: tidak ada jenis naskah “%(name)s”. Yang ada: %(known)s."),
)
LETTER_OF_A_THING = marked(
    "%(where)s: hanya dokumen yang dapat ditulis sebagai naskah, bukan “%(kind)s”. Hapus “naskah”."
)
UNKNOWN_END = UnknownName(
    code="unknown_end",
    meant=marked("%(where)s: tidak ada akhir bernama “%(name)s”. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: tidak ada akhir bernama “%(name)s”. Yang ada: %(known)s."),
)
UNKNOWN_OUTCOME = UnknownName(
    code="unknown_outcome",
    meant=marked("%(where)s: tidak ada hasil keputusan “%(name)s”. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: tidak ada hasil keputusan “%(name)s”. Yang ada: %(known)s."),
)
NOT_A_DECISION = marked("%(where)s: langkah “%(name)s” bukan keputusan, jadi tidak punya hasil.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A name in use, and where."""

    kind: UnknownName
    name: str
    known: Iterable[str]
    path: tuple[str, ...]  # of Procedure.lines
    place: str


def references(procedure: Procedure) -> Iterator[Fault]:
    """Yield a fault for every name nobody has given, with the nearest one that exists."""
    for mention in _mentions(procedure):
        if isinstance(mention.known, Container) and mention.name in mention.known:
            continue
        yield _fault(procedure, mention)
    for step in procedure.steps.values():
        yield from _conditions(procedure, step)
    for item in procedure.items.values():
        yield from _letters(procedure, item)


def _letters(procedure: Procedure, item: Item) -> Iterator[Fault]:
    """Yield a fault for a letter that is to be something else than a paper."""
    if item.letter is not None and item.kind is not ItemKind.DOCUMENT:
        line = line_of(procedure, "barang", item.id, "naskah")
        place, facts = f"barang “{item.id}” › naskah", {"kind": str(item.kind)}
        yield fault("letter_of_a_thing", LETTER_OF_A_THING, place=place, line=line, facts=facts)


def _fault(procedure: Procedure, mention: _Mention) -> Fault:
    place, line = mention.place, line_of(procedure, *mention.path)
    if mention.kind is UNKNOWN_STEP and mention.name in procedure.ends:
        facts = {"name": mention.name}
        return fault("end_as_step", END_AS_STEP, place=place, line=line, facts=facts)
    return mention.kind.fault(mention.name, mention.known, place=place, line=line)


def _mentions(procedure: Procedure) -> Iterator[_Mention]:
    start, steps, lanes = procedure.start, procedure.steps, procedure.lanes
    if start:  # else the reader has said so
        yield _Mention(kind=UNKNOWN_STEP, name=start, known=steps, path=("mulai",), place="mulai")
    for item in procedure.items.values():
        path, place = ("barang", item.id, "dari"), f"barang “{item.id}” › dari"
        if item.supplied_by is not None:
            name = item.supplied_by
            yield _Mention(kind=UNKNOWN_LANE, name=name, known=lanes, path=path, place=place)
        path, place = ("barang", item.id, "naskah"), f"barang “{item.id}” › naskah"
        if item.letter is not None:
            name = item.letter
            yield _Mention(kind=UNKNOWN_LETTER, name=name, known=KINDS, path=path, place=place)
    for index, entry in enumerate(procedure.interpretations, start=1):
        path, place = ("tafsir", str(index), "langkah"), f"tafsir ke-{index} › langkah"
        if entry.step is not None:
            name = entry.step
            yield _Mention(kind=UNKNOWN_STEP, name=name, known=steps, path=path, place=place)
    for step in steps.values():
        yield from _of_step(procedure, step)


def _of_step(procedure: Procedure, step: Step) -> Iterator[_Mention]:
    known = {UNKNOWN_LANE: procedure.lanes, UNKNOWN_STEP: procedure.steps}
    known |= {UNKNOWN_ITEM: procedure.items, UNKNOWN_END: procedure.ends}
    for kind, key, names in (*_lanes(step), *_items(step), *_flow(step)):
        path, place = ("langkah", step.id, key), step_place(step, key)
        for name in names:
            if name is not None:
                yield _Mention(kind=kind, name=name, known=known[kind], path=path, place=place)


_Names = tuple[UnknownName, str, Iterable[str | None]]


def _lanes(step: Step) -> Iterator[_Names]:
    yield UNKNOWN_LANE, "pelaksana", (step.performer,)
    yield UNKNOWN_LANE, "bersama", step.participants
    yield UNKNOWN_LANE, "diberitahu", step.informed
    yield UNKNOWN_LANE, "diketahui", step.cosigners
    yield UNKNOWN_LANE, "menunjuk", step.appoints


def _items(step: Step) -> Iterator[_Names]:
    yield UNKNOWN_ITEM, "perlu", [use.item for use in step.requirements]
    yield UNKNOWN_ITEM, "hasil", [use.item for use in step.outputs]


def _flow(step: Step) -> Iterator[_Names]:
    key = "keputusan" if step.is_decision else "lanjut"
    yield UNKNOWN_STEP, key, [target for exit in step.outcomes for target in exit.targets]
    yield UNKNOWN_END, key, [exit.end for exit in step.outcomes]
    yield UNKNOWN_STEP, "menunggu", step.waits_for
    yield UNKNOWN_STEP, "menetapkan_waktu", (step.sets_time_of,)
    yield UNKNOWN_STEP, "mengikuti", (step.derived_from,)
    yield UNKNOWN_STEP, "baku", (step.standard_time.set_by,)


def _conditions(procedure: Procedure, step: Step) -> Iterator[Fault]:
    """Yield faults of the "jika" of requirements and outputs."""
    for key, uses in (("perlu", step.requirements), ("hasil", step.outputs)):
        for when in (use.when for use in uses if use.when is not None):
            place, line = step_place(step, key, "jika"), line_of(procedure, "langkah", step.id, key)
            yield from _condition(procedure, when, place=place, line=line)


def _condition(procedure: Procedure, when: Condition, *, place: str, line: int) -> Iterator[Fault]:
    source = procedure.steps.get(when.step)
    if source is None:
        yield UNKNOWN_STEP.fault(when.step, procedure.steps, place=place, line=line)
    elif not source.is_decision:
        facts = {"name": when.step}
        yield fault("not_a_decision", NOT_A_DECISION, place=place, line=line, facts=facts)
    elif source.outcome(when.outcome) is None:
        labels = [outcome.label or "" for outcome in source.outcomes]
        yield UNKNOWN_OUTCOME.fault(when.outcome, labels, place=place, line=line)
