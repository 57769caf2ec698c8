"""Procedures to draw: the four that were signed, and some that are hard to draw."""

from pathlib import Path

from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from tests.core.engine.office import sop, step, way

FILES = sorted((Path(__file__).parents[3] / "sops").glob("*/*.yaml"))


def signed(path: Path) -> Procedure:
    reading = read(path.read_bytes(), name=path.name)
    assert reading.procedure is not None
    return reading.procedure


SIGNED = [signed(path) for path in FILES]


def many_ways_to_the_last(count: int) -> Procedure:
    """Decisions below each other in one lane; each may skip all that follows, or go to the top."""
    rows = [step("s0", "opd", "s1")]
    for n in range(1, count):
        ways = (way("ya", f"s{n + 1}"), way("lewati", f"s{count + 1}"), way("ulang", "s1"))
        rows.append(step(f"s{n}", "kasi", *ways))
    rows += [step(f"s{count}", "kasi", f"s{count + 1}"), step(f"s{count + 1}", "tim", "!")]
    return sop(*rows)


def each_to_its_own(count: int) -> Procedure:
    """As many arrows side by side as decisions: the first skips to the last row, and so inwards."""
    rows = [
        step(f"a{n}", "kasi", way("lanjut", _next(n, count)), way("jauh", f"z{count - n}"))
        for n in range(count)
    ]
    rows += [step(f"z{n}", "kasi", f"z{n + 1}" if n < count else "!") for n in range(1, count + 1)]
    return sop(*rows)


def _next(n: int, count: int) -> str:
    return f"a{n + 1}" if n + 1 < count else "z1"
