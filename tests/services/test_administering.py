"""What an office keeps to its administrators is refused by services and queries themselves."""

from collections.abc import Callable
from typing import Any

import pytest

from lajur.core.access import Actor
from lajur.core.refusals import NotFound
from lajur.queries.absences import absences, candidates_for, find_absence
from lajur.queries.offices.channels import (
    find_channel,
    find_deliveries,
    list_failing,
    list_given_up,
)
from lajur.queries.reminders import list_fired, rule_book
from lajur.services.messages.channels import retry_given_up, try_channel
from lajur.store.models import ChannelRow, MessageRow, PersonRow
from tests.services.absent import away
from tests.services.house import NOON, House, new_key
from tests.services.office import TODAY, administrator

Ask = Callable[[House, Actor], Any]
ASKED: dict[str, Ask] = {
    "deliveries": lambda _, actor: find_deliveries(actor=actor),
    "channel": lambda _, actor: find_channel(_channel(), actor=actor),
    "given up": lambda _, actor: list_given_up(actor=actor),
    "failing": lambda _, actor: list_failing(actor=actor),
    "rules": lambda house, actor: rule_book(house.government, today=TODAY, actor=actor),
    "fired": lambda _, actor: list_fired(actor=actor),
    "absences": lambda _, actor: absences(actor=actor, today=TODAY),
    "test": lambda _, actor: try_channel(
        channel_id=_channel(), actor=actor, at=NOON, key=new_key()
    ),
    "retry": lambda _, actor: retry_given_up(message_id=None, actor=actor, at=NOON, key=new_key()),
}


def _channel() -> int:
    return ChannelRow.objects.get().pk


@pytest.fixture
def office(house: House) -> House:
    with house.scope():
        ChannelRow.objects.create(
            government_id=house.government, name="WhatsApp", url="https://hub.contoh.id/kirim"
        )
    PersonRow.objects.update(phone="6281234567890")
    return house


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("who", ["Siti", "Budi", "Sari"])
def test_who_does_not_administer_finds_nothing(office: House, asked: str, who: str) -> None:
    with office.scope(), pytest.raises(NotFound):
        ASKED[asked](office, office.actor(who))
    with office.scope():
        assert not MessageRow.objects.exists()


@pytest.mark.parametrize("asked", ASKED)
def test_who_administers_is_answered(office: House, asked: str) -> None:
    yuli = administrator(office)
    PersonRow.objects.filter(pk=yuli.person).update(phone="6281234567891")
    with office.scope():
        ASKED[asked](office, yuli)


def test_an_absence_is_known_to_whoever_is_away_and_to_administrators(office: House) -> None:
    absence = away(office, "Budi", "Wayan")
    budi, wayan, umar = (office.people[name] for name in ("Budi", "Wayan", "Umar"))
    with office.scope():
        for who in ("Budi", "Yuli"):
            actor = office.actor(who)
            assert find_absence(absence, actor=actor, today=TODAY).person == budi
            assert len(absences(actor=actor, today=TODAY, of=budi)) == 1
            assert umar in {one.person for one in candidates_for(budi, actor=actor, today=TODAY)}
        assert len(absences(actor=office.actor("Wayan"), today=TODAY, by=wayan)) == 1

        for who in ("Umar", "Siti"):
            for ask in (
                lambda actor: find_absence(absence, actor=actor, today=TODAY),
                lambda actor: absences(actor=actor, today=TODAY, of=budi),
                lambda actor: absences(actor=actor, today=TODAY, by=wayan),
                lambda actor: candidates_for(budi, actor=actor, today=TODAY),
            ):
                with pytest.raises(NotFound):
                    ask(office.actor(who))
