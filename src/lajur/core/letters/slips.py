"""Sheets with boxes: disposition, hand-over form, attendance list, archive sheet."""

from lajur.core.letters.deeds import DELIVERED, DOCUMENTS, OPEN_ITEMS, TESTS, TRAINING
from lajur.core.letters.sections import WRITER_SIGNS, line
from lajur.core.letters.shapes import (
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

DISPOSITION = LetterKind(
    id="lembar_disposisi",
    name=marked("Lembar disposisi"),
    about=marked("Meneruskan surat kepada bawahan, dengan petunjuk."),
    shape=Shape.FORM,
    register="disposisi",
    title="LEMBAR DISPOSISI",
    body="lembar_disposisi",
    subject="{judul}",
    content=(
        line("surat_dari", marked("Surat dari"), "Surat dari", begins="{perangkat_daerah}"),
        line(
            "nomor_surat",
            marked("Nomor surat"),
            "No. surat",
            required=False,
            hint=marked("Nomor pada surat pemohon, bukan nomor permohonan di sini."),
            prefill=Prefill.THEIR_NUMBER,
        ),
        line(
            "tanggal_surat",
            marked("Tanggal surat"),
            "Tgl. surat",
            required=False,
            is_day=True,
            prefill=Prefill.THEIR_DAY,
        ),
        line(
            "diterima",
            marked("Diterima tanggal"),
            "Diterima tgl.",
            begins="{tanggal_permohonan}",
            is_day=True,
        ),
        line("agenda", marked("Nomor agenda"), "No. agenda", prefill=Prefill.AGENDA),
        Part(
            id="diteruskan",
            label=marked("Diteruskan kepada"),
            heading="Diteruskan kepada Sdr.",
            kind=PartKind.LIST,
            hint=marked("Satu baris satu jabatan."),
            prefill=Prefill.TO_LANES,
        ),
        Part(
            id="harap",
            label=marked("Dengan hormat harap"),
            heading="Dengan hormat harap",
            kind=PartKind.LIST,
            options=(
                "Tanggapan dan saran",
                "Proses lebih lanjut",
                "Koordinasi/konfirmasi",
                "Diteliti dan dianalisis",
                "Disiapkan jawaban",
                "Untuk diketahui",
            ),
            begins="Proses lebih lanjut",
            once=True,
        ),
        Part(
            id="catatan",
            label=marked("Catatan"),
            heading="Catatan",
            kind=PartKind.TEXT,
            required=False,
            hint=marked("Petunjuk dengan kata-kata sendiri."),
            once=True,
        ),
        Part(
            id="sebelumnya",
            label=marked("Disposisi sebelumnya"),
            heading="Disposisi sebelumnya",
            kind=PartKind.TABLE,
            columns=("Dari", "Petunjuk", "Tanggal"),
            required=False,
            prefill=Prefill.INSTRUCTIONS,
        ),
    ),
    signers=WRITER_SIGNS,
)

HANDOVER_FORM = LetterKind(
    id="formulir_serah_terima",
    name=marked("Formulir serah terima"),
    about=marked("Daftar periksa saat aplikasi diserahkan kepada pemohon."),
    shape=Shape.FORM,
    register="formulir",
    title="FORMULIR SERAH TERIMA",
    body="formulir_serah_terima",
    subject="Serah terima {aplikasi}",
    content=(
        Part(
            id="permohonan",
            label=marked("Permohonan"),
            heading="Permohonan",
            kind=PartKind.PAIRS,
            prefill=Prefill.ABOUT,
        ),
        DELIVERED,
        DOCUMENTS,
        TESTS,
        TRAINING,
        OPEN_ITEMS,
    ),
    signers=(
        Signer(role=SignerRole.HANDING_OVER, whom=Whom.WRITER),
        Signer(role=SignerRole.RECEIVING, whom=Whom.APPLICANT),
    ),
)

ATTENDANCE = LetterKind(
    id="daftar_hadir",
    name=marked("Daftar hadir"),
    about=marked("Peserta presentasi, sosialisasi, atau pelatihan, dengan tempat tanda tangan."),
    shape=Shape.FORM,
    register="formulir",
    title="DAFTAR HADIR",
    body="daftar_hadir",
    subject="Sosialisasi dan pelatihan {aplikasi}",
    content=(
        line("hari", marked("Hari/tanggal"), "Hari/tanggal", begins="{hari_ini}", is_day=True),
        line(
            "pukul",
            marked("Pukul"),
            "Pukul",
            required=False,
            hint=marked("Misalnya “09.00 WIB s.d. selesai”."),
        ),
        line("tempat_acara", marked("Tempat"), "Tempat", begins="{dinas}"),
        Part(
            id="peserta",
            label=marked("Peserta"),
            kind=PartKind.PEOPLE,
            required=False,
            hint=marked("Nama | jabatan atau instansi. Baris kosong ditambahkan sendiri."),
            prefill=Prefill.PRESENT,
        ),
    ),
    signers=WRITER_SIGNS,
)

ARCHIVE_SHEET = LetterKind(
    id="lembar_arsip",
    name=marked("Lembar arsip"),
    about=marked("Isi berkas yang diarsipkan, di mana disimpan, dan berapa lama."),
    shape=Shape.FORM,
    register="formulir",
    title="LEMBAR ARSIP",
    body="lembar_arsip",
    subject="Berkas {judul}",
    content=(
        Part(
            id="berkas",
            label=marked("Keterangan berkas"),
            kind=PartKind.PAIRS,
            prefill=Prefill.CASE_LIFE,
        ),
        line("klasifikasi", marked("Kode klasifikasi"), "Kode klasifikasi", required=False),
        line(
            "lokasi",
            marked("Lokasi simpan"),
            "Lokasi simpan",
            required=False,
            hint=marked("Rak, boks, atau folder."),
        ),
        line("retensi", marked("Jangka simpan"), "Jangka simpan", required=False),
        Part(
            id="isi",
            label=marked("Isi berkas"),
            heading="Isi berkas",
            kind=PartKind.TABLE,
            columns=("Naskah", "Versi", "Tanggal", "Dari"),
            prefill=Prefill.PAPERS,
        ),
    ),
    signers=WRITER_SIGNS,
)

KINDS = (DISPOSITION, HANDOVER_FORM, ATTENDANCE, ARCHIVE_SHEET)
