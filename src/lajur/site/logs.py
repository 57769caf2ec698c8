"""Lines of the log: never what a person typed, which the message of an exception may quote."""

import logging
from collections.abc import Iterator
from traceback import extract_tb
from types import TracebackType
from typing import Any


class TypeAndPlace(logging.Formatter):
    """Tells of an exception what it was and where, and of the one behind it."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - named by logging
        return "\n".join(_lines(ei[1]))


def _lines(error: BaseException | None) -> Iterator[str]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        yield from _places(error.__traceback__)
        behind = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or behind


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame in extract_tb(trace):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
