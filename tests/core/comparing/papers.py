"""The four signed SOPs, and their steps by the numbers of `truth`."""

from functools import cache
from itertools import combinations

from lajur.core.comparing.aligning import Pair, align, paper
from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.reader import read
from tests.core.procedure.sheets import SOPS

NAMES = ("buleleng", "sumbawa", "cirebon", "banten")
PAIRS = list(combinations(NAMES, 2))
_NUMBERS = {"sampaikan_alasan": "14a", "serah_terima": "14b"}  # Buleleng's two 14s


@cache
def signed(name: str) -> Procedure:
    (path,) = (path for path in SOPS if path.stem.startswith(name))
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


def paired(left: Procedure, right: Procedure) -> tuple[Pair, ...]:
    return align(paper(left), paper(right))


def number(step: Step) -> str:
    if step.printed.no == "14" and step.id in _NUMBERS:
        return _NUMBERS[step.id]
    return step.printed.no or "–"
