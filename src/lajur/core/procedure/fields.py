"""Reading the keys of one mapping, one by one, into typed values; every fault goes to the log."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from lajur.core.procedure.fault_log import FaultLog, UnknownName
from lajur.core.procedure.tree import Listing, Node, Pairs, Text
from lajur.core.refusals import marked

MAX_ENTRIES = 300  # of any one list; the longest signed SOP seen has 17 rows
_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_YES = {"ya": True, "true": True, "tidak": False, "false": False}

UNKNOWN_KEY = UnknownName(
    code="unknown_key",
    meant=marked("%(where)s: kunci “%(name)s” tidak dikenal. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: kunci “%(name)s” tidak dikenal. Yang ada: %(known)s."),
)
UNKNOWN_WORD = UnknownName(
    code="unknown_word",
    meant=marked("%(where)s: tidak ada pilihan “%(name)s”. Maksudnya “%(nearest)s”?"),
    listed=marked("%(where)s: tidak ada pilihan “%(name)s”. Yang ada: %(known)s."),
)
MISSING_KEY = marked("%(where)s: kunci “%(key)s” belum ada.")
BLANK = marked("%(where)s: “%(key)s” masih kosong.")
NOT_TEXT = marked("%(where)s: “%(key)s” harus berupa teks.")
NOT_LIST = marked("%(where)s: “%(key)s” harus berupa daftar.")
NOT_PAIRS = marked("%(where)s: di sini harus ada pasangan kunci dan isi, misalnya “id: …”.")
NOT_FLAG = marked("%(where)s: “%(key)s” harus “ya” atau “tidak”, bukan “%(given)s”.")
NOT_NUMBER = marked("%(where)s: “%(key)s” harus bilangan 1 sampai 9999, bukan “%(given)s”.")
NOT_ID = marked(
    "%(where)s: “%(given)s” tidak dapat menjadi “%(key)s”. Pakai huruf kecil, angka, dan garis "
    "bawah, diawali huruf, paling banyak 60 karakter."
)
NOT_TEXTS = marked("%(where)s: setiap isi “%(key)s” harus berupa teks.")
TOO_LONG = marked("%(where)s: daftar “%(key)s” terlalu panjang. Batasnya %(limit)d.")

E = TypeVar("E", bound=StrEnum)


class Fields:
    """One mapping of the file.

    `place` names it for people, `path` for `Procedure.lines`. A key counts as known once it has
    been asked for, so `close` comes last.
    """

    def __init__(
        self, node: Node, *, place: str, path: str, log: FaultLog, lines: dict[str, int]
    ) -> None:
        self.place, self.path, self.line = place, path, node.line
        self._log, self._lines = log, lines
        self._known: set[str] = set()
        self._values: dict[str, Node] = {}
        self._key_lines: dict[str, int] = {}
        if isinstance(node, Pairs):
            self._values, self._key_lines = node.values, node.key_lines
        else:
            self.fault("not_pairs", NOT_PAIRS)
        self.is_readable = isinstance(node, Pairs)
        if path:
            lines.setdefault(path, node.line)

    def fault(self, code: str, message: str, *, key: str = "", **facts: object) -> None:
        """Log a fault of this mapping, or of one of its keys."""
        place = self.place_of(key)
        line = self._key_lines.get(key, self.line)
        self._log.add(code, message, place=place, line=line, key=key, **facts)

    def place_of(self, key: str) -> str:
        return " › ".join(filter(None, (self.place, key if key in self._values else "")))

    def has(self, key: str) -> bool:
        self._known.add(key)
        return key in self._values

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Return the value as it stands, noting its line; None when the key is absent."""
        self._known.add(key)
        value = self._values.get(key)
        if value is not None:
            self._lines[f"{self.path}.{key}".lstrip(".")] = self._key_lines[key]
        elif required and self.is_readable:
            self.fault("missing_key", MISSING_KEY, key=key)
        return value

    def text(self, key: str, *, required: bool = False, blank: bool = True) -> str:
        """Return the words under a key, "" when absent or wrong."""
        value = self.node(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, Text):
            self.fault("not_text", NOT_TEXT, key=key)
            return ""
        if not blank and not value.value:
            self.fault("blank", BLANK, key=key)
        return value.value

    def id(self, key: str = "id", *, pattern: re.Pattern[str] = _ID) -> str:
        """Return an identifier, "" when absent or wrong."""
        given = self.text(key, required=True, blank=False)
        if given and not pattern.fullmatch(given):
            self.fault("not_an_id", NOT_ID, key=key, given=given)
            return ""
        return given

    def name(self, key: str) -> str | None:
        """Return a reference to something by its id; None when absent or empty."""
        return self.text(key) or None

    def flag(self, key: str, *, default: bool = False) -> bool:
        given = self.text(key)
        if not given:
            return default
        if given.casefold() not in _YES:
            self.fault("not_a_flag", NOT_FLAG, key=key, given=given)
        return _YES.get(given.casefold(), default)

    def number(self, key: str) -> int | None:
        """Return a whole number from 1 to 9999, None when absent or wrong."""
        given = self.text(key)
        if not given:
            return None
        if not re.fullmatch(r"[0-9]{1,4}", given) or int(given) == 0:
            self.fault("not_a_number", NOT_NUMBER, key=key, given=given)
            return None
        return int(given)

    def choice(self, key: str, words: type[E], *, default: E, required: bool = True) -> E:
        given = self.text(key, required=required, blank=not required)
        return self.word(given, words, key=key) or default

    def word(self, given: str, words: type[E], *, key: str) -> E | None:
        """Return the member of an enumeration that a word stands for; "" is nobody's fault."""
        try:
            return words(given) if given else None
        except ValueError:
            self.unknown(UNKNOWN_WORD, given, [str(word) for word in words], key=key)
            return None

    def unknown(self, kind: UnknownName, name: str, known: Iterable[str], *, key: str) -> None:
        line = self._key_lines.get(key, self.line)
        self._log.unknown(kind, name, known, place=self.place_of(key), line=line)

    def nodes(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """Return the entries of a list; nothing after the colon is an empty list."""
        value = self.node(key, required=required)
        if value is None or (isinstance(value, Text) and not value.value):
            if value is not None and required:
                self.fault("blank", BLANK, key=key)
            return ()
        if not isinstance(value, Listing):
            self.fault("not_a_list", NOT_LIST, key=key)
            return ()
        if len(value.entries) > MAX_ENTRIES:
            self.fault("too_long", TOO_LONG, key=key, limit=MAX_ENTRIES)
        elif required and not value.entries:
            self.fault("blank", BLANK, key=key)
        return value.entries[:MAX_ENTRIES]

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of words; an entry that is no text is a fault and left out."""
        entries = self.nodes(key, required=required)
        texts = [entry.value for entry in entries if isinstance(entry, Text) and entry.value]
        if len(texts) < len(entries):
            self.fault("not_texts", NOT_TEXTS, key=key)
        return tuple(texts)

    def inside(self, key: str, *, required: bool = False) -> "Fields | None":
        """Return the mapping under a key; None when absent."""
        value = self.node(key, required=required)
        return None if value is None else self.open(value, key=key)

    def open(self, value: Node, *, key: str) -> "Fields":
        """Return the fields of a value found under a key."""
        place = self.place_of(key)
        path = f"{self.path}.{key}".lstrip(".")
        return Fields(value, place=place, path=path, log=self._log, lines=self._lines)

    def entries(self, key: str, *, required: bool = False) -> tuple["Fields", ...]:
        """Return the mappings of a list, each named by its number, its id or its position."""
        nodes = self.nodes(key, required=required)
        return tuple(self._entry(key, node, index) for index, node in enumerate(nodes, start=1))

    def _entry(self, key: str, node: Node, index: int) -> "Fields":
        number, name = _peek(node, "no"), _peek(node, "id")
        place = f"{key} {number}" if number else f"{key} “{name}”" if name else f"{key} ke-{index}"
        path = f"{key}.{name or index}"
        return Fields(node, place=place, path=path, log=self._log, lines=self._lines)

    def close(self) -> None:
        """Log every key nobody asked for."""
        for key in self._values:
            if key not in self._known:
                self.unknown(UNKNOWN_KEY, key, self._known, key=key)


def _peek(node: Node, key: str) -> str:
    value = node.values.get(key) if isinstance(node, Pairs) else None
    return value.value[:40] if isinstance(value, Text) else ""
