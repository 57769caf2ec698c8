"""Answers to who wants to sign a letter and cannot."""

from lajur.core.refusals import Refusal, marked


class LetterNotInForce(Refusal):
    """Only a letter that has its number and is in force is signed."""

    code = "letter_not_in_force"
    message = marked(
        "Naskah ini belum diterbitkan atau sudah dibatalkan, jadi tidak dapat ditandatangani."
    )

    def __init__(self) -> None:
        super().__init__()


class SignatureClosed(Refusal):
    """The signature was given or declined before."""

    code = "signature_closed"
    message = marked("Tanda tangan ini sudah selesai diproses. Muat ulang untuk melihat hasilnya.")

    def __init__(self) -> None:
        super().__init__()


class NotYourTurnToSign(Refusal):
    """Signatures are given in their order."""

    code = "not_your_turn_to_sign"
    message = marked(
        "Naskah ini ditandatangani berurutan dan sekarang menunggu %(name)s. "
        "Anda diberi tahu bila giliran Anda tiba."
    )

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class NotTheSigner(Refusal):
    """The signature is asked of somebody else."""

    code = "not_the_signer"
    message = marked(
        "Tanda tangan ini diminta dari pejabat lain, atau Anda tidak lagi memegang jabatan yang "
        "tercetak di naskah ini."
    )
    status = 403

    def __init__(self) -> None:
        super().__init__()


class SignsForTwo(Refusal):
    """One person stands for two sides of one paper."""

    code = "signs_for_two"
    message = marked(
        "Anda sudah menandatangani naskah ini dalam peran lain. "
        "Peran kedua harus ditandatangani orang yang berbeda."
    )
    status = 403

    def __init__(self) -> None:
        super().__init__()
