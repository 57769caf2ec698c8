"""Reading a drawing out of BPMN 2.0 XML, in any modeller's dialect; nothing in it is evaluated."""

from collections import Counter

from lajur.core.bpmn import notes, own
from lajur.core.bpmn.drawing import Arrow, Drawing, DrawnLane, Kind, Shape
from lajur.core.bpmn.markup import Element, MarkupError
from lajur.core.bpmn.notes import Notes, element_place
from lajur.core.bpmn.papers import PAPERS, add_papers, told
from lajur.core.bpmn.parts import bpmn, extensions, local, name_of, trigger
from lajur.core.bpmn.surroundings import add_links, note_odd_shapes, note_surroundings
from lajur.core.bpmn.writing import BPMN
from lajur.core.refusals import marked

MAX_SHAPES = 600  # a list of an SOP has 300 entries at most
_BOUNDED = {"lane": "lajur", "textAnnotation": "catatan"} | dict.fromkeys(PAPERS, "dokumen")

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
TOO_MANY_PARTS = marked(
    "Baris %(line)d: terlalu banyak %(kind)s untuk satu SOP. Batasnya %(limit)d."
)
SAME_ID = marked(
    "Baris %(line)d: id “%(id)s” dipakai dua unsur, jadi panahnya tidak jelas menuju yang mana."
)

_WORK = ("task", "userTask", "manualTask")
_MACHINE_WORK = {
    "serviceTask": "tugas layanan",
    "scriptTask": "tugas program",
    "businessRuleTask": "tugas aturan",
    "sendTask": "tugas kirim",
    "receiveTask": "tugas terima",
}
_NESTED = ("subProcess", "transaction", "adHocSubProcess")
_SEEN_THROUGH = {
    "exclusiveGateway": Kind.CHOICE,
    "inclusiveGateway": Kind.CHOICE,
    "complexGateway": Kind.CHOICE,
    "eventBasedGateway": Kind.CHOICE,
    "parallelGateway": Kind.PARALLEL,
    "intermediateCatchEvent": Kind.PASSED,
    "intermediateThrowEvent": Kind.PASSED,
}
# Neither shapes nor arrows, or read elsewhere.
_SILENT = (
    *("sequenceFlow", "laneSet", "documentation", "extensionElements", "boundaryEvent"),
    *("dataObject", "dataObjectReference", "dataStoreReference", "textAnnotation", "association"),
    *("group", "ioSpecification", "ioBinding", "property", "auditing", "monitoring", "supports"),
    *("resourceRole", "performer", "humanPerformer", "potentialOwner", "correlationSubscription"),
)
_REFUSING = ("errorEventDefinition", "cancelEventDefinition")
_REPEATS = {
    "multiInstanceLoopCharacteristics": "satu kali untuk tiap hal",
    "standardLoopCharacteristics": "berulang sampai syaratnya terpenuhi",
}


def read_drawing(root: Element, log: Notes, *, process: str = "") -> Drawing:
    """Read the one process of a file, or the one with this id.

    Raises:
        MarkupError: no BPMN, no process or several, or ids that do not tell shapes apart.
    """
    if (root.space, root.name) != (BPMN, "definitions"):
        raise MarkupError("not_bpmn", NOT_BPMN, line=root.line)
    chosen = _process(root, process)
    _refuse_same_ids(chosen)
    _refuse_too_many(chosen)
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
    add_links(drawing)
    add_papers(drawing, log)
    note_odd_shapes(drawing, log)
    note_surroundings(root, drawing, names, log)
    return drawing


def _is_node(element: Element) -> bool:
    return element.name not in _SILENT and element.name[-4:] in ("Task", "task", "vent", "eway")


def _process(root: Element, wanted: str) -> Element:
    found = [
        one
        for one in bpmn(root, "process")
        if any(_is_node(child) or child.name in _NESTED for child in bpmn(one))
        or any(bpmn(one, "callActivity"))
    ]
    called = {one.id: name_of(one) or _pool(root, one) for one in found}
    names = ", ".join(f"“{name}” ({id})" if name else id for id, name in called.items())
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


def _refuse_too_many(process: Element) -> None:
    """Bound what stands beside the shapes, before anything is made of it."""
    kinds = Counter(_BOUNDED[one.name] for one in process.walk() if one.name in _BOUNDED)
    for kind, count in kinds.items():
        if count > MAX_SHAPES:
            raise MarkupError(
                "too_many_parts", TOO_MANY_PARTS, line=process.line, kind=kind, limit=MAX_SHAPES
            )


def _pool(root: Element, process: Element) -> str:
    for together in bpmn(root, "collaboration"):
        for one in bpmn(together, "participant"):
            if local(one.attributes.get("processRef", "")) == process.id:
                return name_of(one)
    return ""


def _read_node(drawing: Drawing, element: Element, names: dict[str, str], log: Notes) -> None:
    kind = _kind(element, log)
    if kind is None or not element.id:
        return
    calls = ""
    if kind is Kind.CALL:
        called = local(element.attributes.get("calledElement", ""))
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
    for part in extensions(element):
        if (part.space, part.name) == (own.NAMESPACE, own.STEP):
            drawing.own.setdefault(element.id, part)


def _kind(element: Element, log: Notes) -> Kind | None:
    """How the element is read; None: it is no shape, or left out."""
    tag = element.name
    if tag in _WORK or tag in _MACHINE_WORK or tag in _NESTED or tag == "callActivity":
        return _activity(element, log)
    if tag in ("startEvent", "endEvent"):
        return _event(element, log)
    if tag in _SEEN_THROUGH:
        return _SEEN_THROUGH[tag]
    if tag not in _SILENT:
        place, line = element_place(element), element.line
        log.hand("other_element", notes.OTHER_ELEMENT, place=place, line=line, kind=tag)
    return None


def _activity(element: Element, log: Notes) -> Kind:
    tag, place, line = element.name, element_place(element), element.line
    for repeat in bpmn(element, *_REPEATS):
        log.hand("repeated", notes.REPEATED, place=place, line=line, kind=_REPEATS[repeat.name])
    if tag in _MACHINE_WORK:
        kind = _MACHINE_WORK[tag]
        log.look("task_kind", notes.TASK_KIND, place=place, line=line, kind=kind)
    if tag == "scriptTask":
        log.look("script", notes.SCRIPT, place=place, line=line)
    if tag in _NESTED:
        count = sum(_is_node(one) for one in bpmn(element))
        log.hand("sub_process", notes.SUB_PROCESS, place=place, line=line, count=count)
    return Kind.CALL if tag == "callActivity" else Kind.WORK


def _event(element: Element, log: Notes) -> Kind:
    kind = Kind.START if element.name == "startEvent" else Kind.END
    if trigger(element):
        place, line = element_place(element), element.line
        log.look("event_plain", notes.EVENT_PLAIN, place=place, line=line, kind=str(kind))
    return kind


def _read_arrows(drawing: Drawing, log: Notes) -> None:
    interrupting = {one.id for one in bpmn(drawing.element, "boundaryEvent")}
    defaults = {one.attributes.get("default") for one in bpmn(drawing.element)} - {None}
    for element in bpmn(drawing.element, "sequenceFlow"):
        source, target = (
            local(element.attributes.get(key, "")) for key in ("sourceRef", "targetRef")
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
            if (shape := local(reference.text)) in drawing.shapes:
                drawing.lane_of[shape] = lane.id
        inner = list(bpmn(lane, "childLaneSet"))
        if any(bpmn(one, "lane") for one in inner):
            held = {shape for shape, id in drawing.lane_of.items() if id == lane.id}
            for one in inner:
                _read_lanes(drawing, one, name)
            if not any(drawing.lane_of[shape] == lane.id for shape in held):
                continue
        drawing.lanes[lane.id] = DrawnLane(id=lane.id, name=name or lane.id, line=lane.line)


def head_of(drawing: Drawing) -> Element | None:
    """Our own part of the process, if it has one."""
    for part in extensions(drawing.element):
        if (part.space, part.name) == (own.NAMESPACE, own.HEAD):
            return part
    return None
