"""Exported procedures: valid BPMN 2.0, drawn without a flow through a shape."""

from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import SpiffWorkflow
from hypothesis import given, settings
from lxml import etree

from lajur.core.bpmn.diagram import Box, Point, diagram_of
from lajur.core.bpmn.model import NodeKind, model_of
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from tests.core.procedure.sheets import SOPS
from tests.core.strategies import procedures


def signed(path: Path) -> Procedure:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


@cache
def schema() -> etree.XMLSchema:
    """The OMG's own, as another engine ships it."""
    folder = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema"
    return etree.XMLSchema(etree.parse(folder / "BPMN20.xsd"))


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_the_signed_sops_are_valid_and_the_same_every_time(path: Path) -> None:
    document = bpmn(signed(path))
    schema().assertValid(etree.parse(BytesIO(document)))
    assert document == bpmn(signed(path))


@given(procedure=procedures())
@settings(max_examples=15)
def test_whatever_is_sound_becomes_valid_bpmn(procedure: Procedure) -> None:
    schema().assertValid(etree.parse(BytesIO(bpmn(procedure))))


@given(procedure=procedures())
@settings(max_examples=40)
def test_no_flow_runs_through_a_shape_and_no_two_shapes_meet(procedure: Procedure) -> None:
    model = model_of(procedure)
    drawn = diagram_of(model)
    for flow in model.flows:
        for node, box in drawn.shapes.items():
            if node not in (flow.source, flow.target):
                assert not any(crosses(box, *leg) for leg in pairwise(drawn.ways[flow.id]))
    boxes = list(drawn.shapes.values())
    for number, one in enumerate(boxes):
        assert not any(meet(one, other) for other in boxes[number + 1 :])
    for node in model.nodes.values():
        assert within(drawn.shapes[node.id], drawn.lanes[node.lane])


@given(procedure=procedures())
def test_only_gateways_have_several_flows_in_or_out(procedure: Procedure) -> None:
    model = model_of(procedure)
    gateways = (NodeKind.CHOICE, NodeKind.PARALLEL)
    for node in model.nodes.values():
        into = sum(flow.target == node.id for flow in model.flows)
        out = sum(flow.source == node.id for flow in model.flows)
        assert (out == 0) == (node.kind is NodeKind.END), node
        assert (into == 0) == (node.kind is NodeKind.START), node
        assert node.kind in (*gateways, NodeKind.END) or max(into, out) == 1, node


def crosses(box: Box, one: Point, other: Point) -> bool:
    left, right = sorted((one[0], other[0]))
    top, foot = sorted((one[1], other[1]))
    return left < box.right and right > box.x and top < box.y + box.height and foot > box.y


def meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def within(box: Box, lane: Box) -> bool:
    return (
        lane.x <= box.x
        and box.right <= lane.right
        and lane.y <= box.y
        and box.y + box.height <= lane.y + lane.height
    )
