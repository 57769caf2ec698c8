"""What a drawing says beside its flow: papers that work needs and yields, and words about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

from lajur.core.bpmn.drawing import Drawing, Shape
from lajur.core.bpmn.markup import Element
from lajur.core.bpmn.writing import BPMN

_LINE_ENDS = re.compile(r"<br[^<>]*>|</(?:p|div|li|tr|h\d)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PAPERS = ("dataObjectReference", "dataStoreReference", "dataObject", "dataInput", "dataOutput")


def told(element: Element) -> str:
    """The documentation of an element, line by line."""
    parts = [one for one in element.children if (one.space, one.name) == (BPMN, "documentation")]
    return _lines("\n".join(map(_plain, parts)))


def _plain(documentation: Element) -> str:
    """Its words; some modellers write them as HTML, in one text."""
    words = documentation.all_text
    if not _TAG.match(words):
        return words
    return unescape(_TAG.sub(" ", _LINE_ENDS.sub("\n", words)))


def _lines(words: str) -> str:
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line)


def add_papers(drawing: Drawing) -> None:
    """Tell each shape which papers it needs and yields, and which annotation hangs on it."""
    names = dict(_names(drawing.element))
    remarks = {
        one.id: _lines("\n".join(part.all_text for part in one.children))
        for one in _within(drawing.element, "textAnnotation")
    }
    for node in drawing.element.children:
        if node.id in drawing.shapes:
            _of_node(drawing, node, names)
    for link in _within(drawing.element, "association"):
        _link(drawing, link, names, remarks)


def _within(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.walk() if one.space == BPMN and one.name in names)


def _names(process: Element) -> Iterator[tuple[str, str]]:
    for one in _within(process, *_PAPERS):
        name = " ".join(one.attributes.get("name", "").split())
        if one.id and name:
            yield one.id, name


def _of_node(drawing: Drawing, node: Element, names: Mapping[str, str]) -> None:
    for side, tag, part in (
        (drawing.needs, "dataInputAssociation", "sourceRef"),
        (drawing.yields, "dataOutputAssociation", "targetRef"),
    ):
        for link in _within(node, tag):
            for reference in _within(link, part):
                _add(side, node.id, names.get(reference.text))


def _add(side: dict[str, list[str]], shape: str, name: str | None) -> None:
    if name and name not in side[shape]:
        side[shape].append(name)


def _link(
    drawing: Drawing, link: Element, names: Mapping[str, str], remarks: Mapping[str, str]
) -> None:
    """An association: a paper drawn to work is needed, work drawn to a paper yields it."""
    source, target = (link.attributes.get(key, "") for key in ("sourceRef", "targetRef"))
    if target in drawing.shapes and source in names:
        _add(drawing.needs, target, names[source])
    elif source in drawing.shapes and target in names:
        _add(drawing.yields, source, names[target])
    for shape, remark in ((source, remarks.get(target)), (target, remarks.get(source))):
        if remark and shape in drawing.shapes:
            _annotate(drawing, drawing.shapes[shape], remark)


def _annotate(drawing: Drawing, shape: Shape, remark: str) -> None:
    words = "\n".join(part for part in (shape.told, remark) if part)
    drawing.shapes[shape.id] = replace(shape, told=words)
