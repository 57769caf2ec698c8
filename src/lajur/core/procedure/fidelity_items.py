"""What the words of a paper or a thing say it is, against the kind it is run as.

The kind decides whether a step waits for it, so one that the words deny must be declared. Words
that say nothing are left to the office. Source of the papers' names: tata naskah dinas
(Peraturan ANRI 5/2021) and the four signed sheets.
"""

import re
from collections.abc import Iterator, Mapping

from lajur.core.procedure.definition import Item, ItemKind, Part, Procedure
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.places import line_of
from lajur.core.procedure.transcript import plain
from lajur.core.refusals import marked

KIND_DIFFERS = marked(
    "Barang “%(item)s” dijalankan sebagai %(given)s, tetapi kata-katanya tidak mengatakannya. "
    "Jelaskan di tafsir bagian jenis dengan “tertulis: %(item)s” dan “dibaca: %(given)s”."
)

_NEVER_HOLDS = frozenset({ItemKind.TOOL, ItemKind.STATE, ItemKind.REFERENCE})
_KINDS: Mapping[str, frozenset[ItemKind]] = {
    r"form(?:ulir)?\b.*": frozenset({ItemKind.FORM}),
    r"(?:surat|nota|disposisi|instruksi|undangan|berita acara|laporan|notula|lembar|dokumen"
    r"|dokumentasi|daftar|hasil|petunjuk|panduan|tanggapan|konsep|jadwal|keputusan|delegasi"
    r"|berkas|spek|spesifikasi|alur|proposal|kerangka|kontrak|rekomendasi|telaahan)\b.*": (
        frozenset({ItemKind.DOCUMENT})
    ),
    r"(?:aplikasi|sistem|sourcecode|source code)\b.*": frozenset({ItemKind.PRODUCT}),
    r"(?:komputer|laptop|printer|jaringan|internet|server|database|alat tulis)\b.*": _NEVER_HOLDS,
    r"(?:renstra|renja|rka|standar|standarisasi|peraturan|pedoman)\b.*": _NEVER_HOLDS,
    r"tim .*|.*\b(?:mengetahui|diketahui|diktehui|selesai)\b.*": _NEVER_HOLDS,
}


def faults(procedure: Procedure) -> Iterator[Fault]:
    """Yield the items run as a kind that is neither in their words nor declared."""
    for item in procedure.items.values():
        declared = _declared(procedure, item)
        is_told = item.kind.value in declared if declared else _words_say_so(item)
        if not is_told:
            line = line_of(procedure, "barang", item.id)
            facts = {"item": item.name, "given": item.kind.value}
            yield fault("kind_differs", KIND_DIFFERS, place="barang", line=line, facts=facts)


def _declared(procedure: Procedure, item: Item) -> tuple[str, ...]:
    return tuple(
        plain(one.read_as)
        for one in procedure.interpretations
        if one.part is Part.KIND and plain(one.written) == plain(item.name)
    )


def _words_say_so(item: Item) -> bool:
    words = plain(item.name).casefold()
    said = next((kinds for known, kinds in _KINDS.items() if re.fullmatch(known, words)), None)
    return said is None or item.kind in said
