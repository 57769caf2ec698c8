"""Whether a request can be filed under a procedure: its first step is the request itself."""

from collections.abc import Iterator

from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.step_checks import step_fault
from lajur.core.refusals import marked

NOT_A_FILING = marked(
    "%(where)s: langkah pertama adalah permohonan itu sendiri, jadi tidak dapat berupa keputusan, "
    "langkah otomatis, atau pemanggilan SOP lain. Tambahkan langkah pengajuan di depannya."
)


def filing_faults(procedure: Procedure) -> Iterator[Fault]:
    """Yield what stands in the way of filing; nothing for an SOP without services, only called."""
    step = procedure.steps.get(procedure.start)
    if step is None or not procedure.services:
        return
    decides = len(step.outcomes) != 1 or step.derived_from is not None
    if decides or step.automatic or step.calls is not None:
        yield step_fault(procedure, step, "id", "not_a_filing", NOT_A_FILING)
