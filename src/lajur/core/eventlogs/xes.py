"""XES: a log of traces, one per case. Source: IEEE 1849-2016."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import quoteattr

from lajur.core.eventlogs.happenings import Happening, LoggedCase

_EXTENSIONS = (
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
"""
_GLOBALS = """<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/>\
<string key="lifecycle:transition" value="complete"/>\
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/></global>
<classifier name="Kegiatan" keys="concept:name"/>
<classifier name="Kegiatan dan tahap" keys="concept:name lifecycle:transition"/>
"""

# Source: XML 1.0, production Char.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Trace = tuple[LoggedCase, Iterable[Happening]]


def xes(traces: Iterable[Trace], *, name: str) -> Iterator[str]:
    """Yield the log piece by piece; moments are UTC."""
    yield _HEAD
    for extension, prefix in _EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        yield f'<extension name="{extension}" prefix="{prefix}" uri="{uri}"/>\n'
    yield _GLOBALS
    yield _string("concept:name", name) + _string("lifecycle:model", "standard") + "\n"
    for case, lines in traces:
        yield "<trace>" + "".join(_about(case)) + "\n"
        for line in lines:
            yield f"<event>{''.join(_told(case, line))}</event>\n"
        yield "</trace>\n"
    yield "</log>\n"


def _about(case: LoggedCase) -> Iterator[str]:
    yield _string("concept:name", case.number or f"berkas {case.id}")
    yield _string("sop", case.procedure.identity.number)
    yield _string("layanan", case.service)
    yield _string("perangkat_daerah", case.agency)
    if case.end:
        yield _string("akhir", case.procedure.ends[case.end].name)


def _told(case: LoggedCase, line: Happening) -> Iterator[str]:
    yield _string("concept:name", line.activity)
    yield _string("lifecycle:transition", line.transition)
    yield f'<date key="time:timestamp" value="{_moment(line.at)}"/>'
    yield _string("org:resource", line.name)
    yield _string("org:role", line.position or line.lane)
    yield _string("org:group", line.lane)
    if line.work is not None:
        yield _string("concept:instance", f"{case.id}/{line.work}")
        yield f'<int key="kunjungan" value="{line.visit}"/>'
    if line.outcome:
        yield _string("hasil", line.outcome)
    for paper in line.papers:
        yield _string("naskah", paper)


def _string(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(_legal(value))}/>"


def _legal(text: str) -> str:
    """Text without what no XML 1.0 document may hold."""
    return _ILLEGAL.sub("", text)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
