"""A case closes once: what is recorded of it later does not move the day."""

from datetime import timedelta

from lajur.services.work_items import correct_event
from lajur.store.models import CaseRow
from tests.services.archive.closed import close_a_case
from tests.services.house import build, new_key


def test_what_is_recorded_after_closing_does_not_move_the_moment_it_closed(db: None) -> None:
    closed = close_a_case(build())
    later = closed.at + timedelta(days=400)
    correct_event(
        case_id=closed.case,
        seq=1,
        seen_version=closed.house.version(closed.case),
        text="Perihal yang benar: Antrean.",
        actor=closed.house.actor("Sari", later),
        at=later,
        key=new_key(),
    )
    with closed.house.scope():
        assert CaseRow.objects.get().closed_at == closed.at
