"""Uploads that nothing came of go after a day; whatever anything points at stays."""

from datetime import timedelta

import pytest
from django_scopes import scopes_disabled

from lajur.services.archive.keeping import keep_dossier
from lajur.services.archive.letting_go import pointers
from lajur.services.archive.unclaimed import drop_unclaimed
from lajur.services.papers import Paper
from lajur.services.requests import attach_to_draft
from lajur.services.verify import verify
from lajur.store import files
from lajur.store.models import DocumentRow, FileRow
from tests.services.archive.closed import Closed, upload
from tests.services.archive.destroying import LATER, destroy
from tests.services.house import NOON, House

DAY = timedelta(days=1, seconds=1)
WRONG, RIGHT = b"%PDF-1.4 KTP orang lain", b"%PDF-1.4 surat yang benar"


def attach(house: House, draft: int, content: bytes) -> str:
    """Put a file into a draft, in the place of the one before; gives its digest."""
    file = upload(house, content)
    attach_to_draft(
        draft_id=draft,
        item="surat_permohonan",
        paper=Paper(file=file),
        actor=house.actor("Siti"),
        at=NOON,
    )
    with house.scope():
        return str(FileRow.objects.values_list("digest", flat=True).get(pk=file.id))


def test_a_file_replaced_before_it_was_sent_goes_after_a_day(house: House) -> None:
    draft = house.draft(at=NOON)
    wrong, right = (attach(house, draft, content) for content in (WRONG, RIGHT))

    assert drop_unclaimed(at=NOON) == 0
    assert drop_unclaimed(at=NOON + DAY) == 1
    assert not files.place_of(wrong).exists()
    assert files.place_of(right).read_bytes() == RIGHT
    with house.scope():
        assert FileRow.objects.get().digest == right
    assert verify().is_clean


def test_destruction_leaves_no_upload_of_anybody(filed: Closed) -> None:
    upload(filed.house, WRONG, filed.at)
    destroy(filed)
    drop_unclaimed(at=LATER)
    assert list(files.root().glob("??/*")) == []
    assert verify().is_clean


def test_papers_dossiers_and_what_another_government_uses_stay(
    filed: Closed, neighbour: House
) -> None:
    keep_dossier(filed.case, actor=filed.house.actor("Sari"), at=filed.at)
    wanted = attach(neighbour, neighbour.draft(at=NOON), WRONG)
    upload(filed.house, WRONG, filed.at)
    with scopes_disabled():
        before = FileRow.objects.count()

    assert drop_unclaimed(at=LATER) == 1
    assert files.place_of(wanted).read_bytes() == WRONG
    with scopes_disabled():
        assert FileRow.objects.count() == before - 1
    assert verify().is_clean


def test_the_day_begins_again_when_the_same_bytes_are_uploaded_again(house: House) -> None:
    first = upload(house, WRONG)
    again = upload(house, WRONG, NOON + DAY)
    assert again.id == first.id
    assert drop_unclaimed(at=NOON + DAY) == 0
    assert drop_unclaimed(at=NOON + 2 * DAY) == 1


def test_a_lajur_that_forgets_who_points_at_files_is_caught(
    filed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lajur.services.archive.unclaimed.pointers", _all_but_documents)
    assert drop_unclaimed(at=LATER) == 0  # asked again before anything goes
    monkeypatch.setattr("lajur.services.archive.letting_go.pointers", _all_but_documents)
    with pytest.raises(Exception, match="DocumentRow"):  # and by the database
        drop_unclaimed(at=LATER)


def _all_but_documents() -> list[tuple[object, str]]:
    return [pair for pair in pointers() if pair[0] is not DocumentRow]
