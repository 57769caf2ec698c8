"""The parts of one BPMN element, whatever prefix its file gives to BPMN."""

from collections.abc import Iterator

from lajur.core.bpmn.markup import Element
from lajur.core.bpmn.writing import BPMN


def bpmn(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children that are BPMN's own, of these names or of any."""
    for child in element.children:
        if child.space == BPMN and (not names or child.name in names):
            yield child


def extensions(element: Element) -> Iterator[Element]:
    """Yield what others, or we, have put beside BPMN."""
    for part in bpmn(element, "extensionElements"):
        yield from part.children


def name_of(element: Element) -> str:
    """Its name in one line."""
    return " ".join(element.attributes.get("name", "").split())


def local(name: str) -> str:
    """The local part of a reference, which is a qualified name in BPMN."""
    return name.strip().rpartition(":")[2]


def trigger(element: Element) -> str:
    """What sets an event off, as BPMN names it: "timer"; "" for nothing."""
    for child in bpmn(element):
        if child.name.endswith("EventDefinition"):
            return child.name.removesuffix("EventDefinition")
    return ""
