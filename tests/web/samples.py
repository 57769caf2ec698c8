"""Something real for every placeholder of an address; both tests that visit every address ask it.

A new page with a new placeholder adds its row here, once.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from lajur.core.access import Actor
from lajur.core.letters.profile import Profile
from lajur.queries.feeds import secret_of_feed
from lajur.services.feeds import open_feed
from lajur.store.models import (
    AbsenceRow,
    ChannelRow,
    DestructionRow,
    EntryRow,
    HoldingRow,
    LetterProfileRow,
    RegisterRow,
    RetentionRow,
    UnitRow,
)

MISSING = 999_999  # where nothing stands


def sample_rows(
    government: int, *, person: Actor, absent: int, substitute: int
) -> Mapping[str, object]:
    """What any government has, besides its requests; call it within the government's scope.

    `person` gets a feed; `absent` and `substitute` are PersonRow ids of an absence to come.
    """
    open_feed(actor=person)
    return {
        "seq": 1,
        "letter": MISSING,
        "signature": MISSING,
        "token": "tidak-ada",
        "document": 1,
        "day": "2026-12-25",
        "season": MISSING,
        "act": 1,
        "rule_id": MISSING,
        "secret": secret_of_feed(person),
        **_of_the_office(government, absent, substitute),
        **_of_the_archive(government, proposer=absent),
        **_of_the_registers(government),
    }


def _of_the_office(government: int, absent: int, substitute: int) -> dict[str, object]:
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
    return {
        "unit_id": UnitRow.objects.filter(kind="office").latest("id").pk,
        "position_id": holding.position_id,
        "holding_id": holding.pk,
        "absence_id": absence.pk,
        "channel_id": channel.pk,
    }


def _of_the_archive(government: int, *, proposer: int) -> dict[str, object]:
    line = RetentionRow.objects.create(
        government_id=government,
        code="500.99",
        title="Lain-lain",
        active_years=1,
        inactive_years=1,
        disposal="musnah",
    )
    listed = DestructionRow.objects.create(
        government_id=government,
        state="proposed",
        reason="Masa simpan habis.",
        by_id=proposer,
        proposed_at=datetime(2098, 1, 5, tzinfo=UTC),
    )
    return {"line": line.pk, "list_id": listed.pk}


def _of_the_registers(government: int) -> dict[str, object]:
    book = RegisterRow.objects.create(
        government_id=government, key="nota-dinas", name="Nota dinas", pattern="{urut}/ND/{tahun}"
    )
    entry = EntryRow.objects.create(
        government_id=government,
        register=book,
        year=2026,
        number="7.1/ND/2026",
        day=date(2026, 1, 5),
        state=EntryRow.USED,
        at=datetime(2026, 1, 5, tzinfo=UTC),
    )
    look = Profile(government="PEMERINTAH", office="DINAS", place="Kota", unit="DINAS")
    LetterProfileRow.objects.create(
        government_id=government,
        version=1,
        data=look.to_dict(),
        by="Lajur",
        since=datetime(2026, 1, 5, tzinfo=UTC),
    )
    return {"book": book.key, "entry": entry.pk}
