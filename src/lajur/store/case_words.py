"""Finding cases by any part of a word in their number or title, by index on both databases."""

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

_SHORTEST = 3  # letters a trigram needs
_MATCHING = "SELECT rowid FROM store_casewords WHERE store_casewords MATCH %s"


def has_part(word: str) -> Q:
    """Cases with `word` somewhere in their number or title, in either case.

    What is shorter than a trigram is looked for in every case.
    """
    if connection.vendor == "sqlite" and len(word) >= _SHORTEST:
        return Q(pk__in=RawSQL(_MATCHING, [_phrase(word)]))  # noqa: S611 - a fixed statement
    return Q(number__icontains=word) | Q(title__icontains=word)


def _phrase(word: str) -> str:
    """The word as FTS5 takes it literally."""
    return '"' + word.replace('"', '""') + '"'
