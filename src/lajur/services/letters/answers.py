"""Answers of drafting, issuing and voiding letters."""

from lajur.core.refusals import Refusal, Words, marked


class LetterProfileMissing(Refusal):
    """The office has no letterhead yet."""

    code = "letter_profile_missing"
    message = marked("Kop dan profil naskah belum diatur. Mintalah admin kantor mengisinya dahulu.")

    def __init__(self) -> None:
        super().__init__()


class StaleLetter(Refusal):
    """The draft was saved elsewhere since the actor opened it."""

    code = "stale_letter"
    message = marked(
        "Draf naskah ini sudah disimpan dari jendela, perangkat, atau oleh rekan lain. "
        "Tulisan Anda tidak hilang; bandingkan dengan draf terbaru, lalu simpan lagi."
    )

    def __init__(self, *, version: int) -> None:
        super().__init__(version=version)


class LetterIssuedBefore(Refusal):
    """The letter has its number: what it says stays as it is."""

    code = "letter_issued_before"
    message = marked(
        "Naskah ini sudah terbit dengan nomor %(number)s, jadi isinya tidak dapat diubah lagi. "
        "Bila keliru, batalkan dengan alasan lalu tulis yang baru."
    )

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class LetterNotIssued(Refusal):
    """A draft has no number that could be made void; it is thrown away."""

    code = "letter_not_issued"
    message = marked("Naskah ini belum terbit. Draf cukup dibuang, tidak perlu dibatalkan.")

    def __init__(self) -> None:
        super().__init__()


class LetterVoidBefore(Refusal):
    """The letter is void already."""

    code = "letter_void_before"
    message = marked("Naskah nomor %(number)s sudah dibatalkan sebelumnya.")

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class NotTheWriter(Refusal):
    """Only whoever began a draft throws it away."""

    code = "not_the_writer"
    message = marked("Draf ini ditulis oleh %(name)s; hanya penulisnya yang dapat membuangnya.")
    status = 403

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class SignerMissing(Refusal):
    """A signature that the paper needs has nobody who can give it today."""

    code = "signer_missing"
    message = marked("Belum dipilih siapa yang menandatangani sebagai %(role)s.")
    status = 422

    def __init__(self, *, role: Words | str) -> None:
        super().__init__(role=role)


class SignsTwice(Refusal):
    """One person was to sign for two sides."""

    code = "signs_twice"
    message = marked("%(name)s tidak dapat menandatangani untuk dua pihak. Pilih orang lain.")
    status = 422

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
