"""A drawing as a draft procedure: its shapes as steps, in the order the work is done.

What another tool drew is read as it stands; what our own export carried along (`known`) fills in
what a drawing has no word for. The flow is always the drawing's.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import count

from lajur.core.bpmn import notes
from lajur.core.bpmn.cast import Cast, cast_of
from lajur.core.bpmn.drawing import Arrow, Drawing, Kind, Shape
from lajur.core.bpmn.markup import MarkupError
from lajur.core.bpmn.model import ASKED, is_name_of, retitled
from lajur.core.bpmn.names import clean, slug
from lajur.core.bpmn.notes import Notes
from lajur.core.bpmn.order import order_of
from lajur.core.bpmn.own import id_of
from lajur.core.bpmn.rows import row_of
from lajur.core.bpmn.ways import Way, Ways
from lajur.core.procedure.definition import (
    End,
    EndId,
    Identity,
    Item,
    ItemKind,
    Outcome,
    PrintedRow,
    Procedure,
    Result,
    ServiceKind,
    Step,
    StepId,
    Symbol,
    Use,
)
from lajur.core.procedure.rows import usual_symbol
from lajur.core.procedure.times import read_time
from lajur.core.refusals import marked
from lajur.core.worktime.standard import UNSET

NO_FLOW = marked(
    "Tidak ada langkah yang dapat dicapai dari awal alur, jadi tidak ada yang dapat menjadi SOP. "
    "Sambungkan langkah-langkahnya dengan panah mulai dari tanda mulai."
)
UNNAMED = "Kegiatan belum bernama"
WAITING = "Menunggu semua cabang"
MEETING = "Cabang bertemu"
FIRST = "Mengajukan permohonan"
OTHERWISE = "selain itu"
DONE = "Selesai"
FIRST_SHAPE = "(mulai)"  # no XML id looks like this
_OF_WHAT = ("permohonan", "berkas", "usulan", "permintaan", "aplikasi", "proses")
_REFUSING = (
    *("ditolak", "tolak", "penolakan", "dibatalkan", "batal", "gagal", "tidak", "belum"),
    *("dikembalikan", "rejected", "refused", "denied", "cancelled", "canceled"),
)


def assemble(drawing: Drawing, log: Notes, *, id: str, known: Procedure | None) -> Procedure:
    """Make the draft.

    Raises:
        MarkupError: nothing can be reached from where the flow begins.
    """
    return _Assembly(drawing, log, known).procedure(id)


@dataclass(slots=True)
class _Assembly:
    drawing: Drawing
    log: Notes
    known: Procedure | None
    ways: Ways = field(init=False)
    cast: Cast = field(init=False)
    ids: dict[str, StepId] = field(default_factory=dict)  # by shape
    items: dict[str, Item] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)  # item by name
    ends: dict[EndId, End] = field(default_factory=dict)

    def procedure(self, id: str) -> Procedure:
        self.ways = Ways(self.drawing)
        starts = self._begin()
        order = order_of(self.ways, starts)
        if not order:
            raise MarkupError("no_flow", NO_FLOW, line=self.drawing.line)
        self._note_cut_off(order)
        first = starts[0] if self._can_begin(starts) else FIRST_SHAPE
        self.cast = cast_of(self.drawing, self.log, first=order[0], known=self.known)
        self.items.update(self.known.items if self.known else {})
        self.papers = {item.name: item.id for item in self.items.values()}
        self._name_steps([*order, FIRST_SHAPE] if first == FIRST_SHAPE else order)
        printed = [shape for shape in order if shape not in self.ways.waiting]
        numbers = {shape: str(number) for number, shape in enumerate(printed, start=1)}
        steps = [self._step(shape, numbers.get(shape, ""), first) for shape in order]
        if first == FIRST_SHAPE:
            steps.insert(0, self._added_first(starts, order[0]))
        return self._whole(id, {step.id: step for step in steps}, self.ids[first])

    def _begin(self) -> tuple[str, ...]:
        """The shapes that begin: those behind the start, or the only one nothing leads to."""
        shapes = self.drawing.shapes.values()
        starts = [one for one in shapes if one.kind is Kind.START]
        for extra in starts[1:]:
            self.log.hand("second_start", notes.SECOND_START, place=extra.place, line=extra.line)
        if starts:
            return self.ways.from_start(starts[0].id).targets
        heads = [one for one in shapes if not self.ways.into[one.id] and self.ways.is_step(one.id)]
        for head in heads[:1]:
            self.log.look("no_start", notes.NO_START, place=head.place, line=head.line)
            return (head.id,)
        return ()

    def _can_begin(self, starts: tuple[str, ...]) -> bool:
        """Whether it is one piece of plain work, as filing a request is."""
        if len(starts) != 1 or starts[0] in self.ways.waiting:
            return False
        is_work = self.drawing.shapes[starts[0]].kind is Kind.WORK
        return is_work and len(self.ways.of(starts[0])) == 1

    def _note_cut_off(self, order: list[str]) -> None:
        reached = set(order)
        for shape in self.drawing.shapes.values():
            if self.ways.is_step(shape.id) and shape.id not in reached:
                self.log.hand("cut_off", notes.CUT_OFF, place=shape.place, line=shape.line)

    def _name_steps(self, order: list[str]) -> None:
        for shape in order:
            base = self._base(shape)
            if base is not None:
                self.ids[shape] = base.id
        for shape in order:
            if shape not in self.ids:
                otherwise, name = "langkah", self._title(shape)
                self.ids[shape] = slug(name, otherwise, set(self.ids.values()))

    def _base(self, shape: str) -> Step | None:
        """The step our own export says the shape is."""
        part = self.drawing.own.get(shape)
        if part is None or self.known is None:
            return None
        return self.known.steps.get(id_of(part))

    def _title(self, shape: str) -> str:
        if shape == FIRST_SHAPE:
            return FIRST
        drawn = self.drawing.shapes[shape]
        if shape in self.ways.waiting:
            return drawn.name or (WAITING if self.ways.is_join(drawn) else MEETING)
        return clean(drawn.name) or clean(drawn.calls) or UNNAMED

    def _step(self, id: str, no: str, first: str) -> Step:
        shape, base = self.drawing.shapes[id], self._base(id)
        outcomes = tuple(_with_reason(one, base) for one in self._outcomes(shape))
        decides = len(outcomes) > 1
        awaited = self.ways.awaited.get(id, {})
        waits = tuple(step for shape, step in self.ids.items() if shape in awaited)
        usual = usual_symbol(outcomes, decides=decides, is_start=id == first)
        step = self._new(shape, no) if base is None else self._renamed(base, shape)
        keeps = base is not None and base.is_decision == decides
        return replace(
            step,
            performer=self.cast.performer(shape),
            cosigners=tuple(one for one in step.cosigners if one != self.cast.performer(shape)),
            outcomes=outcomes,
            symbol=step.symbol if keeps else usual,
            waits_for=waits if len(waits) > 1 else (),
        )

    def _renamed(self, base: Step, shape: Shape) -> Step:
        """The step as it was exported, under the name it is drawn with now."""
        if not shape.name or is_name_of(base, shape.name):
            return base
        title = retitled(base, clean(shape.name))
        if title is None:
            self.log.hand("name_cut", notes.NAME_CUT, place=shape.place, line=shape.line)
            return base
        return replace(base, printed=replace(base.printed, title=title))

    def _new(self, shape: Shape, no: str) -> Step:
        waits = shape.id in self.ways.waiting
        if not (shape.name or shape.calls or waits):
            self.log.hand("unnamed_work", notes.UNNAMED_WORK, place=shape.place, line=shape.line)
        if shape.kind is Kind.CHOICE and not waits:
            self.log.look("question_step", notes.QUESTION_STEP, place=shape.place, line=shape.line)
        if waits:
            message = notes.WAITING_STEP if self.ways.is_join(shape) else notes.MEETING_STEP
            self.log.look("waiting_step", message, place=shape.place, line=shape.line)
        row = self._row(shape, no)
        return Step(
            id=self.ids[shape.id],
            printed=row,
            symbol=Symbol.PROCESS,
            performer="",
            outcomes=(),
            standard_time=read_time(row.time) or UNSET,
            requirements=self._uses(self.drawing.needs[shape.id]),
            outputs=self._uses(self.drawing.yields[shape.id]),
            calls=clean(shape.calls) or None,
            automatic=waits,
            implied=waits,
        )

    def _row(self, shape: Shape, no: str) -> PrintedRow:
        asked = self.drawing.shapes.get(self.ways.choices.get(shape.id, ""))
        question = asked.name if asked and asked.name != ASKED else ""
        return row_of(
            shape,
            self.log,
            no=no,
            title=self._title(shape.id),
            question=question,
            needs=self.drawing.needs[shape.id],
            yields=self.drawing.yields[shape.id],
        )

    def _uses(self, names: list[str]) -> tuple[Use, ...]:
        return tuple(Use(item=one) for one in dict.fromkeys(map(self._item, names)))

    def _item(self, name: str) -> str:
        name = clean(name)
        if name not in self.papers:
            id = slug(name, "barang", self.items)
            self.papers[name] = id
            self.items[id] = Item(id=id, name=name, kind=ItemKind.DOCUMENT)
        return self.papers[name]

    def _added_first(self, starts: tuple[str, ...], beside: str) -> Step:
        """A first step where the drawing begins with several at once."""
        shape = self.drawing.shapes[beside]
        place, line = shape.place, shape.line
        code, message = "fork_at_start", notes.FORK_AT_START
        if len(starts) == 1:
            code, message = "first_decides", notes.FIRST_DECIDES
        self.log.hand(code, message, place=place, line=line, title=FIRST)
        return Step(
            id=self.ids[FIRST_SHAPE],
            printed=PrintedRow(no="", title=FIRST),
            symbol=Symbol.TERMINATOR,
            performer=self.cast.performer(shape),
            outcomes=(Outcome(label=None, targets=tuple(self.ids[one] for one in starts)),),
            standard_time=UNSET,
            implied=True,
        )

    def _outcomes(self, shape: Shape) -> tuple[Outcome, ...]:
        ways = self.ways.of(shape.id)
        if len(ways) == 1:
            return (self._outcome(shape, ways[0], None),)
        if shape.id not in self.ways.choices and shape.kind is not Kind.CHOICE:
            place, line = shape.place, shape.line
            self.log.hand("conditional_flow", notes.CONDITIONAL, place=place, line=line)
        labels: dict[str, None] = {}
        named = {clean(way.arrow.name) for way in ways if way.arrow}
        return tuple(
            self._outcome(shape, way, self._label(shape, way, labels, named)) for way in ways
        )

    def _outcome(self, shape: Shape, way: Way, label: str | None) -> Outcome:
        place, line = shape.place, shape.line
        if self.ways.forks(shape.id) and label is None:
            self.log.look("implicit_fork", notes.IMPLICIT_FORK, place=place, line=line)
        targets = tuple(self.ids[one] for one in way.targets)
        if targets:
            if way.ends:
                self.log.hand("mixed_fork", notes.MIXED_FORK, place=place, line=line)
            return Outcome(label=label, targets=targets)
        drawn = self.drawing.shapes[way.ends[0]] if way.ends else None
        if drawn is None or drawn.kind is not Kind.END:
            self.log.look("implicit_end", notes.IMPLICIT_END, place=place, line=line)
            drawn = None
        return Outcome(label=label, end=self._end(drawn))

    def _label(self, shape: Shape, way: Way, labels: dict[str, None], named: set[str]) -> str:
        arrow = way.arrow
        assert arrow is not None  # one of several ways
        place, line = shape.place, arrow.line
        if arrow.condition and not _says_the_name(arrow):
            words = arrow.condition
            self.log.look("expression", notes.EXPRESSION, place=place, line=line, words=words)
        label = clean(arrow.name or self._awaited_event(arrow))
        if not label:
            label = OTHERWISE if arrow.is_default else f"jalan {len(labels) + 1}"
            self.log.look("unnamed_exit", notes.UNNAMED_EXIT, place=place, line=line, label=label)
        if label in labels:
            numbered = (f"{label} ({n})" for n in count(2))
            label = next(one for one in numbered if one not in labels and one not in named)
            self.log.look("same_exit", notes.SAME_EXIT, place=place, line=line, label=label)
        labels[label] = None
        return label

    def _awaited_event(self, arrow: Arrow) -> str:
        """The name of the event that an arrow leads to: of an event gateway, how it ends."""
        target = self.drawing.shapes[arrow.target]
        return target.name if target.kind is Kind.PASSED else ""

    def _end(self, drawn: Shape | None) -> EndId:
        if drawn is not None and self.known is not None:
            id = drawn.id.removeprefix("akhir_")
            if id in self.known.ends and drawn.id.startswith("akhir_"):
                name = clean(drawn.name) or DONE
                self.ends.setdefault(id, replace(self.known.ends[id], name=name))
                return id
        name = clean(drawn.name if drawn else "") or DONE
        for end in self.ends.values():
            if end.name == name:
                return end.id
        refuses = drawn is not None and (drawn.refuses or _refuses(name))
        id = slug(name, "selesai", {*self.ends, *(self.known.ends if self.known else ())})
        if refuses and drawn is not None:
            self.log.look("end_refuses", notes.END_REFUSES, place=drawn.place, line=drawn.line)
        result = Result.REFUSED if refuses else Result.DONE
        self.ends[id] = End(id=id, name=name, result=result)
        return id

    def _whole(self, id: str, steps: dict[StepId, Step], start: StepId) -> Procedure:
        ends = self.ends
        if self.known is not None:
            ends = {key: ends[key] for key in (*self.known.ends, *ends) if key in ends}
            whole = replace(self.known, lanes=self.cast.lanes, items=self.items)
            return replace(whole, steps=steps, ends=ends, start=start, lines=self._lines())
        place, line = "", self.drawing.line
        self.log.look("identity", notes.IDENTITY, place=place, line=line)
        title = clean(self.drawing.name or self.drawing.pool) or id
        unit = clean(self.drawing.pool) or title
        return Procedure(
            id=id,
            identity=Identity(issuing_unit=(unit,), number="", title=title),
            services=(ServiceKind.NEW,),
            lanes=self.cast.lanes,
            items=self.items,
            steps=steps,
            ends=ends,
            start=start,
            lines=self._lines(),
        )

    def _lines(self) -> dict[str, int]:
        """Where each step is drawn in the file."""
        drawn = self.drawing.shapes
        return {
            f"langkah.{step}": drawn[shape].line
            for shape, step in self.ids.items()
            if shape in drawn
        }


def _refuses(name: str) -> bool:
    """Whether the name of an end begins with a no to what was asked."""
    words = re.findall(r"\w+", name.casefold())
    said = (word for word in words if word not in _OF_WHAT)
    return next(said, "") in _REFUSING


def _with_reason(outcome: Outcome, base: Step | None) -> Outcome:
    """The outcome, owing a reason where it did when it was exported."""
    before = base.outcome(outcome.label) if base else None
    return replace(outcome, needs_reason=before.needs_reason) if before else outcome


def _says_the_name(arrow: Arrow) -> bool:
    """Whether the condition only says again what the arrow is called, as our export writes it."""
    return bool(arrow.name) and arrow.condition.endswith(f" == {arrow.name!r}")
