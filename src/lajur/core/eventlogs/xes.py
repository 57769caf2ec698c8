"""XES: a log of traces, one per case. Source: IEEE 1849-2016, with its XML Schema.

One element to a line, values in double quotes: some readers go by lines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from xml.sax.saxutils import escape

from lajur.core.engine.case import CaseState
from lajur.core.eventlogs.happenings import Happening, LoggedCase

# A classifier's name is an NCName: no space. Its keys are declared global, so every event has them.
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace">
<string key="concept:name" value=""/>
</global>
<global scope="event">
<string key="concept:name" value=""/>
<string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
<string key="langkah" value=""/>
</global>
<classifier name="Kegiatan" scope="event" keys="concept:name"/>
<classifier name="KegiatanDanTahap" scope="event" keys="concept:name lifecycle:transition"/>
<classifier name="Langkah" scope="event" keys="langkah"/>
"""
STATES: Mapping[CaseState, str] = {
    CaseState.OPEN: "berjalan",
    CaseState.COMPLETED: "selesai",
    CaseState.WITHDRAWN: "ditarik",
}

# Source: XML 1.0, production Char.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Source: XML 1.0, 3.3.3: white space in a value that is not written so becomes a space.
_ENTITIES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}

Trace = tuple[LoggedCase, Iterable[Happening]]


def xes(traces: Iterable[Trace], *, name: str) -> Iterator[str]:
    """Yield the log, a trace at a time; moments keep the zone they come in."""
    yield _HEAD + _string("concept:name", name) + _string("lifecycle:model", "standard")
    for case, lines in traces:
        told = "".join(f"<event>\n{''.join(_told(case, line))}</event>\n" for line in lines)
        yield f"<trace>\n{''.join(_about(case))}{told}</trace>\n"
    yield "</log>\n"


def _about(case: LoggedCase) -> Iterator[str]:
    yield _string("concept:name", case.name)
    yield _string("sop", case.procedure.identity.number)
    yield _string("nama_sop", case.procedure.identity.title)
    yield _string("layanan", case.service)
    yield _string("perangkat_daerah", case.agency)
    yield _string("keadaan", STATES[case.state])
    if case.end:
        yield _string("akhir", case.procedure.ends[case.end].name)
    if case.parent_name:
        yield _string("induk", case.parent_name)


def _told(case: LoggedCase, line: Happening) -> Iterator[str]:
    yield _string("concept:name", line.activity)
    yield _string("lifecycle:transition", line.transition)
    yield f'<date key="time:timestamp" value="{_moment(line.at)}"/>\n'
    yield _string("langkah", line.step)
    if line.who.name:
        yield _string("org:resource", line.who.name)
    if line.who.position:
        yield _string("org:role", line.who.position)
    yield _string("org:group", line.lane)
    if line.work is not None:
        yield _string("concept:instance", f"{case.id}/{line.work}")
        yield f'<int key="kunjungan" value="{line.visit}"/>\n'
    if line.told_at is not None:
        yield f'<date key="dicatat" value="{_moment(line.told_at)}"/>\n'
    if line.outcome:
        yield _string("hasil", line.outcome)
    if line.papers:  # one attribute: an event has each key once
        yield _string("naskah", "; ".join(line.papers))


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value="{escape(_legal(value), _ENTITIES)}"/>\n'


def _legal(text: str) -> str:
    """Text without what no XML 1.0 document may hold."""
    return _ILLEGAL.sub("", text)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
