"""Two SOPs side by side, for anyone; all of them at a glance; and the command beside the page."""

import json
import re
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from lajur.cli.main import main
from lajur.store import procedures
from lajur.store.models import ProcedureRow
from tests.core.procedure.sheets import GOOD, SOPS
from tests.web.comparison_text import number_text, route_texts, row_texts, texts
from tests.web.world import World

pytestmark = pytest.mark.django_db

PAGE = "/sumbawa/sop/sumbawa-2021/sanding/"
BESIDE_CIREBON = {"dengan": "cirebon/cirebon-2019"}


_digests = count()


def file_of(name: str) -> str:
    return next(str(path) for path in SOPS if path.stem == name)


def test_a_visitor_chooses_among_the_sops_of_other_governments(
    sumbawa: World, cirebon: World
) -> None:
    page = Client().get(PAGE).text
    assert '<option value="cirebon/cirebon-2019"' in page
    assert '"sumbawa/sumbawa-2021"' not in page  # not beside itself
    assert f'{PAGE}?dengan=cirebon/cirebon-2019"' in page
    assert "SOP ini" in page


def test_all_sops_stand_at_a_glance_and_each_leads_on(sumbawa: World, cirebon: World) -> None:
    page = Client().get("/sanding/").text
    rows = texts(page, "glances")[0]
    assert "Kabupaten Sumbawa" in rows or sumbawa.government.name in rows
    assert "17" in rows
    assert "41 hari kerja" in rows
    assert "kira-kira 72,4 hari kerja" in rows
    assert "paling singkat kira-kira 0,3 hari kerja" in rows  # by a third party
    for world in (sumbawa, cirebon):
        assert f'href="/{world.slug}/sop/{world.procedure.id}/sanding/"' in page


def test_the_front_page_leads_there(sumbawa: World) -> None:
    assert 'href="/sanding/"' in Client().get("/").text


def test_where_nothing_is_in_force_it_says_so(sumbawa: World) -> None:
    with scope(government=sumbawa.government):
        ProcedureRow.objects.update(active=False)
    answer = Client().get("/sanding/")
    assert answer.status_code == 200
    assert "Belum ada SOP yang berlaku" in answer.text


@pytest.mark.parametrize("other", ["cirebon-2019", "banten-2020"])
def test_the_page_says_what_the_json_says_and_nothing_else(
    other: str, sumbawa: World, cirebon: World, banten: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every fact of the page is read out of the JSON: rows, numbers, routes, sentences."""
    world = {"cirebon-2019": cirebon, "banten-2020": banten}[other]
    page = Client().get(PAGE, {"dengan": f"{world.slug}/{other}"}).text
    assert main(["sop", "compare", "--json", file_of("sumbawa-2021"), file_of(other)]) == 0
    words = capsys.readouterr().out
    for one in (sumbawa, world):  # the command knows no governments
        name = one.government.name.removeprefix("Pemerintah ")
        words = words.replace(f'"name": "{one.procedure.id}"', f'"name": "{name}"')
    facts = json.loads(words)
    assert texts(page, "twin__row") == row_texts(facts)
    assert texts(page, "twin__numbers") == [number_text(facts)]
    assert sorted(texts(page, "route")) == sorted(route_texts(facts))
    told = " ".join(facts["sentences"])
    for one, side in ((sumbawa, facts["left"]), (world, facts["right"])):
        told = told.replace(one.procedure.id, side["name"])
    assert texts(page, "twin__told") == [told]


def test_two_sops_of_one_government_are_told_apart(sumbawa: World) -> None:
    page = Client().get(PAGE, {"dengan": "sumbawa/sumbawa-2021"}).text
    assert "Kedua SOP sama" in page
    assert "555/568/DKIST/2021" in page


def test_it_is_a_table_with_headers_also_where_it_is_drawn_as_cards(
    sumbawa: World, cirebon: World
) -> None:
    page = Client().get(PAGE, BESIDE_CIREBON).text
    assert page.count('role="columnheader" scope="col"') == 3
    rows = page.count('<tr role="row" class="twin__row')
    assert page.count('role="rowheader" scope="row"') == rows
    assert page.count('<td role="cell"') == 2 * rows


def test_it_speaks_the_language_of_its_reader(sumbawa: World, cirebon: World) -> None:
    client = Client(headers={"accept-language": "en"})
    page = client.get(PAGE, BESIDE_CIREBON).text
    assert "Mengajukan permohonan untuk pengembangan aplikasi" in page  # as signed


def test_the_choice_costs_no_statement_per_government(sumbawa: World, cirebon: World) -> None:
    for address in (PAGE, f"{PAGE}?dengan=cirebon/cirebon-2019", "/sanding/"):
        Client().get(address)
        with CaptureQueriesContext(connection) as seen:
            Client().get(address)
        assert len(seen) <= 4, address


def publish_many(world: World, many: int) -> None:
    """So many small SOPs in force, none of them read yet."""
    rows = [
        ProcedureRow(
            government=world.government,
            key=f"uji-{number:03}",
            number=f"{number}/UJI/2026",
            title="Permohonan Uji",
            source=GOOD.decode(),
            digest=f"sidik {next(_digests)}",
            published_at=timezone.now(),
        )
        for number in range(many)
    ]
    with scope(government=world.government):
        ProcedureRow.objects.bulk_create(rows)


def named(page: str) -> list[str]:
    """The SOPs of a glance, each by where it leads."""
    return re.findall(r'<a href="/([a-z]+/sop/[a-z0-9-]+)/sanding/"', page)


def test_many_sops_are_told_page_by_page_and_each_once(sumbawa: World, cirebon: World) -> None:
    publish_many(sumbawa, 23)
    publish_many(cirebon, 23)
    address, seen = "/sanding/", list[list[str]]()
    while address:
        page = Client().get(address).text
        seen.append(named(page))
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        address = onward[1] if onward else ""
    assert list(map(len, seen)) == [20, 20, 8]
    assert len({one for shown in seen for one in shown}) == 48
    assert "Ke awal" in page
    assert [len(named(Client().get("/sanding/", {"sesudah": "\0"}).text))] == [20]


def test_what_one_can_stand_beside_is_told_page_by_page_too(sumbawa: World) -> None:
    publish_many(sumbawa, 23)
    page = Client().get(PAGE).text
    assert page.count("<option") == 1 + 23  # all of them can be chosen
    assert page.count('<th scope="row">') == 20
    assert f'rel="next" href="{PAGE}?sesudah=sumbawa/' in page


def test_a_choice_of_sops_reads_none_of_them(sumbawa: World, cirebon: World) -> None:
    publish_many(cirebon, 30)
    with CaptureQueriesContext(connection) as seen:
        Client().get(PAGE, BESIDE_CIREBON)
    assert sum('"source"' in one["sql"] for one in seen) <= 2  # the two that are compared
    with CaptureQueriesContext(connection) as seen:
        Client().get("/sanding/")
    assert sum('"source"' in one["sql"] for one in seen) <= 1  # those of the page, together


def test_a_visitor_displaces_no_sop_that_cases_use(sumbawa: World, cirebon: World) -> None:
    publish_many(cirebon, 30)
    kept = set(procedures._parsed)
    for address in ("/sanding/", PAGE, f"{PAGE}?dengan=cirebon/uji-007"):
        Client().get(address)
    assert set(procedures._parsed) == kept


def test_what_is_kept_makes_room_for_one_at_a_time() -> None:
    for number in range(procedures._KEPT + 1):
        procedures.of_source("uji", GOOD.decode(), f"uji {number}")
    assert list(procedures._parsed) == [f"uji {one + 1}" for one in range(procedures._KEPT)]


@pytest.mark.parametrize("other", ["cirebon/tidak-ada", "nusantara/cirebon-2019", "cirebon"])
def test_what_cannot_be_found_is_a_page_that_helps(sumbawa: World, other: str) -> None:
    answer = Client().get(PAGE, {"dengan": other})
    assert answer.status_code == 404
    assert "<h1>" in answer.text
