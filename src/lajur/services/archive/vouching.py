"""The office's word for a dossier: its SHA-256 in the journal of the office, under the seals."""

from datetime import datetime

from django.db import transaction

from lajur.core.access import SYSTEM, Actor
from lajur.queries.archive.vouched import BUILT
from lajur.services.archive.dossier import Built, require_unchanged
from lajur.services.journal import record_office_act
from lajur.store.models import CaseRow
from lajur.store.scopes import scope_of


def vouch(case_id: int, built: Built, *, actor: Actor, at: datetime) -> None:
    """Note the digest of a dossier just built, unless the case went on meanwhile.

    Within a transaction the case stays locked until its end, then the row of the government: in the
    order of every act, so that nothing is recorded or destroyed between this and what follows.

    Raises:
        AlreadyDestroyed, DossierOvertaken: see `require_unchanged`.
    """
    facts = {"case": case_id, "number": built.number, "digest": built.digest, "head": built.head}
    with scope_of(actor.government), transaction.atomic():
        CaseRow.objects.select_for_update(no_key=True).only("pk").get(pk=case_id)
        require_unchanged(case_id, head=built.head)
        record_office_act(BUILT, facts, actor, at)


def nobody(government: str) -> Actor:
    """Lajur itself, of a government (slug): who builds when no person asked."""
    return Actor(acting=SYSTEM, government=government, roles=frozenset())
