"""The files of the project, as the laws of the house see them."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lajur"
TEXTS = {".py", ".md", ".txt", ".toml", ".yaml", ".yml", ".sh", ".html", ".css", ".js", ".in", ""}


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / line for line in listed.stdout.splitlines())
    return tuple(path for path in paths if path.is_file())


def python_files() -> Iterator[Path]:
    return (path for path in kept_files() if path.suffix == ".py")


def text_files() -> Iterator[Path]:
    return (path for path in kept_files() if path.suffix in TEXTS)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
