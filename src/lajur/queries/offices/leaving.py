"""What somebody leaves behind who moves to another unit or whose account is closed."""

from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from lajur.core.access import PersonId
from lajur.core.offices.holdings import ONE_DAY
from lajur.queries.offices.held import work_for_agency, work_of
from lajur.queries.offices.positions import Consequences
from lajur.queries.offices.terms import term_of
from lajur.store.models import HoldingRow, PersonRow


def plan_deactivation(person_id: PersonId, *, today: date) -> Consequences:
    """What closing an account would do: terms end with yesterday, all work comes back."""
    ended = tuple(
        replace(term_of(row), position=row.position.name, until=today - ONE_DAY)
        for row in running_terms(person_id, today)
    )
    return Consequences(ended=ended, held=work_of(person_id))


def plan_move(person_id: PersonId, unit: int | None) -> Consequences:
    """What moving to another unit would do: work for the former agency comes back to it."""
    before = PersonRow.scoped.filter(pk=person_id).values_list("unit", flat=True).first()
    return Consequences(held=work_for_agency(person_id, before) if before != unit else ())


def running_terms(person_id: PersonId, today: date) -> QuerySet[HoldingRow]:
    """Terms of a person that run today or will."""
    rows = HoldingRow.objects.filter(Q(until__isnull=True) | Q(until__gte=today), annulled=False)
    return rows.filter(person=person_id).select_related("person", "position").order_by("pk")
