"""What a drawing says beside its flow: papers that work needs and yields, and words about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

from lajur.core.bpmn import notes
from lajur.core.bpmn.drawing import Drawing
from lajur.core.bpmn.markup import Element
from lajur.core.bpmn.notes import Notes
from lajur.core.bpmn.writing import BPMN

_LINE_ENDS = re.compile(r"<br[^<>]*>|</(?:p|div|li|tr|h\d)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
LONGEST = 5_000  # characters of what is said of one shape; a printed row has a few hundred
PAPERS = ("dataObjectReference", "dataStoreReference", "dataObject", "dataInput", "dataOutput")


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


def add_papers(drawing: Drawing, log: Notes) -> None:
    """Tell each shape which papers it needs and yields, and which annotation hangs on it."""
    names = dict(_names(drawing.element))
    remarks = {
        one.id: _lines("\n".join(part.all_text for part in one.children))[: LONGEST + 1]
        for one in _within(drawing.element, "textAnnotation")
    }
    for node in drawing.element.children:
        if node.id in drawing.shapes:
            _of_node(drawing, node, names)
    hung: dict[str, dict[str, str]] = {}  # by shape, by annotation
    for link in _within(drawing.element, "association"):
        _link(drawing, link, names)
        for shape, annotation in (_ends(link), _ends(link)[::-1]):
            if shape in drawing.shapes and annotation in remarks:
                hung.setdefault(shape, {})[annotation] = remarks[annotation]
    for shape in drawing.shapes:
        _annotate(drawing, shape, hung.get(shape, {}), log)


def _within(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.walk() if one.space == BPMN and one.name in names)


def _names(process: Element) -> Iterator[tuple[str, str]]:
    for one in _within(process, *PAPERS):
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


def _ends(link: Element) -> tuple[str, str]:
    return link.attributes.get("sourceRef", ""), link.attributes.get("targetRef", "")


def _link(drawing: Drawing, link: Element, names: Mapping[str, str]) -> None:
    """An association: a paper drawn to work is needed, work drawn to a paper yields it."""
    source, target = _ends(link)
    if target in drawing.shapes and source in names:
        _add(drawing.needs, target, names[source])
    elif source in drawing.shapes and target in names:
        _add(drawing.yields, source, names[target])


def _annotate(drawing: Drawing, id: str, hung: Mapping[str, str], log: Notes) -> None:
    """Join what is said of a shape and what hangs on it, each annotation once, up to a limit."""
    shape = drawing.shapes[id]
    words = "\n".join(part for part in (shape.told, *hung.values()) if part)
    if len(words) > LONGEST:
        words = words[:LONGEST]
        log.hand("words_cut", notes.WORDS_CUT, place=shape.place, line=shape.line, limit=LONGEST)
    drawing.shapes[id] = replace(shape, told=words)
