"""What opens a key: typed at the moment of signing, kept nowhere, shown nowhere."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """A passphrase or a one-time code. It never shows itself: in no log, no error, no trace."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        return "•••"
