"""Work in a data folder of its own, and what should have been told of it: two small commands.

`play SEED CASES` carries requests on from three weeks ago to now, so that deadlines are missed;
`check SEED` prints, as JSON, what has not fired and what should not have. Both are processes apart
from the workers, over the database that `LAJUR_DATA` and `LAJUR_DATABASE_URL` name.
"""

import json
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import django

THREE_WEEKS = timedelta(days=21)


def main(command: str, seed: str, *more: str) -> None:
    django.setup()
    if command == "play":
        play(random.Random(seed), int(more[0]))
    else:
        print(json.dumps(check(datetime.now(UTC))))


def play(chance: random.Random, cases: int) -> None:
    from tests.faults.year import acts, places_here

    now = datetime.now(UTC)
    span = {"since": now - THREE_WEEKS, "until": now}
    for _ in acts(places_here(), cases=cases, chance=chance, abandoned=0.3, **span):
        pass


def check(now: datetime) -> dict[str, list[str]]:
    """Open work against the rules: each once, and once more when its deadline has moved since."""
    from tests.faults.account import FAR, Office, did_fire, journals, should_fire, wall_calendar
    from tests.faults.test_year import RULES
    from tests.faults.year import places_here

    here = places_here()
    offices = {
        demo.government: Office(
            demo.zone,
            [(datetime.min, wall_calendar(demo.government))],  # noqa: DTZ901
        )
        for demo in here.demos.values()
    }
    should: Counter[tuple[object, ...]] = Counter()
    still_open = set()
    moves: dict[tuple[object, ...], int] = {}
    for case, journal in journals(offices, here.procedures).items():
        moves |= {(case, number): journal.moves(number) for number in journal.items}
        tick = now.astimezone(journal.office.zone).replace(tzinfo=None)
        open_now = {number for number, item in journal.items.items() if item.closed == FAR}
        still_open |= {(case, number) for number in open_now if not journal.began(number, tick)}
        should.update(
            fired[:5] for fired in should_fire(journal, case, RULES, [tick]) if fired[1] in open_now
        )
    did = Counter(fired[:5] for fired in did_fire(offices).elements())
    missing = should - did
    twice = [one for one, times in did.items() if times > 1 + moves[one[:2]]]
    beyond = [
        one
        for one, times in did.items()
        if one[:2] in still_open and one[2] != "before" and times > should[one] + moves[one[:2]]
    ]  # what was said before a deadline is no longer due to be said after it; nor is what was said
    # of minutes that nobody had begun, once somebody has
    return {
        "missing": sorted(map(str, missing)),
        "twice": sorted(map(str, twice)),
        "beyond": sorted(map(str, beyond)),
        "told": [str(did.total())],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
