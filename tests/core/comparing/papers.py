"""The four signed SOPs, their steps by the numbers of `truth`, and one with very many ways."""

from dataclasses import replace
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


def long_way(decisions: int) -> Procedure:
    """Banten's sheet, with so many decisions that lead on either way."""
    banten = signed("banten")
    sorting = banten.steps["analisis_integrasi"]
    steps = dict(banten.steps)
    last = "pembangunan"
    for number in range(decisions):
        outcomes = tuple(replace(one, targets=(last,)) for one in sorting.outcomes)
        box = replace(steps["integrasi"], id=f"kotak{number}", outcomes=())
        box = replace(box, outcomes=(replace(steps["integrasi"].outcomes[0], targets=(last,)),))
        steps[box.id] = box
        outcomes = (outcomes[0], replace(outcomes[1], targets=(box.id,)))
        last = f"pilih{number}"
        printed = replace(sorting.printed, no=str(number), title=f"Memilih jalan {number}")
        steps[last] = replace(sorting, id=last, outcomes=outcomes, printed=printed)
    first = replace(
        steps["ajukan"], outcomes=(replace(steps["ajukan"].outcomes[0], targets=(last,)),)
    )
    kept = {"ajukan": first, "pembangunan": steps["pembangunan"]}
    added = {key: step for key, step in steps.items() if key not in banten.steps}
    ends = {key: end for key, end in banten.ends.items() if key == "selesai"}
    return replace(banten, steps=kept | added, ends=ends)
