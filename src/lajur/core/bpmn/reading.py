"""Reading a drawing out of BPMN 2.0 XML, in any modeller's dialect; nothing in it is evaluated."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from lajur.core.bpmn import notes, own
from lajur.core.bpmn.drawing import Arrow, Drawing, DrawnLane, Kind, Shape
from lajur.core.bpmn.markup import Element, MarkupError
from lajur.core.bpmn.notes import Notes, element_place
from lajur.core.bpmn.papers import add_papers, told
from lajur.core.bpmn.writing import BPMN
from lajur.core.refusals import marked

MAX_SHAPES = 600  # a list of an SOP has 300 entries at most

NOT_BPMN = marked(
    "Berkas ini bukan BPMN 2.0. Pilih “BPMN 2.0 XML” ketika menyimpan dari aplikasi pemodel."
)
NO_PROCESS = marked("Berkas ini tidak memuat proses yang berisi langkah.")
SEVERAL_PROCESSES = marked(
    "Berkas ini memuat %(count)d proses: %(names)s. Satu SOP memuat satu proses; pilih salah "
    "satu menurut id-nya."
)
UNKNOWN_PROCESS = marked("Tidak ada proses ber-id “%(given)s”. Yang ada: %(names)s.")
TOO_MANY_SHAPES = marked(
    "Baris %(line)d: proses ini terlalu besar untuk satu SOP. Batasnya %(limit)d unsur."
)
SAME_ID = marked(
    "Baris %(line)d: id “%(id)s” dipakai dua unsur, jadi panahnya tidak jelas menuju yang mana."
)

_WORK = ("task", "userTask", "manualTask")
_MACHINE_WORK = ("serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask")
_NESTED = ("subProcess", "transaction", "adHocSubProcess")
_GATEWAYS = {"exclusiveGateway": "", "inclusiveGateway": "gerbang inklusif"}
_GATEWAYS |= {"complexGateway": "gerbang kompleks", "eventBasedGateway": "gerbang peristiwa"}
_MIDDLE = ("intermediateCatchEvent", "intermediateThrowEvent")
# Neither shapes nor arrows, or read elsewhere.
_SILENT = (
    *("sequenceFlow", "laneSet", "documentation", "extensionElements", "boundaryEvent"),
    *("dataObject", "dataObjectReference", "dataStoreReference", "textAnnotation", "association"),
    *("group", "ioSpecification", "ioBinding", "property", "auditing", "monitoring", "supports"),
    *("resourceRole", "performer", "humanPerformer", "potentialOwner", "correlationSubscription"),
)
_REFUSING = ("errorEventDefinition", "cancelEventDefinition")
_REPEATS = ("multiInstanceLoopCharacteristics", "standardLoopCharacteristics")


def read_drawing(root: Element, log: Notes, *, process: str = "") -> Drawing:
    """Read the one process of a file, or the one with this id.

    Raises:
        MarkupError: no BPMN, no process or several, or ids that do not tell shapes apart.
    """
    if (root.space, root.name) != (BPMN, "definitions"):
        raise MarkupError("not_bpmn", NOT_BPMN, line=root.line)
    chosen = _process(root, process)
    _refuse_same_ids(chosen)
    drawing = Drawing(
        element=chosen, name=name_of(chosen), pool=_pool(root, chosen), line=chosen.line
    )
    names = {one.id: name_of(one) for one in root.walk() if one.space == BPMN}
    for child in bpmn(chosen):
        _read_node(drawing, child, names, log)
    if max(len(drawing.shapes), len(list(bpmn(chosen, "sequenceFlow"))) // 2) > MAX_SHAPES:
        raise MarkupError("too_many_shapes", TOO_MANY_SHAPES, line=chosen.line, limit=MAX_SHAPES)
    _read_arrows(drawing, log)
    for child in bpmn(chosen, "laneSet"):
        _read_lanes(drawing, child, "")
    add_papers(drawing)
    _note_the_rest(root, drawing, names, log)
    return drawing


def bpmn(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children that are BPMN's own, of these names or of any."""
    for child in element.children:
        if child.space == BPMN and (not names or child.name in names):
            yield child


def name_of(element: Element) -> str:
    return " ".join(element.attributes.get("name", "").split())


def _is_node(element: Element) -> bool:
    return element.name not in _SILENT and element.name[-4:] in ("Task", "task", "vent", "eway")


def _process(root: Element, wanted: str) -> Element:
    found = [
        one
        for one in bpmn(root, "process")
        if any(_is_node(child) or child.name in _NESTED for child in bpmn(one))
        or any(bpmn(one, "callActivity"))
    ]
    names = ", ".join(f"“{name_of(one)}” ({one.id})" if name_of(one) else one.id for one in found)
    if not found:
        raise MarkupError("no_process", NO_PROCESS, line=root.line)
    if wanted:
        found = [one for one in found if one.id == wanted]
        if not found:
            raise MarkupError("unknown_process", UNKNOWN_PROCESS, line=0, given=wanted, names=names)
    if len(found) > 1:
        count = len(found)
        raise MarkupError("several_processes", SEVERAL_PROCESSES, line=0, count=count, names=names)
    return found[0]


def _refuse_same_ids(process: Element) -> None:
    ids = Counter(one.id for one in bpmn(process) if one.id)
    for one in bpmn(process):
        if ids[one.id] > 1:
            raise MarkupError("same_id", SAME_ID, line=one.line, id=one.id)


def _pool(root: Element, process: Element) -> str:
    for together in bpmn(root, "collaboration"):
        for one in bpmn(together, "participant"):
            if _local(one.attributes.get("processRef", "")) == process.id:
                return name_of(one)
    return ""


def _local(name: str) -> str:
    """The local part of a reference, which is a qualified name in BPMN."""
    return name.strip().rpartition(":")[2]


def _read_node(drawing: Drawing, element: Element, names: dict[str, str], log: Notes) -> None:
    kind = _kind(element, log)
    if kind is None or not element.id:
        return
    calls = ""
    if kind is Kind.CALL:
        called = _local(element.attributes.get("calledElement", ""))
        calls = names.get(called) or name_of(element) or called
    drawing.shapes[element.id] = Shape(
        id=element.id,
        kind=kind,
        name=name_of(element),
        line=element.line,
        tag=element.name,
        told=told(element),
        calls=calls,
        refuses=any(bpmn(element, *_REFUSING)),
    )
    for part in _extensions(element):
        if (part.space, part.name) == (own.NAMESPACE, own.STEP):
            drawing.own.setdefault(element.id, part)


def _kind(element: Element, log: Notes) -> Kind | None:
    """How the element is read; None: it is no shape, or left out."""
    tag, place, line = element.name, element_place(element), element.line
    if tag in _WORK or tag in _MACHINE_WORK or tag in _NESTED or tag == "callActivity":
        return _activity(element, log)
    if tag in _GATEWAYS:
        if _GATEWAYS[tag]:
            kind = _GATEWAYS[tag]
            log.hand("other_gateway", notes.GATEWAY, place=place, line=line, kind=kind)
        return Kind.CHOICE
    if tag == "parallelGateway":
        return Kind.PARALLEL
    if tag in ("startEvent", "endEvent"):
        return _event(element, log)
    if tag in _MIDDLE:
        kind = _trigger(element) or "tanpa pemicu"
        log.hand("middle_event", notes.EVENT_LEFT_OUT, place=place, line=line, kind=kind)
        return Kind.PASSED
    if tag not in _SILENT:
        log.hand("other_element", notes.OTHER_ELEMENT, place=place, line=line, kind=tag)
    return None


def _activity(element: Element, log: Notes) -> Kind:
    tag, place, line = element.name, element_place(element), element.line
    for repeat in bpmn(element, *_REPEATS):
        log.hand("repeated", notes.REPEATED, place=place, line=line, kind=repeat.name)
    if tag in _MACHINE_WORK:
        log.look("task_kind", notes.TASK_KIND, place=place, line=line, kind=tag)
    if tag == "scriptTask":
        log.look("script", notes.SCRIPT, place=place, line=line)
    if tag in _NESTED:
        count = sum(_is_node(one) for one in bpmn(element))
        log.hand("sub_process", notes.SUB_PROCESS, place=place, line=line, count=count)
    return Kind.CALL if tag == "callActivity" else Kind.WORK


def _event(element: Element, log: Notes) -> Kind:
    kind = Kind.START if element.name == "startEvent" else Kind.END
    if _trigger(element):
        place, line = element_place(element), element.line
        log.look("event_plain", notes.EVENT_PLAIN, place=place, line=line, kind=str(kind))
    return kind


def _trigger(element: Element) -> str:
    """What sets an event off, as BPMN names it: "timer"."""
    for child in bpmn(element):
        if child.name.endswith("EventDefinition"):
            return child.name.removesuffix("EventDefinition")
    return ""


def _read_arrows(drawing: Drawing, log: Notes) -> None:
    interrupting = {one.id for one in bpmn(drawing.element, "boundaryEvent")}
    defaults = {one.attributes.get("default") for one in bpmn(drawing.element)} - {None}
    for element in bpmn(drawing.element, "sequenceFlow"):
        source, target = (
            _local(element.attributes.get(key, "")) for key in ("sourceRef", "targetRef")
        )
        lost = [end for end in (source, target) if end not in drawing.shapes]
        if not lost:
            is_default = element.id in defaults
            drawing.arrows.append(_arrow(element, source, target, is_default=is_default))
        elif not interrupting.intersection(lost):
            place, line = element_place(element), element.line
            log.hand("dangling", notes.DANGLING, place=place, line=line, name=lost[0])


def _arrow(element: Element, source: str, target: str, *, is_default: bool) -> Arrow:
    conditions = (one.all_text for one in bpmn(element, "conditionExpression"))
    return Arrow(
        id=element.id,
        source=source,
        target=target,
        name=name_of(element),
        line=element.line,
        condition=" ".join(" ".join(conditions).split()),
        is_default=is_default,
    )


def _read_lanes(drawing: Drawing, lane_set: Element, outer: str) -> None:
    for lane in bpmn(lane_set, "lane"):
        name = name_of(lane) or outer
        for reference in bpmn(lane, "flowNodeRef"):
            drawing.lane_of[_local(reference.text)] = lane.id
        inner = list(bpmn(lane, "childLaneSet"))
        if any(bpmn(one, "lane") for one in inner):
            held = {shape for shape, id in drawing.lane_of.items() if id == lane.id}
            for one in inner:
                _read_lanes(drawing, one, name)
            if not any(drawing.lane_of[shape] == lane.id for shape in held):
                continue
        drawing.lanes[lane.id] = DrawnLane(id=lane.id, name=name or lane.id, line=lane.line)


def _extensions(element: Element) -> Iterator[Element]:
    for part in bpmn(element, "extensionElements"):
        yield from part.children


def head_of(drawing: Drawing) -> Element | None:
    """Our own part of the process, if it has one."""
    for part in _extensions(drawing.element):
        if (part.space, part.name) == (own.NAMESPACE, own.HEAD):
            return part
    return None


def _note_the_rest(root: Element, drawing: Drawing, names: dict[str, str], log: Notes) -> None:
    for one in bpmn(drawing.element, "boundaryEvent"):
        host = names.get(_local(one.attributes.get("attachedToRef", "")), "")
        log.hand("boundary", notes.BOUNDARY, place=element_place(one), line=one.line, host=host)
    for together in bpmn(root, "collaboration"):
        for one in bpmn(together, "messageFlow"):
            source, target = (
                names.get(_local(one.attributes.get(key, ""))) or "?"
                for key in ("sourceRef", "targetRef")
            )
            place, facts = element_place(one), {"source": source, "target": target}
            log.hand("message_flow", notes.MESSAGE_FLOW, place=place, line=one.line, **facts)
        for one in bpmn(together, "participant"):
            if not one.attributes.get("processRef"):
                place = element_place(one)
                log.look("other_pool", notes.OTHER_POOL, place=place, line=one.line)
    _note_vendors(drawing.element, log)


def _note_vendors(process: Element, log: Notes) -> None:
    """Name whose own additions are not taken along."""
    spaces = {part.space for one in process.walk() for part in _extensions(one)}
    names = {urlsplit(one).hostname or one for one in spaces if one not in ("", own.NAMESPACE)}
    if names:
        listed = ", ".join(sorted(names))
        log.look("vendor", notes.VENDOR, place="", line=process.line, names=listed)
