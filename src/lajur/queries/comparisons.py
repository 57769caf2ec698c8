"""SOPs in force of any government, to be read side by side.

An SOP in force is public information (UU 14/2008, Pasal 11): here alone the wall between
governments is open, and only this far.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from lajur.core.comparing.summary import Summary, summarize
from lajur.core.procedure.definition import Procedure
from lajur.core.refusals import NotFound, marked
from lajur.queries.governments import GovernmentView, view_of
from lajur.store.models import ProcedureRow
from lajur.store.procedures import glance_at

PAGE = 20  # SOPs at a glance; each is read and added up when it is first seen
_KEPT = 256  # versions
_summaries: dict[str, Summary] = {}  # by digest: a published version never changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An SOP in force, and whose it is."""

    government: GovernmentView
    key: str
    number: str
    title: str

    @property
    def name(self) -> str:
        """What an address calls it: "banten/banten-2020"."""
        return f"{self.government.slug}/{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """An SOP in numbers."""

    choice: Choice
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class GlancePage:
    """Some of the SOPs in force."""

    glances: tuple[Glance, ...]
    older: str  # the name after which the next page begins; "": this is the last


def choices() -> tuple[Choice, ...]:
    """Every SOP in force, by government and title. No text of an SOP is read."""
    with scopes_disabled():
        rows = _in_force().order_by("government__name", "title", "key")
        return tuple(_choice(row) for row in rows)


def glances(after: str = "") -> GlancePage:
    """Some SOPs in force in numbers, by address; those after the one called `after`."""
    slug, _, key = after.partition("/")
    with scopes_disabled():
        later = Q(government__slug__gt=slug) | Q(government__slug=slug, key__gt=key)
        rows = list(_in_force().filter(later).order_by("government__slug", "key")[: PAGE + 1])
        summaries = _summaries_of(rows[:PAGE])
    shown = tuple(Glance(choice=_choice(row), summary=summaries[row.digest]) for row in rows[:PAGE])
    return GlancePage(glances=shown, older=shown[-1].choice.name if len(rows) > PAGE else "")


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
        return view_of(row.government), glance_at(row)


def _in_force() -> QuerySet[ProcedureRow]:
    rows = ProcedureRow.objects.filter(active=True).select_related("government")
    return rows.defer("source", "transcript")


def _choice(row: ProcedureRow) -> Choice:
    return Choice(
        government=view_of(row.government), key=row.key, number=row.number, title=row.title
    )


def _summaries_of(rows: Sequence[ProcedureRow]) -> dict[str, Summary]:
    """By digest. The texts that were not seen before are read with one statement."""
    found = {row.digest: _summaries[row.digest] for row in rows if row.digest in _summaries}
    unseen = [row.pk for row in rows if row.digest not in found]
    for row in ProcedureRow.objects.filter(pk__in=unseen) if unseen else ():
        found[row.digest] = _kept(row.digest, summarize(glance_at(row)))
    return found


def _kept(digest: str, summary: Summary) -> Summary:
    if len(_summaries) >= _KEPT:
        oldest, *_ = list(_summaries)
        _summaries.pop(oldest, None)  # unless another thread was quicker
    _summaries[digest] = summary
    return summary
