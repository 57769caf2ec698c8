"""Dossiers the office gives its word for: their digests stand in its journal."""

from dataclasses import dataclass
from datetime import datetime

from django_scopes import scopes_disabled

from lajur.store.models import GovernmentRow, OfficeEventRow

BUILT = "dossier_built"  # read by `lajur verify`: {"case", "number", "digest", "head"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Whose word it is, and since when."""

    government: str  # name
    at: datetime  # aware, UTC


def vouched(digest: str) -> Vouched | None:
    """The office that built a dossier with this SHA-256 (hex); None: none that is kept here did."""
    with scopes_disabled():
        acts = OfficeEventRow.objects.filter(kind=BUILT, data__digest=digest)
        act = acts.order_by("pk").first()
    if act is None:
        return None
    name = GovernmentRow.objects.values_list("name", flat=True).get(pk=act.government_id)
    return Vouched(government=name, at=act.at)
