"""Whether work can be given to somebody: people of the lane, as the office stands now."""

from collections.abc import Iterable
from datetime import datetime

from lajur.core.access import PersonId
from lajur.core.procedure.definition import LaneId
from lajur.core.refusals import NotFound, marked
from lajur.services.refusals import NotInTheLane
from lajur.store.locks import Loaded
from lajur.store.sql import run
from lajur.store.standing import asking, standing


def require_in_lane(
    loaded: Loaded, lane: LaneId, people: Iterable[PersonId], *, at: datetime
) -> None:
    """Refuse people who do not work in the lane of this procedure today.

    Raises:
        NotFound: the government knows no such active person.
        NotInTheLane: they hold no position bound to the lane; a substitute holds the absent
            person's only until the day that person is back, so work is given to that person.
    """
    government = loaded.standing.government
    for person in people:
        ((_, rows),) = run([asking(person, government, at)])
        known = standing(rows, person, government, at)
        if known is None:
            raise NotFound(what=marked("Orang itu"))
        actor = known.themselves().actor_in(
            loaded.procedure, agency=loaded.agency, appointed={lane: (person,)}, lane=lane
        )
        if lane not in actor.lanes:
            named = loaded.procedure.lanes.get(lane)
            raise NotInTheLane(name=known.name, lane=named.name if named else lane)
