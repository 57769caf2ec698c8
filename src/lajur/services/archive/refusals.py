"""Answers of the archive's services."""

from datetime import date

from lajur.core.refusals import Refusal, marked


class StillOpen(Refusal):
    """Only what is closed goes into the archive."""

    code = "case_still_open"
    message = marked("Berkas %(number)s masih berjalan; dosirnya dibangun setelah ditutup.")

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class AlreadyDestroyed(Refusal):
    """The papers of the case have been destroyed; there is nothing left to put together."""

    code = "already_destroyed"
    message = marked("Naskah berkas %(number)s sudah dimusnahkan.")

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class DossierFaulty(Refusal):
    """What is kept does not prove itself, so no dossier is made of it."""

    code = "dossier_faulty"
    message = marked("Dosir tidak dapat dibangun karena simpanannya tidak utuh: %(why)s")

    def __init__(self, *, why: str) -> None:
        super().__init__(why=why)


class DossierOvertaken(Refusal):
    """Something was recorded of the case between the reading and the keeping of its dossier."""

    code = "dossier_overtaken"
    message = marked("Berkas %(number)s berubah selagi dosirnya dibangun; bangun sekali lagi.")

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class RetentionCodeTaken(Refusal):
    """The schedule has a line with this classification already."""

    code = "retention_code_taken"
    message = marked("Klasifikasi %(code)s sudah ada dalam jadwal retensi.")

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class KeptForever(Refusal):
    """Permanent records are never destroyed."""

    code = "kept_forever"
    message = marked("Berkas %(number)s bernilai permanen dan tidak boleh dimusnahkan.")

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class ReviewFirst(Refusal):
    """The schedule wants it looked at again: somebody must decide, by another classification."""

    code = "review_first"
    message = marked(
        "Berkas %(number)s harus dinilai kembali dahulu. Setelah dinilai, pindahkan ke klasifikasi "
        "yang dimusnahkan atau yang permanen."
    )

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class StillKept(Refusal):
    """Its years have not run out."""

    code = "still_kept"
    message = marked("Masa simpan berkas %(number)s belum habis: sampai %(until)s.")

    def __init__(self, *, number: str, until: date) -> None:
        super().__init__(number=number, until=until)


class AlreadyListed(Refusal):
    """It stands on another list of destruction."""

    code = "already_listed"
    message = marked("Berkas %(number)s sudah ada dalam usul pemusnahan lain.")

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class NothingListed(Refusal):
    """A list of destruction names at least one case."""

    code = "nothing_listed"
    message = marked("Pilih paling sedikit satu berkas.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


class OwnProposal(Refusal):
    """Who proposed a destruction does not approve it."""

    code = "own_proposal"
    message = marked("Usul ini dari Anda sendiri; persetujuan harus dari orang lain.")

    def __init__(self) -> None:
        super().__init__()


class ApprovedAlready(Refusal):
    """Two different people approve."""

    code = "approved_already"
    message = marked("Anda sudah menyetujui usul ini; persetujuan kedua harus dari orang lain.")

    def __init__(self) -> None:
        super().__init__()


class NotInThatState(Refusal):
    """The list has moved on."""

    code = "destruction_moved_on"
    message = marked("Usul pemusnahan ini sudah %(state)s; muat ulang halamannya.")

    def __init__(self, *, state: object) -> None:
        super().__init__(state=state)


class NationalApprovalMissing(Refusal):
    """Ten years and more: the Kepala ANRI must have approved. Source: PP 28/2012."""

    code = "national_approval_missing"
    message = marked(
        "Ada berkas dengan masa simpan %(years)d tahun atau lebih. Catat dahulu nomor persetujuan "
        "Kepala ANRI."
    )
    status = 422

    def __init__(self, *, years: int) -> None:
        super().__init__(years=years)
