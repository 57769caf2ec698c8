"""What somebody changed in the drawing of a file of ours, told change by change."""

from collections import Counter
from collections.abc import Iterator

from lajur.core.bpmn import notes
from lajur.core.bpmn.drawing import Drawing
from lajur.core.bpmn.markup import printable
from lajur.core.bpmn.model import ASKED, Model, Node, is_name_of
from lajur.core.bpmn.notes import Notes, place_of
from lajur.core.bpmn.writing import told
from lajur.core.procedure.definition import Procedure

Flows = Counter[tuple[str, str, str]]  # source, target, name


def differences(model: Model, drawing: Drawing, log: Notes) -> bool:
    """Note every change of the flow; gives whether there is one.

    `model` is what our export would draw for the part it carried along.
    """
    changed = [
        _nodes(model, drawing, log),
        _lanes(model, drawing, log),
        _flows(model, drawing, log),
    ]
    return any(changed)


def _plain(name: str) -> str:
    """The name as it is read from a drawing."""
    return " ".join(printable(name).split())


def _place(node: Node) -> str:
    return place_of("unsur", _plain(node.name), node.id)


def _nodes(model: Model, drawing: Drawing, log: Notes) -> bool:
    changed = False
    for node in model.nodes.values():
        shape = drawing.shapes.get(node.id)
        place, line = _place(node), shape.line if shape else drawing.line
        if shape is None:
            log.look("gone", notes.GONE, place=place, line=line)
        elif shape.tag != node.kind:
            log.look("redrawn", notes.REDRAWN, place=place, line=line)
        elif not _is_named(model, node, shape.name):
            facts = {"now": shape.name, "before": _plain(node.name)}
            log.look("renamed", notes.RENAMED, place=place, line=line, **facts)
        else:
            continue
        changed = True
    for shape in drawing.shapes.values():
        if shape.id not in model.nodes:
            log.look("added", notes.ADDED, place=shape.place, line=shape.line)
            changed = True
    return changed


def _is_named(model: Model, node: Node, name: str) -> bool:
    """Whether the shape bears the name we export; one of a question may have none."""
    if node.stands_for is not None and is_name_of(model.procedure.steps[node.stands_for], name):
        return True
    return name == _plain(node.name) or (node.name == ASKED and not name)


def _lanes(model: Model, drawing: Drawing, log: Notes) -> bool:
    lanes = {f"lajur_{lane.id}": _plain(lane.name) for lane in model.procedure.lanes.values()}
    drawn = {lane.id: lane.name for lane in drawing.lanes.values()}
    changed = lanes != drawn
    for id in lanes.keys() & drawn.keys():
        if lanes[id] != drawn[id]:
            place, line = place_of("lajur", lanes[id], id), drawing.lanes[id].line
            facts = {"now": drawn[id], "before": lanes[id]}
            log.look("renamed", notes.RENAMED, place=place, line=line, **facts)
    for id in lanes.keys() - drawn.keys():
        log.look("gone", notes.GONE, place=place_of("lajur", lanes[id], id), line=drawing.line)
    for id in drawn.keys() - lanes.keys():
        place, line = place_of("lajur", drawn[id], id), drawing.lanes[id].line
        log.look("added", notes.ADDED, place=place, line=line)
    for node in model.nodes.values():
        before, now = f"lajur_{node.lane}", drawing.lane_of.get(node.id, "")
        if node.id in drawing.shapes and before != now:
            line = drawing.shapes[node.id].line
            facts = {"now": drawn.get(now, "–"), "before": lanes[before]}
            log.look("moved", notes.MOVED, place=_place(node), line=line, **facts)
            changed = True
    return changed


def _flows(model: Model, drawing: Drawing, log: Notes) -> bool:
    changed = False
    ours = Counter((flow.source, flow.target, _plain(flow.name)) for flow in model.flows)
    drawn = Counter((arrow.source, arrow.target, arrow.name) for arrow in drawing.arrows)
    lines = {(arrow.source, arrow.target): arrow.line for arrow in drawing.arrows}
    names = _told_as(model, drawing)
    for source, target, now, before in _renamed(ours - drawn, drawn - ours):
        place = place_of("panah", before, "") + f" dari “{names[source]}”"
        facts = {"now": now, "before": before}
        line = lines[source, target]
        log.look("flow_renamed", notes.FLOW_RENAMED, place=place, line=line, **facts)
        ours[source, target, before] -= 1
        drawn[source, target, now] -= 1
        changed = True
    for told_as, message, flows in (
        ("flow_gone", notes.FLOW_GONE, ours - drawn),
        ("flow_added", notes.FLOW_ADDED, drawn - ours),
    ):
        for source, target, name in flows:
            place = place_of("panah", name, "") + f" dari “{names[source]}”"
            line = lines.get((source, target), drawing.line)
            facts = {"target": names[target]}
            log.look(told_as, message, place=place, line=line, **facts)
    return changed or ours != drawn


def _told_as(model: Model, drawing: Drawing) -> dict[str, str]:
    """How each shape is named to people; a gateway by the step it stands at."""
    names = {id: shape.name or id for id, shape in drawing.shapes.items()}
    for id, node in model.nodes.items():
        if node.beside:
            names[id] = _plain(node.beside)
        else:
            names.setdefault(id, _plain(node.name) or id)
    return names


def _renamed(gone: Flows, added: Flows) -> Iterator[tuple[str, str, str, str]]:
    """Yield (source, target, name now, name before) of the arrows that only changed their name."""
    for source, target, before in gone:
        now = [name for *ends, name in added if ends == [source, target]]
        same = [name for *ends, name in gone if ends == [source, target]]
        if len(now) == len(same) == 1:
            yield source, target, now[0], before


def told_otherwise(procedure: Procedure, model: Model, drawing: Drawing, log: Notes) -> None:
    """Note where the words of a shape were changed, which do not count beside our own part."""
    for node in model.nodes.values():
        shape = drawing.shapes.get(node.id)
        if node.step is None or shape is None or shape.id not in drawing.own:
            continue
        said = "\n".join(told(procedure, procedure.steps[node.step]))
        lines = (" ".join(line.split()) for line in said.splitlines())
        if shape.told != "\n".join(line for line in lines if line):
            place, line = shape.place, shape.line
            log.look("told_otherwise", notes.TOLD_OTHERWISE, place=place, line=line)
