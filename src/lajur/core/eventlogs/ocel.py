"""OCEL 2.0: events that touch objects of several kinds. Source: OCEL 2.0 specification, JSON.

Events stand before objects, and most objects belong to one case: they wait in a file, not in
memory, until the last event is written. Values are strings, as the specification's JSON has them,
whatever the declared type.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TextIO

from lajur.core.engine.case import CaseState
from lajur.core.eventlogs.happenings import Happening, LoggedCase
from lajur.core.eventlogs.xes import STATES, Trace

REQUEST, WORK, PERSON, PAPER = "permohonan", "tugas", "orang", "naskah"
_OBJECT_TYPES: Mapping[str, Mapping[str, str]] = {
    REQUEST: dict.fromkeys(
        ("nomor", "sop", "nama_sop", "layanan", "perangkat_daerah", "keadaan", "akhir"), "string"
    ),
    WORK: {"kegiatan": "string", "pelaksana": "string", "kunjungan": "integer"},
    PERSON: {"nama": "string"},
    PAPER: {"nama": "string"},
}
_EVENT_ATTRIBUTES = {
    **dict.fromkeys(("tahap", "langkah", "jabatan", "hasil"), "string"),
    "dicatat": "time",
}
_EPOCH = (
    "1970-01-01T00:00:00.000+00:00"  # of what is so from the first, as the specification has it
)
_PIECE = 1 << 16  # characters of the waiting objects at a time

Plain = dict[str, object]
Value = tuple[str, str, str]  # name, value, since when


class _Objects:
    """The objects met so far: those of cases in the file, people in memory."""

    def __init__(self, waiting: TextIO) -> None:
        self._waiting = waiting
        self._between = ""
        self._cases: set[int] = set()
        self._people: dict[str, Plain] = {}

    def keep(self, case: LoggedCase, lines: Sequence[Happening]) -> None:
        """Everything that lines of one case touch."""
        parent = case.parent if case.parent in self._cases else None
        self._cases.add(case.id)
        self._put(_request(case, parent))
        for one in _parts(case, lines):
            self._put(one)
        for line in lines:
            if line.who.id:
                name = _id(PERSON, line.who.id)
                self._people.setdefault(name, _object(name, [("nama", line.who.name, _EPOCH)]))

    def told(self) -> Iterator[str]:
        for person in self._people.values():
            self._put(person)
        self._waiting.seek(0)
        while piece := self._waiting.read(_PIECE):
            yield piece

    def _put(self, one: Plain) -> None:
        self._waiting.write(self._between + _json(one))
        self._between = ",\n"


def ocel(traces: Iterable[Trace], *, waiting: TextIO) -> Iterator[str]:
    """Yield the log as JSON, a case at a time; moments keep the zone they come in.

    `waiting` is an empty file to write and read.
    """
    objects, kinds = _Objects(waiting), dict[str, None]()
    yield '{"events": ['
    between = ""
    for case, lines in traces:
        told = tuple(lines)
        kinds.update(dict.fromkeys(_kind(line) for line in told))
        objects.keep(case, told)
        if told:
            yield between + ",\n".join(_json(_event(case, line)) for line in told)
            between = ",\n"
    yield '],\n"objects": ['
    yield from objects.told()
    yield '],\n"eventTypes": ' + _json([_type(one, _EVENT_ATTRIBUTES) for one in kinds])
    declared = [_type(kind, attributes) for kind, attributes in _OBJECT_TYPES.items()]
    yield ',\n"objectTypes": ' + _json(declared) + "}\n"


def _kind(line: Happening) -> str:
    """OCEL knows no life cycle: what is not the activity itself is an event of another type."""
    done = line.transition == "complete"
    return line.activity if done else f"{line.activity} [{line.transition}]"


def _event(case: LoggedCase, line: Happening) -> Plain:
    told = _moment(line.told_at) if line.told_at else ""
    values = (line.transition, line.step, line.who.position, line.outcome, told)
    named = zip(_EVENT_ATTRIBUTES, values, strict=True)
    return {
        "id": f"{case.id}/{line.seq}",
        "type": _kind(line),
        "time": _moment(line.at),
        "attributes": [{"name": name, "value": value} for name, value in named if value],
        "relationships": [
            {"objectId": one, "qualifier": one.partition(":")[0]} for one in _touched(case, line)
        ],
    }


def _touched(case: LoggedCase, line: Happening) -> Iterator[str]:
    yield _id(REQUEST, case.id)
    if line.work is not None:
        yield _id(WORK, case.id, line.work)
    if line.who.id:
        yield _id(PERSON, line.who.id)
    for paper in dict.fromkeys(line.papers):
        yield _id(PAPER, case.id, paper)


def _request(case: LoggedCase, parent: int | None) -> Plain:
    identity, opened = case.procedure.identity, _moment(case.opened_at)
    values = [
        ("nomor", case.number, _EPOCH),
        ("sop", identity.number, _EPOCH),
        ("nama_sop", identity.title, _EPOCH),
        ("layanan", case.service, _EPOCH),
        ("perangkat_daerah", case.agency, _EPOCH),
        ("keadaan", STATES[CaseState.OPEN], opened),
    ]
    if case.closed_at is not None:
        closed = _moment(case.closed_at)
        values.append(("keadaan", STATES[case.state], closed))
        if case.end:
            values.append(("akhir", case.procedure.ends[case.end].name, closed))
    parents = [] if parent is None else [(_id(REQUEST, parent), "induk")]
    return _object(_id(REQUEST, case.id), values, parents)


def _parts(case: LoggedCase, lines: Sequence[Happening]) -> Iterator[Plain]:
    """The work and the papers of a case, each once."""
    whole = [(_id(REQUEST, case.id), REQUEST)]
    works = {line.work: line for line in lines if line.work is not None}
    for number, line in works.items():
        values = (line.activity, line.lane, str(line.visit))
        named = zip(_OBJECT_TYPES[WORK], values, strict=True)
        since = [(name, value, _EPOCH) for name, value in named]
        yield _object(_id(WORK, case.id, number), since, whole)
    for paper in dict.fromkeys(paper for line in lines for paper in line.papers):
        yield _object(_id(PAPER, case.id, paper), [("nama", paper, _EPOCH)], whole)


def _id(kind: str, *parts: object) -> str:
    return f"{kind}:{'/'.join(map(str, parts))}"


def _object(name: str, values: Iterable[Value], parts: Iterable[tuple[str, str]] = ()) -> Plain:
    """`parts` are the id and qualifier of what it belongs to."""
    return {
        "id": name,
        "type": name.partition(":")[0],
        "attributes": [
            {"name": one, "value": value, "time": since} for one, value, since in values if value
        ],
        "relationships": [
            {"objectId": other, "qualifier": qualifier} for other, qualifier in parts
        ],
    }


def _type(name: str, attributes: Mapping[str, str]) -> Plain:
    declared = [{"name": one, "type": kind} for one, kind in attributes.items()]
    return {"name": name, "attributes": declared}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
