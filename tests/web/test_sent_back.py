"""What the applicant can be asked to complete: never what the SOP has not asked of them yet."""

import re

import pytest

from tests.web.desk import Desk, build_desk


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def offered(desk: Desk, case_id: int) -> list[str]:
    """The papers to tick on the page of the newest work."""
    item = desk.item(case_id)
    shown = desk.client(desk.who(item)).get(desk.url(case_id, item.number)).content.decode()
    return re.findall(r'name="kurang" value="(\w+)"', shown)


def test_at_first_only_the_request_can_be_sent_back(desk: Desk) -> None:
    assert offered(desk, desk.file()) == ["surat_permohonan"]


def test_later_also_what_the_applicant_answered_and_nothing_still_to_come(desk: Desk) -> None:
    case_id = desk.file()
    desk.reach(case_id, "tanggapan_rencana")
    desk.complete(case_id, "Siti", outcome="ya", text="Sesuai.")

    assert offered(desk, case_id) == ["surat_permohonan", "tanggapan_rencana"]
