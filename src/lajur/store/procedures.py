"""Parsed procedures. A published version never changes, so each is read once, by its digest."""

from django_scopes import scope

from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from lajur.store.models import ProcedureRow

_KEPT = 256  # versions; more than one server runs
_parsed: dict[str, Procedure] = {}  # by SHA-256 of the source


def parsed(row_id: int, digest: str, *, government: int) -> Procedure:
    """The procedure of a ProcedureRow; reads the row only the first time."""
    known = _parsed.get(digest)
    if known is not None:
        return known
    with scope(government=government):
        row = ProcedureRow.objects.get(pk=row_id)
    return of_source(row.key, row.source, digest)


def of_row(row: ProcedureRow) -> Procedure:
    """The procedure of a row at hand."""
    return _parsed.get(row.digest) or of_source(row.key, row.source, row.digest)


def glance_at(row: ProcedureRow) -> Procedure:
    """The procedure of a row that somebody only looks at: what cases use stays kept instead."""
    return _parsed.get(row.digest) or _read(row.key, row.source)


def of_source(key: str, source: str, digest: str) -> Procedure:
    """Read a source that passed the checks when it was published."""
    procedure = _read(key, source)
    if len(_parsed) >= _KEPT:
        oldest, *_ = list(_parsed)
        _parsed.pop(oldest, None)  # unless another thread was quicker
    _parsed[digest] = procedure
    return procedure


def _read(key: str, source: str) -> Procedure:
    procedure = read(source.encode(), name=f"{key}.yaml", published=True).procedure
    if procedure is None:
        raise ValueError(f"the published procedure {key} cannot be read any more")
    return procedure
