"""A house whose people can be written to, and the ends of the wires."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from django_scopes import scope

from lajur.services.messages import leash
from lajur.services.messages.ways import Ways
from lajur.store.models import ChannelRow, PersonRow
from tests.messages.sinks import Gateway, MailSink, gateway, mail_sink
from tests.services.house import House, build


@pytest.fixture(autouse=True)
def _in_no_hurry() -> Iterator[None]:
    """Hundreds of messages in one minute of the test's clock; test_pace.py says otherwise."""
    with override_settings(MAIL_PER_MINUTE=100_000, CHAT_PER_MINUTE=100_000):
        yield


@pytest.fixture
def house(db: None) -> House:
    """Sumbawa; everybody has an address and a telephone."""
    built = build()
    for name, person in built.people.items():
        PersonRow.objects.filter(pk=person).update(
            email=f"{name.lower()}@sumbawakab.go.id", phone=f"+62812000{person:05}"
        )
    return built


@pytest.fixture
def neighbour(db: None) -> House:
    """Another government, whose people have no address yet."""
    return build("tetangga", "Asia/Jakarta")


@pytest.fixture
def post() -> Iterator[MailSink]:
    """A mail server, and Lajur set to use it."""
    with mail_sink() as sink, override_settings(MAIL=sink.settings):
        yield sink


@pytest.fixture
def chat(house: House) -> Iterator[Gateway]:
    """A gateway, and a channel of the house that leads to it."""
    with gateway() as sink, override_settings(CHANNEL_HOSTS=frozenset({"127.0.0.1"})):
        with scope(government=house.government):
            ChannelRow.objects.create(
                government_id=house.government, name="WhatsApp dinas", url=sink.url
            )
        yield sink


@pytest.fixture
def ways() -> Ways:
    """What a sender knows that has just begun."""
    assert settings.MAIL is None or settings.MAIL.host == "127.0.0.1"
    return Ways()


@pytest.fixture
def short_leash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second in place of ten."""
    monkeypatch.setattr(leash, "SECONDS", 0.5)
