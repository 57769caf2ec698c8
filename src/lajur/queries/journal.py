"""The journal of one case, read for its reader."""

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from django.db import connection

from lajur.queries.dossier import Dossier
from lajur.queries.timeline import ActView, StoredEvent, timeline
from lajur.store.mapping import loads
from lajur.store.models import PersonRow
from lajur.store.sql import as_moment

_EVENTS = (
    'SELECT seq, kind, data, "by", at, text FROM store_eventrow WHERE case_id = %s ORDER BY seq'
)


def events_of(case_id: int) -> list[StoredEvent]:
    """Every event of a case that the reader may see, oldest first; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, (case_id,))
        rows = cursor.fetchall()
    return [
        StoredEvent(seq=seq, kind=kind, data=loads(data), by=loads(by), at=as_moment(at), text=text)
        for seq, kind, data, by, at, text in rows
    ]


def acts_of(dossier: Dossier, events: Sequence[StoredEvent], zone: ZoneInfo) -> tuple[ActView, ...]:
    """The acts, oldest first, in the words the reader may read; at most one statement."""
    return timeline(
        events,
        dossier.procedure,
        names=_names(dossier, events),
        zone=zone,
        outside=dossier.outside,
    )


def _names(dossier: Dossier, events: Iterable[StoredEvent]) -> Mapping[int, str]:
    """The names of everybody the journal speaks of."""
    holders = [holder for lane in dossier.lanes.values() for holder in lane.holders]
    known = {holder.person: holder.name for holder in holders}
    known.update(dossier.names)
    spoken = {event.data["to"] for event in events if event.data.get("to")}
    spoken.update(person for event in events for person in _listed(event.data.get("people")))
    unknown = [int(str(person)) for person in spoken if person not in known]
    if unknown:
        known.update(PersonRow.scoped.filter(pk__in=unknown).values_list("pk", "name"))
    return known


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
