"""What the work page shows."""

from dataclasses import dataclass
from enum import StrEnum

from lajur.core.procedure.definition import ItemId, LaneId
from lajur.core.worktime.standard import Duration
from lajur.queries.case_heads import CaseHead
from lajur.queries.due_views import DueView
from lajur.queries.lanes import HolderView
from lajur.queries.letters.offers import LetterOffer
from lajur.queries.papers import PaperView
from lajur.queries.steps import StepView
from lajur.queries.timeline import ActView


class Act(StrEnum):
    """What can be done with a work item; the values stand in addresses."""

    COMPLETE = "selesaikan"
    CLAIM = "ambil"
    RELEASE = "lepas"
    DELEGATE = "teruskan"
    RETURN = "kembalikan"
    RECALL = "tarik-kembali"
    SUSPEND = "tunda"
    RESUME = "lanjutkan"
    REASSIGN = "alihkan"
    ON_PAPER = "kertas"
    SET_TIME = "tetapkan-waktu"
    DECLINE = "tolak"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """A requirement of the step, and whether it is here."""

    item: ItemId
    name: str
    here: bool
    blocks: bool  # a document nobody has supplied holds the step back; a tool never does
    optional: bool
    supplier: str  # who brings it, in words
    latest: PaperView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBlank:
    """A paper the form asks for: words or a file."""

    item: ItemId
    name: str
    required: bool  # unless `only_if` says it does not apply
    existing: PaperView | None
    only_if: str  # the outcome it belongs to; "" always
    product: bool  # the application itself: its address and version
    again: bool  # of an earlier visit: written anew, or declared to stand as it is
    letter: LetterOffer | None = None  # it can be written here as a letter

    @property
    def is_renewed(self) -> bool:
        """Whether somebody has yet to say what becomes of the earlier version."""
        issued = self.letter is not None and self.letter.issued is not None
        return self.again and self.existing is not None and not issued


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    label: str  # as printed
    needs_reason: bool
    leads_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointView:
    """A lane whose people are chosen here."""

    lane: LaneId
    name: str
    people: tuple[HolderView, ...]
    chosen: tuple[int, ...]  # by an earlier visit


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkView:
    """One piece of work on one page."""

    head: CaseHead
    number: int
    version: int  # of the case
    kind: str
    kind_words: str
    visit: int
    state: str
    state_words: str
    open: bool
    holder: str  # "" while nobody has it
    mine: bool
    instead_of: str  # name of who is away, for whom the reader acts; "" for themselves
    acts_as: str  # in what capacity then: "Plh. Kepala Bidang TI"
    lane: str
    lane_who: str
    time: DueView | None  # None: closed
    opened: str
    step: StepView
    needs: tuple[NeedView, ...]
    blanks: tuple[PaperBlank, ...]
    papers: tuple[PaperView, ...]  # newest version of each, to read
    messages: tuple[ActView, ...]  # the last that decided or said something, newest first
    outcomes: tuple[OutcomeView, ...]  # empty on a box
    appoints: tuple[AppointView, ...]
    sets_time_of: str  # the words of the step whose time is set here; "" none
    set_time: Duration | None  # the variable time of this step, as it stands
    holders: tuple[HolderView, ...]  # of the lane's positions today
    colleagues: tuple[HolderView, ...]  # to whom the reader may delegate
    returnable: tuple[tuple[ItemId, str], ...]  # what the applicant can be asked to complete
    acts: frozenset[Act]  # what the reader may do now

    @property
    def letters(self) -> tuple[LetterOffer, ...]:
        """What of this work can be written here as a letter."""
        return tuple(blank.letter for blank in self.blanks if blank.letter is not None)
