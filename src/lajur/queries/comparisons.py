"""SOPs in force of any government, to be read side by side.

An SOP in force is public information (UU 14/2008, Pasal 11): here alone the wall between
governments is open, and only this far.
"""

from dataclasses import dataclass

from django_scopes import scopes_disabled

from lajur.core.comparing.summary import Summary, summarize
from lajur.core.procedure.definition import Procedure
from lajur.core.refusals import NotFound, marked
from lajur.queries.governments import GovernmentView, view_of
from lajur.store.models import ProcedureRow
from lajur.store.procedures import of_row

_KEPT = 256  # versions, as many as store.procedures keeps
_summaries: dict[str, Summary] = {}  # by digest: a published version never changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """An SOP in force, whose it is, and what it is in numbers."""

    government: GovernmentView
    key: str
    number: str
    title: str
    summary: Summary

    @property
    def name(self) -> str:
        """What an address calls it: "banten/banten-2020"."""
        return f"{self.government.slug}/{self.key}"


def comparables() -> list[Comparable]:
    """Every SOP in force, by government and title. Its text is read the first time only."""
    with scopes_disabled():
        rows = ProcedureRow.objects.filter(active=True).select_related("government")
        rows = rows.defer("source", "transcript").order_by("government__name", "title", "key")
        return [_comparable(row) for row in rows]


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


def _comparable(row: ProcedureRow) -> Comparable:
    procedure = of_row(row)
    return Comparable(
        government=view_of(row.government),
        key=row.key,
        number=procedure.identity.number,
        title=row.title,
        summary=_summary(row.digest, procedure),
    )


def _summary(digest: str, procedure: Procedure) -> Summary:
    if digest not in _summaries:
        if len(_summaries) >= _KEPT:
            _summaries.clear()
        _summaries[digest] = summarize(procedure)
    return _summaries[digest]
