"""Every text of the pages has its English words, and nothing is lost on the way."""

import re
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts.messages import fresh, kept, words_of

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[\w:]*\}")
# The same in both languages: names, and frames that hold no words of their own.
SAME = {
    "%(heading)s: %(note)s",
    "%(least)s–%(most)s %(unit)s",
    "%(most)s %(unit)s",
    "%(name)s (%(role)s)",
    "%(number)s+",
    "%(reasons)s",
    "%(where)s: %(note)s",
    "%(who)s, %(when)s",
    "%(words)s, %(closed)s.",
    "A4 (210 × 297 mm)",
    "Admin",
    "F4 (215 × 330 mm)",
    "NIP",
    "No.",
    "Output",
    "Register",
    "Registrar",
    "SOP",
    "SRIKANDI",
}


@pytest.fixture(scope="module")
def english() -> Catalog:
    return kept()


def test_the_catalogue_holds_every_text_of_the_source_and_no_other(english: Catalog) -> None:
    hint = "gather the texts again: make messages"
    assert _ids(fresh()) - _ids(english) == set(), hint
    assert _ids(english) - _ids(fresh()) == set(), hint


def test_every_text_is_translated_and_none_is_a_guess(english: Catalog) -> None:
    missing = [one.id for one in english if one.id and not all(words_of(one.string) or [""])]
    assert missing == []
    assert [one.id for one in english if one.id and one.fuzzy] == []


def test_a_translation_keeps_the_placeholders(english: Catalog) -> None:
    broken = [
        words_of(one.id)
        for one in english
        for words in words_of(one.string)
        if one.id and _placeholders(words) != _placeholders(words_of(one.id)[-1])
    ]
    assert broken == []


def test_no_indonesian_is_left_in_english(english: Catalog) -> None:
    left = {one for text in english for one in words_of(text.id) if one in words_of(text.string)}
    assert left - SAME - {""} == set()


def test_no_text_of_ours_is_one_that_django_puts_into_indonesian() -> None:
    """ "No" would become "Tidak"."""
    texts = {words_of(text.id)[0] for text in fresh() if text.id}
    assert "No" in _taken()
    assert texts & _taken() == set()


def _ids(catalog: Catalog) -> set[tuple[str, ...]]:
    return {words_of(text.id) for text in catalog if text.id}


def _placeholders(words: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(words)))


def _taken() -> set[str]:
    """What Django's own Indonesian catalogues change."""
    changed = set()
    for path in Path(django.__file__).parent.rglob("locale/id/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for text in read_po(file, locale="id"):
                if text.id and words_of(text.string)[:1] not in ((), words_of(text.id)[:1]):
                    changed.add(words_of(text.id)[0])
    return changed
