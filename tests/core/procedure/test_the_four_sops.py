"""The four signed SOPs: they can be read, run as their readings say, and keep their words."""

from pathlib import Path

import pytest

from lajur.core.procedure.definition import Part, Procedure, Result, ServiceKind, Symbol
from lajur.core.procedure.findings import find
from lajur.core.procedure.reader import read
from lajur.core.procedure.routes import routes
from lajur.core.procedure.soundness import explore
from lajur.core.worktime.standard import TimeKind, TimeUnit
from tests.core.procedure.papers import NAMES
from tests.core.procedure.sheets import SOPS, codes, sentences, signed

ROUTES = {"banten": 4, "buleleng": 2, "cirebon": 2, "sumbawa": 5}
FINDINGS = {
    "banten": {"form_lacks", "not_produced", "same_output", "target_not_printed"},
    "buleleng": {
        *("number_twice", "number_missing", "text_cut_off", "revised_at_once", "time_not_set"),
        *("equipment_twice", "identity_empty", "basis_missing", "made_where_needed", "not_used"),
        *("service_without_row", "same_output", "printing_noted"),
    },
    "cirebon": {
        *("row_not_printed", "doubtful_reading", "not_produced", "made_where_needed"),
        *("same_output", "form_unused", "identity_empty", "basis_missing"),
    },
    "sumbawa": {
        *("actor_without_lane", "lane_unnamed", "time_not_set", "shifted_cell", "not_produced"),
        *("made_where_needed", "not_used", "same_output", "end_not_printed", "basis_revoked"),
        *("basis_missing", "identity_empty", "printing_noted"),
    },
}


def numbers(known: Procedure, route: int) -> list[str]:
    return [step.no for step in routes(known)[route].steps]


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_every_signed_sop_can_be_read_and_is_sound(path: Path) -> None:
    reading = read(path.read_bytes(), name=path.name)
    assert sentences(reading.faults) == []
    assert reading.procedure is not None
    assert sentences(explore(reading.procedure).faults) == []


@pytest.mark.parametrize("name", NAMES)
def test_it_has_the_routes_of_its_reading(name: str) -> None:
    assert len(routes(signed(name))) == ROUTES[name]


@pytest.mark.parametrize("name", NAMES)
def test_its_known_holes_are_found(name: str) -> None:
    assert set(codes(find(signed(name)))) >= FINDINGS[name]


def test_buleleng_refuses_through_the_first_of_two_rows_14() -> None:
    known = signed("buleleng")
    assert numbers(known, 0) == [
        *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "14", "15", "16")
    ]
    assert numbers(known, 1) == ["1", "2", "3", "4", "5", "6", "7", "14", "14", "15", "16"]
    assert known.ends[routes(known)[1].end].result is Result.REFUSED


def test_buleleng_hands_over_the_application_or_the_reply_by_the_decision() -> None:
    outputs = signed("buleleng").steps["serah_terima"].outputs
    assert [(use.item, use.when.outcome) for use in outputs if use.when] == [
        ("aplikasi", "bisa dibuat"),
        ("surat_balasan", "tidak bisa dibuat"),
    ]


def test_buleleng_lets_the_delegation_set_the_time_to_build() -> None:
    known = signed("buleleng")
    assert known.steps["bangun"].standard_time.set_by == "delegasi"
    assert known.steps["delegasi"].appoints == ("programmer",)
    assert known.steps["disposisi_kadis"].standard_time.unit is TimeUnit.CLOCK_DAY


def test_sumbawa_sends_back_plan_and_result_with_a_reason() -> None:
    known = signed("sumbawa")
    for step, back in (("tanggapan_rencana", "susun_rencana"), ("tanggapan_hasil", "pengembangan")):
        outcome = known.steps[step].outcome("tidak")
        assert outcome is not None
        assert (outcome.targets, outcome.needs_reason) == ((back,), True)


def test_sumbawa_counts_35_days_over_all_rounds_and_signs_with_three() -> None:
    known = signed("sumbawa")
    time = known.steps["pengembangan"].standard_time
    assert (time.kind, time.maximum, time.cumulative) == (TimeKind.MAXIMUM, 35, True)
    assert known.steps["berita_acara"].cosigners == ("opd", "kadis")


def test_cirebon_never_asks_who_builds_twice() -> None:
    known = signed("cirebon")
    assert known.steps["arah_pengembangan"].derived_from == "tentukan_pelaksana"
    assert numbers(known, 1) == ["1", "2", "3", "4", "5", "6", "7", "", "12", "13", "14", "15"]


def test_cirebon_calls_three_other_sops() -> None:
    calls = [step.calls for step in signed("cirebon").steps.values() if step.calls]
    assert calls == ["SOP Analisis Aplikasi", "SOP Desain Aplikasi", "SOP Pembuatan Aplikasi"]


def test_banten_asks_for_the_specification_with_the_request() -> None:
    known = signed("banten")
    assert "spek_teknis" in {use.item for use in known.steps["ajukan"].requirements}
    assert known.items["spek_teknis"].supplied_by == "opd"


def test_banten_has_every_blank_of_the_printed_form() -> None:
    printed = {field.id: field for field in signed("banten").form if field.printed}
    assert set(printed) == {
        *("nama_opd", "pj_nama", "pj_telepon", "pj_surel", "pj_jabatan", "subdomain", "pernyataan")
    }
    assert printed["subdomain"].suffix == ".bantenprov.go.id"


@pytest.mark.parametrize("name", NAMES)
def test_every_outcome_that_refuses_or_sends_back_needs_a_reason(name: str) -> None:
    known = signed(name)
    order = list(known.steps)
    for step in known.steps.values():
        for outcome in step.outcomes:
            is_back = any(order.index(target) < order.index(step.id) for target in outcome.targets)
            is_refusal = outcome.end and known.ends[outcome.end].result is Result.REFUSED
            if outcome.label and not step.derived_from and (is_back or is_refusal):
                assert outcome.needs_reason, (step.id, outcome.label)


@pytest.mark.parametrize("name", NAMES)
def test_every_paper_is_made_by_a_row_or_brought_by_somebody(name: str) -> None:
    known = signed(name)
    made = {use.item for step in known.steps.values() for use in step.outputs}
    for item in known.items.values():
        if item.kind.gates:
            assert item.id in made or item.supplied_by, item.id


@pytest.mark.parametrize("name", NAMES)
def test_filing_the_request_is_the_first_printed_row(name: str) -> None:
    known = signed(name)
    first = next(iter(known.steps.values()))
    assert (known.start, first.symbol) == (first.id, Symbol.TERMINATOR)


@pytest.mark.parametrize("name", NAMES)
def test_every_added_lane_and_implied_step_is_declared(name: str) -> None:
    known = signed(name)
    declared = {(one.step, one.part) for one in known.interpretations}
    assert all((step.id, Part.ROW) in declared for step in known.steps.values() if step.implied)
    if any(lane.added for lane in known.lanes.values()):
        assert (None, Part.LANE) in declared


def test_each_government_offers_what_its_title_says() -> None:
    offered = {name: signed(name).services for name in NAMES}
    assert offered["buleleng"] == (ServiceKind.NEW, ServiceKind.ENHANCEMENT, ServiceKind.API)
    assert offered["banten"] == offered["sumbawa"] == (ServiceKind.NEW,)
    assert offered["cirebon"] == (ServiceKind.NEW, ServiceKind.ENHANCEMENT)
