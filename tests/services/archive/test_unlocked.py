"""While a dossier is read, printed and written, everybody else goes on working."""

import io
import threading
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from lajur.services.archive.dossier import build_dossier
from lajur.services.archive.proof import prove_stream
from lajur.services.archive.refusals import AlreadyDestroyed, DossierOvertaken
from lajur.services.work_items import correct_event
from lajur.store.models import GovernmentRow
from tests.services.archive.closed import Closed, close_a_case
from tests.services.archive.destroying import destroy
from tests.services.house import build, new_key

WAIT = 1.0  # seconds


class Meanwhile(io.BytesIO):
    """Where a dossier is written to; somebody acts when its first byte arrives."""

    def __init__(self, act: object) -> None:
        super().__init__()
        self.act = act

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        act, self.act = self.act, None
        if act is not None:
            act()  # type: ignore[operator]
        return super().write(data)


def another_writes(written: threading.Event) -> None:
    """Write from another connection; give it a moment to come through."""

    def write() -> None:
        GovernmentRow.objects.filter(slug="tidak-ada").update(name="–")
        written.set()
        connections.close_all()

    threading.Thread(target=write).start()
    written.wait(WAIT)


def is_free_to_write(within: AbstractContextManager[object]) -> bool:
    """Whether others write while the dossier of a case is built within that."""
    case, written = close_a_case(build()), threading.Event()
    was = []

    def act() -> None:
        another_writes(written)
        was.append(written.is_set())

    target = Meanwhile(act)
    with within:
        build_dossier(case.case, target, government=case.house.slug)
    written.wait()
    assert prove_stream(target).faults == []
    return was == [True]


@pytest.mark.django_db(transaction=True)
def test_others_write_while_a_dossier_is_built() -> None:
    assert is_free_to_write(nullcontext())


@pytest.mark.django_db(transaction=True)
def test_a_lajur_that_builds_in_a_transaction_is_caught() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no one lock that every writer needs")
    assert not is_free_to_write(transaction.atomic())


def test_a_case_that_goes_on_while_its_dossier_is_written_has_none(filed: Closed) -> None:
    def act() -> None:
        correct_event(
            case_id=filed.case,
            seq=1,
            seen_version=filed.house.version(filed.case),
            text="Perihal yang benar: Antrean.",
            actor=filed.house.actor("Sari"),
            at=filed.at + timedelta(minutes=1),
            key=new_key(),
        )

    with pytest.raises(DossierOvertaken):
        build_dossier(filed.case, Meanwhile(act), government=filed.house.slug)


def test_papers_destroyed_while_they_are_copied_are_told_as_destroyed(filed: Closed) -> None:
    with pytest.raises(AlreadyDestroyed):
        build_dossier(filed.case, Meanwhile(lambda: destroy(filed)), government=filed.house.slug)
