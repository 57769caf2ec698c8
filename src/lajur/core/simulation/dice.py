"""Dice that begin again in a microsecond: seeding Python's own takes as long as a short walk."""

from collections.abc import Iterator
from hashlib import blake2b
from random import Random
from struct import Struct

_EIGHT = Struct("<8Q")  # what one digest gives


class Dice(Random):
    """Throws decided by a seed and a number alone."""

    def __init__(self) -> None:
        super().__init__()
        self.begin(0, 0)

    def begin(self, seed: int, number: int) -> None:
        """Throw from the start of the stream of `seed` and `number`."""
        self.random = _stream(seed, number).__next__  # type: ignore[method-assign]

    def random(self) -> float:
        """Tells `Random` that choices are to be made from these throws; `begin` replaces it."""
        raise NotImplementedError


def _stream(seed: int, number: int) -> Iterator[float]:
    """Numbers from 0 up to, not including, 1, of 53 random bits: `choice` takes the lowest."""
    block = 0
    while True:
        words = blake2b(b"%d %d %d" % (seed, number, block)).digest()
        for word in _EIGHT.unpack(words):
            yield (word >> 11) / 9007199254740992  # 2 ** 53
        block += 1
