"""The official papers of an office: the frozen facts of a letter become its PDF."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from lajur.documents.printing import TEMPLATES, print_paper

_FRAMES = {"korespondensi": "letter", "judul": "titled", "formulir": "form"}  # by shape


def print_letter(facts: Mapping[str, object]) -> bytes:
    """The letter as PDF/A-2a, tagged (PDF/UA-1): a pure function of `facts` and the templates.

    A kind whose `body` names a template of its own (`templates/kinds/<body>.typ`) is printed by it,
    every other by the frame of its shape.

    Raises:
        CannotPrint: nothing was printed.
        PrintersBusy: too many want paper at this moment.
    """
    return print_paper(template_of(facts), facts)


def template_of(facts: Mapping[str, object]) -> str:
    """The template that prints these facts: a file of `templates/` without its ending."""
    body, shape = str(facts.get("body", "")), str(facts["shape"])
    return f"kinds/{body}" if body in _own_templates() else _FRAMES[shape]


@cache
def _own_templates() -> frozenset[str]:
    return frozenset(file.stem for file in (TEMPLATES / "kinds").glob("*.typ"))


@cache
def template_version() -> str:
    """A digest (SHA-256, hex) of all that decides how facts look: templates, fonts, typesetter."""
    digest = hashlib.sha256(f"typst {version('typst')}".encode())
    for file in _sources():
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _sources() -> list[Path]:
    folders = (TEMPLATES, TEMPLATES.parent / "fonts")
    files = [file for folder in folders for file in sorted(folder.rglob("*"))]
    return [file for file in files if file.is_file()]
