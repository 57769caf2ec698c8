"""Why a message did not arrive, and whose fault that is."""

from enum import Enum, auto


class Blame(Enum):
    """What to do next follows from it."""

    WAY = auto()  # the server or the gateway: everybody's messages wait for it
    MESSAGE = auto()  # this one, for now: it is tried again, the others go on
    FOR_GOOD = auto()  # this one, and trying again would not help: it is given up


class Undelivered(Exception):
    """A message was not taken over. Carries a code of `core.delivery`, never what was answered."""

    def __init__(self, code: str, blame: Blame) -> None:
        self.code, self.blame = code, blame
        super().__init__(code)
