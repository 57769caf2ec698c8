"""Everything people do to a case, each one transaction."""

from lajur.services.acts import Done, Opened
from lajur.services.completing import complete_work_item
from lajur.services.deviations import (
    correct_event,
    reassign_work_item,
    recall_return,
    record_on_paper,
    resume_work_item,
    return_for_completion,
    supply_documents,
    suspend_work_item,
    withdraw_case,
)
from lajur.services.disposing import Disposed, dispose_many
from lajur.services.handing import (
    claim_work_item,
    decline_signature,
    delegate_work_item,
    release_work_item,
)
from lajur.services.papers import Paper
from lajur.services.timing import set_work_time

__all__ = [
    "Disposed",
    "Done",
    "Opened",
    "Paper",
    "claim_work_item",
    "complete_work_item",
    "correct_event",
    "decline_signature",
    "delegate_work_item",
    "dispose_many",
    "reassign_work_item",
    "recall_return",
    "record_on_paper",
    "release_work_item",
    "resume_work_item",
    "return_for_completion",
    "set_work_time",
    "supply_documents",
    "suspend_work_item",
    "withdraw_case",
]
