"""Where signatures are made elsewhere: the e-sign clients of governments, and timestamps."""

import os

from django.core.exceptions import ImproperlyConfigured

from lajur.core.letters.esign import EsignClient
from lajur.core.offices.channels import ChannelAddress, read_channel_address
from lajur.core.refusals import Refusal
from lajur.site.environment import secret, text

_URLS = "LAJUR_BSRE_URL_"


def esign_clients() -> dict[str, EsignClient]:
    """Those of the environment, by the government's slug.

    Each name ends with the slug in capitals, "_KOTA_CIREBON" for "kota-cirebon". The password may
    also be in the file that the name with "_FILE" behind it tells.

    Raises:
        ImproperlyConfigured: an address is none, or has no user or password.
    """
    names = sorted(name for name in os.environ if name.startswith(_URLS))
    clients = {name.removeprefix(_URLS): _client(name) for name in names if text(name, "")}
    return {name.lower().replace("_", "-"): client for name, client in clients.items()}


def timestamp_authority() -> ChannelAddress | None:
    """The RFC 3161 authority of LAJUR_TSA_URL; None: signatures carry the signer's time alone.

    Raises:
        ImproperlyConfigured: it is no address.
    """
    return _address("LAJUR_TSA_URL") if text("LAJUR_TSA_URL", "") else None


def _client(name: str) -> EsignClient:
    whose = name.removeprefix(_URLS)
    user = text(f"LAJUR_BSRE_USER_{whose}", "")
    password = secret(f"LAJUR_BSRE_PASSWORD_{whose}")
    if not user or not password:
        raise ImproperlyConfigured(
            f"{name}: isi juga LAJUR_BSRE_USER_{whose} dan LAJUR_BSRE_PASSWORD_{whose}."
        )
    return EsignClient(address=_address(name), user=user, password=password)


def _address(name: str) -> ChannelAddress:
    """The operator vouches for the host: it may be of the own network, and without TLS."""
    url = text(name, "").rstrip("/")
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    try:
        return read_channel_address(url, trusted={_bare(host)})
    except Refusal as refusal:
        raise ImproperlyConfigured(
            f"{name}: tulis alamatnya, misalnya https://esign.contoh.go.id."
        ) from refusal


def _bare(host: str) -> str:
    """Without the port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
