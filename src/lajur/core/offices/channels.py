"""The address of a chat channel's webhook, and where no webhook may lead."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from lajur.core.offices.refusals import ChannelAddressBroken, ChannelAddressForbidden

_SEEN = re.compile(r"[!-~]{1,500}")  # ASCII without blanks
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]+")  # a name, or IPv6 without []
_PORTS = {"https": 443, "http": 80}
_HIDDEN = (  # public by number, but of somebody's own network
    ip_network(bytes((168, 63, 129, 16))),  # Azure, the platform's own services
    ip_network("192.0.0.0/24"),  # RFC 6890; Oracle Cloud's metadata
    ip_network((bytes((192, 88, 99, 0)), 24)),  # relays of 6to4, RFC 7526
    ip_network("fec0::/10"),  # site-local, RFC 3879
    ip_network("3fff::/20"),  # documentation, RFC 9637
    ip_network("64:ff9b::/96"),  # NAT64, RFC 6052: any IPv4 address in disguise
    ip_network("64:ff9b:1::/48"),  # NAT64 of a local network, RFC 8215
    ip_network("2002::/16"),  # 6to4, RFC 3056
    ip_network("2001::/32"),  # Teredo, RFC 4380
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAddress:
    """A webhook's address, taken apart once so that nobody reads it differently later."""

    safe: bool  # by TLS
    host: str  # small letters; IPv6 without brackets
    port: int
    path: str  # with the query; "/" at least
    trusted: bool  # the operator vouches for the host

    @property
    def place(self) -> str:
        """Of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS["https" if self.safe else "http"]
        return host if usual else f"{host}:{self.port}"


def read_channel_address(url: str, *, trusted: Collection[str]) -> ChannelAddress:
    """Read an address; `trusted` are host names that may be private and without TLS.

    Raises:
        ChannelAddressBroken: it is no address of a webhook, or not by HTTPS.
        ChannelAddressForbidden: it names an address of a private network.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ChannelAddressBroken from error
    odd = "@" in parts.netloc or parts.fragment or not _HOST.fullmatch(host)
    if odd or not _SEEN.fullmatch(url) or parts.scheme not in _PORTS or port == 0:
        raise ChannelAddressBroken
    if parts.scheme == "http" and host not in trusted:
        raise ChannelAddressBroken
    if host not in trusted and _is_private_number(host):
        raise ChannelAddressForbidden
    query = f"?{parts.query}" if parts.query else ""
    return ChannelAddress(
        safe=parts.scheme == "https",
        host=host,
        port=port or _PORTS[parts.scheme],
        path=f"{parts.path or '/'}{query}",
        trusted=host in trusted,
    )


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet reaches the same machine under it."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if any(address in network for network in _HIDDEN if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_private_number(host: str) -> bool:
    """A host written as a number; the others are known once they are looked up."""
    try:
        return not is_public(ip_address(host))
    except ValueError:
        return False
