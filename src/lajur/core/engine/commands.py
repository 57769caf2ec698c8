"""Everything that can be asked of a case. Each command is pure and answers a `Transition`.

`shortcomings` alone is no command: it tells what one would be refused for.
"""

from lajur.core.engine.apply import Transition, apply, replay
from lajur.core.engine.checking import shortcomings
from lajur.core.engine.children import begin_child, open_child, return_from_child
from lajur.core.engine.deviations import (
    correct,
    hand_back,
    reassign,
    record_on_paper,
    resume,
    suspend,
    withdraw,
)
from lajur.core.engine.letters import decline_letter, issue_letter, sign_letter, void_letter
from lajur.core.engine.opening import open_case
from lajur.core.engine.papers import supply
from lajur.core.engine.returning import recall_return, return_for_completion
from lajur.core.engine.working import claim, complete, decline, delegate, release

__all__ = [
    "Transition",
    "apply",
    "begin_child",
    "claim",
    "complete",
    "correct",
    "decline",
    "decline_letter",
    "delegate",
    "hand_back",
    "issue_letter",
    "open_case",
    "open_child",
    "reassign",
    "recall_return",
    "record_on_paper",
    "release",
    "replay",
    "resume",
    "return_for_completion",
    "return_from_child",
    "shortcomings",
    "sign_letter",
    "supply",
    "suspend",
    "void_letter",
    "withdraw",
]
