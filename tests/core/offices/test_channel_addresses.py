"""Where a channel's webhook may lead, and where never."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.offices.channels import is_public, read_channel_address
from lajur.core.offices.refusals import ChannelAddressBroken, ChannelAddressForbidden

# Public by number alone: two metadata services, and everybody at once.
AZURE, ORACLE, MULTICAST = (
    str(ip_address(bytes(four))) for four in ((168, 63, 129, 16), (192, 0, 0, 192), (224, 0, 0, 1))
)
PRIVATE = (
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", AZURE, ORACLE,
    "198.18.0.1", MULTICAST, "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "fec0::1", "3fff::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
)  # fmt: skip
PUBLIC = (str(ip_address(0x08080808)), "2606:4700::1111", "::ffff:808:808")
BROKEN = (
    "", "bukan alamat", "https://", "gopher://contoh.id/", "file:///etc/passwd", "//contoh.id/",
    "javascript:alert(1)", "http://contoh.id/", "https://siti@contoh.id/",
    "https://contoh.id@127.0.0.1/", "https://siti:sandi@contoh.id/", "https://contoh.id:99999/",
    "https://contoh.id:0/", "https://contoh.id/ab cd", "https://contoh.id/\r\nHost: lain",
    "https://contoh.id/#bagian", "https://contoh .id/", "https://cöntoh.id/", "https://[::1/",
    "https://-contoh/", "https://a%2fb/", "https://contoh.id\\@127.0.0.1/",
    "https://contoh.id/" + "a" * 500,
)  # fmt: skip


@pytest.mark.parametrize("number", PRIVATE)
def test_no_private_number_is_public(number: str) -> None:
    assert not is_public(ip_address(number))
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(ChannelAddressForbidden):
        read_channel_address(f"https://{host}/kirim", trusted=())


@pytest.mark.parametrize("number", PUBLIC)
def test_the_public_is(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize("url", BROKEN)
def test_what_is_no_webhook_is_refused(url: str) -> None:
    with pytest.raises(ChannelAddressBroken):
        read_channel_address(url, trusted=())


def test_a_webhook_is_read_once() -> None:
    address = read_channel_address("https://Hub.Contoh.ID:8443/kirim?kunci=a&b", trusted=())
    assert (address.host, address.port, address.path) == ("hub.contoh.id", 8443, "/kirim?kunci=a&b")
    assert address.place == "hub.contoh.id:8443"
    assert address.safe


def test_ipv6_keeps_its_brackets_where_they_belong() -> None:
    address = read_channel_address("https://[2606:4700::1111]/", trusted=())
    assert (address.host, address.place) == ("2606:4700::1111", "[2606:4700::1111]")


def test_the_operator_may_vouch_for_a_host_within() -> None:
    address = read_channel_address("http://wa.intern:3000/", trusted={"wa.intern"})
    assert address.trusted
    assert not address.safe
    with pytest.raises(ChannelAddressBroken):
        read_channel_address("http://wa.intern.contoh.id/", trusted={"wa.intern"})


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for url in (text, f"https://{text}", f"https://contoh.id{text}"):
        try:
            address = read_channel_address(url, trusted=())
        except (ChannelAddressBroken, ChannelAddressForbidden):
            continue
        assert address.path.isascii()
        assert address.path.isprintable()
        assert " " not in address.path + address.place
