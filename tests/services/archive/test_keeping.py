"""The archive fills itself: what closed is filed once, and its dossier built after an hour."""

from datetime import date, timedelta

import pytest

from lajur.core.refusals import NotFound
from lajur.services.archive import keeping
from lajur.services.archive.keeping import fill_archive, keep_dossier
from lajur.services.archive.providing import provide_retention
from lajur.services.verify import verify
from lajur.services.work_items import correct_event
from lajur.store import files
from lajur.store.models import ArchiveRow, FileRow, GovernmentRow
from tests.services.archive.closed import Closed, close_a_case
from tests.services.house import House, new_key

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_failed_yet() -> None:
    keeping._failed.clear()


def row(closed: Closed) -> ArchiveRow:
    with closed.house.scope():
        return ArchiveRow.objects.select_related("dossier", "retention").get(case=closed.case)


def test_filed_at_once_and_built_an_hour_after(closed: Closed) -> None:
    provide_retention(GovernmentRow.objects.get(pk=closed.house.government), at=closed.at)
    assert fill_archive(at=closed.at) == 0
    filed = row(closed)
    assert (filed.closed_on, filed.retention.code) == (date(2026, 11, 23), "500.12")
    assert filed.dossier is None

    assert fill_archive(at=closed.at + HOUR) == 1
    assert row(closed).dossier.media_type == "application/zip"
    assert fill_archive(at=closed.at + HOUR) == 0
    assert verify().is_clean


def test_open_cases_stay_out_and_nothing_is_filed_twice(closed: Closed) -> None:
    closed.house.file()
    for _ in range(2):
        fill_archive(at=closed.at)
    other = close_a_case(closed.house)
    fill_archive(at=other.at)
    with closed.house.scope():
        assert set(ArchiveRow.objects.values_list("case", flat=True)) == {closed.case, other.case}


def test_a_new_dossier_takes_the_place_of_the_old_one(closed: Closed) -> None:
    sari = closed.house.actor("Sari")
    keep_dossier(closed.case, actor=sari, at=closed.at)
    old = row(closed)
    keep_dossier(closed.case, actor=sari, at=closed.at)
    assert row(closed).dossier_id == old.dossier_id  # equal bytes are one file

    version = closed.house.version(closed.case)
    correct_event(
        case_id=closed.case,
        seq=1,
        seen_version=version,
        text="Betul.",
        actor=sari,
        at=closed.at,
        key=new_key(),
    )
    keep_dossier(closed.case, actor=sari, at=closed.at)
    assert row(closed).built_head != old.built_head
    assert not files.place_of(old.dossier.digest).exists()
    with closed.house.scope():
        assert not FileRow.objects.filter(pk=old.dossier_id).exists()
    assert verify().is_clean


def test_one_that_cannot_be_built_does_not_stop_the_others(closed: Closed) -> None:
    other = close_a_case(closed.house, content=b"%PDF-1.4 lain")
    with closed.house.scope():
        digest = FileRow.objects.order_by("pk").first().digest
    place = files.place_of(digest)
    place.rename(place.with_suffix(".away"))

    later = closed.at + HOUR * 2
    assert fill_archive(at=later) == 1
    assert row(closed).dossier is None
    assert row(other).dossier is not None
    place.with_suffix(".away").rename(place)
    assert fill_archive(at=later) == 0  # not again for a while
    assert fill_archive(at=later + keeping.RETRY) == 1


@pytest.mark.parametrize("who", ["Siti", "Budi"])
def test_who_does_not_keep_the_archive_builds_nothing(closed: Closed, who: str) -> None:
    with pytest.raises(NotFound):
        keep_dossier(closed.case, actor=closed.house.actor(who), at=closed.at)


def test_another_governments_clerk_builds_nothing(closed: Closed, neighbour: House) -> None:
    with pytest.raises(NotFound):
        keep_dossier(closed.case, actor=neighbour.actor("Sari"), at=closed.at)
