"""Faults as they are made and gathered: placed, lined, never more than a person can read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from lajur.core.procedure.faults import Fault, Severity
from lajur.core.refusals import marked

MAX_FAULTS = 100  # a file with more than this has one cause, named among the first
_MAX_WORD = 80  # characters of the file's own words quoted in a sentence
_MAX_KNOWN = 12  # names listed when none is near

NO_FACTS: Mapping[str, object] = MappingProxyType({})
MORE_FAULTS = marked("Masih ada kesalahan lain. Perbaiki dulu yang di atas, lalu periksa lagi.")


def fault(
    code: str,
    message: str,
    *,
    place: str,
    line: int,
    facts: Mapping[str, object] = NO_FACTS,
    severity: Severity = Severity.ERROR,
) -> Fault:
    """Make a fault whose message may also use `line`, and `where`: "Langkah 7", "Berkas"."""
    where = place.split(" › ")[0] or "berkas"
    words = {key: _short(value) for key, value in facts.items()}
    words |= {"where": where[:1].upper() + where[1:], "line": line}
    return Fault(code=code, severity=severity, place=place, line=line, message=message, facts=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A kind of fault: a name nobody has given. Both messages use `where` and `name`."""

    code: str
    meant: str  # also uses `nearest`
    listed: str  # also uses `known`

    def fault(self, name: str, known: Iterable[str], *, place: str, line: int) -> Fault:
        """Make the fault, with the nearest known name or, failing that, all of them."""
        names = sorted(known)
        near = get_close_matches(name[:_MAX_WORD], names, n=1, cutoff=0.5)
        if near:
            facts = {"name": name, "nearest": near[0]}
            return fault(self.code, self.meant, place=place, line=line, facts=facts)
        facts = {"name": name, "known": _list(names)}
        return fault(self.code, self.listed, place=place, line=line, facts=facts)


class FaultLog:
    """The faults of one file, in the order of its lines."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    @property
    def is_empty(self) -> bool:
        return not self._found

    @property
    def is_full(self) -> bool:
        return len(self._found) >= MAX_FAULTS

    def add(self, code: str, message: str, *, place: str, line: int, **facts: object) -> None:
        if not self.is_full:
            self._found.append(fault(code, message, place=place, line=line, facts=facts))

    def unknown(
        self, kind: UnknownName, name: str, known: Iterable[str], *, place: str, line: int
    ) -> None:
        if not self.is_full:  # comparing names is the slow part of a hostile file
            self._found.append(kind.fault(name, known, place=place, line=line))

    def extend(self, faults: Iterable[Fault]) -> None:
        for one in faults:
            if self.is_full:
                break
            self._found.append(one)

    def faults(self) -> tuple[Fault, ...]:
        ordered = tuple(sorted(self._found, key=lambda one: one.line))
        if not self.is_full:
            return ordered
        return (*ordered, fault("more_faults", MORE_FAULTS, place="", line=0))


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > 4 * _MAX_WORD:
        return value[: 4 * _MAX_WORD] + "…"
    return value


def _list(names: list[str]) -> str:
    shown = ", ".join(names[:_MAX_KNOWN]) or "–"
    return f"{shown}, …" if len(names) > _MAX_KNOWN else shown
