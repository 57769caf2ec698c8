"""Recording who is away: by whom, once, told to whom, changed and ended."""

from collections.abc import Callable

import pytest
from django.test import override_settings

from lajur.core.access import Actor
from lajur.core.offices.absence_refusals import (
    AbsenceOver,
    AbsencesOverlap,
)
from lajur.core.refusals import NotFound
from lajur.queries.absences import (
    Phase,
    absences,
    find_absence,
)
from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.positions import find_position
from lajur.services.absences import (
    change_absence,
    end_absence,
    plan_absence,
    set_absence,
)
from lajur.services.notices import announce
from lajur.services.offices.refusals import ChangedMeanwhile
from lajur.store.models import (
    MessageRow,
    NoticeRow,
    PersonRow,
)
from tests.services.absent import (
    DAY,
    away,
    details,
    is_official,
    stamp,
)
from tests.services.house import NOON, SINCE, House, build, new_key
from tests.services.office import TODAY, administrator, asked, newest_act, unchanged


def test_a_person_records_their_own_absence_and_nobody_elses(house: House) -> None:
    own = {"actor": house.actor("Budi"), "at": NOON, "key": new_key()}
    set_absence(person_id=house.people["Budi"], details=details(house, "Umar"), **own)  # type: ignore[arg-type]

    for actor in (house.actor("Umar"), house.actor("Sari"), build("lain").actor("Budi")):
        with pytest.raises(NotFound):
            set_absence(
                person_id=house.people["Wayan"],
                details=details(house, "Dewi"),
                actor=actor,
                at=NOON,
                key=new_key(),
            )
    assert newest_act(house).kind == "absence_set"
    with house.scope():
        (told,) = NoticeRow.objects.values_list("person", "facts__name")
        words = list_acts().acts[0].title
    assert told == (house.people["Umar"], "Budi")
    assert words == "Budi tidak di tempat 23 November 2026 sampai 27 November 2026, digantikan Umar"


def test_the_same_form_sent_twice_records_it_once(house: House) -> None:
    given = {"person_id": house.people["Budi"], "details": details(house, "Umar"), **asked(house)}
    set_absence(**given)  # type: ignore[arg-type]
    with unchanged(house):
        set_absence(**given)  # type: ignore[arg-type]
    with pytest.raises(AbsencesOverlap):
        away(house, "Budi", "Dewi", 4, 6)


def test_planning_tells_what_would_come_and_writes_nothing(house: House) -> None:
    for _ in range(2):
        house.file()
    with house.scope(), unchanged(house):
        handover = plan_absence(
            person_id=house.people["Budi"],
            details=details(house, "Umar"),
            changing=None,
            actor=administrator(house),
            at=NOON,
        )
        with pytest.raises(NotFound):
            plan_absence(
                person_id=house.people["Budi"],
                details=details(house, "Umar"),
                changing=None,
                actor=house.actor("Umar"),
                at=NOON,
            )
    assert (handover.positions, handover.tasks) == (("Kadis",), 2)


def test_a_change_tells_the_old_substitute_and_the_new(house: House) -> None:
    absence = away(house, "Budi", "Umar", 1)
    with house.scope():
        NoticeRow.objects.all().delete()
    change_absence(
        absence_id=absence,
        details=details(house, "Dewi", 1, 2),
        seen=stamp(house, absence),
        **asked(house),
    )

    with house.scope():
        told = set(NoticeRow.objects.values_list("person__name", "facts__variant"))
        changed = find_absence(absence, actor=administrator(house), today=TODAY)
    assert told == {("Umar", "cancelled"), ("Dewi", None), ("Budi", "away")}
    assert (changed.substitute_name, changed.phase) == ("Dewi", Phase.LATER)
    with pytest.raises(ChangedMeanwhile):
        end_absence(absence_id=absence, seen="lama", **asked(house))


def test_who_is_back_early_has_everything_back_at_once(house: House) -> None:
    absence = away(house, "Budi", "Umar")
    own = {"actor": house.actor("Budi"), "at": NOON, "key": new_key()}

    end_absence(absence_id=absence, seen=stamp(house, absence), **own)  # type: ignore[arg-type]

    assert not is_official(house, "Umar", NOON)
    assert house.actor("Budi").away is None
    with house.scope():
        (line,) = absences(actor=administrator(house), today=TODAY)
    assert line.phase is Phase.CANCELLED
    with pytest.raises(AbsenceOver):
        end_absence(absence_id=absence, seen=stamp(house, absence), **asked(house))


def test_sessions_go_on_when_an_absence_begins_or_ends(house: House) -> None:
    away(house, "Budi", "Umar")
    assert set(PersonRow.objects.values_list("access_stamp", flat=True)) == {0}


def test_the_page_of_a_position_says_who_works_there_today(house: House) -> None:
    away(house, "Budi", "Umar")
    with house.scope():
        (term,) = find_position(house.positions["kadis"], today=TODAY).current
    assert (term.replaced_by, term.replaced_until) == ("Umar (Plh.)", TODAY + 4 * DAY)


def test_the_substitute_is_told_and_who_is_away_is_not_mailed(house: House) -> None:
    PersonRow.objects.update(email="a@sumbawakab.go.id")
    away(house, "Budi", "Umar")
    with house.scope():
        MessageRow.objects.all().delete()
        NoticeRow.objects.all().delete()
    house.file()

    with override_settings(MAIL=object()):
        announce(at=NOON)

    with house.scope():
        noticed = set(NoticeRow.objects.values_list("person__name", "kind"))
        mailed = set(MessageRow.objects.values_list("person__name", flat=True))
    assert noticed == {("Budi", "your_turn"), ("Umar", "your_turn")}
    assert mailed == {"Umar"}


def test_who_is_away_is_mailed_when_nobody_stands_in_after_all(house: House) -> None:
    PersonRow.objects.update(email="a@sumbawakab.go.id")
    away(house, "Budi", "Umar")
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_active=False)
    house.file()

    with override_settings(MAIL=object()):
        announce(at=NOON)

    with house.scope():
        assert set(MessageRow.objects.values_list("person__name", flat=True)) == {"Budi"}


def test_a_plain_actor_stands_in_for_nobody(house: House) -> None:
    actor: Actor = house.actor("Budi")
    assert (actor.stands_in, actor.away, actor.desk) == ((), None, house.people["Budi"])
    assert SINCE < TODAY


def test_past_absences_stay_on_the_list(house: House) -> None:
    away(house, "Budi", "Umar", 0, 1)
    away(house, "Wayan", "Dewi", 3, 4)
    phases: Callable[[int], list[Phase]] = lambda days: [  # noqa: E731
        one.phase for one in absences(actor=administrator(house), today=TODAY + days * DAY)
    ]
    with house.scope():
        assert phases(0) == [Phase.NOW, Phase.LATER]
        assert phases(2) == [Phase.LATER, Phase.PAST]
        assert phases(9) == [Phase.PAST, Phase.PAST]
        assert absences(actor=administrator(house), today=TODAY, of=house.people["Siti"]) == ()
        assert len(absences(actor=administrator(house), today=TODAY, by=house.people["Dewi"])) == 1
