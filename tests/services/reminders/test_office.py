"""Whom a rule speaks to: performers and who stands in for them, those above, the applicant."""

from datetime import date

import pytest

from lajur.core.reminders import Audience
from lajur.services.reminders.office import office_at
from lajur.store.models import (
    AbsenceRow,
    GovernmentRow,
    HoldingRow,
    PersonRow,
    PositionRow,
    UnitRow,
    WorkItemRow,
)
from tests.services.house import NOON, House
from tests.services.reminders.telling import wita


@pytest.fixture
def work(house: House) -> WorkItemRow:
    """Work of the team (Rahmat), in a section below the head's own unit; Dewi leads the section."""
    case = house.file().case_id
    with house.scope():
        section = UnitRow.objects.create(
            government_id=house.government,
            name="Seksi Aplikasi",
            kind="office",
            parent=UnitRow.objects.get(kind="office"),
        )
        for rank, lane in enumerate(("kasi", "tim")):
            place = PositionRow.objects.filter(pk=house.positions[lane])
            place.update(unit=section, rank=rank)
        item = WorkItemRow.objects.select_related("case").get(case=case, closed_at=None)
    item.lane, item.step = "tim", "susun_rencana"
    return item


def told(house: House, item: WorkItemRow, audience: Audience, at: str = "24 16.00") -> set[str]:
    with house.scope():
        government = GovernmentRow.objects.get(pk=house.government)
        people = office_at(government, wita(at)).people(audience, item)
        return {row.name.split()[0] for row in PersonRow.objects.filter(pk__in=people)}


def hold(house: House, lane: str, name: str, capacity: str, until: date | None = None) -> None:
    with house.scope():
        HoldingRow.objects.create(
            government_id=house.government,
            position_id=house.positions[lane],
            person_id=house.people[name],
            capacity=capacity,
            since=NOON.date(),
            until=until,
        )


def test_the_superior_leads_the_section_and_above_them_the_office(
    house: House, work: WorkItemRow
) -> None:
    assert told(house, work, Audience.PERFORMER) == {"Rahmat"}
    assert told(house, work, Audience.SUPERIOR) == {"Dewi"}

    work.lane = "kasi"
    assert told(house, work, Audience.SUPERIOR) == {"Budi"}


def test_who_holds_the_place_above_as_well_answers_to_the_next(
    house: House, work: WorkItemRow
) -> None:
    with house.scope():
        HoldingRow.objects.filter(position=house.positions["kasi"]).update(until=date(2026, 11, 1))
    hold(house, "kasi", "Rahmat", "Plt.", date(2026, 12, 31))

    assert told(house, work, Audience.SUPERIOR) == {"Budi"}


def test_a_daily_substitute_beside_the_holder_is_told_as_well(
    house: House, work: WorkItemRow
) -> None:
    hold(house, "kasi", "Umar", "Plh.", date(2026, 11, 24))

    assert told(house, work, Audience.SUPERIOR) == {"Dewi", "Umar"}
    assert told(house, work, Audience.SUPERIOR, "25 08.00") == {"Dewi"}


def test_who_is_away_is_not_told_but_who_stands_in_for_them(
    house: House, work: WorkItemRow
) -> None:
    with house.scope():
        AbsenceRow.objects.create(
            government_id=house.government,
            person_id=house.people["Dewi"],
            substitute_id=house.people["Umar"],
            capacity="Plh.",
            since=date(2026, 11, 24),
            until=date(2026, 11, 30),
            ended_on=date(2026, 11, 26),
        )

    assert told(house, work, Audience.SUPERIOR, "23 16.00") == {"Dewi"}
    assert told(house, work, Audience.SUPERIOR, "24 08.00") == {"Umar"}
    assert told(house, work, Audience.SUPERIOR, "26 16.00") == {"Umar"}
    assert told(house, work, Audience.SUPERIOR, "27 08.00") == {"Dewi"}


def away(house: House, who: str, by: str) -> None:
    """From Tuesday the 24th, for a week."""
    with house.scope():
        AbsenceRow.objects.create(
            government_id=house.government,
            person_id=house.people[who],
            substitute_id=house.people[by],
            capacity="Plh.",
            since=date(2026, 11, 24),
            until=date(2026, 11, 30),
        )


def test_who_stands_in_for_a_daily_substitute_is_not_told_of_what_does_not_pass_on(
    house: House, work: WorkItemRow
) -> None:
    hold(house, "kasi", "Wayan", "Plh.", date(2026, 11, 30))
    away(house, "Wayan", "Umar")

    assert told(house, work, Audience.SUPERIOR) == {"Dewi", "Wayan"}


def test_who_is_away_is_told_when_the_account_of_the_substitute_is_closed(
    house: House, work: WorkItemRow
) -> None:
    away(house, "Rahmat", "Umar")
    assert told(house, work, Audience.PERFORMER) == {"Umar"}
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_active=False)

    assert told(house, work, Audience.PERFORMER) == {"Rahmat"}


def test_a_vendor_is_told_only_of_what_it_is_appointed_to(house: House, work: WorkItemRow) -> None:
    with house.scope():
        UnitRow.objects.filter(name="Seksi Aplikasi").update(kind="vendor")
    assert told(house, work, Audience.PERFORMER) == {"Budi"}

    work.appointed = f" {house.people['Rahmat']} "
    assert told(house, work, Audience.PERFORMER) == {"Rahmat"}


def test_appointed_people_are_the_performers(house: House, work: WorkItemRow) -> None:
    work.appointed = f" {house.people['Umar']} "

    assert told(house, work, Audience.PERFORMER) == {"Umar"}


def test_the_applicant_is_reminded_of_what_is_in_their_hands(
    house: House, work: WorkItemRow
) -> None:
    work.lane, work.agency_id = "opd", house.agency

    assert told(house, work, Audience.PERFORMER) == {"Siti"}
    assert told(house, work, Audience.CLERK) == {"Sari"}


def test_the_administrator_is_the_last_who_hears(house: House, work: WorkItemRow) -> None:
    people = PersonRow.objects.filter(government=house.government)
    people.filter(pk=house.people["Umar"]).update(is_admin=True)
    people.exclude(pk=house.people["Umar"]).update(is_active=False)

    assert told(house, work, Audience.PERFORMER) == {"Umar"}
