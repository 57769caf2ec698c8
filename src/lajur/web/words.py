"""Words for things the core names by code, in one place so that every page says the same."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from lajur.core.access import Permission, Role
from lajur.core.procedure.definition import Confidence, Part, Result, ServiceKind
from lajur.core.refusals import marked

SERVICES: Mapping[ServiceKind, tuple[str, str]] = {  # name, and what it is for
    ServiceKind.NEW: (
        marked("Aplikasi baru"),
        marked("Membangun aplikasi atau sistem informasi yang belum ada."),
    ),
    ServiceKind.ENHANCEMENT: (
        marked("Pengembangan aplikasi"),
        marked("Menambah atau mengubah kemampuan aplikasi yang sudah berjalan."),
    ),
    ServiceKind.API: (
        marked("Layanan API"),
        marked("Meminta jalur data resmi agar aplikasi lain dapat membaca atau mengirim data."),
    ),
    ServiceKind.INTEGRATION: (
        marked("Integrasi"),
        marked("Menghubungkan dua aplikasi agar data tidak perlu diketik dua kali."),
    ),
}

RESULTS: Mapping[Result, str] = {
    Result.DONE: marked("Selesai"),
    Result.REFUSED: marked("Ditolak"),
}

CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.HIGH: marked("tinggi"),
    Confidence.MEDIUM: marked("sedang"),
    Confidence.LOW: marked("rendah"),
}

PARTS: Mapping[Part, str] = {
    Part.NUMBER: marked("Nomor"),
    Part.TITLE: marked("Kegiatan"),
    Part.PERFORMER: marked("Pelaksana"),
    Part.REQUIREMENTS: marked("Kelengkapan"),
    Part.TIME: marked("Waktu"),
    Part.OUTPUTS: marked("Output"),
    Part.REMARKS: marked("Keterangan"),
    Part.FLOW: marked("Alur"),
    Part.ROW: marked("Baris"),
    Part.LANE: marked("Lajur"),
    Part.KIND: marked("Jenis"),
    Part.IDENTITY: marked("Identitas"),
}

ROLES: Mapping[Role, str] = {
    Role.PUBLIC: marked("siapa saja"),
    Role.PERSON: marked("pemilik akun kantor ini"),
    Role.APPLICANT: marked("pegawai perangkat daerah pemohon"),
    Role.OFFICIAL: marked("pejabat atau pelaksana yang jabatannya tertulis dalam SOP"),
    Role.VENDOR: marked("penyedia yang ditunjuk untuk sebuah berkas"),
    Role.CLERK: marked("registrar"),
    Role.AUDITOR: marked("pemeriksa"),
    Role.ADMIN: marked("admin kantor"),
}

PERMISSIONS: Mapping[Permission, str] = {  # completes "Anda meminta untuk …"
    Permission.READ_PUBLIC: marked("membaca halaman umum"),
    Permission.USE_ACCOUNT: marked("memakai akun"),
    Permission.FILE_REQUEST: marked("mengajukan permohonan"),
    Permission.READ_OWN_CASES: marked("membaca berkas yang melibatkan Anda"),
    Permission.READ_CASES: marked("membaca semua berkas"),
    Permission.ACT: marked("mengerjakan tugas dalam SOP"),
    Permission.READ_REGISTER: marked("membaca register permohonan"),
    Permission.EXPORT_REGISTER: marked("mengunduh register permohonan"),
    Permission.READ_MEASURES: marked("membaca ukuran waktu tiap langkah"),
    Permission.EXPORT_LOG: marked("mengunduh log peristiwa"),
    Permission.REASSIGN: marked("mengalihkan tugas"),
    Permission.RECORD_ON_PAPER: marked("mencatat pekerjaan yang dilakukan di atas kertas"),
    Permission.SET_TIME: marked("mengubah waktu sebuah langkah"),
    Permission.CORRECT: marked("membetulkan catatan riwayat"),
    Permission.WRITE_LETTERS: marked("menulis naskah"),
    Permission.KEEP_REGISTERS: marked("mengurus register naskah"),
    Permission.KEEP_ARCHIVE: marked("mengurus arsip"),
    Permission.APPROVE_DESTRUCTION: marked("menyetujui pemusnahan arsip"),
    Permission.MANAGE_OFFICE: marked("mengelola unit, jabatan, dan pengguna"),
}


def service_name(service: str) -> str:
    """What an agency asked for, in words."""
    return gettext(SERVICES[ServiceKind(service)][0])


def either(names: Sequence[str]) -> str:
    """Return the names as a choice in a sentence: a, b, atau c."""
    if len(names) < 3:
        return gettext(" atau ").join(names)
    return gettext(", atau ").join((", ".join(names[:-1]), names[-1]))
