"""Answers to a signature that did not come about, each with what would work."""

from lajur.core.refusals import Refusal, marked


class SigningUnderway(Refusal):
    """The same signature is being given at this moment: a double click, or another window."""

    code = "signing_underway"
    message = marked(
        "Tanda tangan ini sedang diproses. Tunggu sebentar, lalu muat ulang halaman ini; "
        "jangan mengirim ulang."
    )

    def __init__(self) -> None:
        super().__init__()


class NoLongerPdf(Refusal):
    """The paper went on as a picture of a signed print: nothing to sign electronically."""

    code = "no_longer_pdf"
    message = marked(
        "Naskah ini sudah dilanjutkan sebagai pindaian tanda tangan basah. "
        "Tandatangani pada kertas yang sama, lalu unggah pindaian barunya."
    )

    def __init__(self) -> None:
        super().__init__()


class MethodNotOffered(Refusal):
    """The office signs in another way."""

    code = "method_not_offered"
    message = marked(
        "Cara menandatangani itu tidak dipakai di sini. Muat ulang halaman untuk melihat cara "
        "yang tersedia, atau unggah pindaian tanda tangan basah."
    )

    def __init__(self) -> None:
        super().__init__()


class CertificateMissing(Refusal):
    """The office holds no certificate of the signer's."""

    code = "certificate_missing"
    message = marked(
        "Belum ada sertifikat atas nama Anda di sistem ini. Mintalah pengelola sistem memasang "
        "berkas sertifikat (.p12) untuk akun Anda, atau unggah pindaian tanda tangan basah."
    )

    def __init__(self) -> None:
        super().__init__()


class CertificateBroken(Refusal):
    """The file in the folder is no certificate with its key."""

    code = "certificate_broken"
    message = marked(
        "Berkas sertifikat Anda tidak terbaca. Mintalah pengelola sistem memasangnya kembali "
        "dari berkas .p12 yang asli."
    )

    def __init__(self) -> None:
        super().__init__()


class CertificateExpired(Refusal):
    """The certificate's time is over or has not begun."""

    code = "certificate_expired"
    message = marked(
        "Masa berlaku sertifikat Anda sudah lewat atau belum mulai. "
        "Perpanjang sertifikatnya, atau unggah pindaian tanda tangan basah."
    )

    def __init__(self) -> None:
        super().__init__()


class WrongPassphrase(Refusal):
    """It does not open the certificate."""

    code = "wrong_passphrase"
    message = marked("Frasa sandi tidak cocok. Periksa huruf besar dan kecilnya, lalu ketik lagi.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


class WrongTotp(Refusal):
    """A one-time code that is wrong or too old."""

    code = "wrong_totp"
    message = marked(
        "Kode sekali pakai tidak cocok atau sudah kedaluwarsa. Minta kode baru, lalu ketik lagi."
    )
    status = 422

    def __init__(self) -> None:
        super().__init__()


class SecretMissing(Refusal):
    """Nothing was typed to open the certificate with."""

    code = "secret_missing"
    message = marked("Isi frasa sandi atau kode sekali pakai, salah satu saja.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


class TimestampUnavailable(Refusal):
    """The authority gave no timestamp."""

    code = "timestamp_unavailable"
    message = marked(
        "Layanan cap waktu tidak menjawab, jadi naskah ini belum ditandatangani. "
        "Coba lagi beberapa menit lagi."
    )

    def __init__(self) -> None:
        super().__init__()


class SignatureNotProven(Refusal):
    """What came back is not our paper with one sound signature more."""

    code = "signature_not_proven"
    message = marked(
        "Berkas hasil tanda tangan tidak lolos pemeriksaan: %(why)s. Naskah tetap seperti semula "
        "dan belum ditandatangani. Coba lagi; bila berulang, kabari pengelola sistem."
    )

    def __init__(self, *, why: str) -> None:
        super().__init__(why=why)


class FileTooLarge(Refusal):
    """A file to be checked that is larger than any letter of ours."""

    code = "file_too_large"
    message = marked("Berkas itu lebih besar dari 25 MB, jadi pasti bukan naskah ini.")
    status = 413

    def __init__(self) -> None:
        super().__init__()
