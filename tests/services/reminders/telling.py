"""What tests of reminders share: an office with rules, and who was told what."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django_scopes import scopes_disabled

from lajur.services.reminders.fire import fire
from lajur.services.reminders.rules import provide_rules
from lajur.store.models import GovernmentRow, NoticeRow, ReminderRow
from tests.services.house import House

WITA = ZoneInfo("Asia/Makassar")
Told = tuple[str, str, str]  # who, kind of notice, variant


def wita(words: str) -> datetime:
    """A moment of November or December 2026: "24 16.00" is in November, "12 01 16.00" not."""
    month = "" if words.count(" ") > 1 else "11 "
    return datetime.strptime(f"2026 {month}{words}", "%Y %m %d %H.%M").replace(tzinfo=WITA)


def with_rules(house: House) -> House:
    """Give the office the rules an office begins with."""
    with house.scope():
        provide_rules(GovernmentRow.objects.get(pk=house.government))
    return house


def tick(words: str) -> list[Told]:
    """Fire at a moment; give who was told what, in the order in which they were."""
    with scopes_disabled():
        before = set(NoticeRow.objects.values_list("pk", flat=True))
        fire(at=wita(words))
        new = NoticeRow.objects.exclude(pk__in=before).select_related("person").order_by("pk")
        return [(row.person.name.split()[0], row.kind, row.facts["variant"]) for row in new]


def fired() -> int:
    """How many reminders have ever fired."""
    with scopes_disabled():
        return ReminderRow.objects.count()
