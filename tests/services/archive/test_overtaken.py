"""What happens to a case while its dossier is built: nothing that is gone comes back with it."""

from collections.abc import Callable

import pytest

from lajur.services.archive import keeping, vouching
from lajur.services.archive.dossier import build_dossier
from lajur.services.archive.keeping import fill_archive, keep_dossier
from lajur.services.archive.refusals import AlreadyDestroyed, DossierOvertaken
from lajur.services.verify import verify
from lajur.services.work_items import correct_event
from lajur.store import files
from lajur.store.models import ArchiveRow
from tests.services.archive.closed import Closed
from tests.services.archive.destroying import LATER, destroy
from tests.services.house import new_key


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen between the building of the next dossier and its keeping."""

    def build(*asked: object, **named: object) -> object:
        monkeypatch.setattr(keeping, "build_dossier", build_dossier)
        built = build_dossier(*asked, **named)  # type: ignore[arg-type]
        act()
        return built

    monkeypatch.setattr(keeping, "build_dossier", build)


def correct(filed: Closed) -> None:
    correct_event(
        case_id=filed.case,
        seq=1,
        seen_version=filed.house.version(filed.case),
        text="Perihal yang benar: Antrean.",
        actor=filed.house.actor("Sari"),
        at=filed.at,
        key=new_key(),
    )


def keep(filed: Closed) -> None:
    keep_dossier(filed.case, actor=filed.house.actor("Sari"), at=LATER)


def dossiers(filed: Closed) -> list[int]:
    with filed.house.scope():
        return list(ArchiveRow.objects.exclude(dossier=None).values_list("case", flat=True))


def test_what_was_destroyed_while_its_dossier_was_built_survives_in_no_dossier(
    filed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: destroy(filed))
    with pytest.raises(AlreadyDestroyed):
        keep(filed)
    assert dossiers(filed) == []
    assert list(files.root().glob("??/*")) == []
    assert verify().is_clean


def test_a_lajur_that_does_not_ask_again_before_it_keeps_is_caught(
    filed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: destroy(filed))
    monkeypatch.setattr(vouching, "require_unchanged", lambda *_, **__: None)
    keep(filed)
    assert dossiers(filed) == [filed.case]
    assert "V19" in {check.code for check in verify().checks if check.count}


def test_a_dossier_of_a_case_that_went_on_meanwhile_is_not_kept(
    filed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: correct(filed))
    with pytest.raises(DossierOvertaken):
        keep(filed)
    assert dossiers(filed) == []
    keep(filed)
    assert dossiers(filed) == [filed.case]


def test_the_worker_builds_what_went_on_meanwhile_in_its_next_round(
    filed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping._failed.clear()
    meanwhile(monkeypatch, lambda: correct(filed))
    assert fill_archive(at=LATER) == 0
    assert fill_archive(at=LATER) == 1
    assert verify().is_clean
