"""Why a message did not arrive: what administrators read for each code."""

from collections.abc import Mapping

from lajur.core.refusals import marked

FAULTS: Mapping[str, str] = {
    "address_broken": marked("Alamat surelnya tidak dapat dibaca."),
    "recipient_refused": marked("Penerima ditolak: alamat atau nomornya tidak dikenal."),
    "recipient_deferred": marked("Penerima belum dapat menerima, misalnya kotaknya penuh."),
    "failed": marked("Pesan ini tidak dapat dikirim."),
    "message_refused": marked("Isi pesan ditolak oleh server."),
    "message_deferred": marked("Server menunda pesan ini."),
    "person_gone": marked("Akun penerima sudah dinonaktifkan."),
    "no_address": marked("Penerima tidak lagi punya alamat atau nomor."),
    "channel_off": marked("Saluran obrolannya dimatikan."),
    "mail_off": marked("Server surel tidak lagi diatur."),
    "mail_login_refused": marked("Server surel menolak nama pengguna atau sandi Lajur."),
    "mail_sender_refused": marked("Server surel menolak alamat pengirim."),
    "unreachable": marked("Tujuan tidak dapat dihubungi."),
    "timed_out": marked("Tujuan tidak menjawab dalam 10 detik."),
    "tls_failed": marked("Sambungan aman (TLS) ke tujuan gagal."),
    "flooded": marked("Jawaban tujuan terlalu panjang."),
    "protocol_broken": marked("Jawaban tujuan tidak dapat dipahami."),
    "address_forbidden": marked("Alamat tujuan berada di jaringan yang tidak diizinkan."),
    "chat_refused": marked("Saluran menolak: periksa alamat dan kunci rahasianya."),
    "chat_busy": marked("Saluran sedang sibuk atau terganggu."),
}
