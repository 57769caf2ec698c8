"""What a drawing has beside steps and plain gateways: connectors, events, messages, pools."""

from urllib.parse import urlsplit

from lajur.core.bpmn import notes, own
from lajur.core.bpmn.drawing import Arrow, Drawing, Kind
from lajur.core.bpmn.markup import Element
from lajur.core.bpmn.notes import Notes, element_place
from lajur.core.bpmn.parts import bpmn, extensions, local, name_of, trigger

_GATEWAYS = {
    "inclusiveGateway": "gerbang inklusif",
    "complexGateway": "gerbang kompleks",
    "eventBasedGateway": "gerbang peristiwa",
}
_TRIGGERS = {
    "": "tanpa pemicu",
    "message": "pesan",
    "timer": "waktu",
    "signal": "isyarat",
    "conditional": "syarat",
    "escalation": "eskalasi",
    "compensate": "pembatalan",
    "link": "sambungan tanpa pasangan",
}


def add_links(drawing: Drawing) -> None:
    """Join the connectors of one name: what goes in at one comes out at the other."""
    links = [one for one in bpmn(drawing.element) if trigger(one) == "link"]
    into = {_link(one): one for one in links if one.name == "intermediateCatchEvent"}
    for one in links:
        target = into.get(_link(one))
        if one.name == "intermediateThrowEvent" and target is not None and target.id and one.id:
            id = f"{one.id} {target.id}"
            arrow = Arrow(id=id, source=one.id, target=target.id, name="", line=one.line)
            drawing.arrows.append(arrow)


def _link(element: Element) -> str:
    """What a connector is called."""
    return next(map(name_of, bpmn(element, "linkEventDefinition")), "") or name_of(element)


def note_odd_shapes(drawing: Drawing, log: Notes) -> None:
    """Note the gateways and events that an SOP does not have, now that the arrows are known."""
    out, into = drawing.ways_out(), drawing.ways_in()
    elements = {one.id: one for one in bpmn(drawing.element)}
    for shape in drawing.shapes.values():
        place, line = element_place(elements[shape.id]), shape.line
        if shape.tag in _GATEWAYS:
            message = notes.GATEWAY if len(out[shape.id]) > 1 else notes.GATEWAY_MEETING
            kind = _GATEWAYS[shape.tag]
            log.hand("other_gateway", message, place=place, line=line, kind=kind)
        elif shape.kind is Kind.PASSED:
            cause = trigger(elements[shape.id])
            before = {drawing.shapes[arrow.source].tag for arrow in into[shape.id]}
            joined = cause == "link" and bool(into[shape.id]) and bool(out[shape.id])
            if before != {"eventBasedGateway"} and not joined:
                kind = _TRIGGERS.get(cause, cause)
                log.hand("middle_event", notes.EVENT_LEFT_OUT, place=place, line=line, kind=kind)


def note_surroundings(root: Element, drawing: Drawing, names: dict[str, str], log: Notes) -> None:
    """Note what stands around the flow and is left out."""
    for one in bpmn(drawing.element, "boundaryEvent"):
        host = names.get(local(one.attributes.get("attachedToRef", "")), "")
        log.hand("boundary", notes.BOUNDARY, place=element_place(one), line=one.line, host=host)
    for together in bpmn(root, "collaboration"):
        for one in bpmn(together, "messageFlow"):
            source, target = (
                names.get(local(one.attributes.get(key, ""))) or "?"
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
    spaces = {part.space for one in process.walk() for part in extensions(one)}
    names = {urlsplit(one).hostname or one for one in spaces if one not in ("", own.NAMESPACE)}
    if names:
        listed = ", ".join(sorted(names))
        log.look("vendor", notes.VENDOR, place="", line=process.line, names=listed)
