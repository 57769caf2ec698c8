"""OCEL 2.0: events that touch objects of several kinds. Source: OCEL 2.0 specification, JSON.

The events are written as they come and the objects after them, so that a log of years needs no more
memory than its objects.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from lajur.core.eventlogs.happenings import Happening, LoggedCase
from lajur.core.eventlogs.xes import Trace

REQUEST, WORK, PERSON, PAPER = "permohonan", "tugas", "orang", "naskah"
_OBJECT_TYPES = {
    REQUEST: ("nomor", "sop", "layanan", "perangkat_daerah", "akhir"),
    WORK: ("kegiatan", "pelaksana", "kunjungan"),
    PERSON: ("nama",),
    PAPER: ("nama",),
}
_EVENT_ATTRIBUTES = ("tahap", "jabatan", "hasil")
_EPOCH = "1970-01-01T00:00:00Z"  # of what is so from the first, as the specification has it

Plain = dict[str, object]


class _Objects:
    """Every object met, in order."""

    def __init__(self) -> None:
        self._met: dict[str, Plain] = {}

    def meet(self, kind: str, key: str, values: Iterable[str], *parts: tuple[str, str]) -> str:
        """The id of an object; `parts` are (id, qualifier) of others it belongs to."""
        name = f"{kind}:{key}"
        if name not in self._met:
            named = zip(_OBJECT_TYPES[kind], values, strict=True)
            self._met[name] = {
                "id": name,
                "type": kind,
                "attributes": [
                    {"name": one, "time": _EPOCH, "value": value} for one, value in named
                ],
                "relationships": [
                    {"objectId": other, "qualifier": qualifier} for other, qualifier in parts
                ],
            }
        return name

    def __iter__(self) -> Iterator[Plain]:
        return iter(self._met.values())


def ocel(traces: Iterable[Trace]) -> Iterator[str]:
    """Yield the log as JSON, piece by piece; moments are UTC."""
    objects, activities = _Objects(), dict[str, None]()
    yield '{"events": ['
    between = ""
    for case, lines in traces:
        for line in lines:
            activities[line.activity] = None
            yield between + _json(_event(case, line, objects))
            between = ",\n"
    yield '],\n"objects": ['
    yield ",\n".join(map(_json, objects))
    yield '],\n"eventTypes": ' + _json([_type(one, _EVENT_ATTRIBUTES) for one in activities])
    kinds = [_type(kind, attributes) for kind, attributes in _OBJECT_TYPES.items()]
    yield ',\n"objectTypes": ' + _json(kinds) + "}\n"


def _event(case: LoggedCase, line: Happening, objects: _Objects) -> Plain:
    values = zip(_EVENT_ATTRIBUTES, (line.transition, line.position, line.outcome), strict=True)
    return {
        "id": f"{case.id}/{line.seq}",
        "type": line.activity,
        "time": _moment(line.at),
        "attributes": [{"name": name, "value": value} for name, value in values if value],
        "relationships": [
            {"objectId": one, "qualifier": one.partition(":")[0]}
            for one in _touched(case, line, objects)
        ],
    }


def _touched(case: LoggedCase, line: Happening, objects: _Objects) -> Iterator[str]:
    request = objects.meet(REQUEST, str(case.id), _request_values(case))
    yield request
    if line.work is not None:
        values = (line.activity, line.lane, str(line.visit))
        yield objects.meet(WORK, f"{case.id}/{line.work}", values, (request, REQUEST))
    if line.person:
        yield objects.meet(PERSON, line.person, (line.name,))
    for paper in line.papers:
        yield objects.meet(PAPER, f"{case.id}/{paper}", (paper,), (request, REQUEST))


def _request_values(case: LoggedCase) -> tuple[str, ...]:
    end = case.procedure.ends[case.end].name if case.end else ""
    number = case.procedure.identity.number
    return (case.number, number, case.service, case.agency, end)


def _type(name: str, attributes: Iterable[str]) -> Plain:
    return {"name": name, "attributes": [{"name": one, "type": "string"} for one in attributes]}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
