"""Exported procedures: valid BPMN 2.0, drawn without a flow through a shape."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import SpiffWorkflow
from hypothesis import given, settings
from lxml import etree

from lajur.core.bpmn.model import NodeKind, model_of
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from tests.core.procedure.sheets import GOOD, SOPS, procedure, start, step
from tests.core.strategies import procedures


def signed(path: Path) -> Procedure:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


@cache
def schema() -> etree.XMLSchema:
    """The OMG's own, as another engine ships it."""
    folder = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema"
    return etree.XMLSchema(etree.parse(folder / "BPMN20.xsd"))


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_the_signed_sops_are_valid_and_the_same_every_time(path: Path) -> None:
    document = bpmn(signed(path))
    schema().assertValid(etree.parse(BytesIO(document)))
    assert document == bpmn(signed(path))


@given(procedure=procedures())
@settings(max_examples=15)
def test_whatever_is_sound_becomes_valid_bpmn(procedure: Procedure) -> None:
    schema().assertValid(etree.parse(BytesIO(bpmn(procedure))))


@given(procedure=procedures())
def test_only_gateways_have_several_flows_in_or_out(procedure: Procedure) -> None:
    model = model_of(procedure)
    gateways = (NodeKind.CHOICE, NodeKind.PARALLEL)
    for node in model.nodes.values():
        into = sum(flow.target == node.id for flow in model.flows)
        out = sum(flow.source == node.id for flow in model.flows)
        assert (out == 0) == (node.kind is NodeKind.END), node
        assert (into == 0) == (node.kind is NodeKind.START), node
        assert node.kind in (*gateways, NodeKind.END) or max(into, out) == 1, node


@pytest.mark.parametrize(("one", "other"), [("½ hari", "¼ hari"), ("是", "否"), ("ya²", "ya³")])
def test_forks_behind_words_that_are_no_names_have_ids_of_their_own(one: str, other: str) -> None:
    forks = f"{{hasil: {one}, ke: [b, c]}}, {{hasil: {other}, ke: [b, c]}}"
    drawn = procedure(
        start("lanjut: a"),
        step("a", f"keputusan: [{forks}]"),
        step("b", "lanjut: d"),
        step("c", "lanjut: d"),
        step("d", "menunggu: [b, c], lanjut: {selesai: selesai}"),
    )
    schema().assertValid(etree.parse(BytesIO(bpmn(drawn))))


@pytest.mark.parametrize("mark", [r"\x1b", r"\b", r"\uFFFE", r"\uFFFF", r"\u202e"])
def test_an_sop_published_with_marks_refused_today_is_exported_whole(mark: str) -> None:
    data = GOOD.replace(b"Memeriksa", f'"Meme{mark}riksa"'.encode())
    stored = read(data, name="uji.yaml", published=True).procedure
    assert stored is not None
    schema().assertValid(etree.parse(BytesIO(bpmn(stored))))
