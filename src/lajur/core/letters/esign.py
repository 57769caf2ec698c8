"""Where a government's letters are signed at BSrE."""

from dataclasses import dataclass, field

from lajur.core.offices.channels import ChannelAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class EsignClient:
    """The e-sign client service inside a government's own network."""

    address: ChannelAddress
    user: str
    password: str = field(repr=False)
