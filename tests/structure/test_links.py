"""Every page and picture the documentation points to is there, and no picture is spare."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.structure.tree import ROOT, kept_files, name_of

LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?P<address>[^)\s]+)\)")
PICTURES = ROOT / "docs" / "gambar"
MOST = 3_000_000  # bytes of all pictures together


def _pages() -> Iterator[Path]:
    docs = ROOT / "docs"
    return (
        path
        for path in kept_files()
        if path.suffix == ".md" and (path.parent == ROOT or path.is_relative_to(docs))
    )


def _links() -> Iterator[tuple[Path, re.Match[str]]]:
    for page in _pages():
        for found in LINK.finditer(page.read_text(encoding="utf-8")):
            yield page, found


def _target(page: Path, found: re.Match[str]) -> Path:
    return (page.parent / found["address"].split("#")[0]).resolve()


def _is_elsewhere(found: re.Match[str]) -> bool:
    return found["address"].startswith(("http:", "https:", "mailto:", "#"))


def test_every_relative_link_of_the_documentation_leads_somewhere() -> None:
    broken = [
        f"{name_of(page)}: {found['address']}"
        for page, found in _links()
        if not _is_elsewhere(found) and not _target(page, found).exists()
    ]
    assert broken == []


def test_every_picture_is_shown_somewhere_and_says_what_it_shows() -> None:
    shown = {_target(page, found): found["words"] for page, found in _links() if found["picture"]}
    assert set(PICTURES.glob("*.png")) == set(shown)
    assert [path.name for path, words in shown.items() if len(words) < 10] == []


def test_the_pictures_together_stay_light() -> None:
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) <= MOST
