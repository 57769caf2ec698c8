"""Writing an SOP file: a procedure in, the bytes that the reader makes it of again.

The pages look as the shipped files do: one line for a lane, a thing or an exit, a block for a step,
long prose folded, and no YAML beyond what the reader takes.
"""

import re
from collections.abc import Iterator

import yaml

from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.outline import outline
from lajur.core.procedure.tree import Listing, Node, Pairs, Text

WIDTH = 120
# A blank line goes before these.
_PARTS = ("identitas", "pelaksana", "barang", "judul_formulir", "formulir", "mulai", "selesai")
_SPACED = (*_PARTS, "tafsir")
_FOLDED = ("catatan", "sebab")  # prose of the one who writes the file, not of the sheet
_ROWS = ("pelaksana", "barang", "formulir", "selesai", "keputusan")  # each entry on its line
_FLAGS = ("wajib", "tercetak", "ditambahkan", "tersirat", "otomatis", "opsional", "kumulatif")
# Every other scalar is words, and quoted when it looks like something else.
_BARE = frozenset((*_FLAGS, "minimum", "maksimum"))
_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\\]*|\([^\x00-\x1f\\]*|\.[^\W\d][^\x00-\x1f\\]*")
_AMBIGUOUS = re.compile(r": | #|:$")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RESOLVER = yaml.resolver.Resolver()


def write(procedure: Procedure, *, heading: str = "") -> bytes:
    """The SOP file of a procedure, UTF-8; every line of the heading is a comment before it.

    `reader.read` gives an equal procedure, if it was one that a file can say: its texts without
    spaces around them, and every box with one unnamed way on.
    """
    comments = (f"# {line}".rstrip() for line in heading.splitlines())
    lines = [*comments, *_pairs(outline(procedure), "")]
    return ("\n".join(lines) + "\n").encode()


def _pairs(node: Pairs, indent: str) -> Iterator[str]:
    for key, value in node.values.items():
        if not indent and key in _SPACED and not (key == "formulir" and _titled(node)):
            yield ""
        yield from _pair(key, value, indent)


def _titled(node: Pairs) -> bool:
    return "judul_formulir" in node.values


def _pair(key: str, value: Node, indent: str) -> Iterator[str]:
    match value:
        case Text():
            yield from _words(key, value.value, indent)
        case Pairs() if key in ("identitas", "disahkan_oleh"):
            yield f"{indent}{key}:"
            yield from _pairs(value, indent + "  ")
        case Pairs():
            yield f"{indent}{key}: {_flow(value)}"
        case Listing():
            yield from _list(key, value, indent)


def _list(key: str, value: Listing, indent: str) -> Iterator[str]:
    short = f"{indent}{key}: {_flow(value)}"
    prose = indent == "  "  # within the identity: each of its lists is sentences
    if key not in _ROWS and key not in ("langkah", "tafsir") and not prose and len(short) <= WIDTH:
        yield short
        return
    yield f"{indent}{key}:"
    for number, entry in enumerate(value.entries):
        if key == "langkah" and number:
            yield ""
        yield from _entry(key, entry, indent + "  ")


def _entry(key: str, entry: Node, indent: str) -> Iterator[str]:
    if key not in ("langkah", "tafsir") or not isinstance(entry, Pairs):
        yield f"{indent}- {_flow(entry, inside=isinstance(entry, Pairs))}"
        return
    first, *others = _pairs(entry, indent + "  ")
    yield f"{indent}- {first.lstrip()}"
    yield from others


def _words(key: str, words: str, indent: str) -> Iterator[str]:
    """A text under its key: folded when it is long prose, as it stands when it has lines."""
    line = f"{indent}{key}: {_scalar(key, words)}"
    lines = words.split("\n")
    if len(lines) > 1 and all(map(_is_clean, lines)):
        yield f"{indent}{key}: |"
        yield from (f"{indent}  {one}" if one else "" for one in lines)
    elif key in _FOLDED and len(line) > WIDTH and _is_clean(words) and "  " not in words:
        yield f"{indent}{key}: >-"
        yield from _folded(words, indent + "  ")
    else:
        yield line


def _is_clean(line: str) -> bool:
    return line.isprintable() and line == line.strip()


def _folded(words: str, indent: str) -> Iterator[str]:
    line = indent
    for word in words.split(" "):
        if line != indent and len(line) + len(word) > WIDTH:
            yield line.rstrip()
            line = indent
        line += f"{word} "
    yield line.rstrip()


def _flow(node: Node, key: str = "", *, inside: bool = True) -> str:
    match node:
        case Text():
            return _scalar(key, node.value, inside=inside)
        case Listing():
            return f"[{', '.join(_flow(entry) for entry in node.entries)}]"
        case Pairs():
            said = (f"{key}: {_flow(value, key)}" for key, value in node.values.items())
            return f"{{{', '.join(said)}}}"


def _scalar(key: str, words: str, *, inside: bool = False) -> str:
    if key == "layanan" and not words:
        return "[]"
    if key in _BARE or _is_plain(words, inside=inside):
        return words
    return f'"{"".join(map(_escaped, words))}"'


def _is_plain(words: str, *, inside: bool) -> bool:
    """Whether the words need no quotes: no reader of YAML takes them for something else."""
    if not _PLAIN.fullmatch(words) or not words.isprintable() or _AMBIGUOUS.search(words):
        return False
    if inside and any(mark in words for mark in ",[]{}:"):
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, words, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == yaml.resolver.BaseResolver.DEFAULT_SCALAR_TAG)


def _escaped(character: str) -> str:
    if character in _ESCAPES or character.isprintable():
        return _ESCAPES.get(character, character)
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
