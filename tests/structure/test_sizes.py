"""Small functions, small files: docs/architecture.md, "Sizes"."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.structure.tree import SOURCE, kept_files, name_of, python_files

LONGEST_FILE = 400  # lines
MEANT = {".py", ".js", ".sh", ".html"}


def test_no_file_is_longer_than_400_lines() -> None:
    sizes = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in kept_files()
        if path.suffix in MEANT and not {"peers", "migrations"} & {*path.parts}
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_nine_functions_in_ten_fit_in_30_lines_and_nine_files_in_ten_in_250() -> None:
    functions = sorted(length for path in _source() for length in _lengths(path))
    files = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in _source())
    assert functions[len(functions) * 9 // 10] <= 30
    assert files[len(files) * 9 // 10] <= 250


def _source() -> Iterator[Path]:
    return (path for path in python_files() if path.is_relative_to(SOURCE))


def _lengths(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1
