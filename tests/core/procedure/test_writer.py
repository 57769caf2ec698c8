"""Writing an SOP file: what is written is read as what it was, by us and by any YAML reader."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from lajur.core.procedure.writer import WIDTH, write
from tests.core.procedure.sheets import SOPS, sentences
from tests.core.worded import worded_procedures


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_a_signed_sop_written_is_read_as_the_same(path: Path) -> None:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    reading = read(write(procedure), name=path.name)
    assert sentences(reading.faults) == []
    assert reading.procedure == procedure
    assert list(reading.procedure.steps) == list(procedure.steps)


@given(procedure=worded_procedures())
@settings(max_examples=20)
def test_whatever_its_words_a_procedure_written_is_read_as_the_same(procedure: Procedure) -> None:
    written = write(procedure, heading="Draf.\nDua baris.")
    reading = read(written, name="acak.yaml")
    assert sentences(reading.faults) == []
    assert reading.procedure == procedure
    assert list(reading.procedure.steps) == list(procedure.steps)
    assert write(reading.procedure, heading="Draf.\nDua baris.") == written


@given(procedure=worded_procedures())
@settings(max_examples=6)
def test_no_other_reader_of_yaml_takes_a_word_for_a_number_or_a_date(procedure: Procedure) -> None:
    plain = yaml.safe_load(write(procedure))
    for entry, step in zip(plain["langkah"], procedure.steps.values(), strict=True):
        for key, said in (("waktu", step.printed.time), ("kegiatan", step.printed.title)):
            assert isinstance(entry.get(key, ""), str), key
            assert entry.get(key, "").strip() == said


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_what_is_written_looks_like_the_shipped_file(path: Path) -> None:
    shipped = path.read_text().splitlines()
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    written = write(procedure).decode().splitlines()
    told = [line for line in shipped if line and not line.startswith("#")]
    same = sum(line in set(written) for line in told)
    assert same > 0.8 * len(told)
    assert [_key(line) for line in written if _key(line)] == [
        key for line in shipped if (key := _key(line))
    ]


def _key(line: str) -> str:
    """The key of a line that begins a part of the file."""
    key, colon, _ = line.partition(":")
    return key if colon and key.isidentifier() else ""


def test_prose_is_folded_and_a_row_stays_on_its_line() -> None:
    path = next(path for path in SOPS if path.stem.startswith("sumbawa"))
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    lines = write(procedure).decode().splitlines()
    prose = lines[lines.index("tafsir:") :]
    said = [one for one in prose if not one.strip().startswith(("tertulis", "dibaca", "pilihan"))]
    assert max(map(len, said)) <= WIDTH
    assert "  - {id: kadis, nama: Kepala Dinas, jenis: jabatan}" in lines
