"""Every way through a procedure, each loop once."""

import pytest

from lajur.core.procedure.routes import Route, first_routes, routes
from tests.core.procedure.sheets import procedure, signed, start, step

END = "lanjut: {selesai: selesai}"
CHOICE = "keputusan: [{hasil: ya, ke: %s}, {hasil: tidak, ke: %s, alasan: wajib}]"


def path(route: Route) -> str:
    return " ".join(row.step for row in route.steps)


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("buleleng", ["selesai", "ditolak"]),
        ("sumbawa", ["ditolak", "selesai", "selesai", "selesai", "selesai"]),
        ("cirebon", ["selesai", "selesai"]),
        ("banten", ["selesai", "selesai", "ditolak", "ditolak"]),
    ],
)
def test_the_signed_sops_have_the_routes_their_tables_draw(name: str, ends: list[str]) -> None:
    sop = signed(name)
    assert [str(sop.ends[route.end].result) for route in routes(sop)] == ends


def test_a_derived_decision_takes_the_remembered_answer_only() -> None:
    cirebon = signed("cirebon")
    (derived,) = (step for step in cirebon.steps.values() if step.derived_from)
    for route in routes(cirebon):
        answers = {row.step: row.outcome for row in route.steps}
        assert answers[derived.id] == answers[derived.derived_from]


def test_a_loop_is_taken_at_most_once() -> None:
    net = procedure(start("lanjut: b"), step("b", CHOICE % ("c", "b")), step("c", END))
    assert [path(route) for route in routes(net)] == ["ajukan b c", "ajukan b b c"]


def test_branches_are_walked_one_after_the_other_and_joined_once() -> None:
    net = procedure(
        start("lanjut: {ke: [b, d]}"), step("b", "lanjut: c"), step("c", "lanjut: e"),
        step("d", "lanjut: e"), step("e", f"menunggu: [c, d], {END}"),
    )  # fmt: skip
    assert [path(route) for route in routes(net)] == ["ajukan b c d e"]


def test_a_decision_in_a_branch_doubles_the_routes() -> None:
    net = procedure(
        start("lanjut: {ke: [b, c]}"), step("b", CHOICE % ("d", "x")), step("x", "lanjut: d"),
        step("d", "lanjut: e"), step("c", "lanjut: e"), step("e", f"menunggu: [d, c], {END}"),
    )  # fmt: skip
    assert [path(route) for route in routes(net)] == ["ajukan b d c e", "ajukan b x d c e"]


def test_the_first_routes_are_found_without_walking_the_others() -> None:
    steps = [start("lanjut: d0")]
    for n in range(40):
        exits = f"{{hasil: ya, ke: d{n + 1}}}, {{hasil: tidak, ke: d{n + 1}}}"
        steps.append(step(f"d{n}", f"keputusan: [{exits}]"))
    many = procedure(*steps, step("d40", "lanjut: {selesai: selesai}"))
    assert len(set(first_routes(many, most=41))) == 41
    few = signed("sumbawa")
    every = routes(few)
    assert first_routes(few, most=100) == every
    assert first_routes(few, most=2) == every[:2]
