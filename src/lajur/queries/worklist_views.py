"""What the tray is asked, and what it shows."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import number_format
from django.utils.translation import gettext

from lajur.queries.due_views import DueView
from lajur.queries.worklist_sql import Cursor


class Share(StrEnum):
    """Whose part of the tray. The values stand in the address."""

    ALL = "semua"  # every lane of the actor's positions
    MINE = "saya"  # what the actor has taken
    FREE = "jabatan"  # the position's, taken by nobody yet


class Due(StrEnum):
    ANY = ""
    LATE = "lewat"
    NEAR = "segera"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayQuestion:
    """What to show of the tray."""

    share: Share = Share.ALL
    due: Due = Due.ANY
    kind: str = ""  # WorkKind; "" for any
    step: str = ""  # "<procedure id>:<step id>"; "" for any
    text: str = ""  # in the number, the title or the agency's name
    after: Cursor | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than a whole share."""
        return bool(self.kind or self.step or self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayRow:
    """One piece of open work, in words."""

    case_id: int
    number: int  # of the work item, within its case
    version: int  # of the case, as shown
    request: str  # nomor permohonan
    title: str
    agency: str
    step_no: str  # printed number; "" when implied
    step: str  # the step's words as signed
    kind: str  # words; "" for a step that waits for nobody
    visit: str  # "putaran 2"; "" on the first
    time: DueView
    holder: str
    instead_of: str  # name of who is away, for whom the actor does it; "" for themselves
    mine: bool  # on the actor's desk, or on that of who is away
    step_key: str  # as in TrayQuestion.step
    bulk: str  # what a tick sends: "<case>-<number>-<version>"; "": not to be disposed in bulk


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count that is a link."""

    value: int
    capped: bool = False

    @property
    def words(self) -> str:
        number = number_format(self.value, force_grouping=True)
        return gettext("%(number)s+") % {"number": number} if self.capped else number


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChoice:
    value: str  # as in TrayQuestion.step
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayView:
    rows: tuple[TrayRow, ...]
    after: Cursor | None  # where the next page begins; None on the last
    total: Count  # of the question
    everything: Count
    mine: Count
    free: Count
    late: Count
    near: Count
    steps: tuple[StepChoice, ...]
