"""A file of an SOP looked at for its owner: a drawing or the SOP language. Nothing is kept."""

from dataclasses import dataclass, replace

from lajur.core.access import Actor, Permission
from lajur.core.bpmn.importing import draft_of
from lajur.core.bpmn.markup import MAX_BYTES
from lajur.core.engine.refusals import NotAllowed
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.procedure.inspection import Inspection, inspect
from lajur.core.procedure.writer import write
from lajur.core.refusals import marked

LARGEST = MAX_BYTES  # bytes of a file; of the SOP language its own reader takes less
OTHER_KIND = marked(
    "Berkas ini bukan gambar BPMN dan bukan berkas SOP. Dari aplikasi pemodel, simpan gambarnya "
    "sebagai “BPMN 2.0 XML” (.bpmn), lalu periksa berkas itu."
)
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")  # how XML begins, in any encoding
_LANGUAGE, _DRAWING = ("yaml", "yml"), ("bpmn", "xml")
_NOTHING = Inspection(procedure=None, states=0, errors=(), findings=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SopFile:
    """What a file is, and what must be done before it can be published."""

    name: str
    is_drawing: bool  # BPMN; else the SOP language
    text: bytes  # of the SOP file: of a drawing its draft, empty when it was refused
    notes: tuple[Fault, ...]  # what of a drawing did not fit, or why it was refused
    inspection: Inspection

    @property
    def procedure(self) -> Procedure | None:
        """What can be drawn and taken away; None: too much of it is wrong."""
        return self.inspection.procedure if self.inspection.is_drawable else None

    @property
    def to_decide(self) -> tuple[Fault, ...]:
        """What of the drawing a person must decide."""
        return tuple(one for one in self.notes if one.severity is Severity.ERROR)

    @property
    def to_look_at(self) -> tuple[Fault, ...]:
        """What of the drawing was read as something near."""
        return tuple(one for one in self.notes if one.severity is Severity.FINDING)

    @property
    def is_good(self) -> bool:
        """Whether it can be published as it stands."""
        return self.procedure is not None and not (self.inspection.errors or self.to_decide)


def look_at(data: bytes, *, name: str, actor: Actor, process: str = "") -> SopFile:
    """Read, check and throw away the bytes of a file.

    `process` is the id of the process that is meant, of several in a drawing.

    Raises:
        NotAllowed: the actor does not administer the government.
    """
    if not actor.may(Permission.MANAGE_OFFICE):
        raise NotAllowed(permission=Permission.MANAGE_OFFICE.value)
    stem, ending = name.rpartition(".")[0] or name, name.rpartition(".")[2].lower()
    if ending in _LANGUAGE:
        seen = inspect(data, name=name)
        return SopFile(name=name, is_drawing=False, text=data, notes=(), inspection=seen)
    if ending in _DRAWING or data.lstrip().startswith(_MARKUP):
        return _drawing(data, name=name, stem=stem, process=process)
    wrong = replace(_NOTHING, errors=(fault("other_kind", OTHER_KIND, place="", line=0, facts={}),))
    return SopFile(name=name, is_drawing=False, text=b"", notes=(), inspection=wrong)


def _drawing(data: bytes, *, name: str, stem: str, process: str) -> SopFile:
    draft = draft_of(data, name=stem, process=process)
    if draft.procedure is None:
        return SopFile(name=name, is_drawing=True, text=b"", notes=draft.notes, inspection=_NOTHING)
    heading = f"SOP, diimpor dari {name}." if draft.is_ours else f"Draf SOP, diimpor dari {name}."
    text = write(draft.procedure, heading=heading)
    seen = inspect(text, name=f"{draft.procedure.id}.yaml")
    return SopFile(name=name, is_drawing=True, text=text, notes=draft.notes, inspection=seen)
