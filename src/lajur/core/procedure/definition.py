"""A procedure as data: the SOP-AP table, read once, immutable, and run as it stands.

Source of the parts: PermenPAN-RB 35/2012, Lampiran (bagian identitas, bagian flowchart).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from lajur.core.worktime.standard import StandardTime

LaneId = str
StepId = str
ItemId = str
EndId = str


class LaneKind(StrEnum):
    APPLICANT = "pemohon"  # the agency that asks: its own people, case by case
    OFFICE = "jabatan"  # positions of the office (or of a vendor), bound per government


class Symbol(StrEnum):
    """Three of the five symbols of SOP AP; arrows and page connectors are drawn, not stated."""

    TERMINATOR = "kapsul"
    PROCESS = "kotak"
    DECISION = "belah_ketupat"


class ItemKind(StrEnum):
    DOCUMENT = "dokumen"
    FORM = "formulir"
    PRODUCT = "produk"  # the application itself, handed over by reference (address, version)
    TOOL = "alat"
    STATE = "keadaan"  # "kabid mengetahui": true once the step is done
    REFERENCE = "rujukan"  # exists outside the case: Renstra, a standard

    @property
    def gates(self) -> bool:
        """Whether a step waits for it. Tools never block; documents do."""
        return self in (ItemKind.DOCUMENT, ItemKind.FORM, ItemKind.PRODUCT)


class Result(StrEnum):
    """What an end means for the applicant."""

    DONE = "selesai"
    REFUSED = "ditolak"


class Confidence(StrEnum):
    HIGH = "tinggi"
    MEDIUM = "sedang"
    LOW = "rendah"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Pelaksana: a column of the table."""

    id: LaneId
    name: str  # as printed
    kind: LaneKind
    added: bool = False  # not printed; declared under tafsir


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing the procedure needs or yields."""

    id: ItemId
    name: str
    kind: ItemKind
    supplied_by: LaneId | None = None  # who brings it when no step yields it
    letter: str | None = None  # naskah: LetterKind.id, where it can be written here


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds when the named decision last ended with this outcome."""

    step: StepId
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An item as a requirement or an output of one step."""

    item: ItemId
    optional: bool = False
    when: Condition | None = None  # None: always


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """The cells of one row, verbatim, misprints included. Empty cell: empty string."""

    no: str  # a label, not unique (Buleleng has two 14s); "" when implied
    title: str  # kegiatan / aktivitas / uraian prosedur
    requirements: str = ""  # kelengkapan
    time: str = ""  # waktu
    outputs: str = ""
    remarks: str = ""  # keterangan


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One way a step may end, and where that leads."""

    label: str | None  # None on a box, as printed on a decision
    targets: tuple[StepId, ...] = ()  # more than one: fork; none: `end` is set
    end: EndId | None = None
    needs_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a case closes."""

    id: EndId
    name: str
    result: Result
    implied: bool = False  # the paper does not print it


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Kegiatan: one row, one piece of work. BPMN: userTask."""

    id: StepId
    printed: PrintedRow
    symbol: Symbol
    performer: LaneId
    outcomes: tuple[Outcome, ...]  # one on a box, two or more on a decision; printed order
    standard_time: StandardTime
    requirements: tuple[Use, ...] = ()
    outputs: tuple[Use, ...] = ()
    participants: tuple[LaneId, ...] = ()  # take part (bersama)
    informed: tuple[LaneId, ...] = ()  # are told when it is done (diberitahu)
    cosigners: tuple[LaneId, ...] = ()  # must sign before it is done (diketahui)
    appoints: tuple[LaneId, ...] = ()  # whose people are chosen here, for the rest of the case
    sets_time_of: StepId | None = None
    derived_from: StepId | None = None  # a decision answered by an earlier one, never asked twice
    waits_for: tuple[StepId, ...] = ()  # a join: opens when every one of these has come
    calls: str | None = None  # the name of another SOP
    automatic: bool = False  # nobody acts; passed as soon as it is reached
    implied: bool = False  # not a printed row
    note: str = ""  # catatan: a remark on the printing (misprint, shifted cell)

    @property
    def is_decision(self) -> bool:
        return self.symbol is Symbol.DECISION

    @property
    def choice(self) -> str:
        """How it may end, to be struck out on paper: "sesuai / tidak sesuai"; "" on a box."""
        labels = (outcome.label or "" for outcome in self.outcomes)
        return " / ".join(labels) if self.is_decision else ""

    def outcome(self, label: str | None) -> Outcome | None:
        """The outcome with this label, or None when the step does not end that way."""
        for outcome in self.outcomes:
            if outcome.label == label:
                return outcome
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The identity block, as printed. Dates stay words; an empty one is an empty string."""

    issuing_unit: tuple[str, ...]  # the lines of the heading
    number: str
    title: str
    created_on: str = ""
    revised_on: str = ""
    effective_on: str = ""
    approved_by_position: str = ""
    approved_by_name: str = ""  # without the NIP: personal data
    legal_bases: tuple[str, ...] = ()
    related_procedures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it is not signed yet: without a number, or naming nobody who approves it."""
        return not (self.number and (self.approved_by_position or self.approved_by_name))


class Part(StrEnum):
    """Which part of a row (or of the sheet) an interpretation settles."""

    NUMBER = "no"
    TITLE = "kegiatan"
    PERFORMER = "pelaksana"
    REQUIREMENTS = "kelengkapan"
    TIME = "waktu"
    OUTPUTS = "output"
    REMARKS = "keterangan"
    FLOW = "alur"
    ROW = "baris"  # a step that is not a printed row
    LANE = "lajur"
    KIND = "jenis"  # of an item: whether a step waits for it
    IDENTITY = "identitas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """Tafsir: where the paper leaves room, what was chosen and why."""

    step: StepId | None  # None: the sheet as a whole
    part: Part
    written: str
    read_as: str
    reason: str
    confidence: Confidence
    alternative: str = ""


class FieldKind(StrEnum):
    TEXT = "teks"
    PARAGRAPH = "paragraf"
    EMAIL = "surel"
    PHONE = "telepon"
    SUBDOMAIN = "subdomain"
    CHOICE = "pilihan"
    COMMITMENT = "pernyataan"  # a statement the applicant must tick


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One blank of the request form."""

    id: str
    label: str
    kind: FieldKind
    required: bool = True
    printed: bool = False  # on the signed form; otherwise added by the office
    help: str = ""
    choices: tuple[str, ...] = ()  # CHOICE only
    suffix: str = ""  # SUBDOMAIN only: ".bantenprov.go.id"


class ServiceKind(StrEnum):
    """What an agency may ask for."""

    NEW = "pembuatan"
    ENHANCEMENT = "pengembangan"
    API = "api"
    INTEGRATION = "integrasi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One revision of one SOP."""

    id: str  # "sumbawa-2021"
    identity: Identity
    services: tuple[ServiceKind, ...]
    lanes: Mapping[LaneId, Lane]  # printed order
    items: Mapping[ItemId, Item]
    steps: Mapping[StepId, Step]  # printed order
    ends: Mapping[EndId, End]
    start: StepId
    form: tuple[FormField, ...] = ()
    form_title: str = ""  # over the form where the sheet prints one, line by line; else ""
    interpretations: tuple[Interpretation, ...] = ()
    transcript: str = ""  # file name, beside the SOP, of the text it was read from
    lines: Mapping[str, int] = field(  # "langkah.<id>.waktu", "identitas.nomor" -> line, from 1
        default_factory=lambda: MappingProxyType({}), compare=False
    )

    def is_known_by_number(self, step: Step) -> bool:
        """Whether its number names it: one is printed, and on no other row (Buleleng: two 14)."""
        same = (one.printed.no == step.printed.no for one in self.steps.values())
        return bool(step.printed.no) and sum(same) == 1

    def step_ends(self, step: StepId) -> Iterator[End]:
        """Yield the ends the step leads to directly."""
        for outcome in self.steps[step].outcomes:
            if outcome.end is not None:
                yield self.ends[outcome.end]
