"""People away, and what their substitutes then do and see."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from lajur.core.access import Capacity, Role
from lajur.queries.absences import (
    find_absence,
)
from lajur.queries.worklist import Share, TrayQuestion, TrayView, worklist
from lajur.services.absences import (
    AbsenceDetails,
    set_absence,
)
from lajur.store.models import (
    AbsenceRow,
    EventRow,
)
from tests.services.house import NOON, House, new_key
from tests.services.office import TODAY, administrator, asked

DAY = timedelta(days=1)
WITA = ZoneInfo("Asia/Makassar")


def details(house: House, by: str, first: int = 0, last: int = 4, **more: object) -> AbsenceDetails:
    """`first` and `last` are days from today."""
    usual: dict[str, object] = {"capacity": Capacity.DAILY, "decree": "800.1.11.1/7/2026"}
    return AbsenceDetails(
        substitute=house.people[by],
        since=TODAY + first * DAY,
        until=TODAY + last * DAY,
        **{**usual, **more},  # type: ignore[arg-type]
    )


def away(house: House, who: str, by: str, first: int = 0, last: int = 4, **more: object) -> int:
    """An administrator records it; give its id."""
    wanted = details(house, by, first, last, **more)
    set_absence(person_id=house.people[who], details=wanted, **asked(house))
    with house.scope():
        return AbsenceRow.objects.latest("pk").pk


def stamp(house: House, absence: int) -> str:
    with house.scope():
        return find_absence(absence, actor=administrator(house), today=TODAY).seen


def act(house: House, case: int, by: str, at: datetime = NOON) -> dict[str, object]:
    """What an act on the newest open item needs."""
    return {
        "case_id": case,
        "number": house.open_items(case)[-1].number,
        "seen_version": house.version(case),
        "actor": house.actor(by, at),
        "at": at,
        "key": new_key(),
    }


def finish(house: House, case: int, by: str, at: datetime = NOON, **given: object) -> None:
    house.complete(case, by, actor=house.actor(by, at), at=at, **given)


def last_by(house: House, case: int, kind: str) -> dict[str, object]:
    with house.scope():
        return dict(EventRow.objects.filter(case=case, kind=kind).latest("seq").by)


def tray(house: House, who: str, at: datetime = NOON, share: Share = Share.ALL) -> TrayView:
    with house.scope():
        return worklist(
            TrayQuestion(share=share),
            actor=house.actor(who, at),
            at=at,
            government=house.government,
        )


def is_official(house: House, who: str, at: datetime) -> bool:
    return Role.OFFICIAL in house.actor(who, at).roles
