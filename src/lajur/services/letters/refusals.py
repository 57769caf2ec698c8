"""Answers of the registers."""

from datetime import date

from lajur.core.refusals import Refusal, marked


class RegisterMissing(Refusal):
    """The office keeps no such register, or keeps it no longer."""

    code = "register_missing"
    message = marked(
        "Buku register “%(register)s” belum dibuka. Mintalah admin kantor mengaktifkannya."
    )

    def __init__(self, *, register: str) -> None:
        super().__init__(register=register)


class RegisterNumberTaken(Refusal):
    """A line of the register has the number already."""

    code = "register_number_taken"
    message = marked(
        "Nomor %(number)s sudah ada di %(register)s. "
        "Bila nomor ini baru saja dibuat otomatis, mintalah admin kantor mengganti pola nomornya."
    )

    def __init__(self, *, number: str, register: str) -> None:
        super().__init__(number=number, register=register)


class ClassificationMissing(Refusal):
    """The register's numbers have a classification, and the letter has none."""

    code = "classification_missing"
    message = marked(
        "Nomor di %(register)s memuat kode klasifikasi. Isi kode klasifikasi suratnya."
    )
    status = 422

    def __init__(self, *, register: str) -> None:
        super().__init__(register=register)


class NumberTooLong(Refusal):
    """The register's pattern gives a number for which there is no room."""

    code = "number_too_long"
    message = marked("Nomor dari %(register)s terlalu panjang: paling banyak %(most)d huruf.")
    status = 422

    def __init__(self, *, register: str, most: int) -> None:
        super().__init__(register=register, most=most)


class ReservedForAnother(Refusal):
    """A reserved number says what the letter is not: its classification or its secrecy."""

    code = "reserved_for_another"
    message = marked(
        "Nomor %(number)s dicadangkan untuk naskah dengan sifat atau kode klasifikasi lain. "
        "Samakan sifat dan kode naskah ini, atau pakai nomor berikutnya."
    )
    status = 422

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class NumberUnreadable(Refusal):
    """A code would make a number that nobody could read back: one paper could have it twice."""

    code = "number_unreadable"
    message = marked(
        "Nomor %(number)s tidak dapat dibaca kembali. Kode klasifikasi hanya memuat huruf, angka, "
        "titik, dan tanda hubung; kode sifat hanya huruf."
    )
    status = 422

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class NumberNotYetCome(Refusal):
    """A number typed by hand is one that the register will give later."""

    code = "number_not_yet_come"
    message = marked(
        "Nomor %(number)s belum sampai gilirannya. Nomor berikutnya di %(register)s: %(next)s."
    )
    status = 422

    def __init__(self, *, number: str, register: str, following: str) -> None:
        super().__init__(number=number, register=register, next=following)


class DayNotOfNumber(Refusal):
    """A paper whose number is typed by hand is dated on a day still to come."""

    code = "day_not_of_number"
    message = marked("Tanggal %(day)s belum tiba. Isi tanggal pada kertasnya.")
    status = 422

    def __init__(self, *, day: date) -> None:
        super().__init__(day=day)


class NumberMissing(Refusal):
    """A number typed by hand has no letter or digit, or cannot be printed."""

    code = "number_missing"
    message = marked("Isi nomor seperti yang tertulis pada kertasnya.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


class ReasonMissing(Refusal):
    """What leaves the ordinary way of a register says why."""

    code = "register_reason_missing"
    message = marked("Isi alasannya. Alasan ini tercetak di buku.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


class LineNotReserved(Refusal):
    """The line is used or void: no letter can take its number any more."""

    code = "line_not_reserved"
    message = marked("Nomor %(number)s tidak lagi dicadangkan: sudah dipakai atau dibatalkan.")

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class LineVoid(Refusal):
    """A void line stays as it is."""

    code = "line_void"
    message = marked(
        "Nomor %(number)s sudah dibatalkan. Tempatnya tetap, isinya tidak berubah lagi."
    )

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class LineOfLetter(Refusal):
    """The line belongs to a letter, and goes with it."""

    code = "line_of_letter"
    message = marked(
        "Nomor %(number)s milik naskah yang terbit. Batalkan naskahnya; nomornya ikut."
    )

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)
