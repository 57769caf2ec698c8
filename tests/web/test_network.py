"""The network attempts are counted for."""

import pytest
from django.test import RequestFactory, override_settings

from lajur.web.network import network_of


def seen_from(address: str, forwarded: str = "") -> str:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return network_of(RequestFactory().get("/", REMOTE_ADDR=address, headers=headers))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8::4", "2001:db8::/64"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("", "–"),
    ],
)
def test_an_office_behind_one_router_is_one_network(address: str, network: str) -> None:
    assert seen_from(address) == network


def test_without_a_proxy_nobody_is_believed_about_where_they_come_from() -> None:
    assert seen_from("203.0.113.9", "198.51.100.1") == "203.0.113.0/24"


@pytest.mark.parametrize("claimed", ["198.51.100.1", "198.51.100.1, 192.0.2.7", "–, <script>"])
def test_behind_a_proxy_only_what_the_proxy_saw_counts(claimed: str) -> None:
    with override_settings(PROXY_HOPS=1):
        assert seen_from("10.0.0.1", f"{claimed}, 203.0.113.9") == "203.0.113.0/24"


def test_behind_two_proxies_the_outer_one_is_asked() -> None:
    with override_settings(PROXY_HOPS=2):
        assert seen_from("10.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.2") == "203.0.113.0/24"
