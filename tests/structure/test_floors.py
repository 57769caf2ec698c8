"""The tree is the architecture."""

import ast
import subprocess
import sys

from tests.structure.tree import ROOT, SOURCE


def test_a_floor_uses_the_floors_below_it_and_never_one_above() -> None:
    lint = subprocess.run(
        [f"{sys.prefix}/bin/lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert lint.returncode == 0, lint.stdout


def test_no_migration_imports_anything_of_ours() -> None:
    for path in (SOURCE / "store" / "migrations").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not _ours(node), f"{path.name} imports lajur"


def _ours(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module=str(module)):
            return module.split(".")[0] == "lajur"
        case ast.Import(names=names):
            return any(one.name.split(".")[0] == "lajur" for one in names)
        case _:
            return False
