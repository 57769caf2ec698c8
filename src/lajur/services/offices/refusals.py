"""Answers of the administration's services."""

from datetime import date

from lajur.core.refusals import Refusal, marked


class ChangedMeanwhile(Refusal):
    """Somebody else has changed it since the page was opened."""

    code = "changed_meanwhile"
    message = "Sementara itu data ini diubah oleh %(who)s. Periksa lagi, lalu simpan ulang."

    def __init__(self, *, who: str) -> None:
        super().__init__(who=who)


class NotAgreed(Refusal):
    """The act has consequences that nobody has agreed to, or that have changed."""

    code = "not_agreed"
    message = "Perubahan ini ada akibatnya. Periksa dan setujui dahulu."


class NameTaken(Refusal):
    """Another thing of the kind has the name."""

    code = "name_taken"
    message = "Nama “%(name)s” sudah dipakai."

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class UsernameTaken(Refusal):
    """Another person signs in with it."""

    code = "username_taken"
    message = "Nama pengguna “%(username)s” sudah dipakai. Pilih yang lain."

    def __init__(self, *, username: str) -> None:
        super().__init__(username=username)


class UsernameBroken(Refusal):
    """Not a name to sign in with."""

    code = "username_broken"
    message = (
        "Nama pengguna “%(username)s” tidak dapat dipakai: 3 sampai 80 huruf kecil, angka, "
        "titik, tanda hubung, atau garis bawah, diawali huruf atau angka."
    )
    status = 422

    def __init__(self, *, username: str) -> None:
        super().__init__(username=username)


class NipBroken(Refusal):
    """Not the number of a civil servant."""

    code = "nip_broken"
    message = marked("NIP terdiri atas 18 angka tanpa spasi. Periksa lagi, atau kosongkan.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


class StillInUse(Refusal):
    """It cannot be closed while others stand on it."""

    code = "still_in_use"
    message = "“%(name)s” belum dapat ditutup: masih ada %(why)s."

    def __init__(self, *, name: str, why: str) -> None:
        super().__init__(name=name, why=why)


class AlreadyClosed(Refusal):
    """It was closed, so nothing new can stand on it."""

    code = "already_closed"
    message = "“%(name)s” sudah ditutup. Aktifkan kembali dahulu."

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class LastAdministrator(Refusal):
    """The office would be left without an administrator."""

    code = "last_administrator"
    message = "%(name)s satu-satunya admin yang aktif. Jadikan orang lain admin dahulu."

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class AlreadyBegun(Refusal):
    """A term that has begun is ended, not annulled."""

    code = "already_begun"
    message = "Masa jabatan %(name)s sudah mulai pada %(since)s. Akhiri dengan tanggal."

    def __init__(self, *, name: str, since: date) -> None:
        super().__init__(name=name, since=since)


class UnitInItself(Refusal):
    """A unit cannot stand under itself."""

    code = "unit_in_itself"
    message = "“%(name)s” tidak dapat berada di bawah dirinya sendiri."
    status = 422

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
