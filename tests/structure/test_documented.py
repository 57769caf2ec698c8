"""What an operator can set, and what a person can be refused, stands in the documentation."""

import re

from lajur.core.refusals import Refusal
from scripts.refusals import page, refusals
from tests.structure.tree import ROOT, SOURCE, python_files

SETTING = re.compile(r"LAJUR_[A-Z]+(?:_[A-Z]+)*")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    read = {
        name
        for path in python_files()
        if path.is_relative_to(SOURCE)
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    documented = {name.removesuffix("_FILE") for name in SETTING.findall(OPERATING)}
    assert read == documented


def test_every_refusal_has_its_own_code_and_an_http_status_that_refuses() -> None:
    codes = [refusal.code for refusal in refusals()]
    assert sorted(set(codes)) == sorted(codes)
    assert all(400 <= refusal.status < 500 for refusal in refusals())
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in codes)


def test_every_refusal_is_on_the_page_of_refusals() -> None:
    kept = (ROOT / "docs" / "refusals.md").read_text(encoding="utf-8")
    assert kept == page(), "write it again: .venv/bin/python -m scripts.refusals"


def test_every_refusal_is_tested() -> None:
    tests = "\n".join(
        path.read_text(encoding="utf-8")
        for path in python_files()
        if path.is_relative_to(ROOT / "tests")
    )
    untested = [one.__name__ for one in refusals() if not _is_named(one, tests)]
    assert untested == []


def _is_named(refusal: type[Refusal], tests: str) -> bool:
    return refusal.__name__ in tests or f'"{refusal.code}"' in tests
