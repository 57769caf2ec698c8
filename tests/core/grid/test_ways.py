"""Which way arrows take: as a person would draw them."""

from tests.core.grid.drawings import SIGNED
import pytest

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import MIDDLE, Direction, Place
from lajur.core.procedure.definition import Procedure
from tests.core.engine.office import sop, step, way
from tests.core.grid.sight import crossings


@pytest.mark.parametrize("procedure", SIGNED, ids=lambda procedure: procedure.id)
def test_no_two_arrows_of_a_signed_sop_cross(procedure: Procedure) -> None:
    assert crossings(layout(procedure)) == 0


@pytest.mark.parametrize("procedure", SIGNED, ids=lambda procedure: procedure.id)
def test_the_same_procedure_gives_the_same_drawing(procedure: Procedure) -> None:
    assert layout(procedure) == layout(procedure)
