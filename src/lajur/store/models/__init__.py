"""Every table, by room."""

from lajur.store.models.audit import (
    AnchorRow,
    IdempotencyRow,
    LoginAttemptRow,
    OfficeEventRow,
)
from lajur.store.models.cases import CaseRow, DraftRow, EventRow, WorkItemRow
from lajur.store.models.notices import NoticeRow, OutboxRow
from lajur.store.models.offices import (
    GovernmentRow,
    HoldingRow,
    LaneBindingRow,
    PersonRow,
    PositionRow,
    UnitRow,
)
from lajur.store.models.procedures import ProcedureRow
from lajur.store.models.records import CounterRow, DocumentRow, FileRow, SubdomainRow

__all__ = [
    "AnchorRow",
    "CaseRow",
    "CounterRow",
    "DocumentRow",
    "DraftRow",
    "EventRow",
    "FileRow",
    "GovernmentRow",
    "HoldingRow",
    "IdempotencyRow",
    "LaneBindingRow",
    "LoginAttemptRow",
    "NoticeRow",
    "OfficeEventRow",
    "OutboxRow",
    "PersonRow",
    "PositionRow",
    "ProcedureRow",
    "SubdomainRow",
    "UnitRow",
    "WorkItemRow",
]
