"""Two SOPs side by side: what is counted, added up, told, and said to differ."""

import json
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given

from lajur.core.comparing.comparison import Comparison, Row, compare
from lajur.core.comparing.differences import Difference
from lajur.core.comparing.facts import as_facts
from lajur.core.comparing.meaning import ACTIVITIES, ACTIVITY_NAMES
from lajur.core.comparing.summary import Summary, summarize
from lajur.core.comparing.wording import told
from lajur.core.procedure.definition import Outcome, Procedure
from tests.core.comparing.papers import NAMES, PAIRS, long_way, signed
from tests.core.strategies import procedures

SUMMARIES = {name: summarize(signed(name)) for name in NAMES}


def both(left: str, right: str) -> Comparison:
    return compare(signed(left), signed(right), names=(left.title(), right.title()))


def row(comparison: Comparison, no: str) -> Row:
    return next(one for one in comparison.rows if one.left and one.left.no == no)


@given(procedure=procedures())
def test_an_sop_beside_itself_differs_in_nothing(procedure: Procedure) -> None:
    comparison = compare(procedure, procedure)
    assert comparison.is_same
    assert len(told(comparison)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_nor_does_one_of_the_four(name: str) -> None:
    assert both(name, name).is_same


@given(left=procedures(), right=procedures())
def test_the_facts_survive_json(left: Procedure, right: Procedure) -> None:
    facts = as_facts(compare(left, right))
    assert list(facts) == ["format", "sentences", "left", "right", "rows", "is_same"]
    assert json.loads(json.dumps(facts))["left"]["summary"]["steps"] == len(left.steps)


def pairs_of(comparison: Comparison) -> set[tuple[str, str, frozenset[Difference]]]:
    return {
        (one.left.step, one.right.step, frozenset(one.differs))
        for one in comparison.rows
        if one.left and one.right
    }


@given(left=procedures(), right=procedures())
def test_what_differs_does_not_depend_on_which_comes_first(
    left: Procedure, right: Procedure
) -> None:
    there, back = compare(left, right), compare(right, left)
    assert pairs_of(there) == {(one, other, what) for other, one, what in pairs_of(back)}
    assert there.is_same == back.is_same


def otherwise(step: str, **more: object) -> Comparison:
    """Sumbawa beside itself, but for one step."""
    sumbawa = signed("sumbawa")
    changed = replace(sumbawa.steps[step], **more)  # type: ignore[arg-type]
    return compare(sumbawa, replace(sumbawa, steps={**sumbawa.steps, step: changed}))


def answers(step: str) -> tuple[Outcome, ...]:
    return signed("sumbawa").steps[step].outcomes


def test_decisions_whose_answers_change_places_differ() -> None:
    no, yes = answers("tanggapan_hasil")
    swapped = (replace(no, targets=yes.targets), replace(yes, targets=no.targets))
    comparison = otherwise("tanggapan_hasil", outcomes=swapped)
    assert row(comparison, "14").differs == (Difference.DECISION,)
    assert not comparison.is_same


@pytest.mark.parametrize("goal", ["analisis", "presentasi_hasil"])  # otherwise it is step 12
def test_decisions_that_send_back_to_other_steps_differ(goal: str) -> None:
    no, yes = answers("tanggapan_hasil")
    comparison = otherwise("tanggapan_hasil", outcomes=(replace(no, targets=(goal,)), yes))
    assert row(comparison, "14").differs == (Difference.DECISION,)


def test_decisions_that_end_otherwise_differ() -> None:
    no, yes = answers("tanggapan_hasil")
    ended = replace(no, targets=(), end="tidak_dapat_dilayani")
    comparison = otherwise("tanggapan_hasil", outcomes=(ended, yes))
    assert Difference.DECISION in row(comparison, "14").differs


def test_decisions_that_are_only_worded_otherwise_are_the_same() -> None:
    no, yes = answers("tanggapan_hasil")
    words = (replace(no, label="belum sesuai"), replace(yes, label="sesuai"))
    assert otherwise("tanggapan_hasil", outcomes=words).is_same


def test_who_is_told_may_differ() -> None:
    assert row(otherwise("lapor_kasi", informed=()), "15").differs == (Difference.INFORMED,)


def test_so_may_the_sop_that_is_called() -> None:
    calling = otherwise("pengembangan", calls="SOP Pembangunan Aplikasi")
    assert row(calling, "12").differs == (Difference.CALLS,)


def test_two_that_run_otherwise_are_not_the_same_though_every_row_is() -> None:
    """No decision, paper or time differs; the refusal is no end, but leads on."""
    sumbawa = signed("sumbawa")
    (close,) = sumbawa.steps["laporan_ketidaktersediaan"].outcomes
    on = replace(close, targets=("lapor_kasi",), end=None)
    assert not otherwise("laporan_ketidaktersediaan", outcomes=(on,)).is_same


def test_two_whose_numbers_differ_are_not_the_same() -> None:
    sumbawa = signed("sumbawa")
    letter = sumbawa.items["surat_permohonan"]
    items = {**sumbawa.items, "lain": replace(letter, id="lain")}
    comparison = compare(sumbawa, replace(sumbawa, items=items))
    assert comparison.left.summary.papers != comparison.right.summary.papers
    assert not any(one.differs for one in comparison.rows)
    assert not comparison.is_same


def test_what_differs_is_named() -> None:
    analysis = row(both("buleleng", "sumbawa"), "6")
    assert analysis.differs == (
        Difference.PERFORMER,
        Difference.TIME,
        Difference.REQUIREMENTS,
    )  # both yield a report of the analysis, however it is called


def test_papers_that_are_only_passed_on_are_no_difference() -> None:
    """Buleleng lists the request again beside each disposition; Cirebon lists what is new."""
    assert Difference.OUTPUTS not in row(both("buleleng", "cirebon"), "2").differs


def test_times_that_are_equal_do_not_differ_by_who_sets_them() -> None:
    buleleng = signed("buleleng")
    building = buleleng.steps["bangun"]
    elsewhere = replace(building.standard_time, set_by="putusan")
    steps = {**buleleng.steps, "bangun": replace(building, standard_time=elsewhere)}
    assert compare(buleleng, replace(buleleng, steps=steps)).is_same


def test_who_takes_part_may_differ() -> None:
    deed = row(both("sumbawa", "cirebon"), "17")
    assert deed.left is not None
    assert deed.left.together == ("OPD pemohon / Tim Teknis OPD", "Kepala Dinas")
    assert Difference.TOGETHER in deed.differs


def test_a_decision_tells_where_each_exit_leads() -> None:
    decision = row(both("sumbawa", "banten"), "14").left
    assert decision is not None
    assert [(one.label, one.steps, one.back) for one in decision.exits] == [
        ("tidak", ("12",), True),
        ("ya", ("15",), False),
    ]


@pytest.mark.parametrize(
    ("name", "counted"),
    [  # counted by hand on the four sheets, in the order of NAMES
        ("lanes", (5, 5, 7, 4)),
        ("steps", (16, 17, 16, 7)),
        ("decisions", (1, 3, 1, 3)),  # that repeat an earlier one do not count
        ("handovers", (10, 12, 7, 3)),
        ("joint", (2, 4, 1, 0)),
        ("loops", (0, 2, 0, 0)),
        ("refusals", (1, 1, 0, 2)),
        ("calls", (0, 0, 3, 1)),
        ("applicant_acts", (2, 2, 1, 0)),
        ("papers", (8, 22, 15, 9)),
        ("produced", (7, 18, 11, 5)),  # Buleleng's reply is drafted by nobody
        ("without_time", (1, 11, 1, 0)),
    ],
)
def test_the_numbers_are_those_of_the_papers(name: str, counted: tuple[int, ...]) -> None:
    assert tuple(getattr(SUMMARIES[one], name) for one in NAMES) == counted


def amounts(durations: tuple[object, ...]) -> list[str]:
    return [str(one) for one in durations]


def test_a_budget_for_all_visits_counts_once_on_a_route() -> None:
    longest = max(SUMMARIES["sumbawa"].totals, key=lambda one: one.steps)
    assert amounts(longest.most) == ["45 hari kerja"]  # 35 once, although step 12 is done twice
    assert (longest.days, longest.rounds) == (45, 2)


def test_cirebon_in_house_is_seventy_two_days_and_a_morning() -> None:
    longest = SUMMARIES["cirebon"].longest
    assert longest is not None
    assert amounts(longest.most) == ["72 hari kerja", "195 menit"]


def test_a_range_has_a_least_and_a_most() -> None:
    longest = SUMMARIES["banten"].longest
    assert longest is not None
    assert amounts(longest.least) == ["1 bulan", "5 hari kerja", "15 menit"]
    assert amounts(longest.most) == ["1 bulan", "8 hari kerja", "30 menit"]


def test_loops_are_told_apart_from_the_straight_way() -> None:
    sumbawa = SUMMARIES["sumbawa"]
    assert sumbawa.shortest == sumbawa.longest
    assert sumbawa.longest is not None
    assert sumbawa.longest_with_loops is not None
    assert (sumbawa.longest.days, sumbawa.longest_with_loops.days) == (41, 45)
    assert SUMMARIES["cirebon"].longest_with_loops is None


def test_a_route_tells_what_its_time_leaves_open() -> None:
    granted, refused = SUMMARIES["buleleng"].totals
    assert (granted.variable, granted.unset, granted.steps, granted.handovers) == (1, 1, 15, 10)
    assert (refused.variable, refused.unset, refused.steps, refused.handovers) == (0, 1, 11, 7)
    assert [(one.no, one.label) for one in refused.choices] == [("7", "tidak bisa dibuat")]
    assert amounts(granted.most) == ["1 minggu", "8 hari kerja", "1 1x24 jam", "3 jam", "15 menit"]
    assert granted.days == 14.4  # 5 + 8 + 1 days, and 195 of 450 minutes


def test_the_longest_time_is_said_to_be_without_repetition_and_then_with_it() -> None:
    words = told(both("sumbawa", "cirebon"))
    assert (
        "Waktu baku sampai selesai tanpa pengulangan, paling lama: Sumbawa 41 hari kerja"
        " (belum termasuk 10 langkah tanpa waktu); Cirebon kira-kira 72,4 hari kerja." in words
    )
    assert (
        "Dengan pengulangan, masing-masing sekali, Sumbawa paling lama 45 hari kerja"
        " (belum termasuk 10 langkah tanpa waktu)." in words
    )
    assert not any("pengulangan" in one and "Cirebon paling lama" in one for one in words)


def test_a_month_is_twenty_one_working_days() -> None:
    longest = SUMMARIES["banten"].longest
    assert longest is not None
    assert longest.days == 29.1


def test_only_one_of_two_that_mean_the_same_may_decide() -> None:
    assert Difference.DECISION in row(both("buleleng", "banten"), "2").differs
    assert Difference.DECISION not in row(both("buleleng", "sumbawa"), "2").differs


def test_so_many_routes_that_nobody_could_add_them_up_are_still_compared() -> None:
    """Fourteen decisions in a row are sound, and have more than sixteen thousand routes."""
    many = long_way(14)
    comparison = compare(many, many)
    assert comparison.is_same
    assert comparison.left.summary.totals == ()
    assert comparison.left.summary.handovers is None
    assert comparison.left.summary.decisions == 14


def test_a_page_is_not_kept_waiting_by_the_longest_sop() -> None:
    """300 steps are the most a file may have; the page is public."""
    many = long_way(149)
    began = process_time()
    compare(many, many)
    assert process_time() - began < 4  # 0.6 s alone on this machine


@given(procedure=procedures())
def test_the_shortest_is_no_longer_than_the_longest(procedure: Procedure) -> None:
    found: Summary = summarize(procedure)
    assert (found.shortest is None) == (found.longest is None)
    if found.shortest and found.longest:
        assert found.shortest.days <= found.longest.days
        assert found.shortest.rounds == found.longest.rounds == 0


def test_the_sentences_say_what_only_one_can() -> None:
    words = told(both("sumbawa", "cirebon"))
    assert (
        words[0]
        == "Sumbawa meminta 17 langkah dari 5 pelaksana, Cirebon 16 langkah dari 7 pelaksana."
    )
    assert "Hanya Sumbawa yang dapat menolak permohonan." in words
    assert "Hanya Sumbawa yang dapat mengulang pekerjaan bila belum disetujui." in words
    assert words[-1].endswith("koordinasi, penerimaan hasil, pelatihan pengguna dan pengarsipan.")


@pytest.mark.parametrize("names", PAIRS, ids="-".join)
def test_the_sentences_of_both_directions_agree(names: tuple[str, str]) -> None:
    there, back = both(*names), both(names[1], names[0])
    only = [words for words in told(there) if words.startswith(("Hanya", "Jalan"))]
    assert sorted(only) == sorted(w for w in told(back) if w.startswith(("Hanya", "Jalan")))


@pytest.mark.parametrize("names", PAIRS, ids="-".join)
def test_what_only_one_has_is_named_nowhere_in_the_other(names: tuple[str, str]) -> None:
    comparison = both(*names)
    for side, other in ((comparison.left, names[1]), (comparison.right, names[0])):
        words = " ".join(step.printed.title for step in signed(other).steps.values())
        for activity in side.only:
            pattern = ACTIVITIES.get(activity)
            assert pattern is None or not pattern.search(words)


def test_every_activity_has_a_name() -> None:
    assert ACTIVITIES.keys() <= ACTIVITY_NAMES.keys()
