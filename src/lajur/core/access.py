"""Who may see and do what: one table, read by every service, query and page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PersonId = int


class Role(StrEnum):
    """What a person is to one government. A person may be several at once."""

    PUBLIC = "publik"  # anyone, logged in or not
    PERSON = "pengguna"  # has an account here, with or without anything to do
    APPLICANT = "pemohon"  # belongs to an agency that may ask
    OFFICIAL = "pejabat"  # holds a position of the office that is bound to a lane
    VENDOR = "penyedia"  # holds a vendor's: sees only the cases it is appointed to
    CLERK = "registrar"  # keeps the register
    AUDITOR = "pemeriksa"  # reads everything, changes nothing
    ADMIN = "admin"  # keeps units, positions, people, bindings


class Permission(StrEnum):
    """What the table decides. Whether a case or a work item is one's own is decided by `Actor`."""

    READ_PUBLIC = "read_public"  # service page, SOP sheet, tracking with number and code
    USE_ACCOUNT = "use_account"  # log out, change password, language
    FILE_REQUEST = "file_request"  # drafts, sending, own cases
    READ_CASES = "read_cases"  # every case of the government
    READ_OWN_CASES = "read_own_cases"  # open a case page: one's own, or any with READ_CASES
    ACT = "act"  # claim, complete and the deviations of a performer
    READ_REGISTER = "read_register"
    EXPORT_REGISTER = "export_register"
    READ_MEASURES = "read_measures"  # how long steps take, over many cases
    EXPORT_LOG = "export_log"  # journals of many cases at once, for process mining
    REASSIGN = "reassign"
    RECORD_ON_PAPER = "record_on_paper"
    SET_TIME = "set_time"  # of a step whose time varies, anew
    CORRECT = "correct"
    WRITE_LETTERS = "write_letters"  # draft, issue and sign papers of a case one works on
    KEEP_REGISTERS = "keep_registers"  # registers of letters: reserve, number by hand, make void
    KEEP_ARCHIVE = "keep_archive"  # dossiers, retention, lists of what is to be destroyed
    APPROVE_DESTRUCTION = "approve_destruction"  # of the officials only those who lead a unit
    MANAGE_OFFICE = "manage_office"  # units, positions, holders, bindings, people, number pattern


_ALL = frozenset(Role)
_KNOWN = _ALL - {Role.PUBLIC}

TABLE: Mapping[Permission, frozenset[Role]] = {
    Permission.READ_PUBLIC: _ALL,
    Permission.USE_ACCOUNT: _KNOWN,
    Permission.FILE_REQUEST: frozenset({Role.APPLICANT}),
    Permission.READ_OWN_CASES: _KNOWN,
    Permission.READ_CASES: frozenset({Role.CLERK, Role.AUDITOR, Role.ADMIN}),
    Permission.ACT: frozenset({Role.APPLICANT, Role.OFFICIAL, Role.VENDOR}),
    Permission.READ_REGISTER: frozenset({Role.OFFICIAL, Role.CLERK, Role.AUDITOR, Role.ADMIN}),
    Permission.EXPORT_REGISTER: frozenset({Role.CLERK, Role.AUDITOR, Role.ADMIN}),
    Permission.READ_MEASURES: frozenset({Role.OFFICIAL, Role.CLERK, Role.AUDITOR, Role.ADMIN}),
    Permission.EXPORT_LOG: frozenset({Role.AUDITOR, Role.ADMIN}),
    Permission.REASSIGN: frozenset({Role.CLERK, Role.ADMIN}),
    Permission.RECORD_ON_PAPER: frozenset({Role.OFFICIAL, Role.CLERK}),
    Permission.SET_TIME: frozenset({Role.OFFICIAL, Role.CLERK}),
    Permission.CORRECT: frozenset({Role.OFFICIAL, Role.CLERK}),
    Permission.WRITE_LETTERS: frozenset({Role.APPLICANT, Role.OFFICIAL, Role.VENDOR, Role.CLERK}),
    Permission.KEEP_REGISTERS: frozenset({Role.CLERK, Role.ADMIN}),
    Permission.KEEP_ARCHIVE: frozenset({Role.CLERK, Role.ADMIN}),
    Permission.APPROVE_DESTRUCTION: frozenset({Role.OFFICIAL, Role.ADMIN}),
    Permission.MANAGE_OFFICE: frozenset({Role.ADMIN}),
}


class Capacity(StrEnum):
    """In what capacity somebody acts for a position. Source: tata naskah dinas."""

    DEFINITIVE = "definitif"
    ACTING = "Plt."
    DAILY = "Plh."
    ON_BEHALF = "a.n."  # a substitute's only: nobody is appointed to a position in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """The absent person for whom a substitute acts."""

    person: PersonId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who did an act and in what capacity, as it was at that moment; frozen in history."""

    person: PersonId | None  # None: the system itself
    name: str
    position: str  # "" for a person without one; a substitute's: the absent person's
    capacity: Capacity | None = None
    instead_of: Instead | None = None  # None: for themselves


SYSTEM = Acting(person=None, name="Lajur", position="")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Somebody who is away today, in whose place the actor works."""

    person: PersonId
    name: str
    capacity: Capacity  # DAILY or ON_BEHALF
    until: date  # last day, inclusive
    positions: frozenset[int] = frozenset()  # theirs that pass on, and that the actor lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The actor's own absence today: who works in their place, and until when."""

    substitute: PersonId
    name: str  # of the substitute
    until: date  # last day, inclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person asking, as one government knows them now. Without a person: the public.

    `lanes` are the lanes of one case (or, outside a case, of one procedure) that the person's
    positions are bound to; the applicant's lane only where the case is of their agency. A
    substitute's positions and lanes include those of the absent.
    """

    acting: Acting
    government: str  # slug; "" for nobody
    roles: frozenset[Role] = frozenset({Role.PUBLIC})
    lanes: frozenset[str] = frozenset()
    unit: int | None = None  # the unit they belong to; an applicant's agency
    positions: frozenset[int] = frozenset()  # ids of positions held now, also for the absent
    stands_in: tuple[StandIn, ...] = ()  # for whom they work today (in a lane: who works there)
    away: Away | None = None  # None: not away today

    @property
    def person(self) -> PersonId | None:
        return self.acting.person

    @property
    def stands_in_for(self) -> frozenset[PersonId]:
        return frozenset(one.person for one in self.stands_in)

    @property
    def desk(self) -> PersonId | None:
        """On whose desk work lies that they take: the absent person's, for whom it is taken.

        So it is there when that person comes back, and nothing has to move.
        """
        absent = self.acting.instead_of
        return self.acting.person if absent is None else absent.person

    def answers_for(self, owner: PersonId | None) -> bool:
        """Whether what lies with `owner` is theirs to do: their own, or the absent person's."""
        if owner is None:
            return False
        return owner == self.acting.person or any(one.person == owner for one in self.stands_in)

    def may(self, permission: Permission) -> bool:
        return not self.roles.isdisjoint(TABLE[permission])

    @property
    def sees_case(self) -> bool:
        """Whether the case that `lanes` are of is open to them: any, or one they have a part in."""
        if self.may(Permission.READ_CASES):
            return True
        return bool(self.lanes) and self.may(Permission.READ_OWN_CASES)

    def works_in(self, lane: str) -> bool:
        """Whether the lane's work is theirs to do, as far as the case's appointments allow."""
        return lane in self.lanes and self.may(Permission.ACT)

    def records_for(self, lane: str) -> bool:
        """Whether they may record what the lane did on paper: its own people, or the clerk."""
        part = lane in self.lanes or Role.CLERK in self.roles
        return part and self.may(Permission.RECORD_ON_PAPER)

    def sets_time_for(self, lane: str) -> bool:
        """Whether they may set anew a time that `lane` has set: its own people, or the clerk."""
        part = lane in self.lanes or Role.CLERK in self.roles
        return part and self.may(Permission.SET_TIME)


NOBODY = Actor(acting=Acting(person=None, name="", position=""), government="")
