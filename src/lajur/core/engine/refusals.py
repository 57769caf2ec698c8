"""Every answer the engine gives when something cannot be done: what, why, and what would work."""

from collections.abc import Iterable
from datetime import datetime

from lajur.core.refusals import Refusal


class CaseClosed(Refusal):
    """The case has ended; only its remarks can still be set right."""

    code = "case_closed"
    message = "Berkas ini sudah ditutup, jadi tidak ada lagi yang dapat dikerjakan di dalamnya."

    def __init__(self) -> None:
        super().__init__()


class WorkItemClosed(Refusal):
    """The work item was completed or cancelled before."""

    code = "work_item_closed"
    message = (
        "Tugas nomor %(number)d sudah selesai atau dibatalkan. "
        "Muat ulang berkas untuk melihat tugas yang masih terbuka."
    )

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class LetterOfOthers(Refusal):
    """Only its writer, its signers and the registrar make a letter void."""

    code = "letter_of_others"
    message = (
        "Naskah ini hanya dapat dibatalkan oleh penulisnya, penanda tangannya, atau registrar."
    )
    status = 403

    def __init__(self) -> None:
        super().__init__()


class NotAllowed(Refusal):
    """None of the actor's roles may do this."""

    code = "not_allowed"
    message = (
        "Peran Anda tidak memberi wewenang untuk tindakan ini. Mintalah kepada admin instansi."
    )
    status = 403

    def __init__(self, *, permission: str) -> None:
        super().__init__(permission=permission)


class NotYourWork(Refusal):
    """The work belongs to a lane the actor is not in."""

    code = "not_your_work"
    message = "Langkah “%(step)s” bukan tugas Anda; sekarang giliran %(lane)s."
    status = 403

    def __init__(self, *, step: str, lane: str) -> None:
        super().__init__(step=step, lane=lane)


class NotAppointed(Refusal):
    """For this case the lane was narrowed to certain people; this person is not one of them."""

    code = "not_appointed"
    message = (
        "Untuk berkas ini sudah ditunjuk orang tertentu sebagai %(lane)s, dan orang ini bukan "
        "salah satunya. Mintalah petugas register mengalihkan tugas bila penunjukan harus berubah."
    )
    status = 403

    def __init__(self, *, lane: str) -> None:
        super().__init__(lane=lane)


class TakenByAnother(Refusal):
    """Somebody else has claimed the work item."""

    code = "taken_by_another"
    message = (
        "Tugas nomor %(number)d sudah diambil orang lain. "
        "Tunggu sampai dilepas atau diteruskan kepada Anda."
    )

    def __init__(self, *, number: int, owner: int | None) -> None:
        super().__init__(number=number, owner=owner)


class AlreadyYours(Refusal):
    """The actor has claimed the work item before."""

    code = "already_yours"
    message = "Tugas nomor %(number)d sudah Anda ambil; langsung kerjakan saja."

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class NotTaken(Refusal):
    """Nobody has claimed the work item, so there is nothing to release."""

    code = "not_taken"
    message = "Tugas nomor %(number)d belum diambil siapa pun, jadi tidak perlu dilepas."

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class WorkItemPaused(Refusal):
    """The work item is suspended."""

    code = "work_item_paused"
    message = "Tugas nomor %(number)d sedang ditunda. Lanjutkan dahulu sebelum mengerjakannya."

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class NotPaused(Refusal):
    """The work item is not suspended, so there is nothing to resume."""

    code = "not_paused"
    message = "Tugas nomor %(number)d tidak sedang ditunda."

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class WorkItemWaits(Refusal):
    """The step waits for signatures, for the applicant, or for a child case."""

    code = "work_item_waits"
    message = (
        "Tugas nomor %(number)d sedang menunggu tanda tangan, kelengkapan dari pemohon, atau SOP "
        "lain yang dijalankan. Tugas ini terbuka lagi setelah yang ditunggu selesai."
    )

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class UnknownOutcome(Refusal):
    """The step does not end in that way."""

    code = "unknown_outcome"
    message = "Langkah “%(step)s” tidak dapat berakhir dengan “%(given)s”. Pilihannya: %(known)s."
    status = 422

    def __init__(self, *, step: str, given: str | None, known: Iterable[str | None]) -> None:
        labels = ", ".join(f"“{label}”" for label in known if label is not None)
        super().__init__(step=step, given=given or "–", known=labels or "–")


class ReasonMissing(Refusal):
    """This act must say why."""

    code = "reason_missing"
    message = "Tuliskan alasannya. Tindakan ini tercatat dalam riwayat beserta alasannya."
    status = 422

    def __init__(self) -> None:
        super().__init__()


class DocumentMissing(Refusal):
    """The step needs papers nobody has supplied."""

    code = "document_missing"
    message = (
        "Langkah “%(step)s” belum dapat diselesaikan karena kelengkapan ini belum ada: %(missing)s."
    )
    status = 422

    def __init__(self, *, step: str, items: tuple[str, ...], missing: Iterable[str]) -> None:
        super().__init__(step=step, items=items, missing="; ".join(missing))


class OutputMissing(Refusal):
    """The step yields papers that were not handed in."""

    code = "output_missing"
    message = "Langkah “%(step)s” harus menghasilkan: %(missing)s. Tulis atau lampirkan dahulu."
    status = 422

    def __init__(self, *, step: str, items: tuple[str, ...], missing: Iterable[str]) -> None:
        super().__init__(step=step, items=items, missing="; ".join(missing))


class OutputNotRenewed(Refusal):
    """The step is done again, and what it brought forth at an earlier visit is not settled."""

    code = "output_not_renewed"
    message = (
        "Langkah “%(step)s” dikerjakan lagi (putaran ke-%(visit)d). Tulis ulang, atau nyatakan "
        "tetap seperti sebelumnya: %(missing)s."
    )
    status = 422

    def __init__(
        self, *, step: str, visit: int, items: tuple[str, ...], missing: Iterable[str]
    ) -> None:
        super().__init__(step=step, visit=visit, items=items, missing="; ".join(missing))


class NothingSupplied(Refusal):
    """Papers were to be handed in, and none was."""

    code = "nothing_supplied"
    message = "Belum ada kelengkapan yang diserahkan. Tulis atau lampirkan paling sedikit satu."
    status = 422

    def __init__(self) -> None:
        super().__init__()


class AppointmentMissing(Refusal):
    """The step chooses who will work in a lane, and nobody was chosen."""

    code = "appointment_missing"
    message = "Langkah “%(step)s” harus menunjuk %(lane)s. Pilih paling sedikit satu orang."
    status = 422

    def __init__(self, *, step: str, lane: str) -> None:
        super().__init__(step=step, lane=lane)


class NotAskedFor(Refusal):
    """Something was handed in that the work item has no place for."""

    code = "not_asked_for"
    message = "Tugas nomor %(number)d tidak meminta %(what)s. Kosongkan bagian itu."
    status = 422

    def __init__(self, *, number: int, what: str) -> None:
        super().__init__(number=number, what=what)


class UnknownItem(Refusal):
    """The procedure knows no such paper."""

    code = "unknown_item"
    message = "SOP ini tidak mengenal berkas “%(item)s”."
    status = 422

    def __init__(self, *, item: str) -> None:
        super().__init__(item=item)


class NotTheSupplier(Refusal):
    """The paper is supplied by others."""

    code = "not_the_supplier"
    message = "“%(item)s” diserahkan oleh %(lanes)s, bukan oleh Anda."
    status = 403

    def __init__(self, *, item: str, lanes: Iterable[str]) -> None:
        super().__init__(item=item, lanes=", ".join(lanes))


class NotTheApplicant(Refusal):
    """Only the applicant may withdraw a request."""

    code = "not_the_applicant"
    message = "Hanya %(lane)s yang dapat menarik permohonan ini."
    status = 403

    def __init__(self, *, lane: str) -> None:
        super().__init__(lane=lane)


class NotReturnable(Refusal):
    """The work is the applicant's own, or no step at all: there is nobody to return it to."""

    code = "not_returnable"
    message = "Tugas nomor %(number)d tidak dapat dikembalikan kepada pemohon untuk dilengkapi."

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class NotReturned(Refusal):
    """The applicant is asked for nothing, so there is nothing to recall."""

    code = "not_returned"
    message = "Tugas nomor %(number)d tidak sedang menunggu kelengkapan dari pemohon."

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class NotASignature(Refusal):
    """Only a co-signature can be declined."""

    code = "not_a_signature"
    message = (
        "Tugas nomor %(number)d bukan permintaan tanda tangan, jadi tidak dapat ditolak begitu."
    )

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class SignsOwnWork(Refusal):
    """Who did the work cannot co-sign it as well, in whichever of two positions."""

    code = "signs_own_work"
    message = (
        "Langkah “%(step)s” Anda kerjakan sendiri, jadi yang mengetahui harus orang lain. Bila "
        "Anda sedang menggantikan seseorang, tunggu ia kembali atau mintalah admin menunjuk "
        "pengganti lain."
    )

    def __init__(self, *, step: str) -> None:
        super().__init__(step=step)


class NothingCalled(Refusal):
    """The step calls no other SOP."""

    code = "nothing_called"
    message = "Langkah “%(step)s” tidak menjalankan SOP lain. Selesaikan langsung di sini."

    def __init__(self, *, step: str) -> None:
        super().__init__(step=step)


class NotWaitingForChild(Refusal):
    """The step is not running as a child case."""

    code = "not_waiting_for_child"
    message = "Tugas nomor %(number)d tidak sedang menunggu SOP lain."

    def __init__(self, *, number: int) -> None:
        super().__init__(number=number)


class TimeIsFixed(Refusal):
    """The SOP prints the time of the step; only a variable time is set for each case."""

    code = "time_is_fixed"
    message = "Waktu langkah “%(step)s” sudah ditetapkan oleh SOP, jadi tidak dapat diubah di sini."

    def __init__(self, *, step: str) -> None:
        super().__init__(step=step)


class NotYourTimeToSet(Refusal):
    """The time is set by another lane, or by the registrar."""

    code = "not_your_time_to_set"
    message = "Waktu langkah “%(step)s” hanya dapat diubah oleh %(lane)s atau registrar."
    status = 403

    def __init__(self, *, step: str, lane: str) -> None:
        super().__init__(step=step, lane=lane)


class WrongPaperDate(Refusal):
    """Work cannot have been done on paper in the future, or before it was asked for."""

    code = "wrong_paper_date"
    message = (
        "Waktu pengerjaan di atas kertas harus di antara saat tugas dibuka (%(opened_at)s) "
        "dan sekarang (%(at)s)."
    )
    status = 422

    def __init__(self, *, opened_at: datetime, at: datetime) -> None:
        super().__init__(opened_at=opened_at, at=at)


class PerformerMissing(Refusal):
    """A record of work done on paper must name who did it."""

    code = "performer_missing"
    message = "Tuliskan siapa yang mengerjakan langkah ini di atas kertas."
    status = 422

    def __init__(self) -> None:
        super().__init__()


class UnknownEvent(Refusal):
    """The history has no such entry to correct."""

    code = "unknown_event"
    message = "Riwayat berkas ini tidak memuat catatan nomor %(seq)d; nomor terakhir %(last)d."
    status = 422

    def __init__(self, *, seq: int, last: int) -> None:
        super().__init__(seq=seq, last=last)
