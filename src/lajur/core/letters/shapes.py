"""What a kind of paper is made of: its shape, the parts people write, the sentences that stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LetterKindId = str
PartId = str


class Shape(StrEnum):
    """How the head of a paper stands. Source: Permendagri 1/2023, Pasal 14; forms are ours."""

    CORRESPONDENCE = "korespondensi"  # date right; Nomor, Sifat, Lampiran, Hal left; addressed
    TITLED = "judul"  # a centred title block with the number below
    FORM = "formulir"  # a sheet with boxes


class PartKind(StrEnum):
    """What a part holds, once `parts.read_parts` has read it."""

    LINE = "line"  # str
    TEXT = "text"  # str, paragraphs by blank lines
    LIST = "list"  # [str]
    TABLE = "table"  # [[str]], each as long as Part.columns
    DATE = "date"  # ISO date; "" when not given
    PEOPLE = "people"  # [{"name", "position", "nip"}]
    PAIRS = "pairs"  # [[label, value]]


class Place(StrEnum):
    """Where on the paper a part goes."""

    BODY = "body"
    HEAD = "head"  # addressee, attachments, what a title names: not printed by itself
    FOOT = "foot"  # tembusan: the frame prints it


class Style(StrEnum):
    """How a part of the body stands."""

    BLOCK = "block"  # its heading above it, if any
    SIDE = "side"  # its heading to the left, then a colon
    CENTER = "center"  # between both margins: MENUGASKAN
    CLAUSES = "clauses"  # a list told by KESATU, KEDUA, …
    RULE = "rule"  # no words: a line across the page


class Prefill(StrEnum):
    """What of the case a draft's part begins with (`queries.letters.prefill`)."""

    ADDRESSEE = "addressee"  # whom the agency's letters go to
    ABOUT = "about"  # application, agency, number and day of the request
    NEEDS = "needs"  # what the request form says of them
    LEGAL_BASES = "legal_bases"  # of the SOP
    GROUNDS = "grounds"  # the request itself, and the SOP it is handled by
    REASONS = "reasons"  # given with the decisions
    CONSIDERATIONS = "considerations"  # the same, each beginning with "bahwa"
    DECISIONS = "decisions"  # what was decided, by whom, when
    FINDINGS = "findings"  # what was decided with this very paper
    TEAM = "team"  # who was appointed
    DELIVERED = "delivered"  # products, with versions and days
    DOCUMENTS = "documents"  # papers of the development, with versions and days
    RESULTS = "results"  # both
    TESTS = "tests"  # reports on installation and testing
    TRAINING = "training"  # when people were taught, and who
    PRESENT = "present"  # those who take part in the step
    SCHEDULE = "schedule"  # steps of the development with their times
    PERIOD = "period"  # from when until when those appointed here would work
    INSTRUCTIONS = "instructions"  # of earlier dispositions
    THEIR_NUMBER = "their_number"  # of the agency's letter, from the agenda
    THEIR_DAY = "their_day"  # of the agency's letter, from the agenda
    AGENDA = "agenda"  # the number our agenda gave it
    TO_LANES = "to_lanes"  # to whom the next steps belong
    WORK_DONE = "work_done"  # steps done, with their days
    PAPERS = "papers"  # every paper of the case, newest version
    CASE_LIFE = "case_life"  # opened, closed, result


class SignerRole(StrEnum):
    """What a signature stands for; `caption` is printed over it."""

    SIGNER = "penanda_tangan"
    FIRST_PARTY = "pihak_pertama"
    SECOND_PARTY = "pihak_kedua"
    HANDING_OVER = "menyerahkan"
    RECEIVING = "menerima"
    KNOWING = "mengetahui"

    @property
    def caption(self) -> str:
        return _CAPTIONS[self]


_CAPTIONS = {
    SignerRole.SIGNER: "",
    SignerRole.FIRST_PARTY: "PIHAK PERTAMA",
    SignerRole.SECOND_PARTY: "PIHAK KEDUA",
    SignerRole.HANDING_OVER: "Yang menyerahkan",
    SignerRole.RECEIVING: "Yang menerima",
    SignerRole.KNOWING: "Mengetahui",
}


class Whom(StrEnum):
    """Who is proposed to sign; the writer may choose otherwise, on the same side.

    APPLICANT is the agency's to give, HEAD the office's; so is WRITER, unless somebody from outside
    wrote the paper themselves.
    """

    HEAD = "head"  # whoever heads the office
    WRITER = "writer"
    APPLICANT = "applicant"  # of the agency, from their own account


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A signature a kind of paper asks for."""

    role: SignerRole
    whom: Whom
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What people write, or leave as the case has filled it in."""

    id: PartId
    label: str  # on the form; marked for translation
    kind: PartKind
    heading: str = ""  # printed with it; "": none
    hint: str = ""  # on the form; marked for translation
    required: bool = True
    columns: tuple[str, ...] = ()  # TABLE only: printed as its header, after a column of numbers
    options: tuple[str, ...] = ()  # LIST only: boxes on the sheet, those in the list are ticked
    place: Place = Place.BODY
    style: Style = Style.BLOCK
    numbering: str = "1."  # of a LIST or of PEOPLE: how the first is told
    lettered: bool = False  # "A. " and so on before its heading, among those printed
    is_day: bool = False  # LINE only: a date, printed in words
    once: bool = False  # of this paper alone: the next of its kind in the case begins afresh
    prefill: Prefill | None = None
    begins: str = (
        ""  # words of a fresh draft, with tokens of `printed.TOKENS`; people may change it
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Words of the kind itself, with tokens of `printed`; nobody changes them."""

    text: str = ""
    pairs: tuple[tuple[str, str], ...] = ()  # instead of `text`
    parties: tuple[SignerRole, ...] = ()  # instead of `text`: who signs so, introduced
    style: Style = Style.BLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """A kind of paper. What is printed stays Indonesian, whoever reads the screen."""

    id: LetterKindId
    name: str  # in lists; marked for translation
    shape: Shape
    register: str  # RegisterRow.key its numbers come from; one of `registers.REGISTERS`
    content: tuple[Part | Fixed, ...]  # in the order of the paper
    signers: tuple[Signer, ...]
    title: str = ""  # printed over the number, with tokens of `printed`; "" on a CORRESPONDENCE
    about: str = ""  # marked: what it is for, on the page where a kind is chosen
    concerning: bool = False  # TITLED: says "TENTANG" and its subject below the number
    body: str = ""  # template of its own in documents/templates/kinds; "": the frame of its shape
    subject: str = "{judul}"  # what a draft's subject begins with; tokens of the case

    @property
    def parts(self) -> Iterator[Part]:
        """What people write, in the order of the paper."""
        return (one for one in self.content if isinstance(one, Part))

    def whom(self, role: str) -> Whom | None:
        """Who is proposed to sign in this role; None: nobody signs so."""
        return next((one.whom for one in self.signers if one.role == role), None)

    def part(self, part: PartId) -> Part | None:
        """The part with this id, or None."""
        return next((one for one in self.parts if one.id == part), None)
