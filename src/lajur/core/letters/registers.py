"""The books that numbers of papers are drawn from, as far as kinds of papers name them."""

from collections.abc import Mapping
from typing import Final

from lajur.core.refusals import Words, marked

REGISTERS: Final[Mapping[str, Words]] = {
    "agenda-keluar": marked("Agenda surat keluar"),
    "nota-dinas": marked("Register nota dinas"),
    "laporan": marked("Register laporan"),
    "keputusan": marked("Register keputusan"),
    "surat-tugas": marked("Register surat tugas"),
    "berita-acara": marked("Register berita acara"),
    "disposisi": marked("Register disposisi"),
    "formulir": marked("Register formulir"),
}  # RegisterRow.key -> name
