"""YAML bytes as a small tree in which every scalar is text and every node knows its line.

Only the plain part of YAML is accepted: no anchors, tags, tabs or second documents. What is refused
is refused before it costs time, whatever the bytes are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from lajur.core.procedure.fault_log import FaultLog, fault
from lajur.core.procedure.faults import Fault
from lajur.core.refusals import marked

# A lone return, and marks that turn the direction of writing: a title would read one way here,
# another on paper.
_OTHERWISE = frozenset("\r\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000

TOO_LARGE = marked("Berkas terlalu besar untuk sebuah SOP. Batasnya %(limit)d bita.")
NOT_UTF8 = marked(
    "Baris %(line)d: berkas ini bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8."
)
CONTROL_CHARACTER = marked(
    "Baris %(line)d: ada karakter kendali yang tidak terbaca. Hapus atau ketik ulang baris ini."
)
TAB = marked("Baris %(line)d: ada tab. Pakai spasi untuk menjorokkan baris.")
NOT_YAML = marked(
    "Baris %(line)d: susunan berkas tidak terbaca di sini. "
    "Periksa jorokan, tanda kurung, dan tanda kutip di baris ini dan sebelumnya."
)
COLON_INSIDE = marked(
    "Baris %(line)d: titik dua di dalam teks membingungkan. Apit teks itu dengan tanda kutip."
)
EMPTY = marked("Berkas ini kosong.")
ANCHOR = marked(
    "Baris %(line)d: jangkar dan rujukan YAML (& dan *) tidak dipakai di sini. "
    "Tulis isinya lengkap, atau apit teks itu dengan tanda kutip."
)
TAG = marked(
    "Baris %(line)d: tanda jenis YAML (!) tidak dipakai di sini. Apit teks itu dengan tanda kutip."
)
TOO_DEEP = marked("Baris %(line)d: isi bertingkat terlalu dalam. Batasnya %(limit)d tingkat.")
TOO_MANY = marked("Baris %(line)d: isi berkas terlalu banyak. Batasnya %(limit)d bagian.")
SECOND_DOCUMENT = marked(
    "Baris %(line)d: satu berkas hanya memuat satu SOP. Hapus pemisah “---” dan isi sesudahnya."
)
KEY_NOT_TEXT = marked("Baris %(line)d: kunci harus berupa teks.")
DUPLICATE_KEY = marked(
    "Baris %(line)d: kunci “%(key)s” sudah ada di baris %(first)d. Hapus salah satunya."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    line: int  # from 1, as for every node
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    line: int
    entries: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    line: int
    values: dict[str, "Node"]
    key_lines: dict[str, int]


Node = Text | Listing | Pairs


class TreeError(Exception):
    """The bytes are no tree of ours; `fault` says why and where."""

    def __init__(self, code: str, message: str, *, line: int, **facts: object) -> None:
        self.fault: Fault = fault(code, message, place="", line=line, facts=facts)
        super().__init__(code)


def parse(data: bytes, log: FaultLog) -> Node:
    """Parse one YAML document; repeated keys are logged, the first one counts.

    Raises:
        TreeError: too large, not UTF-8, not YAML, or YAML beyond the part accepted here.
    """
    if len(data) > MAX_BYTES:
        raise TreeError("too_large", TOO_LARGE, line=0, limit=MAX_BYTES)
    text = _decode(data)
    _refuse_characters(text)
    try:
        return _Composer(text, log).document()
    except yaml.MarkedYAMLError as error:
        raise _syntax_fault(error) from None
    except yaml.YAMLError:  # a reader error: a character YAML does not know
        raise TreeError("control_character", CONTROL_CHARACTER, line=1) from None


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TreeError("not_utf8", NOT_UTF8, line=line) from None


def _refuse_characters(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            raise TreeError("tab", TAB, line=number)
        if not line.isprintable() and any(map(_is_control, line)):
            raise TreeError("control_character", CONTROL_CHARACTER, line=number)


def _is_control(character: str) -> bool:
    """Whether YAML 1.1 refuses the character, or breaks a line where people see none."""
    code = ord(character)
    if code < 0x20:
        return character != "\r"
    return 0x7F <= code < 0xA0 or code in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)


def hidden_lines(node: Node) -> Iterator[int]:
    """The lines of texts that could be read otherwise than they are written, also by an escape."""
    match node:
        case Text():
            if not node.value.isprintable() and any(map(_is_hidden, node.value)):
                yield node.line
        case Listing():
            for entry in node.entries:
                yield from hidden_lines(entry)
        case Pairs():
            for value in node.values.values():
                yield from hidden_lines(value)


def _is_hidden(character: str) -> bool:
    return character != "\n" and (character in _OTHERWISE or _is_control(character))


def _syntax_fault(error: yaml.MarkedYAMLError) -> TreeError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    if error.problem and "mapping values are not allowed" in error.problem:
        return TreeError("colon_inside", COLON_INSIDE, line=line)
    return TreeError("not_yaml", NOT_YAML, line=line)


class _Composer:
    """Builds the tree from parser events, so that limits hold while parsing, not after."""

    def __init__(self, text: str, log: FaultLog) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._log = log
        self._nodes = 0

    def document(self) -> Node:
        next(self._events)  # the stream starts
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            raise TreeError("empty_file", EMPTY, line=1)
        root = self._node(next(self._events), depth=1)
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise TreeError("second_document", SECOND_DOCUMENT, line=_line(after))
        return root

    def _node(self, event: yaml.Event, *, depth: int) -> Node:
        self._refuse(event, depth)
        match event:
            case yaml.SequenceStartEvent():
                return self._listing(event, depth)
            case yaml.MappingStartEvent():
                return self._pairs(event, depth)
            case yaml.ScalarEvent():
                return self._text(event)
        raise AssertionError(event)  # no other event starts a node

    def _refuse(self, event: yaml.Event, depth: int) -> None:
        line = _line(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise TreeError("too_many_nodes", TOO_MANY, line=line, limit=MAX_NODES)
        if depth > MAX_DEPTH:
            raise TreeError("too_deep", TOO_DEEP, line=line, limit=MAX_DEPTH)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise TreeError("anchor", ANCHOR, line=line)
        if getattr(event, "tag", None) is not None:
            raise TreeError("tag", TAG, line=line)

    def _text(self, event: yaml.ScalarEvent) -> Text:
        return Text(line=_line(event), value=event.value.strip())

    def _listing(self, start: yaml.Event, depth: int) -> Listing:
        entries: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            entries.append(self._node(event, depth=depth + 1))
        return Listing(line=_line(start), entries=tuple(entries))

    def _pairs(self, start: yaml.Event, depth: int) -> Pairs:
        pairs = Pairs(line=_line(start), values={}, key_lines={})
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth=depth + 1)
            if not isinstance(key, Text):
                raise TreeError("key_not_text", KEY_NOT_TEXT, line=key.line)
            self._add(pairs, key, self._node(next(self._events), depth=depth + 1))
        return pairs

    def _add(self, pairs: Pairs, key: Text, value: Node) -> None:
        first = pairs.key_lines.get(key.value)
        if first is None:
            pairs.values[key.value] = value
            pairs.key_lines[key.value] = key.line
            return
        code, place = "duplicate_key", f"baris {key.line}"
        self._log.add(code, DUPLICATE_KEY, place=place, line=key.line, key=key.value, first=first)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
