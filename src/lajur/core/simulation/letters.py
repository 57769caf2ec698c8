"""Moves with letters: those that are allowed, and those that must be refused."""

from collections.abc import Iterator

from lajur.core.engine import commands
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import WorkItem
from lajur.core.engine.letters import require_paper
from lajur.core.engine.refusals import NotAllowed
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import ItemId
from lajur.core.simulation.scene import Scene


def issue_letter(scene: Scene) -> Transition | None:
    """By whoever does the work, for one of the papers; or by the clerk, beside the SOP.

    Those outside the office: for a paper that their step yields, in its kind.
    """
    item = scene.some_work()
    papers = dict(_papers(scene, item)) if item else {}
    if item is None or not papers or scene.random.random() < 0.5:
        return commands.issue_letter(
            scene.case, letter="1/A", kind="lain", digest="0", actor=scene.cast.clerk, at=scene.at
        )
    paper = scene.random.choice(sorted(papers))
    return commands.issue_letter(
        scene.case,
        letter="2/A",
        kind=papers[paper],
        digest="0",
        item=paper,
        number=item.number,
        actor=scene.worker(item),
        at=scene.at,
    )


def _papers(scene: Scene, work: WorkItem) -> Iterator[tuple[ItemId, str]]:
    """What the worker may issue for this work, with the kind of each."""
    case, worker = scene.case, scene.worker(work)
    for item in case.procedure.items.values():
        kind = item.letter or "nota"
        try:
            require_paper(case, work.number, item.id, kind, worker)
        except NotAllowed:
            continue
        yield item.id, kind


def sign_letter(scene: Scene) -> Transition | None:
    signer = scene.random.choice(list(scene.cast.people.values()))
    return commands.sign_letter(
        scene.case,
        letter="1/A",
        role="penanda",
        method="manual",
        digest="1",
        by=signer.acting,
        at=scene.at,
    )


def decline_letter(scene: Scene) -> Transition | None:
    signer = scene.random.choice(list(scene.cast.people.values()))
    return commands.decline_letter(
        scene.case,
        letter="1/A",
        role="penanda",
        reason="angkanya keliru",
        by=signer.acting,
        at=scene.at,
    )


def void_letter(scene: Scene) -> Transition | None:
    """By the clerk, or by whoever of the office wrote it."""
    applicants = rules_of(scene.case.procedure).applicant
    office = [people[0] for lane, people in scene.cast.lanes.items() if lane != applicants]
    actor = scene.random.choice([scene.cast.clerk, *office])
    return commands.void_letter(
        scene.case,
        letter="1/A",
        reason="keliru",
        concerned=frozenset({actor.acting.person or 0}),
        actor=actor,
        at=scene.at,
    )


def issues_for_others(scene: Scene) -> Transition | None:
    """Somebody of the office with no part in the case, or who only reads."""
    actor = scene.random.choice([scene.cast.stranger, scene.cast.auditor, scene.cast.public])
    number = scene.random.choice([None, *scene.case.items])
    return commands.issue_letter(
        scene.case,
        letter="1/A",
        kind="lain",
        digest="0",
        number=number,
        actor=actor,
        at=scene.at,
    )


def issues_an_unknown_paper(scene: Scene) -> Transition | None:
    return commands.issue_letter(
        scene.case,
        letter="1/A",
        kind="lain",
        digest="0",
        item="entah",
        actor=scene.cast.clerk,
        at=scene.at,
    )


def applicant_writes_beside_the_sop(scene: Scene) -> Transition | None:
    applicant = scene.cast.lanes[rules_of(scene.case.procedure).applicant][0]
    return commands.void_letter(
        scene.case,
        letter="1/A",
        reason="mau",
        concerned=frozenset({applicant.acting.person or 0}),
        actor=applicant,
        at=scene.at,
    )


def applicant_issues_a_paper_of_the_office(scene: Scene) -> Transition | None:
    """At whatever work is theirs, in a kind that the SOP names for nothing of it."""
    applicants = rules_of(scene.case.procedure).applicant
    work = [one for one in scene.case.items.values() if one.lane == applicants]
    if not work:
        return None
    return commands.issue_letter(
        scene.case,
        letter="1/A",
        kind="keputusan",
        digest="0",
        item=scene.random.choice(["", *scene.case.procedure.items]),
        number=scene.random.choice(work).number,
        actor=scene.cast.lanes[applicants][0],
        at=scene.at,
    )


def somebody_voids_what_is_not_theirs(scene: Scene) -> Transition | None:
    """Whoever has a part in the office, but neither wrote nor signs the letter."""
    applicants = rules_of(scene.case.procedure).applicant
    lanes = [people for lane, people in scene.cast.lanes.items() if lane != applicants]
    if not lanes:
        return None
    return commands.void_letter(
        scene.case,
        letter="1/A",
        reason="mau",
        concerned=frozenset(),
        actor=scene.random.choice(lanes)[0],
        at=scene.at,
    )


def says_no_without_reason(scene: Scene) -> Transition | None:
    """To a letter as it stands, or to signing it."""
    clerk = scene.cast.clerk
    if scene.case.seq % 2:
        return commands.decline_letter(
            scene.case, letter="1/A", role="penanda", reason=" ", by=clerk.acting, at=scene.at
        )
    return commands.void_letter(
        scene.case,
        letter="1/A",
        reason=" ",
        concerned=frozenset(),
        actor=clerk,
        at=scene.at,
    )


MOVES = (issue_letter, sign_letter, decline_letter, void_letter)
ATTEMPTS = (
    issues_for_others,
    issues_an_unknown_paper,
    applicant_writes_beside_the_sop,
    applicant_issues_a_paper_of_the_office,
    somebody_voids_what_is_not_theirs,
    says_no_without_reason,
)
