"""Archivists, uploaders and the worker at one moment: nobody waits for ever, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django_scopes import scopes_disabled

from lajur.core.refusals import Refusal
from lajur.services.archive.keeping import file_closed, keep_dossier
from lajur.services.archive.providing import provide_retention
from lajur.services.archive.unclaimed import drop_unclaimed
from lajur.services.verify import verify
from lajur.store import files
from lajur.store.models import ArchiveRow, FileRow, GovernmentRow
from tests.services.archive.closed import close_a_case, upload
from tests.services.archive.destroying import LATER, approve, carry_out, line_of, propose
from tests.services.house import NOON, build

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = NOON - timedelta(days=30)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of it side by side; gives what each came to, or its refusal."""
    start = Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        try:
            start.wait(timeout=60)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))


def test_building_and_destroying_at_once_end_and_leave_no_dossier() -> None:
    house = build()
    provide_retention(GovernmentRow.objects.get(pk=house.government), at=NOON)
    line_of(house, disposal="musnah")
    filed, sari = close_a_case(house), house.actor("Sari", LATER)
    with house.scope():
        file_closed(GovernmentRow.objects.get(pk=house.government))
    made = propose(filed)
    for who in ("Budi", "Wayan"):
        approve(house, made, who)

    def keep() -> object:
        return keep_dossier(filed.case, actor=sari, at=LATER)

    results = at_once(keep, keep, lambda: carry_out(house, made), keep)
    assert results[2] is None, results
    with scopes_disabled():
        assert not ArchiveRow.objects.exclude(dossier=None).exists()
    report = verify()
    assert report.is_clean, [check.faults for check in report.checks if check.count]


def test_what_is_uploaded_while_the_worker_lets_go_of_the_same_bytes_is_there() -> None:
    house = build()
    content = b"%PDF-1.4 sama"
    for _ in range(5):
        upload(house, content, LONG_AGO)
        with scopes_disabled():
            FileRow.objects.update(stored_at=LONG_AGO)
        stored, _gone = at_once(lambda: upload(house, content), lambda: drop_unclaimed(at=NOON))
        with scopes_disabled():
            row = FileRow.objects.get(pk=stored.id)  # type: ignore[attr-defined]
        assert files.place_of(row.digest).read_bytes() == content
    assert verify().is_clean
