"""Every route of the four SOPs, through the pages, by the people whose turn it is."""

from itertools import count
from pathlib import Path

import pytest

from lajur.core.procedure.definition import Procedure, Result
from lajur.core.procedure.reader import read
from lajur.core.procedure.routes import Route, routes
from tests.journeys.acts import do_step, file_request
from tests.journeys.people import People

pytestmark = pytest.mark.browser
_titles = count(1)


def _every_route() -> list[tuple[str, Procedure, Route]]:
    found = []
    for path in sorted(Path("sops").glob("*/*.yaml")):
        procedure = read(path.read_bytes(), name=path.name).procedure
        assert procedure is not None
        found += [(path.parent.name, procedure, route) for route in routes(procedure)]
    return found


ROUTES = _every_route()


def _name(case: object) -> str:
    return case if isinstance(case, str) else ""


@pytest.mark.parametrize(("government", "procedure", "route"), ROUTES, ids=_name)
def test_a_request_runs_this_route_to_its_end(
    people: People, government: str, procedure: Procedure, route: Route
) -> None:
    request = file_request(people, procedure, government, f"Aplikasi rute {next(_titles)}")
    for passed in route.steps[1:]:
        step = procedure.steps[passed.step]
        if not (step.automatic or step.derived_from):
            do_step(request, step, passed.outcome)
    page = people.page(request.account(procedure.steps[procedure.start].performer))
    page.goto(request.address(f"berkas/{request.case}/"))
    assert procedure.ends[route.end].name in page.locator("main").inner_text()
    assert "Giliran" not in page.locator("main h2").first.inner_text()


def test_every_result_of_every_sop_was_among_the_routes() -> None:
    reached = {(procedure.id, route.end) for _, procedure, route in ROUTES}
    assert reached == {(p.id, end) for _, p, _ in ROUTES for end in p.ends}
    assert {p.ends[r.end].result for _, p, r in ROUTES} == set(Result)


def test_what_the_journeys_left_behind_verifies(people: People) -> None:
    found = people.house.verify()
    assert found.returncode == 0, found.stdout + found.stderr
