"""Numbers of letters under load: no gap, no duplicate, the order of issue; and a twin that fails.

Of `letters`: printing is a cheap template of our own here, everything else is the real thing.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django_scopes import scopes_disabled

from lajur.services.letters import issuing, preparing
from lajur.services.letters.counting import Count, count_on
from lajur.services.letters.entries import Line, write
from lajur.services.verify import letters as checking
from lajur.store.models import EntryRow
from tests.faults.letters import cheap_print, faults, prepare

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent verifies what its clients have printed."""
    monkeypatch.setattr(preparing, "print_letter", cheap_print)


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize(
    ("clients", "each", "killed"),
    [
        (4, 9, 1),
        pytest.param(4, 60, 1, marks=pytest.mark.slow),
        pytest.param(64, 157, 6, marks=pytest.mark.slow),
    ],
)
def test_numbers_have_no_gap_and_no_double_across_new_years_midnight(
    tmp_path: Path, clients: int, each: int, killed: int
) -> None:
    race = prepare(tmp_path, clients=clients, each=each)
    issues = race.run(killed=range(killed))
    assert faults(race, issues) == []
    with race.house.scope():
        years = set(EntryRow.objects.values_list("register__key", "year"))
    assert {year for _, year in years} == {2026, 2027}
    with scopes_disabled():
        assert checking.letters(()).faults == []


def test_twin_a_counter_in_a_transaction_of_its_own_leaves_gaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    race = prepare(tmp_path, clients=1, each=8)
    race.rollbacks = 0.5
    _draw_apart(monkeypatch)
    issues = race.run()
    assert any("[" in fault for fault in faults(race, issues))


def _draw_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken way: the number is taken and committed first, the letter follows."""
    taken: dict[str, Count] = {}

    def foretell(ready: issuing.Ready, at: datetime) -> issuing._Foretold:
        with transaction.atomic():
            count = count_on(ready.register, government=ready.government, at=at)
        assert count is not None
        number = count.number(count.sequence)
        taken[number] = count
        return issuing._printed(ready, number)

    def write_taken(ready: issuing.Ready, asking: Any) -> EntryRow:
        number, count = taken.popitem()
        line = Line(case=ready.row.case_id)
        return write(
            count,
            line,
            number=number,
            sequence=count.sequence,
            government=ready.government,
            at=asking.at,
        )

    monkeypatch.setattr(issuing, "_foretell", foretell)
    monkeypatch.setattr(issuing, "_drawn", write_taken)
