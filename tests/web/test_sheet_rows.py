"""The SOP table in words: whatever its drawing says stands there too, for every procedure."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from lajur.core.grid.trail import Trail
from lajur.core.procedure.definition import Procedure, Symbol
from lajur.core.procedure.reader import read
from lajur.web import sheet
from lajur.web.lane_marks import marks
from lajur.web.sheet_rows import Progress, SheetRow, Standing, sheet_of
from lajur.web.templatetags.lajur import hyphenated
from lajur.web.ways import called
from tests.core.strategies import procedures


def load(government: str) -> Procedure:
    """The SOP this government has signed."""
    (path,) = Path("sops").glob(f"{government}/*.yaml")
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


def rows(procedure: Procedure, progress: Progress | None = None) -> dict[str, SheetRow]:
    return {line.row.step.id: line for line in sheet_of(procedure, progress).rows}


@given(procedures())
def test_every_arrow_of_a_row_is_said_with_its_word_and_leads_to_a_row(
    procedure: Procedure,
) -> None:
    lines = rows(procedure)
    for step in procedure.steps.values():
        said = [(way.word, way.step) for way in lines[step.id].ways]
        drawn = [
            (outcome.label or "", target)
            for outcome in step.outcomes
            for target in (*((None,) if outcome.end else ()), *outcome.targets)
        ]
        assert said == drawn
        assert all(target is None or target in lines for _, target in said)
        assert all(way.words in lines[step.id].told for way in lines[step.id].ways)


@given(procedures())
def test_every_performer_is_told_by_place_the_one_who_does_it_first(procedure: Procedure) -> None:
    places = [lane.name for lane in sheet_of(procedure).lanes]
    for line in rows(procedure).values():
        step = line.row.step
        assert line.lanes[0].name == procedure.lanes[step.performer].name
        assert line.lanes[0].role == ""
        assert all(one.role for one in line.lanes[1:])
        others = {procedure.lanes[one].name for one in (*step.participants, *step.cosigners)}
        assert {one.name for one in line.lanes[1:]} == others - {line.lanes[0].name}
        assert all(places[one.no - 1] == one.name for one in line.lanes)
        assert all(one.name in line.title for one in line.lanes)


@given(procedures())
def test_no_two_steps_are_called_alike_unless_they_are_printed_alike(procedure: Procedure) -> None:
    for step in procedure.steps.values():
        alike = [
            other.printed
            for other in procedure.steps.values()
            if called(procedure, other) == called(procedure, step)
        ]
        assert len({(one.no, one.title) for one in alike}) == 1


@given(procedures())
def test_the_course_says_where_a_step_leads_unless_it_is_just_the_next(
    procedure: Procedure,
) -> None:
    told = sheet.course(procedure)
    listed = [step for step in procedure.steps.values() if not step.automatic]
    for place, (step, one) in enumerate(zip(listed, told, strict=True)):
        ahead = [target for outcome in step.outcomes for target in outcome.targets]
        after = [following.id for following in listed[place + 1 : place + 2]]
        ends = any(outcome.end for outcome in step.outcomes)
        assert bool(one.exits) == (ends or ahead != after)


def test_a_number_printed_twice_is_told_with_its_title() -> None:
    procedure = load("buleleng")
    twice = [step for step in procedure.steps.values() if step.printed.no == "14"]
    assert len(twice) == 2
    for step in twice:
        assert step.printed.title in called(procedure, step)
    assert called(procedure, procedure.steps[procedure.start]) == "langkah 1"


def test_what_a_case_has_done_and_how_it_stands_is_in_words() -> None:
    procedure = load("sumbawa")
    late = Standing(tone="late", words="lewat 2 hari kerja")
    done = frozenset({("verifikasi", "ya")})
    assert "verifikasi" in procedure.steps
    progress = Progress(trail=Trail(taken=done), standings={"verifikasi": late})
    line = rows(procedure, progress)["verifikasi"]
    assert {way.word: way.taken for way in line.ways} == {"ya": True, "tidak": False}
    assert line.row.is_done
    assert line.standing is late
    assert not any(way.taken for way in rows(procedure)["verifikasi"].ways)


@pytest.mark.parametrize("lanes", [1, 7, 12])
def test_the_mark_of_a_lane_has_a_stroke_for_each_and_its_own_is_tall(lanes: int) -> None:
    drawn = re.findall(r'id="lajur-(\d+)".*?d="([^"]+)"', marks(lanes))
    assert [int(no) for no, _ in drawn] == list(range(1, lanes + 1))
    for no, path in drawn:
        tall = ["v-12" in stroke for stroke in path.split("z")[:-1]]
        assert tall == [place == int(no) for place in range(1, lanes + 1)]


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("Pengembangan", "Pe-ngem-ba-ngan"),
        ("Kepala Seksi Persandian", "Kepala Seksi Per-san-dian"),
        ("Kadis DKIS", "Kadis DKIS"),
    ],
)
def test_only_long_words_may_be_broken_and_between_syllables(words: str, broken: str) -> None:
    assert hyphenated(words).replace("\N{SOFT HYPHEN}", "-") == broken


def test_a_sheet_is_whole_where_its_columns_have_room() -> None:
    found = {name: sheet_of(load(name)) for name in ("sumbawa", "cirebon")}
    assert (found["sumbawa"].fits, found["cirebon"].fits) == (48, 60)  # rem
    assert (found["sumbawa"].is_wide, found["cirebon"].is_wide) == (False, True)
    assert Symbol.DECISION in {line.row.step.symbol for line in found["cirebon"].rows}
