"""Every table, by room."""

from lajur.store.models.absences import AbsenceRow
from lajur.store.models.archive import ArchiveRow, DestructionRow, RetentionRow
from lajur.store.models.audit import (
    AnchorRow,
    IdempotencyRow,
    LoginAttemptRow,
    OfficeEventRow,
)
from lajur.store.models.calendars import CalendarDayRow, DeadlineChangeRow, OfficeHoursRow
from lajur.store.models.cases import CaseRow, DraftRow, EventRow, WorkItemRow
from lajur.store.models.letters import (
    EntryRow,
    LetterProfileRow,
    LetterRow,
    RegisterRow,
    SignatureRow,
)
from lajur.store.models.messages import ChannelRow, MessageRow, NoticeChoiceRow
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
from lajur.store.models.reminders import ReminderRow, ReminderRuleRow

__all__ = [
    "AbsenceRow",
    "AnchorRow",
    "ArchiveRow",
    "CalendarDayRow",
    "CaseRow",
    "ChannelRow",
    "CounterRow",
    "DeadlineChangeRow",
    "DestructionRow",
    "DocumentRow",
    "DraftRow",
    "EntryRow",
    "EventRow",
    "FileRow",
    "GovernmentRow",
    "HoldingRow",
    "IdempotencyRow",
    "LaneBindingRow",
    "LetterProfileRow",
    "LetterRow",
    "LoginAttemptRow",
    "MessageRow",
    "NoticeChoiceRow",
    "NoticeRow",
    "OfficeEventRow",
    "OfficeHoursRow",
    "OutboxRow",
    "PersonRow",
    "PositionRow",
    "ProcedureRow",
    "RegisterRow",
    "ReminderRow",
    "ReminderRuleRow",
    "RetentionRow",
    "SignatureRow",
    "SubdomainRow",
    "UnitRow",
    "WorkItemRow",
]
