"""Reading an SOP file: bytes in, a procedure or every fault out. Never an exception.

Source of the keys: the headings of the official form, PermenPAN-RB 35/2012, Lampiran.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol, TypeVar

from lajur.core.procedure.definition import (
    Confidence,
    End,
    FieldKind,
    FormField,
    Identity,
    Interpretation,
    Item,
    ItemKind,
    Lane,
    LaneKind,
    Part,
    Procedure,
    Result,
    ServiceKind,
    Step,
)
from lajur.core.procedure.fault_log import FaultLog, fault
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.procedure.fields import Fields
from lajur.core.procedure.references import references
from lajur.core.procedure.rows import read_step
from lajur.core.procedure.tree import CONTROL_CHARACTER, Node, TreeError, hidden_lines, parse
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeKind

_PROCEDURE_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")  # beside the SOP, never a path

DUPLICATE_ID = marked("%(where)s: id “%(name)s” sudah dipakai di baris %(first)d. Beri id lain.")
ID_NOT_FILE_NAME = marked("id “%(name)s” berbeda dari nama berkasnya, “%(file)s”.")
NOT_A_FILE_NAME = marked(
    "%(where)s: “%(given)s” bukan nama berkas. Tulis nama berkas di samping SOP ini, tanpa folder."
)
CHOICES_MISSING = marked("%(where)s: isian berjenis “pilihan” memerlukan minimal dua pilihan.")
SUFFIX_MISSING = marked(
    "%(where)s: isian berjenis “subdomain” memerlukan akhiran, misalnya “.go.id”."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of a file. No procedure: some fault is an error."""

    procedure: Procedure | None
    faults: tuple[Fault, ...]  # in the order of their lines


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def read(data: bytes, *, name: str, published: bool = False) -> Reading:
    """Read the bytes of an SOP file; `name` is its file name, with or without folders.

    What is `published` is read for ever, so marks that hide or turn words are no fault in it.
    """
    log = FaultLog()
    try:
        root = parse(data, log)
    except TreeError as refused:
        return Reading(procedure=None, faults=(refused.fault,))
    for line in () if published else hidden_lines(root):
        log.add("control_character", CONTROL_CHARACTER, place=f"baris {line}", line=line)
    return read_tree(root, name=name, log=log)


def read_tree(root: Node, *, name: str, log: FaultLog) -> Reading:
    """Read a tree, wherever it was found; faults found before are in the log."""
    lines: dict[str, int] = {}
    fields = Fields(root, place="", path="", log=log, lines=lines)
    procedure = _procedure(fields, lines)
    if log.is_empty:
        return Reading(procedure=procedure, faults=_file_name_faults(procedure, name))
    log.extend(references(procedure))  # so that one reading names all there is to mend
    return Reading(procedure=None, faults=log.faults())


def _file_name_faults(procedure: Procedure, name: str) -> tuple[Fault, ...]:
    path = PurePath(name)
    if path.suffix != ".yaml" or path.stem == procedure.id:
        return ()
    facts = {"name": procedure.id, "file": path.name}
    line, finding = procedure.lines.get("id", 0), Severity.FINDING
    message = ID_NOT_FILE_NAME
    return (
        fault("id_not_file_name", message, place="id", line=line, facts=facts, severity=finding),
    )


def _procedure(fields: Fields, lines: dict[str, int]) -> Procedure:
    start = fields.text("mulai", required=True, blank=False)
    steps = _collect(fields, "langkah", partial(read_step, start=start))
    procedure = Procedure(
        id=fields.id(pattern=_PROCEDURE_ID),
        services=_services(fields),
        transcript=_transcript(fields),
        identity=_identity(fields.inside("identitas", required=True)),
        lanes=_collect(fields, "pelaksana", _lane),
        items=_collect(fields, "barang", _item, required=False),
        form_title=fields.text("judul_formulir"),
        form=tuple(_collect(fields, "formulir", _form_field, required=False).values()),
        start=start,
        steps=_with_setters(steps),
        ends=_collect(fields, "selesai", _end),
        interpretations=tuple(map(_interpretation, fields.entries("tafsir"))),
        lines=MappingProxyType(lines),
    )
    fields.close()
    return procedure


def _collect(
    fields: Fields, key: str, read_one: Callable[[Fields], N], *, required: bool = True
) -> Mapping[str, N]:
    """Read the entries of a list by their id, in the order of the file."""
    found: dict[str, N] = {}
    lines: dict[str, int] = {}
    for entry in fields.entries(key, required=required):
        one = read_one(entry)
        if one.id in found:
            first = lines[one.id]
            entry.fault("duplicate_id", DUPLICATE_ID, key="id", name=one.id, first=first)
        elif one.id:
            found[one.id], lines[one.id] = one, entry.line
    return MappingProxyType(found)


def _with_setters(steps: Mapping[str, Step]) -> Mapping[str, Step]:
    """Tell each variable time which step sets it: `menetapkan_waktu` is written there only."""
    linked = dict(steps)
    for step in steps.values():
        target = linked.get(step.sets_time_of or "")
        if target and target.standard_time.kind is TimeKind.VARIABLE:
            set_by = target.standard_time.set_by or step.id
            time = replace(target.standard_time, set_by=set_by)
            linked[target.id] = replace(target, standard_time=time)
    return MappingProxyType(linked)


def _services(fields: Fields) -> tuple[ServiceKind, ...]:
    """What applicants may ask for; an empty list is an SOP that only other SOPs call."""
    fields.node("layanan", required=True)
    words = fields.texts("layanan")
    kinds = (fields.word(word, ServiceKind, key="layanan") for word in words)
    return tuple(kind for kind in kinds if kind is not None)


def _transcript(fields: Fields) -> str:
    given = fields.text("transkrip")
    if given and not _FILE_NAME.fullmatch(given):
        fields.fault("not_a_file_name", NOT_A_FILE_NAME, key="transkrip", given=given)
    return given


def _identity(fields: Fields | None) -> Identity:
    if fields is None:
        return Identity(issuing_unit=(), number="", title="")
    position, name = _approval(fields.inside("disahkan_oleh"))
    identity = Identity(
        issuing_unit=fields.texts("satuan_kerja", required=True),
        number=fields.text("nomor", required=True),
        title=fields.text("nama", required=True, blank=False),
        created_on=fields.text("tanggal_pembuatan"),
        revised_on=fields.text("tanggal_revisi"),
        effective_on=fields.text("tanggal_efektif"),
        approved_by_position=position,
        approved_by_name=name,
        legal_bases=fields.texts("dasar_hukum"),
        related_procedures=fields.texts("keterkaitan"),
        warnings=fields.texts("peringatan"),
        qualifications=fields.texts("kualifikasi_pelaksana"),
        equipment=fields.texts("peralatan"),
        records=fields.texts("pencatatan"),
        note=fields.text("catatan"),
    )
    fields.close()
    return identity


def _approval(fields: Fields | None) -> tuple[str, str]:
    if fields is None:
        return "", ""
    position, name = fields.text("jabatan"), fields.text("nama")
    fields.close()
    return position, name


def _lane(fields: Fields) -> Lane:
    lane = Lane(
        id=fields.id(),
        name=fields.text("nama", required=True, blank=False),
        kind=fields.choice("jenis", LaneKind, default=LaneKind.OFFICE),
        added=fields.flag("ditambahkan"),
    )
    fields.close()
    return lane


def _item(fields: Fields) -> Item:
    item = Item(
        id=fields.id(),
        name=fields.text("nama", required=True, blank=False),
        kind=fields.choice("jenis", ItemKind, default=ItemKind.DOCUMENT),
        supplied_by=fields.name("dari"),
        letter=fields.name("naskah"),
    )
    fields.close()
    return item


def _form_field(fields: Fields) -> FormField:
    field = FormField(
        id=fields.id(),
        label=fields.text("label", required=True, blank=False),
        kind=fields.choice("jenis", FieldKind, default=FieldKind.TEXT),
        required=fields.flag("wajib", default=True),
        printed=fields.flag("tercetak"),
        help=fields.text("bantuan"),
        choices=fields.texts("pilihan"),
        suffix=fields.text("akhiran"),
    )
    fields.close()
    if field.kind is FieldKind.CHOICE and len(set(field.choices)) < 2:
        fields.fault("choices_missing", CHOICES_MISSING)
    if field.kind is FieldKind.SUBDOMAIN and not field.suffix.startswith("."):
        fields.fault("suffix_missing", SUFFIX_MISSING)
    return field


def _end(fields: Fields) -> End:
    end = End(
        id=fields.id(),
        name=fields.text("nama", required=True, blank=False),
        result=fields.choice("hasil", Result, default=Result.DONE),
        implied=fields.flag("tersirat"),
    )
    fields.close()
    return end


def _interpretation(fields: Fields) -> Interpretation:
    interpretation = Interpretation(
        step=fields.name("langkah"),
        part=fields.choice("bagian", Part, default=Part.FLOW),
        written=fields.text("tertulis", required=True),
        read_as=fields.text("dibaca", required=True, blank=False),
        reason=fields.text("sebab", required=True, blank=False),
        confidence=fields.choice("keyakinan", Confidence, default=Confidence.LOW),
        alternative=fields.text("pilihan_lain"),
    )
    fields.close()
    return interpretation
