"""Something real for every placeholder of an address; both tests that visit every address ask it.

A new page with a new placeholder adds its row here, once.
"""

from collections.abc import Mapping
from datetime import date

from lajur.core.access import Actor
from lajur.queries.feeds import secret_of_feed
from lajur.services.feeds import open_feed
from lajur.store.models import AbsenceRow, ChannelRow, HoldingRow, UnitRow

MISSING = 999_999  # where nothing stands


def sample_rows(
    government: int, *, person: Actor, absent: int, substitute: int
) -> Mapping[str, object]:
    """What any government has, besides its requests; call it within the government's scope.

    `person` gets a feed; `absent` and `substitute` are PersonRow ids of an absence to come.
    """
    holding = HoldingRow.objects.filter(until=None).latest("id")
    absence = AbsenceRow.objects.create(
        government_id=government,
        person_id=absent,
        substitute_id=substitute,
        capacity="a.n.",
        since=date(2098, 1, 5),
        until=date(2099, 1, 5),
    )
    channel = ChannelRow.objects.create(
        government_id=government, name="WhatsApp dinas", url="https://hub.contoh.id/kirim"
    )
    open_feed(actor=person)
    return {
        "seq": 1,
        "letter": MISSING,
        "document": 1,
        "unit_id": UnitRow.objects.filter(kind="office").latest("id").pk,
        "position_id": holding.position_id,
        "holding_id": holding.pk,
        "day": "2026-12-25",
        "season": MISSING,
        "absence_id": absence.pk,
        "act": 1,
        "rule_id": MISSING,
        "channel_id": channel.pk,
        "secret": secret_of_feed(person),
    }
