"""Files that nothing points at any more leave the database first, and then the disk."""

from collections.abc import Iterable, Iterator
from typing import Any

from django_scopes import scope, scopes_disabled

from lajur.store import files
from lajur.store.models import DestructionRow, FileRow


def let_go(rows: Iterable[FileRow]) -> list[str]:
    """Delete those of the rows that nothing of their government points at; gives their digests.

    Called in the transaction of the act, within its scope; then `take_away` what it gives.
    """
    by_id = {row.pk: row for row in rows}
    for model, column in pointers():
        used = model.objects.filter(**{f"{column}__in": list(by_id)})
        for pk in used.values_list(column, flat=True):
            by_id.pop(pk, None)
    FileRow.objects.filter(pk__in=list(by_id)).delete()
    digests = [row.digest for row in by_id.values()]
    files.mark_leaving(digests)
    return digests


def pointers() -> Iterator[tuple[Any, str]]:
    """Every model that points at files, and by which field."""
    for relation in FileRow._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            yield relation.related_model, relation.field.name  # type: ignore[union-attr]


def take_away(digests: Iterable[str]) -> None:
    """Take the files off the disk, but for those another government still has."""
    for digest in digests:
        files.take_away(digest, is_wanted=is_wanted)


def sweep_leftovers() -> int:
    """Take away what destructions left on the disk; gives how many lists had something left.

    It is done right after each destruction; this is for one whose process died in between.
    """
    with scopes_disabled():
        done = DestructionRow.objects.filter(state=DestructionRow.DONE).exclude(leftover=[])
        rows = list(done)
    for row in rows:
        finish(row)
    return len(rows)


def finish(row: DestructionRow) -> None:
    """Take away what the destruction left, and note that it is gone."""
    take_away(row.leftover)
    with scope(government=row.government_id):
        DestructionRow.objects.filter(pk=row.pk).update(leftover=[])


def is_wanted(digest: str) -> bool:
    """Whether any government has this file."""
    with scopes_disabled():
        return FileRow.objects.filter(digest=digest).exists()
