"""BPMN 2.0 as XML, with its diagram: the same procedure, the same bytes.

What BPMN has no word for goes along as extension elements, so that the file can be read back whole.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from lajur.core.bpmn import own
from lajur.core.bpmn.captions import captions_of
from lajur.core.bpmn.diagram import Box, Diagram, diagram_of
from lajur.core.bpmn.model import Flow, Model, Node, NodeKind, model_of, variable
from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.outline import around, step_of

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SHAPES = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES = {
    "bpmn": BPMN,
    "bpmndi": SHAPES,
    "dc": BOUNDS,
    "di": LINES,
    "xsi": SCHEMA,
    "lajur": own.NAMESPACE,
}
# What XML 1.0 cannot say (section 2.2); SOPs published long ago may hold it.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def bpmn(procedure: Procedure) -> bytes:
    """The procedure as a BPMN 2.0 document, UTF-8."""
    for prefix, uri in _PREFIXES.items():
        Tree.register_namespace(prefix, uri)
    model = model_of(procedure)
    root = Tree.Element(
        f"{{{BPMN}}}definitions",
        {"id": "definisi", "targetNamespace": f"urn:lajur:{procedure.id}", "exporter": "Lajur"},
    )
    _add_collaboration(root, procedure)
    _add_process(root, model)
    _add_diagram(root, model, diagram_of(model))
    Tree.indent(root, space=" ")
    document = _NOT_XML.sub(" ", Tree.tostring(root, "unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'.encode()


def process_id(procedure: Procedure) -> str:
    return f"sop_{procedure.id}"


def _element(parent: Tree.Element, tag: str, /, **attributes: str) -> Tree.Element:
    return Tree.SubElement(parent, f"{{{BPMN}}}{tag}", attributes)


def _add_collaboration(root: Tree.Element, procedure: Procedure) -> None:
    together = _element(root, "collaboration", id="kolaborasi")
    _element(
        together,
        "participant",
        id="kantor",
        name=procedure.identity.title,
        processRef=process_id(procedure),
    )


def _add_process(root: Tree.Element, model: Model) -> None:
    procedure = model.procedure
    process = _element(
        root,
        "process",
        id=process_id(procedure),
        name=f"{procedure.identity.title} ({procedure.identity.number})",
        isExecutable="true",
    )
    own.put(_element(process, "extensionElements"), own.HEAD, around(procedure))
    lanes = _element(process, "laneSet", id="lajur")
    for lane in procedure.lanes.values():
        one = _element(lanes, "lane", id=f"lajur_{lane.id}", name=lane.name)
        for node in model.nodes.values():
            if node.lane == lane.id:
                _element(one, "flowNodeRef").text = node.id
    for node in model.nodes.values():
        _add_node(process, model, node)
    for flow in model.flows:
        _add_flow(process, flow)


def _add_node(process: Tree.Element, model: Model, node: Node) -> None:
    attributes = {"id": node.id} | ({"name": node.name} if node.name else {})
    if node.kind is NodeKind.CALL:
        attributes["calledElement"] = node.calls
    element = _element(process, node.kind.value, **attributes)
    if node.step is not None:
        step = model.procedure.steps[node.step]
        _element(element, "documentation").text = "\n".join(told(model.procedure, step))
    if node.stands_for is not None:
        said = step_of(model.procedure, model.procedure.steps[node.stands_for])
        own.put(_element(element, "extensionElements"), own.STEP, said)
    for flow in model.flows:
        if flow.target == node.id:
            _element(element, "incoming").text = flow.id
    for flow in model.flows:
        if flow.source == node.id:
            _element(element, "outgoing").text = flow.id


def told(procedure: Procedure, step: Step) -> Iterator[str]:
    """What the sheet says of a step, in its own words."""
    printed = step.printed
    cells = (
        ("No", printed.no),
        ("Kegiatan", printed.title),
        ("Pelaksana", procedure.lanes[step.performer].name),
        ("Kelengkapan", printed.requirements),
        ("Waktu", printed.time),
        ("Output", printed.outputs),
        ("Keterangan", printed.remarks),
        ("Diketahui", ", ".join(procedure.lanes[lane].name for lane in step.cosigners)),
    )
    return (f"{label}: {text}" for label, text in cells if text)


def _add_flow(process: Tree.Element, flow: Flow) -> None:
    attributes = {"id": flow.id} | ({"name": flow.name} if flow.name else {})
    element = _element(
        process, "sequenceFlow", **attributes, sourceRef=flow.source, targetRef=flow.target
    )
    if flow.asks is not None:
        step, label = flow.asks
        condition = _element(element, "conditionExpression")
        condition.set(f"{{{SCHEMA}}}type", "bpmn:tFormalExpression")
        condition.text = f"{variable(step)} == {label!r}"


def _add_diagram(root: Tree.Element, model: Model, diagram: Diagram) -> None:
    drawing = Tree.SubElement(root, f"{{{SHAPES}}}BPMNDiagram", {"id": "gambar"})
    plane = Tree.SubElement(
        drawing, f"{{{SHAPES}}}BPMNPlane", {"id": "bidang", "bpmnElement": "kolaborasi"}
    )
    _add_shape(plane, "kantor", diagram.pool, isHorizontal="true")
    for lane, box in diagram.lanes.items():
        _add_shape(plane, f"lajur_{lane}", box, isHorizontal="true")
    captions = captions_of(model, diagram)
    for node in model.nodes.values():
        choice = {"isMarkerVisible": "true"} if node.kind is NodeKind.CHOICE else {}
        shape = _add_shape(plane, node.id, diagram.shapes[node.id], **choice)
        _add_caption(shape, captions.get(node.id))
    for flow in model.flows:
        edge = Tree.SubElement(
            plane, f"{{{SHAPES}}}BPMNEdge", {"id": f"garis_{flow.id}", "bpmnElement": flow.id}
        )
        for x, y in diagram.ways[flow.id]:
            Tree.SubElement(edge, f"{{{LINES}}}waypoint", {"x": str(x), "y": str(y)})
        _add_caption(edge, captions.get(flow.id))


def _add_shape(plane: Tree.Element, element: str, box: Box, **attributes: str) -> Tree.Element:
    shape = Tree.SubElement(
        plane,
        f"{{{SHAPES}}}BPMNShape",
        {"id": f"bentuk_{element}", "bpmnElement": element, **attributes},
    )
    _add_bounds(shape, box)
    return shape


def _add_caption(drawn: Tree.Element, box: Box | None) -> None:
    """Where the name is written; without one the other tool decides."""
    if box is not None:
        _add_bounds(Tree.SubElement(drawn, f"{{{SHAPES}}}BPMNLabel"), box)


def _add_bounds(parent: Tree.Element, box: Box) -> None:
    bounds = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    Tree.SubElement(
        parent, f"{{{BOUNDS}}}Bounds", {name: str(value) for name, value in bounds.items()}
    )
