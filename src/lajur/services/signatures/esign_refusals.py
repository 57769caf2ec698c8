"""What the e-sign client of BSrE answers instead of a signature, in words that help."""

from lajur.core.refusals import Refusal, marked


class EsignNotConnected(Refusal):
    """No e-sign client is set up for this government."""

    code = "esign_not_connected"
    message = marked(
        "Layanan tanda tangan elektronik BSrE belum disambungkan untuk pemerintah daerah ini. "
        "Mintalah pengelola sistem mengisi alamatnya, atau unggah pindaian tanda tangan basah."
    )

    def __init__(self) -> None:
        super().__init__()


class OfficialEmailMissing(Refusal):
    """BSrE knows people by their official e-mail."""

    code = "official_email_missing"
    message = marked(
        "Akun Anda belum memiliki surel dinas, padahal BSrE mengenali Anda dari surel itu. "
        "Mintalah admin kantor mengisinya."
    )

    def __init__(self) -> None:
        super().__init__()


class EsignNotRegistered(Refusal):
    """BSrE does not know the person. Its code 2011, or the status NOT_REGISTERED."""

    code = "esign_not_registered"
    message = marked(
        "Surel dinas %(email)s belum terdaftar di BSrE. Daftarkan diri lewat verifikator BSrE di "
        "instansi Anda; sementara itu, unggah pindaian tanda tangan basah."
    )

    def __init__(self, *, email: str) -> None:
        super().__init__(email=email)


class EsignCertificateExpired(Refusal):
    """Their certificate is too old to sign. Statuses EXPIRED and RENEW."""

    code = "esign_certificate_expired"
    message = marked(
        "Sertifikat elektronik Anda di BSrE sudah kedaluwarsa. Perbarui lewat tautan yang dikirim "
        "BSrE ke surel dinas Anda, lalu tandatangani lagi."
    )

    def __init__(self) -> None:
        super().__init__()


class EsignCertificateNotIssued(Refusal):
    """They have none yet. Statuses NEW, WAITING_FOR_VERIFICATION and NO_CERTIFICATE."""

    code = "esign_certificate_not_issued"
    message = marked(
        "Sertifikat elektronik Anda di BSrE belum terbit. Selesaikan pendaftarannya dengan "
        "verifikator BSrE di instansi Anda; sementara itu, unggah pindaian tanda tangan basah."
    )

    def __init__(self) -> None:
        super().__init__()


class EsignCertificateStopped(Refusal):
    """It was taken out of use. Statuses SUSPEND and REVOKE."""

    code = "esign_certificate_stopped"
    message = marked(
        "Sertifikat elektronik Anda sedang dihentikan atau dicabut oleh BSrE. "
        "Hubungi verifikator BSrE di instansi Anda."
    )

    def __init__(self) -> None:
        super().__init__()


class EsignRefused(Refusal):
    """The client refused with a code that has no sentence of its own here."""

    code = "esign_refused"
    message = marked(
        "BSrE menolak permintaan ini dengan kode %(answer)s. Naskah belum ditandatangani. "
        "Sampaikan kode itu kepada pengelola sistem."
    )

    def __init__(self, *, answer: str) -> None:
        super().__init__(answer=answer)


class EsignDenied(Refusal):
    """The client does not accept the office's own user and password."""

    code = "esign_denied"
    message = marked(
        "Layanan BSrE tidak menerima akun sistem ini. Mintalah pengelola sistem memeriksa "
        "pengguna dan sandi layanannya; naskah belum ditandatangani."
    )

    def __init__(self) -> None:
        super().__init__()


class EsignSilent(Refusal):
    """No answer in time, or no connection at all."""

    code = "esign_silent"
    message = marked(
        "Layanan BSrE tidak menjawab. Naskah belum ditandatangani dan tidak ada yang hilang. "
        "Coba lagi beberapa menit lagi."
    )

    def __init__(self) -> None:
        super().__init__()


class EsignFailed(Refusal):
    """It answered with a fault of its own, or with what nobody can read."""

    code = "esign_failed"
    message = marked(
        "Layanan BSrE sedang mengalami gangguan. Naskah belum ditandatangani. "
        "Coba lagi beberapa menit lagi; bila berulang, kabari pengelola sistem."
    )

    def __init__(self) -> None:
        super().__init__()
