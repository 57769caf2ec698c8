"""The drawing of an export: nothing on top of anything, and every name where it can be read."""

import time
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from lajur.core.bpmn.captions import captions_of, crosses, meet
from lajur.core.bpmn.diagram import Box, Diagram, Point, diagram_of
from lajur.core.bpmn.lettering import height_of, width_of
from lajur.core.bpmn.model import Flow, Model, model_of
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.definition import Procedure
from tests.core.procedure import sheets
from tests.core.procedure.sheets import SOPS, signed
from tests.core.strategies import procedures

Leg = tuple[Point, Point]
NAMES = [path.stem for path in SOPS]


def shared(one: Leg, other: Leg) -> int:
    """The pixels two lines run along each other."""
    for along, across in ((0, 1), (1, 0)):
        if len({point[across] for point in (*one, *other)}) == 1:
            (a, b), (c, d) = (sorted(point[along] for point in leg) for leg in (one, other))
            return max(0, min(b, d) - max(a, c))
    return 0


def doubled(model: Model, drawn: Diagram) -> Iterator[tuple[Flow, Flow, Leg]]:
    """Yield each leg of a flow that another flow runs along."""
    for one, other in combinations(model.flows, 2):
        for leg in pairwise(drawn.ways[one.id]):
            if any(shared(leg, its) for its in pairwise(drawn.ways[other.id])):
                yield one, other, leg


@given(procedure=procedures())
@settings(max_examples=40)
def test_no_flow_runs_through_a_shape_and_no_two_shapes_meet(procedure: Procedure) -> None:
    model = model_of(procedure)
    drawn = diagram_of(model)
    for flow in model.flows:
        assert drawn.ways[flow.id][0] in edge(drawn.shapes[flow.source])
        assert drawn.ways[flow.id][-1] in edge(drawn.shapes[flow.target])
        for box in drawn.shapes.values():
            assert not any(crosses(box, *leg) for leg in pairwise(drawn.ways[flow.id]))
    assert not any(meet(one, other) for one, other in combinations(drawn.shapes.values(), 2))
    for node in model.nodes.values():
        assert within(drawn.shapes[node.id], drawn.lanes[node.lane])
    assert all(within(lane, drawn.pool) for lane in drawn.lanes.values())


@given(procedure=procedures())
@settings(max_examples=25)
def test_two_flows_run_along_each_other_at_a_shape_of_both_only(procedure: Procedure) -> None:
    model = model_of(procedure)
    for one, other, leg in doubled(model, diagram_of(model)):
        assert one.source == other.source or one.target == other.target
        assert leg[0][1] == leg[1][1]


@pytest.mark.parametrize("name", NAMES)
def test_in_the_signed_sops_no_two_flows_run_along_each_other(name: str) -> None:
    model = model_of(signed(name))
    assert not list(doubled(model, diagram_of(model)))


@pytest.mark.parametrize("name", NAMES)
def test_in_the_signed_sops_every_name_stands_free(name: str) -> None:
    model = model_of(signed(name))
    drawn = diagram_of(model)
    written = captions_of(model, drawn)
    assert {flow.id for flow in model.flows if flow.name} <= written.keys()
    lines = [leg for way in drawn.ways.values() for leg in pairwise(way)]
    for box in written.values():
        assert within(box, drawn.pool)
        assert not any(meet(box, shape) for shape in drawn.shapes.values())
        assert not any(crosses(box, *leg) for leg in lines)
    assert not any(meet(one, other) for one, other in combinations(written.values(), 2))


def test_words_are_given_room_for_every_line() -> None:
    assert (width_of("ya"), height_of("ya")) == (16, 14)
    assert height_of("Tidak sesuai Arsitektur Aplikasi SPBE") == 42
    assert width_of("x" * 40) > 200


def test_a_procedure_of_the_largest_size_is_drawn_within_two_seconds() -> None:
    """300 steps, the most that the language takes, every third one sending back to the first."""
    steps = [sheets.start("lanjut: s1")]
    for n in range(1, 300):
        on = f"s{n + 1}" if n < 299 else ""
        leads = f"ke: {on}" if on else "selesai: selesai"
        back = f"keputusan: [{{hasil: ya, {leads}}}, {{hasil: tidak, ke: s1, alasan: wajib}}]"
        box = f"lanjut: {on}" if on else "lanjut: {selesai: selesai}"
        steps.append(sheets.step(f"s{n}", back if n % 3 == 0 else box))
    large = sheets.procedure(*steps)
    begun = time.process_time()
    bpmn(large)
    assert time.process_time() - begun < 2


def edge(box: Box) -> set[Point]:
    """The middles of its sides."""
    middle = box.x + box.width // 2
    return {(box.x, box.middle), (box.right, box.middle), (middle, box.y), (middle, box.foot)}


def within(box: Box, outer: Box) -> bool:
    across = outer.x <= box.x and box.right <= outer.right
    return across and outer.y <= box.y and box.foot <= outer.foot
