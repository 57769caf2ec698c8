"""What people are told, and in what words."""

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


# %-format over the facts of a notice: number (of the request), title, step (printed words),
# end (name of the end). Facts never hold what people typed as a reason or a note.
SENTENCES: Mapping[NoticeKind, str] = {
    NoticeKind.YOUR_TURN: marked("Giliran Anda: %(step)s"),
    NoticeKind.SIGNATURE: marked("Menunggu tanda tangan Anda: %(step)s"),
    NoticeKind.COMPLETION: marked("Permohonan %(number)s perlu dilengkapi."),
    NoticeKind.HANDED: marked("Tugas ini diserahkan kepada Anda: %(step)s"),
    NoticeKind.REINSTATED: marked("Tugas Anda dapat dilanjutkan: %(step)s"),
    NoticeKind.INFORMED: marked("Untuk diketahui, kegiatan ini selesai: %(step)s"),
    NoticeKind.SUSPENDED: marked("Permohonan %(number)s ditunda sementara."),
    NoticeKind.RESUMED: marked("Permohonan %(number)s dilanjutkan."),
    NoticeKind.FINISHED: marked("Permohonan %(number)s selesai: %(end)s."),
    NoticeKind.REFUSED: marked("Permohonan %(number)s tidak dapat dilayani: %(end)s."),
    NoticeKind.WITHDRAWN: marked("Permohonan %(number)s ditarik oleh pemohon."),
}
