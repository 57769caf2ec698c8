"""Finding a case by what a person at a terminal knows of it."""

from dataclasses import dataclass

from django.db.models import Q
from django_scopes import scopes_disabled

from lajur.core.refusals import Refusal, marked
from lajur.store.models import CaseRow, DestructionRow


class SeveralCases(Refusal):
    """More than one government has given the number."""

    code = "several_cases"
    message = marked(
        "Nomor %(number)s ada pada beberapa pemerintah daerah; pakai id berkas: %(ids)s."
    )

    def __init__(self, *, number: str, ids: str) -> None:
        super().__init__(number=number, ids=ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """A case, and whose it is."""

    case_id: int
    government: str  # slug


def closed_case(named: str | None) -> FoundCase | None:
    """The case with this number or id; of None, the closed request that was last opened.

    Raises:
        SeveralCases: several governments have given the number.
    """
    with scopes_disabled():
        rows = CaseRow.objects.select_related("government").order_by("-pk")
        if named is None:
            kept = rows.exclude(archive__destruction__state=DestructionRow.DONE)
            found = list(kept.filter(closed_at__isnull=False, parent__isnull=True)[:1])
        else:
            found = list(rows.filter(_called(named))[:20])
    if named is not None and len(found) > 1:
        ids = ", ".join(str(row.pk) for row in reversed(found))
        raise SeveralCases(number=named, ids=ids)
    return FoundCase(case_id=found[0].pk, government=found[0].government.slug) if found else None


def _called(named: str) -> Q:
    if named.isascii() and named.isdigit() and len(named) <= 18:
        return Q(pk=int(named))
    return Q(number=named)
