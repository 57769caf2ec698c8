"""Telling people things, and looking at what became of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django_scopes import scope, scopes_disabled

from lajur.core.notices import NoticeGroup
from lajur.services.messages.choices import Choice, keep_choices
from lajur.services.messages.compose import compose
from lajur.services.messages.send import send_due
from lajur.services.messages.ways import Ways
from lajur.store.models import MessageRow, NoticeRow
from tests.services.house import NOON, House

FACTS = {"number": "001/PA", "title": "Antrean Puskesmas", "step": "Memeriksa berkas", "end": "–"}
BY_CHAT = dict.fromkeys(NoticeGroup, Choice(by_mail=False, by_chat=True))


def tell(
    house: House,
    name: str = "Budi",
    *,
    kind: str = "your_turn",
    times: int = 1,
    at: datetime = NOON,
    facts: Mapping[str, str] = FACTS,
) -> list[int]:
    """Tell somebody something, in one act; gives the ids of the notices."""
    return tell_all(house, [(name, kind)] * times, at=at, facts=facts)


def tell_all(
    house: House,
    told: Iterable[tuple[str, str]],
    *,
    at: datetime = NOON,
    facts: Mapping[str, str] = FACTS,
) -> list[int]:
    """Tell (name, kind) each, in one act."""
    with scope(government=house.government), transaction.atomic():
        rows = NoticeRow.objects.bulk_create(
            NoticeRow(
                government_id=house.government,
                person_id=house.people[name],
                kind=kind,
                facts=facts,
                created_at=at,
            )
            for name, kind in told
        )
        compose(rows, at=at)
    return [row.pk for row in rows]


def choose_chat(house: House, name: str = "Budi") -> None:
    keep_choices(BY_CHAT, actor=house.actor(name))


def send_all(ways: Ways, *, at: datetime = NOON, hours: float = 0, every: int = 5) -> int:
    """Send again and again for so many hours, `every` minutes; gives how many arrived."""
    sent = send_due(at=at, ways=ways)
    for minutes in range(every, int(hours * 60) + 1, every):
        sent += send_due(at=at + timedelta(minutes=minutes), ways=ways)
    return sent


def messages() -> list[MessageRow]:
    with scopes_disabled():
        return list(MessageRow.objects.order_by("pk"))


def faults() -> list[str]:
    return [row.fault for row in messages()]
