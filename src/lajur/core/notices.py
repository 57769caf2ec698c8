"""What people are told, in what words, and in which groups they choose to hear it."""

from collections.abc import Mapping
from enum import StrEnum

from lajur.core.refusals import marked


class NoticeKind(StrEnum):
    YOUR_TURN = "your_turn"
    SIGNATURE = "signature"
    COMPLETION = "completion"  # the applicant must supply what is missing
    HANDED = "handed"  # delegated or reassigned to this person
    REINSTATED = "reinstated"  # what the work waited for has come
    INFORMED = "informed"  # the step says this lane is told
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    FINISHED = "finished"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REMINDER = "reminder"  # of a deadline, to whoever does the work
    ESCALATION = "escalation"  # of a deadline, to somebody above or beside them
    ABSENCE = "absence"  # somebody stands in for somebody else
    DEADLINE_MOVED = "deadline_moved"  # the calendar has changed, or the time set


class NoticeGroup(StrEnum):
    """What a person chooses the ways of hearing for."""

    TURN = "turn"  # there is something to do
    DEADLINE = "deadline"  # the time of it
    NEWS = "news"  # it goes on
    OUTCOME = "outcome"  # it has ended


_GROUPS: Mapping[NoticeGroup, frozenset[NoticeKind]] = {
    NoticeGroup.TURN: frozenset(
        {
            NoticeKind.YOUR_TURN,
            NoticeKind.SIGNATURE,
            NoticeKind.COMPLETION,
            NoticeKind.HANDED,
            NoticeKind.REINSTATED,
            NoticeKind.ABSENCE,
        }
    ),
    NoticeGroup.DEADLINE: frozenset(
        {NoticeKind.REMINDER, NoticeKind.ESCALATION, NoticeKind.DEADLINE_MOVED}
    ),
    NoticeGroup.NEWS: frozenset({NoticeKind.INFORMED, NoticeKind.SUSPENDED, NoticeKind.RESUMED}),
    NoticeGroup.OUTCOME: frozenset({NoticeKind.FINISHED, NoticeKind.REFUSED, NoticeKind.WITHDRAWN}),
}
_GROUP_OF = {kind: group for group, kinds in _GROUPS.items() for kind in kinds}

# %-format over the facts of a notice, which are JSON:
#   number, title   of the request, also shown beside the sentence; "" when there is none
#   step            its printed words
#   end             name of the end
#   due, was        deadlines: ISO 8601 with offset; shown in the zone of the office
#   late            by how much a deadline has passed, in office time: "3 hari_kerja"
#   performer       who has the work in hand, or the name of its lane
#   name            of the other person of an absence
#   since, until    first and last day of an absence, or the day work came: ISO 8601 dates
#   letter          number of a letter, as printed
#   signature       id of the signature of it that is asked for
#   count           how many deadlines have moved
#   variant         which other sentence of the kind, below; missing for the first
# Facts never hold what people typed as a reason or a note.
SENTENCES: Mapping[NoticeKind, str] = {
    NoticeKind.YOUR_TURN: marked("Giliran Anda: %(step)s"),
    NoticeKind.SIGNATURE: marked("Menunggu tanda tangan Anda: %(step)s"),
    NoticeKind.COMPLETION: marked("Permohonan %(number)s perlu dilengkapi."),
    NoticeKind.HANDED: marked("Tugas ini diserahkan kepada Anda: %(step)s"),
    NoticeKind.REINSTATED: marked("Tugas Anda dapat dilanjutkan: %(step)s"),
    NoticeKind.INFORMED: marked("Untuk diketahui, kegiatan ini selesai: %(step)s"),
    NoticeKind.SUSPENDED: marked("Permohonan %(number)s ditunda sementara."),
    NoticeKind.RESUMED: marked("Permohonan %(number)s dilanjutkan."),
    NoticeKind.FINISHED: marked("Permohonan %(number)s ditutup dengan hasil “%(end)s”."),
    NoticeKind.REFUSED: marked("Permohonan %(number)s ditutup: %(end)s."),
    NoticeKind.WITHDRAWN: marked("Permohonan %(number)s ditarik oleh pemohon."),
    NoticeKind.REMINDER: marked("Tenggat %(due)s: %(step)s"),
    NoticeKind.ESCALATION: marked("Tenggat %(due)s, pelaksana %(performer)s: %(step)s"),
    NoticeKind.ABSENCE: marked("Anda menggantikan %(name)s, %(since)s sampai %(until)s."),
    NoticeKind.DEADLINE_MOVED: marked("Tenggat menjadi %(due)s, semula %(was)s: %(step)s"),
}

LETTER = "letter"  # of SIGNATURE: not of work but of a letter
DECLINED = "declined"  # of SIGNATURE, to the writer of a letter: somebody would not sign it
SIGNED = "signed"  # of INFORMED, to the writer of a letter: everybody has signed it
MANY = "many"  # of DEADLINE_MOVED: `count` of them, which no single case stands for
LATE = "late"  # of REMINDER and ESCALATION: the deadline has passed
WAITING = "waiting"  # of REMINDER: nobody has started what is counted in minutes or hours
AWAY = "away"  # of ABSENCE, to the absent person: `name` stands in for them
CANCELLED = "cancelled"  # of ABSENCE, to who would have stood in for `name`
KEPT = "kept"  # of ABSENCE, to who would have been away: `name` does not stand in for them
ENDED = "ended"  # of ABSENCE, to who has stood in for `name` until now
BACK = "back"  # of ABSENCE, to who has been away until now: `name` no longer stands in for them

_VARIANTS: Mapping[tuple[NoticeKind, str], str] = {
    (NoticeKind.SIGNATURE, LETTER): marked("Menunggu tanda tangan Anda: naskah %(letter)s"),
    (NoticeKind.SIGNATURE, DECLINED): marked(
        "Naskah %(letter)s tidak jadi ditandatangani; alasannya ada di berkas."
    ),
    (NoticeKind.INFORMED, SIGNED): marked("Naskah %(letter)s sudah lengkap ditandatangani."),
    (NoticeKind.REMINDER, LATE): marked("Terlambat %(late)s dari tenggat %(due)s: %(step)s"),
    (NoticeKind.REMINDER, WAITING): marked("Belum dikerjakan sejak %(since)s: %(step)s"),
    (NoticeKind.ESCALATION, LATE): marked(
        "Terlambat %(late)s dari tenggat %(due)s, pelaksana %(performer)s: %(step)s"
    ),
    (NoticeKind.DEADLINE_MOVED, MANY): marked(
        "Kalender kantor berubah: %(count)s tenggat tugas Anda menjadi lebih awal."
    ),
    (NoticeKind.ABSENCE, AWAY): marked("Anda digantikan %(name)s, %(since)s sampai %(until)s."),
    (NoticeKind.ABSENCE, CANCELLED): marked(
        "Anda tidak jadi menggantikan %(name)s, %(since)s sampai %(until)s."
    ),
    (NoticeKind.ABSENCE, KEPT): marked(
        "Anda tidak jadi digantikan %(name)s, %(since)s sampai %(until)s."
    ),
    (NoticeKind.ABSENCE, ENDED): marked("Anda tidak lagi menggantikan %(name)s. Terima kasih."),
    (NoticeKind.ABSENCE, BACK): marked(
        "Anda tidak lagi digantikan %(name)s; tugas Anda kembali kepada Anda."
    ),
}


def kinds_of(group: NoticeGroup) -> frozenset[NoticeKind]:
    return _GROUPS[group]


def group_of(kind: NoticeKind) -> NoticeGroup:
    return _GROUP_OF[kind]


def sentence_of(kind: NoticeKind, facts: Mapping[str, object]) -> str:
    """The sentence, a %-format over the facts and the gettext key of its translations."""
    return _VARIANTS.get((kind, str(facts.get("variant", ""))), SENTENCES[kind])
