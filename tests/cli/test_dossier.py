"""`lajur dossier`: build from the data folder, prove anywhere; 0, 1 or 2."""

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings

from lajur.cli.main import main
from lajur.queries.archive.finding import SeveralCases
from tests.services.archive.closed import Closed, close_a_case
from tests.services.archive.test_proof import relisted
from tests.services.house import build


@pytest.fixture
def closed(db: None) -> Closed:
    return close_a_case(build())


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_built_by_number_by_id_or_any_it_is_the_same(
    closed: Closed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for place, named in enumerate((closed.number, str(closed.case), "--any-closed")):
        file = tmp_path / f"{place}.zip"
        assert main(["dossier", "build", named, "-o", str(file)]) == 0
        made.append(file.read_bytes())
    assert made[0] == made[1] == made[2]
    assert closed.number in said(capsys)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.zip", "1.zip", "2.zip"]


def test_proved_whole_and_then_altered(
    closed: Closed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dosir.zip"
    assert main(["dossier", "build", "--any-closed", "-o", str(file), "--json"]) == 0
    told = json.loads(said(capsys))
    assert main(["dossier", "verify", str(file), "--json"]) == 0
    proof = json.loads(said(capsys))
    assert (proof["ok"], proof["head"], proof["files"]) == (True, told["head"], told["files"])

    whole = bytearray(file.read_bytes())
    whole[whole.index(b"%PDF-1.4") + 5] ^= 1
    file.write_bytes(whole)
    assert main(["dossier", "verify", str(file)]) == 1
    assert "naskah/001-surat-permohonan-v1.pdf: isinya telah berubah." in said(capsys)
    assert main(["dossier", "verify", str(file), "--json"]) == 1
    assert json.loads(said(capsys))["ok"] is False


def test_the_word_of_the_office_is_its_digest_or_its_journal(
    closed: Closed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dosir.zip"
    assert main(["dossier", "build", "--any-closed", "-o", str(file), "--json"]) == 0
    digest = json.loads(said(capsys))["digest"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    data = str(settings.DATA)

    assert main(["dossier", "verify", str(file), "--digest", digest.upper(), "--data", data]) == 0
    told = said(capsys)
    assert digest in told
    assert "Tercatat dalam jurnal Pemerintah Kabupaten Sumbawa" in told
    assert main(["dossier", "verify", str(file), "--digest", "0" * 64]) == 1
    assert "bukan sidik yang disebut kantor" in said(capsys)
    with pytest.raises(SystemExit) as wrong:
        main(["dossier", "verify", str(file), "--digest", "abc"])
    assert wrong.value.code == 2

    file.write_bytes(relisted(file.read_bytes(), "riwayat.pdf", b"%PDF-1.4 lain"))
    assert main(["dossier", "verify", str(file)]) == 0
    assert main(["dossier", "verify", str(file), "--data", data]) == 1
    told = said(capsys)
    assert "tidak terbukti" in told
    assert "sebelum Lajur mencatat sidik dosir" in told


def test_wrong_use_and_what_is_not_there(closed: Closed, tmp_path: Path) -> None:
    file = str(tmp_path / "x.zip")
    assert main(["dossier", "build", "-o", file]) == 2
    assert main(["dossier", "build", closed.number, "--any-closed", "-o", file]) == 2
    assert main(["dossier", "build", "--any-closed", "-o", str(tmp_path / "tidak" / "x.zip")]) == 2
    assert main(["dossier", "build", "999/TIDAK/ADA", "-o", file]) == 1
    assert main(["dossier", "verify", file]) == 2
    assert list(tmp_path.iterdir()) == []


def test_an_open_case_is_refused_with_a_sentence(
    closed: Closed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = closed.house.file().number
    assert main(["dossier", "build", number, "-o", str(tmp_path / "x.zip")]) == 1
    assert "masih berjalan" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_number_of_two_governments_asks_for_the_id(
    closed: Closed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build("tetangga").file()  # has the same first number
    assert main(["dossier", "build", closed.number, "-o", str(tmp_path / "x.zip")]) == 1
    assert "beberapa pemerintah daerah" in capsys.readouterr().err
    assert SeveralCases.code == "several_cases"
