"""Moves with letters: those that are allowed, and those that must be refused."""

from lajur.core.engine import commands
from lajur.core.engine.apply import Transition
from lajur.core.engine.rules import rules_of
from lajur.core.simulation.scene import Scene


def issue_letter(scene: Scene) -> Transition | None:
    """By whoever does the work, for one of its papers; or by the clerk, beside the SOP."""
    item = scene.some_work()
    if item is None or scene.random.random() < 0.5:
        return commands.issue_letter(
            scene.case, letter="1/A", kind="lain", digest="0", actor=scene.cast.clerk, at=scene.at
        )
    papers = sorted(scene.case.procedure.items)
    return commands.issue_letter(
        scene.case,
        letter="2/A",
        kind="nota",
        digest="0",
        item=scene.random.choice(papers) if papers else "",
        number=item.number,
        actor=scene.worker(item),
        at=scene.at,
    )


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
    return commands.void_letter(
        scene.case, letter="1/A", reason="keliru", actor=scene.cast.clerk, at=scene.at
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
        scene.case, letter="1/A", reason="mau", actor=applicant, at=scene.at
    )


def says_no_without_reason(scene: Scene) -> Transition | None:
    """To a letter as it stands, or to signing it."""
    clerk = scene.cast.clerk
    if scene.case.seq % 2:
        return commands.decline_letter(
            scene.case, letter="1/A", role="penanda", reason=" ", by=clerk.acting, at=scene.at
        )
    return commands.void_letter(scene.case, letter="1/A", reason=" ", actor=clerk, at=scene.at)


MOVES = (issue_letter, sign_letter, decline_letter, void_letter)
ATTEMPTS = (
    issues_for_others,
    issues_an_unknown_paper,
    applicant_writes_beside_the_sop,
    says_no_without_reason,
)
