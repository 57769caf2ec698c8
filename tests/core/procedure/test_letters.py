"""`naskah`: which papers of an SOP can be written as letters."""

import pytest

from lajur.core.letters.kinds import KINDS
from lajur.core.procedure.checks import check
from lajur.core.procedure.definition import ItemKind, Procedure
from lajur.core.procedure.reader import read
from tests.core.procedure.sheets import GOOD, SOPS, sentences

ITEM = b"jenis: dokumen}"


def sop(written: bytes) -> Procedure:
    found = read(GOOD.replace(ITEM, written), name="uji.yaml").procedure
    assert found is not None
    return found


def test_a_paper_names_the_kind_of_letter_it_can_be_written_as() -> None:
    found = sop(b"jenis: dokumen, naskah: surat_balasan}")

    assert found.items["surat"].letter == "surat_balasan"
    assert sop(ITEM).items["surat"].letter is None
    assert sentences(check(found)) == []


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"jenis: dokumen, naskah: surat_balsan}",
         "Barang “surat”: tidak ada jenis naskah “surat_balsan”. Maksudnya “surat_balasan”?"),
        (b"jenis: alat, naskah: surat_balasan}",
         "Barang “surat”: hanya dokumen yang dapat ditulis sebagai naskah, bukan “alat”. "
         "Hapus “naskah”."),
    ],
)  # fmt: skip
def test_a_wrong_letter_is_told_with_what_would_be_right(written: bytes, sentence: str) -> None:
    found = check(sop(written))

    assert sentence in sentences(found)
    assert all(one.line for one in found)


def test_the_four_sops_offer_the_letters_their_papers_call_for() -> None:
    items = [
        item
        for path in SOPS
        for item in read(path.read_bytes(), name=path.name).procedure.items.values()
    ]
    written = {item.letter for item in items if item.letter}

    assert written <= KINDS.keys()
    assert all(item.kind is ItemKind.DOCUMENT for item in items if item.letter)
    assert written >= {
        "lembar_disposisi", "laporan_analisis", "laporan_analisis_spbe", "keputusan",
        "surat_tugas", "surat_balasan", "surat_penolakan", "surat_ketidaktersediaan",
        "laporan_ketidaktersediaan", "laporan_instalasi", "jadwal_pengembangan",
        "berita_acara_pekerjaan", "formulir_serah_terima", "lembar_arsip",
    }  # fmt: skip
