"""Two SOPs side by side, for anyone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.world import World

pytestmark = pytest.mark.django_db

PAGE = "/sumbawa/sop/sumbawa-2021/sanding/"


def test_a_visitor_chooses_among_the_sops_of_other_governments(
    sumbawa: World, cirebon: World
) -> None:
    page = Client().get(PAGE).text
    assert '<option value="cirebon/cirebon-2019"' in page
    assert '"sumbawa/sumbawa-2021"' not in page  # not beside itself


def test_steps_that_mean_the_same_stand_side_by_side(sumbawa: World, cirebon: World) -> None:
    page = Client().get(PAGE, {"dengan": "cirebon/cirebon-2019"}).text
    assert "Surat Permohonan Masuk dari OPD" in page
    assert "Mengajukan permohonan untuk pengembangan aplikasi" in page
    assert page.count("twin__row--alone") > 5
    assert "72 hari kerja + 195 menit kerja (kira-kira 72,4 hari kerja)" in page
    assert "45 hari kerja (kira-kira" not in page  # it is exactly so


def test_the_choice_costs_no_statement_per_government(sumbawa: World, cirebon: World) -> None:
    Client().get(PAGE, {"dengan": "cirebon/cirebon-2019"})
    with CaptureQueriesContext(connection) as seen:
        Client().get(PAGE, {"dengan": "cirebon/cirebon-2019"})
    assert len(seen) <= 4


@pytest.mark.parametrize("other", ["cirebon/tidak-ada", "nusantara/cirebon-2019", "cirebon"])
def test_what_cannot_be_found_is_a_page_that_helps(sumbawa: World, other: str) -> None:
    answer = Client().get(PAGE, {"dengan": other})
    assert answer.status_code == 404
    assert "<h1>" in answer.text
