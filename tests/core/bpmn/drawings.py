"""Small drawings for tests, and files as other modellers write them."""

from pathlib import Path

from lajur.core.bpmn.importing import Draft, draft_of
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Severity
from tests.core.procedure.sheets import sentences

FOREIGN = Path(__file__).parent / "foreign"


def foreign(name: str) -> bytes:
    return (FOREIGN / f"{name}.bpmn").read_bytes()


def imported(data: bytes) -> Procedure:
    draft = draft_of(data, name="draf")
    assert draft.procedure is not None, sentences(draft.notes)
    return draft.procedure


def codes(draft: Draft, severity: Severity | None = None) -> set[str]:
    return {one.code for one in draft.notes if severity in (None, one.severity)}


def drawn(*inside: str) -> bytes:
    """A process of these elements; "a>b" is an arrow, "a>b:ya" one with a name."""
    elements = "".join(arrow(one) if ">" in one.split("<")[0] else one for one in inside)
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    return (
        f'<definitions xmlns="{space}"><process id="p">{elements}</process></definitions>'.encode()
    )


def arrow(short: str) -> str:
    ends, _, name = short.partition(":")
    source, target = ends.split(">")
    told = f' name="{name}"' if name else ""
    return f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"{told}/>'


START, END = '<startEvent id="s"/>', '<endEvent id="e" name="Selesai"/>'


def task(id: str, *inside: str) -> str:
    return f'<task id="{id}" name="{id.upper()}">{"".join(inside)}</task>'
