"""Reading one entry of `langkah`: the printed row, and how it runs."""

from enum import StrEnum

from lajur.core.procedure.definition import (
    Condition,
    Outcome,
    PrintedRow,
    Step,
    Symbol,
    Use,
)
from lajur.core.procedure.fields import Fields
from lajur.core.procedure.times import read_time
from lajur.core.procedure.tree import Listing, Node, Pairs, Text
from lajur.core.refusals import marked
from lajur.core.worktime.standard import UNSET, StandardTime, TimeKind, TimeUnit

UNREADABLE_TIME = marked(
    "%(where)s: waktu “%(time)s” tidak terbaca. Jelaskan dengan “baku”, misalnya "
    "“baku: {jenis: tetap, maksimum: 2, satuan: hari_kerja}”."
)
TIME_INCOMPLETE = marked("%(where)s: waktu berjenis “%(kind)s” memerlukan maksimum dan satuan.")
RANGE_BACKWARDS = marked("%(where)s: pada rentang, minimum harus lebih kecil daripada maksimum.")
TIME_TOO_LONG = marked(
    "%(where)s: waktu itu terlalu panjang untuk satu langkah; paling lama %(most)s."
)
TIME_WITH_AMOUNT = marked("%(where)s: waktu berjenis “%(kind)s” tidak memakai angka dan satuan.")
NEXT_MISSING = marked("%(where)s: belum jelas lanjut ke mana. Tulis “lanjut” atau “keputusan”.")
NEXT_TWICE = marked("%(where)s: pilih salah satu: “lanjut” atau “keputusan”.")
FORK_AS_LIST = marked(
    "%(where)s: “lanjut” menyebut beberapa langkah sekaligus. Untuk cabang yang berjalan bersamaan "
    "tulis “lanjut: {ke: [a, b]}”."
)
TARGET_MISSING = marked("%(where)s: tulis salah satu: “ke” atau “selesai”.")
TARGET_TWICE = marked("%(where)s: pilih salah satu: “ke” atau “selesai”.")
NOT_A_USE = marked("%(where)s: isi “%(key)s” harus berupa nama barang atau pasangan “barang: …”.")


class Reason(StrEnum):
    REQUIRED = "wajib"
    FREE = "bebas"


def read_step(fields: Fields, *, start: str) -> Step:
    """Read one step; what is missing or wrong is logged and left empty."""
    step_id, implied, outcomes = fields.id(), fields.flag("tersirat"), _outcomes(fields)
    decides = fields.has("keputusan")
    symbol = usual_symbol(outcomes, decides=decides, is_start=step_id == start)
    step = Step(
        id=step_id,
        printed=_printed(fields, implied=implied),
        symbol=fields.choice("simbol", Symbol, default=symbol, required=False),
        performer=fields.text("pelaksana", required=True, blank=False),
        outcomes=outcomes,
        standard_time=_standard_time(fields),
        requirements=_uses(fields, "perlu"),
        outputs=_uses(fields, "hasil"),
        participants=fields.texts("bersama"),
        informed=fields.texts("diberitahu"),
        cosigners=fields.texts("diketahui"),
        appoints=fields.texts("menunjuk"),
        sets_time_of=fields.name("menetapkan_waktu"),
        derived_from=fields.name("mengikuti"),
        waits_for=fields.texts("menunggu"),
        calls=fields.name("memanggil"),
        automatic=fields.flag("otomatis"),
        implied=implied,
        note=fields.text("catatan"),
    )
    fields.close()
    return step


def usual_symbol(outcomes: tuple[Outcome, ...], *, decides: bool, is_start: bool) -> Symbol:
    """Return what a row is drawn as when its `simbol` is not said."""
    if decides:
        return Symbol.DECISION
    if is_start or (outcomes and all(outcome.end is not None for outcome in outcomes)):
        return Symbol.TERMINATOR
    return Symbol.PROCESS


def _printed(fields: Fields, *, implied: bool) -> PrintedRow:
    return PrintedRow(
        no=fields.text("no", required=not implied),
        title=fields.text("kegiatan", required=True, blank=False),
        requirements=fields.text("kelengkapan"),
        time=fields.text("waktu"),
        outputs=fields.text("output"),
        remarks=fields.text("keterangan"),
    )


def _uses(fields: Fields, key: str) -> tuple[Use, ...]:
    uses = (_use(fields, key, node) for node in fields.nodes(key))
    return tuple(use for use in uses if use is not None)


def _use(fields: Fields, key: str, node: Node) -> Use | None:
    if isinstance(node, Text) and node.value:
        return Use(item=node.value)
    if not isinstance(node, Pairs):
        fields.fault("not_a_use", NOT_A_USE, key=key)
        return None
    inner = fields.open(node, key=key)
    when = inner.inside("jika")
    use = Use(
        item=inner.text("barang", required=True, blank=False),
        optional=inner.flag("opsional"),
        when=None if when is None else _condition(when),
    )
    inner.close()
    return use


def _condition(fields: Fields) -> Condition:
    condition = Condition(
        step=fields.text("langkah", required=True, blank=False),
        outcome=fields.text("hasil", required=True, blank=False),
    )
    fields.close()
    return condition


def _outcomes(fields: Fields) -> tuple[Outcome, ...]:
    if fields.has("lanjut") and fields.has("keputusan"):
        fields.fault("next_twice", NEXT_TWICE, key="lanjut")
    if fields.has("keputusan"):
        nodes = fields.nodes("keputusan", required=True)
        return tuple(_exit(fields.open(node, key="keputusan")) for node in nodes)
    node = fields.node("lanjut")
    if node is None or (isinstance(node, Text) and not node.value):
        fields.fault("next_missing", NEXT_MISSING, key="lanjut")
        return ()
    if isinstance(node, Text):
        return (Outcome(label=None, targets=(node.value,)),)
    if isinstance(node, Listing):
        fields.fault("fork_as_list", FORK_AS_LIST, key="lanjut")
        return ()
    inner = fields.open(node, key="lanjut")
    targets, end = _destination(inner)
    inner.close()
    return (Outcome(label=None, targets=targets, end=end),)


def _exit(fields: Fields) -> Outcome:
    """Read one labelled exit of a decision."""
    label = fields.text("hasil", required=True, blank=False)
    targets, end = _destination(fields)
    reason = fields.choice("alasan", Reason, default=Reason.FREE, required=False)
    fields.close()
    return Outcome(label=label, targets=targets, end=end, needs_reason=reason is Reason.REQUIRED)


def _destination(fields: Fields) -> tuple[tuple[str, ...], str | None]:
    """Read `ke` or `selesai`: the next steps, or the end."""
    if fields.has("ke") and fields.has("selesai"):
        fields.fault("target_twice", TARGET_TWICE, key="selesai")
    end = fields.name("selesai")
    is_word = isinstance(fields.node("ke"), Text)
    words = (fields.text("ke"),) if is_word else fields.texts("ke")
    targets = tuple(word for word in words if word)
    if fields.is_readable and not targets and end is None:
        fields.fault("target_missing", TARGET_MISSING)
    return targets, end


def _standard_time(fields: Fields) -> StandardTime:
    stated = fields.inside("baku")
    if stated is not None:
        return _stated_time(stated)
    words = fields.text("waktu")
    read = read_time(words)
    if read is None:
        fields.fault("unreadable_time", UNREADABLE_TIME, key="waktu", time=words)
        return UNSET
    _refuse_too_long(read, fields, key="waktu")
    return read


def _stated_time(fields: Fields) -> StandardTime:
    time = StandardTime(
        kind=fields.choice("jenis", TimeKind, default=TimeKind.UNSET),
        minimum=fields.number("minimum"),
        maximum=fields.number("maksimum"),
        unit=fields.word(fields.text("satuan"), TimeUnit, key="satuan"),
        cumulative=fields.flag("kumulatif"),
        set_by=fields.name("ditetapkan_oleh"),
    )
    fields.close()
    _refuse_time(time, fields)
    return time


def _refuse_too_long(time: StandardTime, fields: Fields, *, key: str) -> None:
    if time.limit is not None and time.limit.is_too_long:
        fields.fault("time_too_long", TIME_TOO_LONG, key=key, most=str(time.limit.longest))


def _refuse_time(time: StandardTime, fields: Fields) -> None:
    has_limit = time.maximum is not None and time.unit is not None
    _refuse_too_long(time, fields, key="maksimum")
    match time.kind:
        case TimeKind.FIXED | TimeKind.MAXIMUM | TimeKind.RANGE if not has_limit:
            fields.fault("time_incomplete", TIME_INCOMPLETE, kind=str(time.kind))
        case TimeKind.RANGE if not 0 < (time.minimum or 0) < (time.maximum or 0):
            fields.fault("range_backwards", RANGE_BACKWARDS, key="minimum")
        case TimeKind.VARIABLE | TimeKind.NONE | TimeKind.UNSET if time.maximum or time.unit:
            fields.fault("time_with_amount", TIME_WITH_AMOUNT, kind=str(time.kind))
