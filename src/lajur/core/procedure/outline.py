"""A procedure as the tree of its file: what the reader makes a procedure of, the other way round.

Keys stand in the order of the shipped files; what is as usual is not said. The tree has no lines.
"""

from collections.abc import Iterable, Mapping

from lajur.core.procedure.definition import (
    End,
    FormField,
    Identity,
    Interpretation,
    Item,
    Lane,
    Outcome,
    Procedure,
    Step,
    Use,
)
from lajur.core.procedure.rows import Reason, usual_symbol
from lajur.core.procedure.times import read_time
from lajur.core.procedure.tree import Listing, Node, Pairs, Text
from lajur.core.worktime.standard import StandardTime, TimeKind

_AFTER = ("mulai", "selesai", "tafsir")  # they stand around the steps, or after them

Given = str | Node | None


def pairs(values: Mapping[str, Given]) -> Pairs:
    """A mapping of those that are given: neither None nor an empty list, which are usual."""
    kept = {key: text(value) for key, value in values.items() if not _is_usual(value)}
    return Pairs(line=0, values=kept, key_lines=dict.fromkeys(kept, 0))


def text(value: Given) -> Node:
    return Text(line=0, value=value) if isinstance(value, str) else value or Text(line=0, value="")


def listing(entries: Iterable[str | Node]) -> Listing:
    return Listing(line=0, entries=tuple(map(text, entries)))


def _is_usual(value: Given) -> bool:
    return value is None or (isinstance(value, Listing) and not value.entries)


def _flag(value: bool, *, always: bool = False) -> str | None:
    return str(value).lower() if value or always else None


def outline(procedure: Procedure) -> Pairs:
    """The whole file."""
    parts = around(procedure).values
    steps = listing(step_of(procedure, step) for step in procedure.steps.values())
    order = (*(key for key in parts if key not in _AFTER), "mulai", "langkah", *_AFTER[1:])
    return pairs({key: steps if key == "langkah" else parts.get(key) for key in order})


def around(procedure: Procedure) -> Pairs:
    """All of the file but its steps."""
    return pairs(
        {
            "id": procedure.id,
            "layanan": listing(procedure.services) if procedure.services else "",
            "transkrip": procedure.transcript or None,
            "identitas": _identity(procedure.identity),
            "pelaksana": listing(map(_lane, procedure.lanes.values())),
            "barang": listing(map(_item, procedure.items.values())),
            "judul_formulir": procedure.form_title or None,
            "formulir": listing(map(_form_field, procedure.form)),
            "mulai": procedure.start,
            "selesai": listing(map(_end, procedure.ends.values())),
            "tafsir": listing(map(_interpretation, procedure.interpretations)),
        }
    )


def _identity(identity: Identity) -> Pairs:
    approval = {"jabatan": identity.approved_by_position, "nama": identity.approved_by_name}
    return pairs(
        {
            "satuan_kerja": listing(identity.issuing_unit),
            "nomor": identity.number,
            "nama": identity.title,
            "tanggal_pembuatan": identity.created_on,
            "tanggal_revisi": identity.revised_on,
            "tanggal_efektif": identity.effective_on,
            "disahkan_oleh": pairs(approval),
            "dasar_hukum": listing(identity.legal_bases),
            "keterkaitan": listing(identity.related_procedures),
            "peringatan": listing(identity.warnings),
            "kualifikasi_pelaksana": listing(identity.qualifications),
            "peralatan": listing(identity.equipment),
            "pencatatan": listing(identity.records),
            "catatan": identity.note or None,
        }
    )


def _lane(lane: Lane) -> Pairs:
    return pairs(
        {"id": lane.id, "nama": lane.name, "jenis": lane.kind, "ditambahkan": _flag(lane.added)}
    )


def _item(item: Item) -> Pairs:
    return pairs(
        {
            "id": item.id,
            "nama": item.name,
            "jenis": item.kind,
            "dari": item.supplied_by,
            "naskah": item.letter,
        }
    )


def _form_field(field: FormField) -> Pairs:
    return pairs(
        {
            "id": field.id,
            "label": field.label,
            "jenis": field.kind,
            "wajib": _flag(field.required, always=True),
            "tercetak": _flag(field.printed, always=True),
            "pilihan": listing(field.choices),
            "akhiran": field.suffix or None,
            "bantuan": field.help or None,
        }
    )


def _end(end: End) -> Pairs:
    return pairs(
        {"id": end.id, "nama": end.name, "hasil": end.result, "tersirat": _flag(end.implied)}
    )


def _interpretation(one: Interpretation) -> Pairs:
    return pairs(
        {
            "langkah": one.step,
            "bagian": one.part,
            "tertulis": one.written,
            "dibaca": one.read_as,
            "sebab": one.reason,
            "keyakinan": one.confidence,
            "pilihan_lain": one.alternative or None,
        }
    )


def step_of(procedure: Procedure, step: Step) -> Pairs:
    """One entry of `langkah`."""
    row, decides = step.printed, _decides(step)
    usual = usual_symbol(step.outcomes, decides=decides, is_start=step.id == procedure.start)
    return pairs(
        {
            "id": step.id,
            "no": row.no if row.no or not step.implied else None,
            "tersirat": _flag(step.implied),
            "kegiatan": row.title,
            "pelaksana": step.performer,
            "bersama": listing(step.participants),
            "diketahui": listing(step.cosigners),
            "diberitahu": listing(step.informed),
            "kelengkapan": row.requirements if row.requirements or not step.implied else None,
            "perlu": listing(map(_use, step.requirements)),
            "waktu": row.time if row.time or not step.implied else None,
            "baku": _time(step),
            "output": row.outputs if row.outputs or not step.implied else None,
            "hasil": listing(map(_use, step.outputs)),
            "keterangan": row.remarks or None,
            "catatan": step.note or None,
            "menunjuk": listing(step.appoints),
            "menetapkan_waktu": step.sets_time_of,
            "memanggil": step.calls,
            "otomatis": _flag(step.automatic),
            "simbol": None if step.symbol is usual else step.symbol,
            "menunggu": listing(step.waits_for),
            "mengikuti": step.derived_from,
            **_onward(step),
        }
    )


def _use(use: Use) -> str | Node:
    if not use.optional and use.when is None:
        return use.item
    when = None
    if use.when is not None:
        when = pairs({"langkah": use.when.step, "hasil": use.when.outcome})
    return pairs({"barang": use.item, "opsional": _flag(use.optional), "jika": when})


def _time(step: Step) -> Pairs | None:
    """How the time is counted, where the printed words do not say it themselves."""
    time = step.standard_time
    if time == read_time(step.printed.time):
        return None
    return _stated(time)


def _stated(time: StandardTime) -> Pairs:
    return pairs(
        {
            "jenis": time.kind,
            "minimum": None if time.minimum is None else str(time.minimum),
            "maksimum": None if time.maximum is None else str(time.maximum),
            "satuan": time.unit,
            "kumulatif": _flag(time.cumulative),
            "ditetapkan_oleh": time.set_by if time.kind is TimeKind.VARIABLE else None,
        }
    )


def _decides(step: Step) -> bool:
    return len(step.outcomes) > 1 or any(one.label is not None for one in step.outcomes)


def _onward(step: Step) -> dict[str, Given]:
    if _decides(step):
        return {"keputusan": listing(map(_exit, step.outcomes))}
    for outcome in step.outcomes:
        if outcome.end is None and len(outcome.targets) == 1:
            return {"lanjut": outcome.targets[0]}
        return {"lanjut": pairs(_destination(outcome))}
    return {}


def _exit(outcome: Outcome) -> Pairs:
    reason = Reason.REQUIRED if outcome.needs_reason else None
    return pairs({"hasil": outcome.label, **_destination(outcome), "alasan": reason})


def _destination(outcome: Outcome) -> dict[str, Given]:
    if len(outcome.targets) == 1:
        return {"ke": outcome.targets[0], "selesai": outcome.end}
    return {"ke": listing(outcome.targets), "selesai": outcome.end}
