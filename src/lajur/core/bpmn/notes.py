"""What is told about an imported drawing: each element that does not fit, by its name and id."""

from collections import Counter
from dataclasses import replace

from lajur.core.bpmn.markup import Element
from lajur.core.bpmn.names import clean
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.refusals import marked

MAX_NOTES = 200  # of each severity; more than this nobody reads

MORE = marked("Masih ada catatan lain. Lihat dulu yang di atas.")

# Read as something near: worth a look.
TASK_KIND = marked("%(where)s: dibaca sebagai langkah biasa; “%(kind)s” tidak dijalankan mesin.")
SCRIPT = marked("%(where)s: programnya tidak dibawa dan tidak pernah dijalankan di sini.")
EVENT_PLAIN = marked("%(where)s: dibaca sebagai %(kind)s biasa; pemicunya tidak dibawa.")
EXPRESSION = marked(
    "%(where)s: syarat tertulis “%(words)s” tidak dihitung; orang yang memilih jalannya."
)
UNNAMED_WORK = marked("%(where)s: belum bernama. Tulis kegiatannya.")
UNNAMED_EXIT = marked("%(where)s: salah satu jalannya belum bernama; di sini disebut “%(label)s”.")
SAME_EXIT = marked("%(where)s: dua jalannya bernama sama; yang kedua di sini disebut “%(label)s”.")
QUESTION_STEP = marked(
    "%(where)s: keputusan tanpa langkah sebelumnya, jadi dibaca sebagai langkah tersendiri."
)
IMPLICIT_FORK = marked("%(where)s: beberapa panah keluar dibaca sebagai cabang bersamaan.")
IMPLICIT_END = marked("%(where)s: jalan berhenti di sini, jadi dibaca sebagai akhir.")
NO_START = marked("%(where)s: tidak ada tanda mulai; alur dibaca mulai dari sini.")
NO_LANES = marked(
    "Berkas: bagan ini tidak berlajur. Semua langkah dikerjakan “%(lane)s”; bagikan kepada "
    "pelaksananya."
)
APPLICANT = marked(
    "%(where)s: dibaca sebagai lajur pemohon, karena alur dimulai di sini. Ubah “jenis” bila bukan."
)
WAITING_STEP = marked(
    "%(where)s: pertemuan cabang ini menjadi langkah otomatis, karena sesudahnya bukan langkah."
)
MEETING_STEP = marked(
    "%(where)s: pertemuan ini menjadi langkah otomatis, supaya cabangnya datang sebagai satu."
)
REASON = marked(
    "%(where)s: hasil “%(label)s” menolak atau mengembalikan, jadi diberi wajib alasan."
)
IDENTITY = marked(
    "Berkas: bagan tidak memuat blok identitas. Lengkapi nomor, satuan kerja, tanggal, dasar "
    "hukum, dan layanan."
)
VENDOR = marked("Berkas: isian khusus %(names)s tidak dibawa.")
WORDS_CUT = marked(
    "%(where)s: keterangannya terlalu panjang; yang dibawa hanya %(limit)d huruf pertama."
)
END_REFUSES = marked(
    "%(where)s: dibaca sebagai akhir yang menolak permohonan. Ubah “hasil” bila bukan."
)
FIRST_DECIDES = marked(
    "%(where)s: alur tidak dapat dimulai dengan keputusan atau pemanggilan, jadi di depannya "
    "ditambahkan langkah “%(title)s”."
)
NAME_CUT = marked(
    "%(where)s: namanya di gambar diubah, tetapi terpotong. Kegiatannya tetap seperti tercetak; "
    "tulis perubahannya di draf."
)
TIME_WORDS = marked("%(where)s: waktu “%(words)s” tidak terbaca, jadi ditulis di keterangan.")

# Left out, or meaning something else now: a person must decide.
GATEWAY = marked(
    "%(where)s: %(kind)s belum dikenal SOP. Dibaca sebagai keputusan yang memilih satu jalan; "
    "periksa apakah memang demikian."
)
GATEWAY_MEETING = marked(
    "%(where)s: pertemuan pada %(kind)s dibaca sebagai pertemuan biasa, yang tidak menunggu siapa "
    "pun."
)
SUB_PROCESS = marked(
    "%(where)s: isi bagian ini (%(count)d unsur) tidak dibawa; ia menjadi satu langkah. "
    "Uraikan, atau jadikan SOP sendiri."
)
REPEATED = marked("%(where)s: pengulangan (%(kind)s) tidak dibawa; langkahnya dikerjakan sekali.")
BOUNDARY = marked(
    "%(where)s: peristiwa yang menyela langkah “%(host)s” dilewati, beserta jalannya."
)
EVENT_LEFT_OUT = marked("%(where)s: peristiwa di tengah alur (%(kind)s) dilewati; alur diteruskan.")
CONDITIONAL = marked(
    "%(where)s: panah bersyarat langsung dari langkah dibaca sebagai keputusan yang memilih satu "
    "jalan; periksa apakah memang demikian."
)
MESSAGE_FLOW = marked("%(where)s: aliran pesan “%(source)s” ke “%(target)s” dilewati.")
OTHER_POOL = marked("%(where)s: pihak ini hanya digambar sebagai kotak tertutup, jadi dilewati.")
OTHER_ELEMENT = marked("%(where)s: unsur “%(kind)s” tidak dikenal SOP, jadi dilewati.")
SECOND_START = marked(
    "%(where)s: tanda mulai yang kedua dilewati. SOP dimulai di satu tempat saja."
)
MIXED_FORK = marked("%(where)s: cabang yang langsung berakhir dilewati.")
FORK_AT_START = marked(
    "%(where)s: alur tidak dimulai dengan satu langkah, jadi ditambahkan langkah “%(title)s”."
)
CUT_OFF = marked("%(where)s: tidak tersambung dengan awal alur, jadi dilewati.")
DANGLING = marked("%(where)s: panah ini tidak bertemu dengan unsur “%(name)s”, jadi dilewati.")
NO_LANE_OF = marked("%(where)s: berada di luar semua lajur; di sini dikerjakan “%(lane)s”.")
REFERENCE_LOST = marked(
    "%(where)s: isian yang menunjuk unsur yang sudah tidak ada dihapus dari langkah ini."
)

# Our own part against the drawing.
OWN_UNREADABLE = marked("Berkas: bagian Lajur di dalamnya tidak dipakai. %(why)s")
GONE = marked("%(where)s: sudah tidak ada di gambar. Gambar yang dipakai.")
ADDED = marked("%(where)s: ditambahkan di gambar. Gambar yang dipakai.")
MOVED = marked(
    "%(where)s: di gambar dikerjakan “%(now)s”, bukan “%(before)s”. Gambar yang dipakai."
)
RENAMED = marked("%(where)s: di gambar bernama “%(now)s”, bukan “%(before)s”. Gambar yang dipakai.")
REDRAWN = marked("%(where)s: di gambar jenisnya lain. Gambar yang dipakai.")
FLOW_GONE = marked("%(where)s: panah ke “%(target)s” dihapus di gambar. Gambar yang dipakai.")
FLOW_ADDED = marked("%(where)s: panah ke “%(target)s” ditambahkan di gambar. Gambar yang dipakai.")
FLOW_RENAMED = marked(
    "%(where)s: di gambar bernama “%(now)s”, bukan “%(before)s”. Gambar yang dipakai."
)
TOLD_OTHERWISE = marked(
    "%(where)s: keterangannya diubah di gambar; yang dipakai tetap isi dari Lajur."
)


def place_of(kind: str, name: str, id: str) -> str:
    """Return "langkah “Periksa” (Task_1)"; without a name or an id, what there is."""
    parts = (kind, f"“{name}”" if name else "", f"({id})" if id else "")
    return " ".join(part for part in parts if part).replace(" › ", " > ")[:160]


def element_place(element: Element) -> str:
    """Where an element of any kind stands."""
    return place_of("unsur", " ".join(element.attributes.get("name", "").split()), element.id)


class Notes:
    """Notes in the making; told once each, in the order of their lines."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Fault] = {}
        self._told = Counter[Severity]()
        self._untold: set[Severity] = set()

    def look(self, code: str, message: str, *, place: str, line: int, **facts: object) -> None:
        """Note what was read as something near."""
        self._add(fault(code, message, place=place, line=line, facts=facts, severity=LOOK))

    def hand(self, code: str, message: str, *, place: str, line: int, **facts: object) -> None:
        """Note what a person must decide."""
        self._add(fault(code, message, place=place, line=line, facts=facts, severity=HAND))

    def _add(self, one: Fault) -> None:
        told = {
            key: clean(fact) if isinstance(fact, str) else fact for key, fact in one.facts.items()
        }
        one = replace(one, facts=told)
        key = (one.code, one.place, one.line, *one.facts.values())
        if key in self._found:
            return
        if self._told[one.severity] == MAX_NOTES:
            self._untold.add(one.severity)
            return
        self._found[key] = one
        self._told[one.severity] += 1

    def all(self) -> tuple[Fault, ...]:
        """Return the notes by line; where some are not told, that comes last."""
        told = sorted(self._found.values(), key=lambda one: one.line)
        kinds = (one for one in (LOOK, HAND) if one in self._untold)
        more = (fault("more_notes", MORE, place="", line=0, severity=one) for one in kinds)
        return (*told, *more)


LOOK, HAND = Severity.FINDING, Severity.ERROR
