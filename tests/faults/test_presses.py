"""The twin of sixteen people pressing at once, on SQLite: see tests/services/test_presses.py.

There two things guard a completion: one transaction at a time reads and writes, and the write
compares the version. Without both, the same check must fail.
"""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, OperationalError, connection

from lajur.services import acts
from lajur.store import write_sqlite
from lajur.store.models import CaseRow
from tests.services import test_presses
from tests.services.house import House, build
from tests.services.test_presses import complete_each_once, press

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="its own twin is there")


def press_or_break(house: House, case: int, key: str) -> str:
    """What the constraints of the database refuse is no answer, but must not stop the others."""
    try:
        return press(house, case, key)
    except (IntegrityError, OperationalError) as error:
        return type(error).__name__


@pytest.fixture
def unguarded(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    """Read, then write, with nothing that holds them together."""
    assert connection.vendor == "sqlite"
    guarded = write_sqlite._GO_ON
    monkeypatch.setattr(acts, "transaction", SimpleNamespace(atomic=nullcontext))
    monkeypatch.setattr(
        write_sqlite, "_GO_ON", guarded.replace("AND version = ?", "AND version <= 1000 + ?")
    )
    monkeypatch.setattr(test_presses, "press", press_or_break)
    return build()


def test_without_the_guards_the_same_storm_carries_out_tasks_more_than_once(
    unguarded: House,
) -> None:
    with pytest.raises(AssertionError):
        complete_each_once(unguarded, 5)

    with unguarded.scope():
        versions = CaseRow.objects.values_list("version", flat=True)
        assert max(versions) > 2  # filed, and disposed of more than once
