"""A process that sends, made to be killed: `python -m tests.messages.sender`.

It is warm and has no connection of its own; every order is done by a child forked for it, so that
a thousand of them can be killed in a minute. Orders and answers are lines of JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.mail.utils import DNS_NAME  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.timezone import now  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from lajur.services.messages import claims, send  # noqa: E402
from lajur.services.messages.compose import compose  # noqa: E402
from lajur.services.messages.ways import Ways  # noqa: E402
from lajur.store.models import GovernmentRow, MessageRow, NoticeRow, PersonRow  # noqa: E402


def seed(people: int) -> Iterator[object]:
    """A government with so many people, each told one thing, by mail."""
    call_command("migrate", verbosity=0)
    home = GovernmentRow.objects.create(
        slug="sumbawa", name="Sumbawa", office_name="Dinas", zone="Asia/Makassar", created_at=now()
    )
    tell(home, [_person(home, number) for number in range(people)])
    yield "seeded"


def more(people: int) -> Iterator[object]:
    """Tell so many further people one thing each, of the government that is there."""
    home = GovernmentRow.objects.get()
    known = PersonRow.objects.count()
    tell(home, [_person(home, known + number) for number in range(people)])
    yield "told"


def tell(home: GovernmentRow, people: list[PersonRow]) -> None:
    with scopes_disabled(), transaction.atomic():
        rows = [
            NoticeRow(
                government=home,
                person=person,
                kind="your_turn",
                facts={"number": "1", "step": "Memeriksa"},
                created_at=now(),
            )
            for person in PersonRow.objects.bulk_create(people)
        ]
        compose(NoticeRow.objects.bulk_create(rows), at=now())


def _person(home: GovernmentRow, number: int) -> PersonRow:
    name = f"orang{number:06}"
    return PersonRow(government=home, username=name, name=name, email=f"{name}@contoh.id")


def run(seconds: float) -> Iterator[object]:
    """Send all there is, with the clock so many seconds ahead; say how many."""
    yield os.getpid()
    time.sleep(0.02)  # whoever means to kill it has heard of it
    sent = 0
    while done := send.send_due(at=now() + timedelta(seconds=seconds), ways=Ways()):
        sent += done
    yield sent


def hasty(seconds: float) -> Iterator[object]:
    """The first twin: it marks, then sends."""
    hand_over = send._hand_over

    def mark_first(row: MessageRow, post: Any, at: Any) -> None:
        claims.mark_sent(row, at=at)
        hand_over(row, post, at)

    send._hand_over = mark_first
    return run(seconds)


def unfenced(seconds: float) -> Iterator[object]:
    """The second twin: whoever marks is believed."""
    claims._ours = lambda row: MessageRow.objects.filter(pk=row.pk)
    return run(seconds)


def look() -> Iterator[object]:
    """Every message: its reference, its attempts, whether it is sent."""
    with scopes_disabled():
        rows = MessageRow.objects.order_by("pk").values_list("reference", "attempt", "sent_at")
        yield [[reference, attempt, bool(sent)] for reference, attempt, sent in rows]


ORDERS: dict[str, Callable[..., Iterator[object]]] = {
    one.__name__: one for one in (seed, more, run, hasty, unfenced, look)
}


def warm_up() -> None:
    """What every child would have to load again."""
    reverse("notices", kwargs={"government": "sumbawa"})
    DNS_NAME.get_fqdn()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Akun")


def main() -> None:
    warm_up()
    children: list[int] = []
    for line in sys.stdin:
        order, *given = json.loads(line)
        child = os.fork()
        if child == 0:
            for answer in ORDERS[order](*given):
                print(json.dumps([order, answer]), flush=True)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
