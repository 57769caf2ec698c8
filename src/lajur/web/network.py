"""Where a visitor comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """The visitor's network: /24 or /64, as one office behind one router would share it.

    Behind `PROXY_HOPS` proxies it is the address the outermost of them saw; what the visitor
    wrote before that proves nothing.
    """
    try:
        address = ip_address(_address(request))
    except ValueError:
        return "–"
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    width = 24 if address.version == 4 else 64
    return str(ip_network((address, width), strict=False))


def _address(request: HttpRequest) -> str:
    hops: int = settings.PROXY_HOPS
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if hops and len(seen) >= hops:
        return seen[-hops].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
