"""The ledger of a case from its journal as pages read it."""

from collections.abc import Iterable
from typing import Any, cast

from lajur.core.engine.ledger import TELLING, Ledger, ledger_of
from lajur.core.engine.mapping import acting_from_dict, event_of
from lajur.queries.timeline_words import StoredEvent


def ledger_from(events: Iterable[StoredEvent]) -> Ledger:
    """What the journal of one case, oldest first, says about time."""
    return ledger_of(
        event_of(
            one.kind,
            {**one.data, "text": one.text},
            at=one.at,
            by=acting_from_dict(cast(dict[str, Any], one.by)),
        )
        for one in events
        if one.kind in TELLING
    )
