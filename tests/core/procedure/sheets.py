"""Small SOP files for tests: a good one, and ones made of a few steps."""

import textwrap
from collections.abc import Iterable
from pathlib import Path

from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.reader import read

SOPS = sorted((Path(__file__).parents[3] / "sops").glob("*/*.yaml"))

HEAD = """\
id: uji
layanan: [pembuatan]
identitas:
  satuan_kerja: [PEMERINTAH KABUPATEN UJI]
  nomor: 1/UJI/2026
  nama: Permohonan Uji
pelaksana:
  - {id: opd, nama: OPD pemohon, jenis: pemohon}
  - {id: kasi, nama: Kepala Seksi, jenis: jabatan}
barang:
  - {id: surat, nama: Surat permohonan, jenis: dokumen}
mulai: ajukan
selesai:
  - {id: selesai, nama: Selesai, hasil: selesai}
  - {id: ditolak, nama: Ditolak, hasil: ditolak}
langkah:
"""

AJUKAN = """{id: ajukan, no: 1, kegiatan: Mengajukan surat, pelaksana: opd, hasil: [surat],
      lanjut: periksa}"""
PERIKSA = """{id: periksa, no: 2, kegiatan: Memeriksa, pelaksana: kasi, keputusan: [
      {hasil: tidak, selesai: ditolak, alasan: wajib}, {hasil: ya, selesai: selesai}]}"""


def sop(*steps: str, head: str = HEAD) -> bytes:
    """Return a file of these steps, each a YAML mapping."""
    rows = (f"- {textwrap.dedent(step)}" for step in steps)
    return (head + textwrap.indent("\n".join(rows), "  ") + "\n").encode()


GOOD = sop(AJUKAN, PERIKSA)


def step(step_id: str, flow: str, *, lane: str = "kasi") -> str:
    """Return a box or decision; `flow` is its "lanjut: …" or "keputusan: …", and more keys."""
    return f"{{id: {step_id}, no: {step_id}, kegiatan: Bekerja, pelaksana: {lane}, {flow}}}"


def start(flow: str) -> str:
    return step("ajukan", flow, lane="opd")


def procedure(*steps: str) -> Procedure:
    """Return the procedure of these steps, which can be read."""
    reading = read(sop(*steps), name="uji.yaml")
    assert reading.procedure is not None, sentences(reading.faults)
    return reading.procedure


def signed(name: str) -> Procedure:
    """Return one of the four signed SOPs, by the beginning of its id."""
    (path,) = (path for path in SOPS if path.stem.startswith(name))
    found = read(path.read_bytes(), name=path.name).procedure
    assert found is not None
    return found


def sentences(faults: Iterable[Fault]) -> list[str]:
    return [fault.sentence for fault in faults]


def codes(faults: Iterable[Fault]) -> list[str]:
    return [fault.code for fault in faults]
