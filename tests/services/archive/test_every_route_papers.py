"""Every route of the four signed SOPs: its papers written, issued, handed in, and in its dossier.

The ordinary suite walks the fewest routes that write every paper somewhere; the rest is slow.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import pytest
from django.contrib.auth.hashers import make_password
from django_scopes import scopes_disabled

from lajur.services.archive.dossier import build_dossier
from lajur.services.archive.proof import prove_stream
from lajur.services.demo import demo_document, open_office
from lajur.services.demo_cases import Demo
from lajur.services.verify import verify
from lajur.store.models import CaseRow, LetterRow
from tests.services.archive.walking import TODAY, Journey, cover, every_journey, walk

pytestmark = pytest.mark.django_db
EVERY = every_journey()
COVER = cover(EVERY)
REST = [one for one in EVERY if one not in COVER]


@pytest.fixture(scope="module")
def offices(database_of_module: None) -> Mapping[str, Demo]:
    """The offices of the demo, each with its SOP, its people and its letterhead."""
    encoded = make_password("contoh")
    with scopes_disabled():
        return {
            name: open_office(demo_document(name), encoded, at=TODAY)
            for name in {one.government for one in EVERY}
        }


@pytest.mark.parametrize("journey", COVER, ids=str)
def test_the_papers_of_this_route_are_in_its_dossier(
    offices: Mapping[str, Demo], journey: Journey
) -> None:
    produces_its_papers(offices[journey.government], journey)


@pytest.mark.slow
@pytest.mark.parametrize("journey", REST, ids=str)
def test_the_papers_of_every_other_route_as_well(
    offices: Mapping[str, Demo], journey: Journey
) -> None:
    produces_its_papers(offices[journey.government], journey)


def test_a_paper_that_was_only_told_in_words_would_be_missed(offices: Mapping[str, Demo]) -> None:
    journey = min(COVER, key=lambda one: len(one.written))
    _, told = journey.written[-1]
    with pytest.raises(AssertionError, match=told):
        produces_its_papers(offices[journey.government], journey, told=frozenset({told}))


def test_an_assignment_names_those_it_appoints_and_no_days_that_nobody_knows(
    offices: Mapping[str, Demo],
) -> None:
    """A third party was appointed before, and nobody has said how long it will build."""
    (journey,) = (one for one in COVER if str(one) == "cirebon-2")
    case = walk(offices["cirebon"], journey)
    with scopes_disabled():
        parts = LetterRow.objects.get(case=case, kind="surat_tugas").parts
    assert [one["position"] for one in parts["petugas"]] == [
        "Pranata Komputer Ahli Muda",
        "Pranata Komputer Ahli Pertama",
    ]
    assert parts["waktu"] == ""


def test_every_paper_of_ours_is_written_on_some_route_of_the_ordinary_suite() -> None:
    named = {
        (one.government, item.id)
        for one in EVERY
        for item in one.procedure.items.values()
        if item.letter
    }
    assert {(one.government, item) for one in COVER for _, item in one.written} == named
    assert _places(COVER) == _places(EVERY)


def test_no_route_of_the_ordinary_suite_could_be_left_out() -> None:
    for one in COVER:
        assert _places([other for other in COVER if other != one]) < _places(EVERY)


def produces_its_papers(office: Demo, journey: Journey, **told: frozenset[str]) -> None:
    """Walk the route, close the case, build its dossier and prove it."""
    case = walk(office, journey, **told)
    with scopes_disabled():
        assert CaseRow.objects.get(pk=case).end == journey.route.end
    dossier = io.BytesIO()
    build_dossier(case, dossier, government=journey.government)
    assert prove_stream(dossier).faults == []
    kinds = journey.procedure.items
    assert Counter(papers_of_ours(dossier)) == Counter(
        (item, kinds[item].letter) for _, item in journey.written
    )
    report = verify()
    assert report.is_clean, [check.faults for check in report.checks if check.count]


def papers_of_ours(dossier: io.BytesIO) -> Iterator[tuple[str, str]]:
    """Paper and kind of every version that was handed in and is a letter of ours, as a PDF."""
    with zipfile.ZipFile(dossier) as box:
        manifest: dict[str, Any] = orjson.loads(box.read("manifest.json"))
        kinds = {one["file"]: one["kind"] for one in manifest["letters"]}
        for paper in manifest["papers"]:
            if paper["file"] in kinds:
                assert box.read(paper["file"]).startswith(b"%PDF-")
                yield paper["item"], kinds[paper["file"]]


def _places(journeys: list[Journey]) -> set[tuple[str, str, str]]:
    return {(one.government, *pair) for one in journeys for pair in one.written}
