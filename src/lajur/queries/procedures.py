"""The SOPs of a government as anyone may read them. Called inside its scope."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.procedure.definition import Procedure, ServiceKind
from lajur.core.refusals import NotFound, marked
from lajur.store.models import ProcedureRow
from lajur.store.procedures import of_row


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedProcedure:
    """An SOP that new requests may use."""

    key: str
    version: int
    published_at: datetime  # aware
    procedure: Procedure

    def serves(self, service: ServiceKind) -> bool:
        """Whether this kind of request may be filed under it."""
        return service in self.procedure.services


def list_procedures() -> tuple[PublishedProcedure, ...]:
    """Return the SOPs in force, by title. A called sub-SOP without services stands last."""
    rows = ProcedureRow.objects.filter(active=True).order_by("title", "key")
    found = [_published(row) for row in rows]
    return tuple(sorted(found, key=lambda published: not published.procedure.services))


def find_procedure(key: str) -> PublishedProcedure:
    """Return the SOP in force under this key.

    Raises:
        NotFound: there is none.
    """
    row = ProcedureRow.objects.filter(key=key, active=True).first()
    if row is None:
        raise NotFound(what=marked("SOP"))
    return _published(row)


def _published(row: ProcedureRow) -> PublishedProcedure:
    return PublishedProcedure(
        key=row.key,
        version=row.version,
        published_at=row.published_at,
        procedure=of_row(row),
    )
