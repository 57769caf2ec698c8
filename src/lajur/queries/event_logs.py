"""The journals of a government as an event log for process mining, a few cases at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F, Q, QuerySet
from django_scopes import scope

from lajur.core.access import Actor, Permission
from lajur.core.engine.case import CaseState
from lajur.core.eventlogs.happenings import (
    Entry,
    LoggedCase,
    Pseudonyms,
    happenings,
    real_name,
)
from lajur.core.eventlogs.ocel import ocel
from lajur.core.eventlogs.xes import Trace, xes
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.queries.governments import GovernmentView
from lajur.store import procedures
from lajur.store.mapping import loads
from lajur.store.models import CaseRow
from lajur.store.sql import as_moment

CHUNK = 50  # cases in memory
_EVENTS = (
    'SELECT case_id, seq, kind, data, "by", at FROM store_eventrow'
    " WHERE case_id IN ({}) ORDER BY case_id, seq"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which log: of every case filed from `first` to `last`, whole, as it stands now.

    With `running`, of every case open at some moment of that time, whenever it was filed: also
    whole, so what lies outside the time is in it.
    """

    format: str  # a key of FORMATS
    first: date | None = None  # in the office's zone; None: from the beginning
    last: date | None = None  # inclusive; None: until now
    running: bool = False
    pseudonyms: bool = False  # nothing that names a person, nor a number that letters bear


class NothingLogged(Refusal):
    """The period has no request, so the log would be empty."""

    code = "nothing_logged"
    message = marked("Tidak ada permohonan pada masa itu. Pilih masa lain.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


def open_log(asked: Asked, *, actor: Actor, government: GovernmentView) -> Iterator[bytes]:
    """The log for somebody who asks for it, refused before its first byte if at all.

    Raises:
        NotFound: logs are not for the actor.
        NothingLogged: it would be empty.
    """
    if not actor.may(Permission.EXPORT_LOG):
        raise NotFound(what=marked("Halaman"))
    with scope(government=government.id):
        if not _in_period(asked, ZoneInfo(government.zone)).exists():
            raise NothingLogged
    return event_log(asked, government=government)


def event_log(asked: Asked, *, government: GovernmentView) -> Iterator[bytes]:
    """Yield the log, UTF-8. Opens the scope for each chunk: a stream outlives its request."""
    write = FORMATS[asked.format]
    for piece in write(_traces(asked, government), government):
        yield piece.encode()


def _xes(traces: Iterator[Trace], government: GovernmentView) -> Iterator[str]:
    return xes(traces, name=government.office_name)


def _ocel(traces: Iterator[Trace], _: GovernmentView) -> Iterator[str]:
    with TemporaryFile("w+", encoding="utf-8") as waiting:
        yield from ocel(traces, waiting=waiting)


FORMATS: Mapping[str, Callable[[Iterator[Trace], GovernmentView], Iterator[str]]] = {
    "xes": _xes,
    "ocel": _ocel,
}


def _traces(asked: Asked, government: GovernmentView) -> Iterator[Trace]:
    name = Pseudonyms() if asked.pseudonyms else real_name
    zone = ZoneInfo(government.zone)
    after = 0
    while True:
        with scope(government=government.id):
            cases = _cases(asked, zone, after)
            journals = _journals([case.id for case in cases], zone)
        for case in cases:
            yield case, happenings(case.procedure, journals.get(case.id, []), name=name)
        if len(cases) < CHUNK:
            return
        after = cases[-1].id


def _cases(asked: Asked, zone: ZoneInfo, after: int) -> list[LoggedCase]:
    rows = _in_period(asked, zone).filter(pk__gt=after)
    needed = (
        rows.select_related("agency", "procedure")
        .defer("form", "marking")
        .annotate(parent_number=F("parent__number"))
    )
    return [
        LoggedCase(
            id=row.pk,
            number="" if asked.pseudonyms else row.number,
            procedure=procedures.of_row(row.procedure),
            service=row.service,
            agency=row.agency.name,
            state=CaseState(row.state),
            opened_at=row.opened_at.astimezone(zone),
            closed_at=row.closed_at and row.closed_at.astimezone(zone),
            end=row.end,
            parent=row.parent_id,
            parent_number="" if asked.pseudonyms else row.parent_number or "",
        )
        for row in needed.order_by("pk")[:CHUNK]
    ]


def _in_period(asked: Asked, zone: ZoneInfo) -> QuerySet[CaseRow]:
    rows = CaseRow.objects.all()
    if asked.first:
        since = _midnight(asked.first, zone)
        filed, open_then = (
            Q(opened_at__gte=since),
            Q(closed_at__isnull=True) | Q(closed_at__gte=since),
        )
        rows = rows.filter(open_then if asked.running else filed)
    if asked.last:
        rows = rows.filter(opened_at__lt=_midnight(asked.last + timedelta(days=1), zone))
    return rows


def _journals(cases: list[int], zone: ZoneInfo) -> dict[int, list[Entry]]:
    if not cases:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS.format(", ".join(["%s"] * len(cases))), cases)
        rows = cursor.fetchall()
    return {
        case: [
            Entry(
                seq=seq,
                kind=kind,
                data=loads(data),
                by=loads(by),
                at=as_moment(at).astimezone(zone),
            )
            for _, seq, kind, data, by, at in events
        ]
        for case, events in groupby(rows, key=itemgetter(0))
    }


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)
