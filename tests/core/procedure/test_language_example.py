"""docs/language.md says all there is to write, and its example is an SOP that runs."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from lajur.core.procedure import definition, fields, reader, rows
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.inspection import Inspection, inspect
from lajur.core.worktime.standard import TimeKind, TimeUnit
from tests.core.procedure.sheets import sentences

PAGE = (Path(__file__).parents[3] / "docs" / "language.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))


def test_the_example_has_no_error_and_no_finding() -> None:
    found = _example()
    assert sentences(found.errors) == []
    assert sentences(found.findings) == []


def test_the_example_shows_a_small_procedure_with_a_loop_and_a_joint_step() -> None:
    procedure = _procedure()
    steps = list(procedure.steps)
    assert (len(steps), len(procedure.lanes)) == (7, 4)
    assert [step.id for step in procedure.steps.values() if step.participants] == ["rencana"]
    (decision,) = (step for step in procedure.steps.values() if step.is_decision)
    targets = [target for outcome in decision.outcomes for target in outcome.targets]
    assert any(steps.index(target) < steps.index(decision.id) for target in targets)


def test_every_key_the_reader_asks_for_is_named() -> None:
    asked = {key for module in (reader, rows) for key in _keys(Path(str(module.__file__)))}
    assert {"layanan", "bersama", "kumulatif", "akhiran", "jika"} <= asked
    assert asked - NAMED == set()


def test_every_word_the_reader_chooses_from_is_named() -> None:
    kinds = [kind for kind in vars(definition).values() if isinstance(kind, type)]
    choices = [kind for kind in kinds if issubclass(kind, StrEnum) and kind is not StrEnum]
    words = {str(word) for kind in (*choices, rows.Reason, TimeKind, TimeUnit) for word in kind}
    assert {"kapsul", "tergantung", "bebas", "pernyataan"} <= words
    assert words - NAMED == set()


def _example() -> Inspection:
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return inspect(block.encode(), name="contoh-2026.yaml")


def _procedure() -> Procedure:
    found = _example().procedure
    assert found is not None
    return found


def _keys(path: Path) -> Iterator[str]:
    """The keys that a module of the reader asks `Fields` for, in its calls."""
    asking = {name for name in vars(fields.Fields) if not name.startswith("_")} - {"fault"}
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match call:
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str(key)), *_]):
                yield from [key] if name in asking else []
            case ast.Call(
                func=ast.Name(id="_collect" | "_uses"), args=[_, ast.Constant(value=str(key)), *_]
            ):
                yield key
