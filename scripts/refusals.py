"""Writes docs/refusals.md from the refusals themselves. Usage: python -m scripts.refusals"""

import os
import pkgutil
from importlib import import_module
from pathlib import Path

import django

import lajur
from lajur.core.refusals import Refusal

PAGE = Path(__file__).resolve().parent.parent / "docs" / "refusals.md"
HEADING = """\
# Refusals

Every answer that is a no: its code (public, never changed once released), the HTTP status that
carries it, when it is given, and the sentence people read. Written by `python -m scripts.refusals`.

| code | status | when | sentence |
|---|---|---|---|
"""


def refusals() -> list[type[Refusal]]:
    """Every refusal of the product, by code."""
    for module in pkgutil.walk_packages(lajur.__path__, "lajur."):
        if not module.name.endswith((".wsgi", ".main")) and ".migrations." not in module.name:
            import_module(module.name)
    found = [one for one in _below(Refusal) if "code" in vars(one)]
    return sorted(found, key=lambda refusal: refusal.code)


def _below(kind: type[Refusal]) -> set[type[Refusal]]:
    ours = {one for one in kind.__subclasses__() if one.__module__.startswith("lajur.")}
    return ours.union(*(_below(one) for one in ours)) if ours else ours


def page() -> str:
    """The page as it should be."""
    return HEADING + "".join(_row(refusal) for refusal in refusals())


def _row(refusal: type[Refusal]) -> str:
    when = (refusal.__doc__ or "").strip().splitlines()[0]
    cells = (f"`{refusal.code}`", str(refusal.status), when, refusal.message)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lajur.site.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
