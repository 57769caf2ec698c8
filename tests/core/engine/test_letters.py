"""Letters of a case: who issues them, and that they only tell."""

from dataclasses import replace

import pytest

from lajur.core.access import Role
from lajur.core.engine.case import Case, CaseState
from lajur.core.engine.commands import decline_letter, issue_letter, sign_letter, void_letter
from lajur.core.engine.refusals import (
    LetterOfOthers,
    NotAllowed,
    NotYourWork,
    ReasonMissing,
    UnknownItem,
)
from lajur.core.refusals import NotFound
from tests.core.engine.office import (
    ANI,
    BUDI,
    NOON,
    RAHMAT,
    SITI,
    TOMO,
    WATI,
    done,
    kinds,
    opened,
    step,
)

NOBODYS: dict[str, frozenset[int]] = {"concerned": frozenset()}
NOTE = {"letter": "1/ND", "kind": "nota-dinas", "digest": "ab", "at": NOON}


def at_budis_desk() -> Case:
    return done(opened(step("a", "opd", "b"), step("b", "kasi", "!", gives="laporan")), 1, SITI)


def closed() -> Case:
    return done(opened(step("a", "opd", "!")), 1, SITI)


def test_a_letter_is_told_and_the_case_stays_as_it_is() -> None:
    case = at_budis_desk()
    told = issue_letter(case, **NOTE, item="laporan", number=2, actor=BUDI)  # type: ignore[arg-type]
    assert kinds(told.events) == ["LetterIssued"]
    assert told.case == replace(case, seq=case.seq + 1)


def test_a_letter_is_signed_and_made_void_after_the_end_too() -> None:
    case = issue_letter(closed(), **NOTE, actor=WATI).case  # type: ignore[arg-type]
    signed = sign_letter(
        case, letter="1/ND", role="penanda", method="manual", digest="cd", by=BUDI.acting, at=NOON
    )
    void = void_letter(signed.case, letter="1/ND", reason="keliru", **NOBODYS, actor=WATI, at=NOON)
    assert kinds((*signed.events, *void.events)) == ["LetterSigned", "LetterVoided"]
    assert void.case.state is CaseState.COMPLETED


@pytest.mark.parametrize(("actor", "refused"), [(ANI, NotYourWork), (RAHMAT, NotYourWork)])
def test_the_papers_of_open_work_are_for_those_who_do_it(actor, refused) -> None:
    with pytest.raises(refused):
        issue_letter(at_budis_desk(), **NOTE, number=2, actor=actor)  # type: ignore[arg-type]


def test_an_applicant_writes_the_papers_of_their_own_work_only() -> None:
    case = opened(step("a", "opd", "b", gives="tanggapan"), step("b", "kasi", "!"))
    own = {**NOTE, "kind": "lembar_tanggapan", "item": "tanggapan"}
    assert issue_letter(case, **own, number=1, actor=SITI).events  # type: ignore[arg-type]
    after = done(case, 1, SITI, supplies=frozenset({"tanggapan"}))
    for number, at in ((None, case), (1, after)):
        with pytest.raises(NotAllowed):
            issue_letter(at, **NOTE, number=number, actor=SITI)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [{"item": ""}, {"kind": "keputusan"}, {"item": "laporan"}, {"item": "entah"}],
)
def test_from_outside_the_office_no_other_paper_is_issued(other: dict[str, str]) -> None:
    case = opened(step("a", "opd", "!", needs="laporan", gives="tanggapan laporan"))
    own = {**NOTE, "kind": "lembar_tanggapan", "item": "tanggapan", **other}
    with pytest.raises(NotAllowed):
        issue_letter(case, **own, number=1, actor=SITI)  # type: ignore[arg-type]


def test_whoever_has_a_part_in_the_office_writes_beside_the_sop() -> None:
    assert issue_letter(at_budis_desk(), **NOTE, actor=BUDI).events  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        issue_letter(at_budis_desk(), **NOTE, actor=RAHMAT)  # type: ignore[arg-type]


def test_who_only_reads_writes_nothing() -> None:
    auditor = replace(WATI, roles=frozenset({Role.AUDITOR}))
    with pytest.raises(NotAllowed):
        void_letter(closed(), letter="1/ND", reason="x", **NOBODYS, actor=auditor, at=NOON)


def test_a_letter_is_a_paper_the_sop_knows_for_work_that_was() -> None:
    with pytest.raises(UnknownItem):
        issue_letter(closed(), **NOTE, item="entah", actor=WATI)  # type: ignore[arg-type]
    for number in (0, 9):
        with pytest.raises(NotFound):
            issue_letter(closed(), **NOTE, number=number, actor=WATI)  # type: ignore[arg-type]


def test_a_letter_is_made_void_by_its_writer_and_signers_or_the_clerk_and_nobody_else() -> None:
    case, asked = at_budis_desk(), {"letter": "1/ND", "reason": "keliru", "at": NOON}
    by_writer = {**asked, "concerned": {BUDI.person, ANI.person}}
    for actor in (BUDI, ANI, WATI):
        assert void_letter(case, **by_writer, actor=actor).events  # type: ignore[arg-type]
    with pytest.raises(LetterOfOthers):
        void_letter(case, **by_writer, actor=TOMO)  # type: ignore[arg-type]
    signs_too = {**asked, "concerned": {BUDI.person, SITI.person}}
    with pytest.raises(NotAllowed):  # the other side of a deed
        void_letter(case, **signs_too, actor=SITI)  # type: ignore[arg-type]


def test_a_letter_is_not_made_void_without_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        void_letter(closed(), letter="1/ND", reason=" \n", **NOBODYS, actor=WATI, at=NOON)


def test_a_signature_is_declined_with_a_reason_or_not_at_all() -> None:
    asked = {"letter": "1/ND", "role": "penanda", "by": BUDI.acting, "at": NOON}
    declined = decline_letter(closed(), reason="angkanya keliru", **asked)  # type: ignore[arg-type]
    assert kinds(declined.events) == ["LetterDeclined"]
    with pytest.raises(ReasonMissing):
        decline_letter(closed(), reason=" ", **asked)  # type: ignore[arg-type]
