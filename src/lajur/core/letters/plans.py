"""Plans of the development, and what the agency answers to them."""

from lajur.core.letters.reports import NEEDS
from lajur.core.letters.sections import ABOUT, WRITER_SIGNS, paragraph, section
from lajur.core.letters.shapes import (
    Fixed,
    LetterKind,
    Part,
    PartKind,
    Prefill,
    Shape,
    Signer,
    SignerRole,
    Whom,
)
from lajur.core.refusals import marked

SCHEDULE = Part(
    id="jadwal",
    label=marked("Jadwal"),
    heading="Jadwal",
    lettered=True,
    kind=PartKind.TABLE,
    columns=("Kegiatan", "Pelaksana", "Mulai", "Selesai"),
    prefill=Prefill.SCHEDULE,
)
CLOSES = paragraph(
    "penutup",
    marked("Alinea penutup"),
    "Demikian disusun untuk menjadi acuan pelaksanaan pekerjaan.",
)
KNOWN = (*WRITER_SIGNS, Signer(role=SignerRole.KNOWING, whom=Whom.HEAD, required=False))

PLAN = LetterKind(
    id="rencana_pengembangan",
    name=marked("Rencana pengembangan aplikasi"),
    about=marked("Ruang lingkup, tim, jadwal, alur bisnis, dan risiko."),
    shape=Shape.TITLED,
    register="laporan",
    title="RENCANA PENGEMBANGAN APLIKASI",
    concerning=True,
    subject="{aplikasi}",
    content=(
        ABOUT,
        NEEDS,
        section("alur_bisnis", marked("Alur bisnis"), "Alur Bisnis", kind=PartKind.LIST),
        section("rancangan", marked("Rancangan aplikasi"), "Rancangan Aplikasi"),
        section(
            "aplikasi_lain",
            marked("Aplikasi sejenis atau terkait"),
            "Aplikasi Sejenis atau Terkait",
            columns=("Nama aplikasi", "Pemilik", "Keterangan"),
            required=False,
        ),
        section(
            "tim",
            marked("Tim"),
            "Tim Pengembang",
            kind=PartKind.PEOPLE,
            hint=marked("Satu baris satu orang: nama | jabatan | NIP."),
            prefill=Prefill.TEAM,
        ),
        SCHEDULE,
        section(
            "risiko",
            marked("Risiko"),
            "Risiko",
            columns=("Risiko", "Penanganan", "Penanggung jawab"),
            required=False,
        ),
        CLOSES,
    ),
    signers=KNOWN,
)

TIMETABLE = LetterKind(
    id="jadwal_pengembangan",
    name=marked("Jadwal pengembangan aplikasi"),
    about=marked("Kegiatan pengembangan dengan pelaksana dan tanggalnya."),
    shape=Shape.TITLED,
    register="laporan",
    title="JADWAL PENGEMBANGAN APLIKASI",
    concerning=True,
    subject="{aplikasi}",
    content=(
        ABOUT,
        SCHEDULE,
        section(
            "catatan",
            marked("Catatan"),
            "Catatan",
            begins="Hari libur dan cuti bersama tidak dihitung sebagai hari kerja.",
            required=False,
        ),
    ),
    signers=KNOWN,
)

RESPONSE = LetterKind(
    id="lembar_tanggapan",
    name=marked("Lembar tanggapan perangkat daerah"),
    about=marked("Tanggapan Tim Teknis atas rencana atau hasil pengembangan."),
    shape=Shape.TITLED,
    register="formulir",
    title="LEMBAR TANGGAPAN",
    concerning=True,
    subject="Pengembangan {aplikasi}",
    content=(
        Fixed(text="Pada hari ini {hari_tanggal}, setelah mengikuti presentasi:"),
        Part(
            id="permohonan",
            label=marked("Permohonan"),
            kind=PartKind.PAIRS,
            prefill=Prefill.ABOUT,
        ),
        Fixed(text="kami dari Tim Teknis menyatakan:"),
        Part(
            id="pernyataan",
            label=marked("Pernyataan"),
            kind=PartKind.LIST,
            options=("Menyetujui", "Tidak menyetujui, dengan perbaikan sebagaimana di bawah ini"),
        ),
        Part(
            id="tanggapan",
            label=marked("Tanggapan"),
            kind=PartKind.TABLE,
            columns=("Hal yang ditanggapi", "Tanggapan", "Tindak lanjut yang diminta"),
            required=False,
        ),
        paragraph(
            "penutup",
            marked("Alinea penutup"),
            "Demikian tanggapan ini kami sampaikan untuk ditindaklanjuti.",
        ),
    ),
    signers=(Signer(role=SignerRole.SIGNER, whom=Whom.APPLICANT),),
)

KINDS = (PLAN, TIMETABLE, RESPONSE)
