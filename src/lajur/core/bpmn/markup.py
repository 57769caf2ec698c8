"""XML bytes as a small tree whose elements know their line; nothing in it is ever carried out.

A document type is refused where it begins, so no entity is ever declared, none expands and no
address is ever opened. Size, depth and count are bounded while parsing, not after.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.refusals import marked

MAX_BYTES = 2_000_000
MAX_DEPTH = 50
MAX_ELEMENTS = 30_000

TOO_LARGE = marked("Berkas terlalu besar untuk sebuah bagan. Batasnya %(limit)d bita.")
EMPTY = marked("Berkas ini kosong.")
NOT_XML = marked(
    "Baris %(line)d: berkas ini bukan XML yang utuh. Buka dan simpan lagi dengan aplikasi "
    "pembuatnya, lalu coba lagi."
)
ENCODING = marked(
    "Baris %(line)d: ada huruf yang tidak terbaca. Simpan ulang berkas ini dengan pengodean UTF-8."
)
DOCTYPE = marked(
    "Baris %(line)d: berkas ini memuat DOCTYPE, yang tidak diperlukan BPMN dan dapat dipakai untuk "
    "menyerang. Hapus baris itu, atau simpan ulang dengan aplikasi pemodel BPMN."
)
STYLESHEET = marked(
    "Baris %(line)d: berkas ini meminta dijalankan dengan program tampilan (xml-stylesheet). "
    "Hapus baris itu."
)
TOO_DEEP = marked("Baris %(line)d: isi bertingkat terlalu dalam. Batasnya %(limit)d tingkat.")
TOO_MANY = marked("Baris %(line)d: isi berkas terlalu banyak. Batasnya %(limit)d unsur.")

_ENCODING_ERRORS = (
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
)


class MarkupError(Exception):
    """The bytes are no XML that is taken here; `fault` says why and where."""

    def __init__(self, code: str, message: str, *, line: int, **facts: object) -> None:
        self.fault: Fault = fault(code, message, place="", line=line, facts=facts)
        super().__init__(code)


@dataclass(slots=True, kw_only=True, eq=False)
class Element:
    """One element; names are "namespace local", or the local name where there is no namespace."""

    space: str  # namespace
    name: str  # local
    line: int  # from 1
    attributes: dict[str, str]  # by local name where it has no namespace, else "namespace local"
    children: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # its own text, in pieces

    @property
    def text(self) -> str:
        return "".join(self.words).strip()

    @property
    def all_text(self) -> str:
        """Its text with that of all within, as of documentation written in XHTML."""
        return "".join(one for element in self.walk() for one in element.words).strip()

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all within, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(data: bytes) -> Element:
    """Parse one document; gives its root.

    Raises:
        MarkupError: too large, not XML, in an unknown encoding, or with a document type.
    """
    if len(data) > MAX_BYTES:
        raise MarkupError("too_large", TOO_LARGE, line=0, limit=MAX_BYTES)
    if not data.strip():
        raise MarkupError("empty_file", EMPTY, line=1)
    return _Parsing().root(data)


class _Parsing:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._open: list[Element] = []
        self._count = 0
        self._root: Element | None = None

    def root(self, data: bytes) -> Element:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise _syntax(error) from None
        except (LookupError, ValueError, TypeError):  # of an encoding that no codec knows
            raise MarkupError("not_unicode", ENCODING, line=1) from None
        if self._root is None:
            raise AssertionError("a document without an element")  # expat says "no element found"
        return self._root

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise MarkupError("too_many_elements", TOO_MANY, line=self._line, limit=MAX_ELEMENTS)
        if len(self._open) >= MAX_DEPTH:
            raise MarkupError("too_deep", TOO_DEEP, line=self._line, limit=MAX_DEPTH)
        space, _, local = name.rpartition(" ")
        # Names and ids are shown on terminals: nothing in them may steer one.
        shown = {key: printable(value) for key, value in attributes.items()}
        element = Element(space=space, name=local, line=self._line, attributes=shown)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _characters(self, words: str) -> None:
        self._open[-1].words.append(words)

    def _doctype(self, *_: object) -> None:
        raise MarkupError("doctype", DOCTYPE, line=self._line)

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise MarkupError("stylesheet", STYLESHEET, line=self._line)


def printable(words: str) -> str:
    """The words with a space for everything that has no shape of its own."""
    if words.isprintable():
        return words
    return "".join(one if one.isprintable() else " " for one in words)


def _syntax(error: expat.ExpatError) -> MarkupError:
    if error.code in _ENCODING_ERRORS:
        return MarkupError("not_unicode", ENCODING, line=error.lineno)
    return MarkupError("not_xml", NOT_XML, line=error.lineno)
