"""What BPMN has no word for, carried beside it: parts of the SOP language as elements of our own.

A mapping is an element with one child per key, a list one with a child `isi` per entry, a text the
text of its element. So the reader of SOP files reads them too, with its checks and the lines of
this file, and other tools keep them without knowing them.
"""

from xml.etree import ElementTree as Tree

from lajur.core.bpmn.markup import Element
from lajur.core.procedure.tree import Listing, Node, Pairs, Text

NAMESPACE = "urn:lajur:sop:1"
HEAD = "sop"  # of the process: all but the steps
STEP = "langkah"  # of the node that stands for a step
_ENTRY = "isi"


def put(parent: Tree.Element, name: str, node: Node) -> None:
    """Write a part as a child."""
    element = Tree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    match node:
        case Text():
            element.text = node.value
        case Listing():
            for entry in node.entries:
                put(element, _ENTRY, entry)
        case Pairs():
            for key, value in node.values.items():
                put(element, key, value)


def id_of(part: Element) -> str:
    """The id of the step that a part speaks of; "" when it says none."""
    return next((child.text for child in part.children if child.name == "id"), "")


def taken(element: Element) -> Node:
    """The part that an element says; a key said twice counts once, the first."""
    children = [child for child in element.children if child.space == NAMESPACE]
    if not children:
        return Text(line=element.line, value=element.text)
    if all(child.name == _ENTRY for child in children):
        return Listing(line=element.line, entries=tuple(map(taken, children)))
    firsts: dict[str, Element] = {}
    for child in children:
        firsts.setdefault(child.name, child)
    return Pairs(
        line=element.line,
        values={key: taken(child) for key, child in firsts.items()},
        key_lines={key: child.line for key, child in firsts.items()},
    )
