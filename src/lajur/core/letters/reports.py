"""Reports: of an analysis, of what is available, of installation and testing, of integration."""

from lajur.core.letters.sections import (
    ABOUT,
    ADVICE,
    BASES,
    CONCLUSION,
    COPIES,
    REPORTED,
    WRITER_SIGNS,
    section,
)
from lajur.core.letters.shapes import Fixed, LetterKind, Part, PartKind, Prefill, Shape
from lajur.core.refusals import Words, marked

SIMILAR = section(
    "aplikasi_lain",
    marked("Aplikasi yang sudah ada atau berhubungan"),
    "Aplikasi yang Sudah Ada atau Berhubungan",
    columns=("Nama aplikasi", "Pemilik", "Hubungan dengan permohonan", "Perlu integrasi"),
    required=False,
)
RESOURCES = section(
    "sumber_daya",
    marked("Kebutuhan infrastruktur, SDM, dan anggaran"),
    "Kebutuhan Infrastruktur, SDM, dan Anggaran",
    columns=("Unsur", "Kebutuhan", "Tersedia", "Keterangan"),
    begins="Infrastruktur\nSDM\nAnggaran",
)
NEEDS = section(
    "kebutuhan",
    marked("Kebutuhan, ruang lingkup, dan cakupan"),
    "Kebutuhan, Ruang Lingkup, dan Cakupan Aplikasi",
    prefill=Prefill.NEEDS,
)


def report(
    id: str,
    name: Words,
    about: Words,
    title: str,
    subject: str,
    sections: tuple[Part | Fixed, ...],
) -> LetterKind:
    """A report: on what ground and on which request, what was found, how it closes."""
    return LetterKind(
        id=id,
        name=name,
        about=about,
        shape=Shape.TITLED,
        register="laporan",
        title=title,
        subject=subject,
        concerning=True,
        content=(BASES, ABOUT, *sections, REPORTED, COPIES),
        signers=WRITER_SIGNS,
    )


ANALYSIS = report(
    "laporan_analisis",
    marked("Laporan hasil analisis"),
    marked("Kebutuhan, aplikasi lain, serta infrastruktur, SDM, dan anggaran."),
    "LAPORAN HASIL ANALISIS",
    "Permohonan {judul}",
    (NEEDS, SIMILAR, RESOURCES, CONCLUSION, ADVICE),
)

# Banten's two decisions, langkah 4 and 5, are two sections of one report (domain 9.4).
ARCHITECTURE = report(
    "laporan_analisis_spbe",
    marked("Laporan hasil analisis (arsitektur SPBE dan integrasi)"),
    marked("Kesesuaian dengan Arsitektur SPBE dan kebutuhan integrasi, dalam satu laporan."),
    "LAPORAN HASIL ANALISIS",
    "Permohonan {judul}",
    (
        NEEDS,
        section(
            "arsitektur",
            marked("Kesesuaian dengan Arsitektur SPBE"),
            "Kesesuaian dengan Arsitektur Aplikasi SPBE",
            columns=("Unsur", "Rujukan arsitektur", "Hasil pemeriksaan"),
            begins=(
                "Proses bisnis\nLayanan\nData dan informasi\nAplikasi\nInfrastruktur\nKeamanan"
            ),
        ),
        section(
            "integrasi",
            marked("Kebutuhan integrasi"),
            "Kebutuhan Integrasi dengan Sistem Informasi/Aplikasi Lain",
            columns=("Sistem informasi/aplikasi", "Data yang dipertukarkan", "Cara integrasi"),
            required=False,
        ),
        section(
            "putusan",
            marked("Hasil analisis"),
            "Hasil Analisis",
            kind=PartKind.LIST,
            prefill=Prefill.FINDINGS,
        ),
        ADVICE,
    ),
)

AVAILABILITY = report(
    "laporan_ketersediaan",
    marked("Laporan ketersediaan infrastruktur, SDM, dan anggaran"),
    marked("Apa yang tersedia untuk permohonan ini."),
    "LAPORAN KETERSEDIAAN INFRASTRUKTUR, SDM, DAN ANGGARAN",
    "Permohonan {judul}",
    (RESOURCES, CONCLUSION, ADVICE),
)

UNAVAILABILITY = report(
    "laporan_ketidaktersediaan",
    marked("Laporan ketidaktersediaan"),
    marked("Infrastruktur, SDM, atau anggaran yang belum tersedia."),
    "LAPORAN KETIDAKTERSEDIAAN INFRASTRUKTUR DAN/ATAU SDM DAN/ATAU ANGGARAN",
    "Permohonan {judul}",
    (
        section(
            "kekurangan",
            marked("Hasil pemeriksaan ketersediaan"),
            "Hasil Pemeriksaan Ketersediaan",
            columns=("Unsur", "Kebutuhan", "Tersedia", "Kekurangan"),
            begins="Infrastruktur\nSDM\nAnggaran",
        ),
        section(
            "sebab",
            marked("Sebab permohonan belum dapat dilayani"),
            "Sebab Permohonan Belum Dapat Dilayani",
            kind=PartKind.LIST,
            prefill=Prefill.REASONS,
        ),
        ADVICE,
    ),
)

TESTING = report(
    "laporan_instalasi",
    marked("Laporan hasil instalasi dan testing"),
    marked("Di mana aplikasi dipasang, bagaimana diuji, dan apa hasilnya."),
    "LAPORAN HASIL INSTALASI DAN TESTING",
    "{aplikasi}",
    (
        section(
            "instalasi",
            marked("Instalasi"),
            "Instalasi",
            columns=("Lingkungan", "Komponen dan versi", "Tanggal", "Hasil"),
        ),
        section(
            "pengujian",
            marked("Pengujian"),
            "Pengujian",
            columns=("Jenis pengujian", "Yang diuji", "Hasil", "Keterangan"),
            begins="Usability testing\nPengujian fungsi\nSystem requirement\nPetunjuk instalasi",
        ),
        section(
            "temuan",
            marked("Temuan dan tindak lanjut"),
            "Temuan dan Tindak Lanjut",
            columns=("Temuan", "Tindak lanjut", "Keadaan"),
            required=False,
        ),
        section(
            "dokumen",
            marked("Hasil yang diserahkan untuk diperiksa"),
            "Hasil dan Dokumen Pendukung",
            columns=("Uraian", "Versi", "Tanggal"),
            prefill=Prefill.RESULTS,
            required=False,
        ),
        CONCLUSION,
    ),
)

INTEGRATION = report(
    "laporan_integrasi",
    marked("Laporan hasil integrasi"),
    marked("Sistem apa yang dihubungkan, data apa, dan bagaimana hasilnya."),
    "LAPORAN HASIL INTEGRASI",
    "{aplikasi}",
    (
        section(
            "integrasi",
            marked("Integrasi yang dilaksanakan"),
            "Integrasi yang Dilaksanakan",
            columns=("Sistem informasi/aplikasi", "Data yang dipertukarkan", "Cara", "Hasil"),
        ),
        section(
            "kendala",
            marked("Kendala dan penyelesaiannya"),
            "Kendala dan Penyelesaiannya",
            columns=("Kendala", "Penyelesaian"),
            required=False,
        ),
        CONCLUSION,
    ),
)

KINDS = (ANALYSIS, ARCHITECTURE, AVAILABILITY, UNAVAILABILITY, TESTING, INTEGRATION)
