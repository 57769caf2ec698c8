"""An exported SOP does in another engine what it does in ours: every route, and at random."""

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from lajur.core.procedure.routes import routes
from tests.core.bpmn.spiff import Exported, goes_round_a_join
from tests.core.procedure.sheets import SOPS, start, step
from tests.core.procedure.sheets import procedure as small
from tests.core.strategies import procedures

WALKS = 2_500  # of each of the four SOPs

signed = pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)


@cache
def exported(path: Path) -> Exported:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return Exported(procedure)


@signed
def test_every_route_is_the_same_in_both(path: Path) -> None:
    sop = exported(path)
    for number, route in enumerate(routes(sop.procedure), start=1):
        trace = sop.along(route)
        assert trace.end == route.end
        assert sop.replayed(trace) == trace, number


@signed
def test_ten_thousand_random_walks_are_the_same_in_both(path: Path) -> None:
    """2,500 of each SOP; those that chose alike are one case for the other engine."""
    sop = exported(path)
    walks = Counter(sop.walked(random.Random(seed)) for seed in range(WALKS))
    assert walks.total() == WALKS
    assert {trace.end for trace in walks} == set(sop.procedure.ends)
    for trace in walks:
        assert sop.replayed(trace) == trace


@pytest.mark.slow
@signed
def test_ten_thousand_random_walks_are_the_same_each_one_replayed(path: Path) -> None:
    sop = exported(path)
    for seed in range(WALKS, 2 * WALKS):
        trace = sop.walked(random.Random(seed))
        assert sop.replayed(trace) == trace, seed


@given(procedure=procedures())
@settings(max_examples=20)
def test_whatever_is_sound_runs_the_same_in_both(procedure: Procedure) -> None:
    runs_alike(procedure)


@pytest.mark.slow
@given(procedure=procedures())
@settings(max_examples=1_500)
def test_very_many_sound_procedures_run_the_same_in_both(procedure: Procedure) -> None:
    runs_alike(procedure)


def runs_alike(procedure: Procedure) -> None:
    sop = Exported(procedure)
    for seed in range(5):
        trace = sop.walked(random.Random(seed))
        asked = trace.until(goes_round_a_join(procedure, trace))
        assert sop.replayed(asked) == asked, seed


# Broken twins: files that say something else, and walks that see it.


def seen(sop: Exported, document: bytes) -> bool:
    """Whether some of a hundred walks tell the file from the procedure."""
    assert document != bpmn(sop.procedure)
    other = Exported(sop.procedure, document)
    traces = {sop.walked(random.Random(seed)): None for seed in range(100)}
    return any(other.replayed(trace) != trace for trace in traces)


@signed
def test_two_exits_swapped_are_seen_at_every_decision(path: Path) -> None:
    sop = exported(path)
    document = bpmn(sop.procedure).decode()
    asked = re.findall(r">(hasil_\w+ == )'([^']+)'<", document)
    decisions = {
        variable: [label for one, label in asked if one == variable] for variable, _ in asked
    }
    for variable, labels in decisions.items():
        one, other = (f">{variable}{label!r}<" for label in labels[:2])
        swapped = document.replace(one, "><").replace(other, one).replace("><", other)
        assert seen(sop, swapped.encode()), variable


def test_a_join_that_does_not_wait_is_seen() -> None:
    branches = (step("b", "lanjut: c"), step("d", "lanjut: c"))
    waiting = step("c", "menunggu: [b, d], lanjut: {selesai: selesai}")
    sop = Exported(small(start("lanjut: {ke: [b, d]}"), *branches, waiting))
    document = bpmn(sop.procedure)
    assert not seen(sop, document + b"\n")
    gate = re.compile(rb'parallelGateway( id="tunggu_c".*?</bpmn:)parallelGateway', re.DOTALL)
    assert seen(sop, gate.sub(rb"exclusiveGateway\1exclusiveGateway", document))
