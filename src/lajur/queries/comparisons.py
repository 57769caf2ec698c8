"""SOPs in force of any government, to be read side by side.

An SOP in force is public information (UU 14/2008, Pasal 11): here alone the wall between
governments is open, and only this far.
"""

from dataclasses import dataclass

from django_scopes import scopes_disabled

from lajur.core.procedure.definition import Procedure
from lajur.core.refusals import NotFound, marked
from lajur.queries.governments import GovernmentView, view_of
from lajur.store.models import ProcedureRow
from lajur.store.procedures import of_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """An SOP in force, and whose it is."""

    government: GovernmentView
    key: str
    title: str

    @property
    def name(self) -> str:
        """What an address calls it: "banten/banten-2020"."""
        return f"{self.government.slug}/{self.key}"


def comparables() -> list[Comparable]:
    """Every SOP in force, by government and title."""
    with scopes_disabled():
        rows = ProcedureRow.objects.filter(active=True).select_related("government")
        rows = rows.defer("source", "transcript").order_by("government__name", "title", "key")
        return [
            Comparable(government=view_of(row.government), key=row.key, title=row.title)
            for row in rows
        ]


def find_comparable(name: str) -> tuple[GovernmentView, Procedure]:
    """The SOP in force that an address calls `name`.

    Raises:
        NotFound: there is none.
    """
    slug, _, key = name.partition("/")
    with scopes_disabled():
        rows = ProcedureRow.objects.filter(active=True, key=key, government__slug=slug)
        row = rows.select_related("government").first()
        if row is None:
            raise NotFound(what=marked("SOP"))
        return view_of(row.government), of_row(row)
