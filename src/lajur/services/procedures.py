"""Publishing SOPs: a new version for new requests; running cases keep theirs."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from django.db import transaction

from lajur.core.access import Actor, Permission
from lajur.core.engine.refusals import NotAllowed
from lajur.core.procedure.checks import check
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.procedure.filing import filing_faults
from lajur.core.procedure.reader import read
from lajur.services.journal import record_office_act
from lajur.services.refusals import ProcedureRefused
from lajur.store import procedures
from lajur.store.models import GovernmentRow, ProcedureRow
from lajur.store.scopes import scope_of

_SHOWN = 5  # faults in one refusal
_NAME = "sop.yaml"  # what is published has no file name of its own


def publish_procedure(*, source: bytes, transcript: str, actor: Actor, at: datetime) -> int:
    """Publish an SOP in the actor's government as its newest version; give its row's id.

    The newest version takes new requests; what is published already is not published again.

    Raises:
        NotAllowed: the actor does not administer the government.
        ProcedureRefused: the file has errors.
        NotFound: no such government.
    """
    if not actor.may(Permission.MANAGE_OFFICE):
        raise NotAllowed(permission=Permission.MANAGE_OFFICE.value)
    procedure = _checked(source)
    digest = sha256(source).hexdigest()
    with scope_of(actor.government) as government, transaction.atomic():
        versions = ProcedureRow.objects.select_for_update().filter(key=procedure.id)
        newest = versions.order_by("-version").first()
        if newest is not None and newest.digest == digest:
            return newest.pk
        versions.filter(active=True).update(active=False)
        row = _create(government, procedure, source, transcript, at, newest)
        facts = {"key": row.key, "version": row.version, "number": row.number, "digest": digest}
        record_office_act("procedure_published", facts, actor, at)
    return row.pk


@lru_cache(maxsize=8)  # one SOP is often published by several governments, one after the other
def _checked(source: bytes) -> Procedure:
    reading = read(source, name=_NAME)
    if reading.procedure is None:
        raise ProcedureRefused(faults=_in_words(reading.faults))
    faults = (*check(reading.procedure), *filing_faults(reading.procedure))
    if faults:
        raise ProcedureRefused(faults=_in_words(faults))
    return reading.procedure


def _create(
    government: GovernmentRow,
    procedure: Procedure,
    source: bytes,
    transcript: str,
    at: datetime,
    newest: ProcedureRow | None,
) -> ProcedureRow:
    row = ProcedureRow.objects.create(
        government=government,
        key=procedure.id,
        version=newest.version + 1 if newest else 1,
        number=procedure.identity.number,
        title=procedure.identity.title,
        source=source.decode(),
        transcript=transcript,
        digest=sha256(source).hexdigest(),
        published_at=at,
    )
    procedures.of_row(row)
    return row


def _in_words(faults: tuple[Fault, ...]) -> str:
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    shown = (f"{fault.place}: {fault.sentence}" for fault in errors[:_SHOWN])
    return "; ".join(shown)
