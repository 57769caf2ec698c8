"""Chat channels: what a gateway is called with, and what no call may reach."""

import hmac
import json
import socket
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from ipaddress import ip_address
from typing import Any

import pytest
from django.test import override_settings
from django_scopes import scope

from lajur.core.offices.channels import is_public
from lajur.queries.offices.channels import find_channel
from lajur.services.messages.ways import Ways
from lajur.store.models import ChannelRow
from tests.messages.sinks import Gateway, MailSink, drips, floods, gateway, hangs, rogue
from tests.messages.telling import choose_chat, faults, messages, send_all, tell, tell_all
from tests.services.house import NOON, House
from tests.services.office import administrator

NAME = "hub.contoh.id"
PUBLIC = str(ip_address(0x08080808))


def point_to(house: House, url: str) -> None:
    """Give the house one channel, to there."""
    with scope(government=house.government):
        ChannelRow.objects.all().delete()
        ChannelRow.objects.create(government_id=house.government, name="Uji", url=url)


def secret(house: House) -> str:
    with scope(government=house.government):
        return find_channel(ChannelRow.objects.get().pk, actor=administrator(house)).secret


def test_who_chose_chat_gets_chat_alone(
    house: House, post: MailSink, chat: Gateway, ways: Ways
) -> None:
    choose_chat(house, "Budi")
    tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn")])
    assert send_all(ways) == 2
    assert len(chat.calls) == len(post.mails) == 1


def test_the_gateway_is_told_whom_to_reach_and_what_to_say(
    house: House, chat: Gateway, ways: Ways
) -> None:
    choose_chat(house)
    tell(house)
    send_all(ways)
    ((_, body),) = chat.calls
    said = json.loads(body)
    assert said["to"] == {"name": "Budi", "phone": f"+62812000{house.people['Budi']:05}"}
    assert said["title"] == "Giliran Anda: Memeriksa berkas (001/PA)"
    assert said["link"] == said["notices"][0]["link"]
    assert said["id"] == messages()[0].reference


def test_a_call_is_signed_as_standard_webhooks_says(
    house: House, chat: Gateway, ways: Ways
) -> None:
    choose_chat(house)
    tell(house)
    send_all(ways)
    ((headers, body),) = chat.calls
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = b64decode(secret(house).removeprefix("whsec_"))
    right = b64encode(hmac.digest(key, signed, sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    assert int(headers["webhook-timestamp"]) - NOON.timestamp() < 60


def test_a_new_secret_signs_differently(house: House, chat: Gateway) -> None:
    before = secret(house)
    with scope(government=house.government):
        ChannelRow.objects.update(generation=2)
    assert secret(house) != before


def test_every_attempt_has_the_same_id(house: House, chat: Gateway, ways: Ways) -> None:
    chat.status = lambda body: 200 if len(chat.calls) > 2 else 503
    choose_chat(house)
    tell(house)
    assert send_all(ways, hours=1) == 1
    assert len({headers["webhook-id"] for headers, _ in chat.calls}) == 1
    assert len(chat.calls) == 3


def test_a_gateway_may_refuse_a_number_for_good(house: House, chat: Gateway, ways: Ways) -> None:
    unknown = str(house.people["Budi"]).zfill(5).encode()
    chat.status = lambda body: 422 if unknown in body else 200
    choose_chat(house, "Budi")
    choose_chat(house, "Wayan")
    tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn")])
    assert send_all(ways) == 1
    assert faults() == ["recipient_refused", ""]


def test_no_redirect_is_followed(house: House, chat: Gateway, ways: Ways) -> None:
    chat.status = lambda body: 307
    choose_chat(house)
    tell(house)
    assert send_all(ways) == 0
    assert faults() == ["chat_refused"]
    assert len(chat.calls) == 1


def test_a_channel_that_is_down_does_not_hold_up_mail(
    house: House, post: MailSink, chat: Gateway, ways: Ways
) -> None:
    chat.status = lambda body: 500
    choose_chat(house, "Budi")
    for _ in range(3):
        tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn")])
    assert send_all(ways) == 1
    assert len(chat.calls) == 1


def test_somebody_nobody_can_reach_does_not_stop_the_others(
    house: House, chat: Gateway, ways: Ways
) -> None:
    poison = str(house.people["Budi"]).zfill(5).encode()
    chat.status = lambda body: 500 if poison in body else 200
    for name in ("Budi", "Wayan", "Dewi"):
        choose_chat(house, name)
    tell_all(house, [("Budi", "your_turn"), ("Wayan", "your_turn"), ("Dewi", "your_turn")])
    assert send_all(ways, hours=0.5) == 2
    assert faults() == ["chat_busy", "", ""]


@pytest.mark.parametrize(
    ("behave", "fault"),
    [
        (hangs, "timed_out"),
        (drips, "timed_out"),
        (
            floods(b"HTTP/1.1 200 OK\r\n", b"x: " + b"a" * 60_000 + b"\r\n", 10**9),
            "flooded timed_out",
        ),
        (floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 10**9), "flooded timed_out"),
        (floods(b"", b"\r\n", 10**7), "protocol_broken"),
        (lambda sock: None, "unreachable"),
    ],
    ids=["hangs", "drips", "endless headers", "endless patience", "nonsense", "hangs up"],
)
def test_a_gateway_that_misbehaves_is_cut_short(
    behave: object, fault: str, house: House, ways: Ways, short_leash: None
) -> None:
    trusted = override_settings(CHANNEL_HOSTS=frozenset({"127.0.0.1"}))
    with rogue(behave) as server, trusted:  # type: ignore[arg-type]
        point_to(house, f"http://127.0.0.1:{server.port}/")
        choose_chat(house)
        tell(house)
        assert send_all(ways) == 0
    assert faults()[0] in fault.split()


def test_an_answer_of_a_gigabyte_is_not_read(house: House, ways: Ways) -> None:
    first = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
    trusted = override_settings(CHANNEL_HOSTS=frozenset({"127.0.0.1"}))
    with rogue(floods(first, b"a", 10**9)) as server, trusted:
        point_to(house, f"http://127.0.0.1:{server.port}/")
        choose_chat(house)
        tell(house)
        assert send_all(ways) == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "017700000001", "localhost", "[::1]",
     "[::ffff:127.0.0.1]", "0"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_reached(host: str, house: House, ways: Ways) -> None:
    with rogue(hangs) as server:
        point_to(house, f"https://{host}:{server.port}/")
        choose_chat(house)
        tell(house)
        assert send_all(ways) == 0
        assert server.visits == 0
    assert faults()[0] in {"address_forbidden", "unreachable"}


@dataclass
class Rebinding:
    """A name that is public to whoever asks first, and this machine to whoever asks again."""

    answers: list[str] = field(default_factory=lambda: [PUBLIC, "127.0.0.1"])
    reached: list[tuple[str, int]] = field(default_factory=list)

    def set_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        look_up = socket.getaddrinfo

        def answer(host: str, *given: Any, **more: Any) -> Any:
            return look_up(self.answers.pop(0) if host == NAME else host, *given, **more)

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        monkeypatch.setattr(socket.socket, "connect", lambda sock, address: self._connect(address))

    def _connect(self, address: tuple[str, int]) -> None:
        self.reached.append(address[:2])
        raise ConnectionRefusedError


def test_a_name_that_leads_inside_after_it_was_checked_is_not_followed(
    house: House, ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_to(house, f"https://{NAME}/kirim")
    choose_chat(house)
    tell(house)
    name = Rebinding()
    name.set_up(monkeypatch)
    send_all(ways)
    assert name.reached == [(PUBLIC, 443)]


def test_who_looks_the_name_up_again_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: it checks the name, then lets the library connect to it."""
    name = Rebinding()
    name.set_up(monkeypatch)
    (checked, *_) = socket.getaddrinfo(NAME, 443)
    assert is_public(ip_address(checked[4][0]))
    with pytest.raises(ConnectionRefusedError):
        HTTPConnection(NAME, 443).connect()
    assert name.reached == [("127.0.0.1", 443)]


def test_without_a_number_or_a_channel_chat_is_silent(house: House, ways: Ways) -> None:
    choose_chat(house)
    tell(house)
    assert messages() == []


def test_the_first_active_channel_is_the_one(house: House, chat: Gateway, ways: Ways) -> None:
    with gateway() as spare, scope(government=house.government):
        ChannelRow.objects.create(government_id=house.government, name="Cadangan", url=spare.url)
        choose_chat(house)
        tell(house)
        send_all(ways)
        ChannelRow.objects.filter(name="WhatsApp dinas").update(active=False)
        tell(house)
        send_all(ways)
        assert (len(chat.calls), len(spare.calls)) == (1, 1)
