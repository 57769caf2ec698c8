"""`lajur sop import`: what it writes, what it says, and how it exits."""

import json
from pathlib import Path

import pytest

from lajur.cli.main import main
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.reader import read
from tests.core.bpmn.drawings import END, START, drawn, foreign, task
from tests.core.procedure.sheets import SOPS, signed

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def camunda(tmp_path: Path) -> Path:
    path = tmp_path / "hosting.bpmn"
    path.write_bytes(foreign("camunda"))
    return path


def test_our_own_file_comes_back_and_needs_nobody(tmp_path: Path, capsys: Capture) -> None:
    source, target = tmp_path / "sop.bpmn", tmp_path / "banten-2020.yaml"
    source.write_bytes(bpmn(signed("banten")))
    assert main(["sop", "import", str(source), "-o", str(target)]) == 0
    assert read(target.read_bytes(), name=target.name).procedure == signed("banten")
    assert "0 hal perlu diputuskan" in capsys.readouterr().out
    assert main(["sop", "check", str(target)]) == 0


def test_what_needs_a_person_exits_with_one_and_the_draft_checks(
    camunda: Path, capsys: Capture
) -> None:
    target = camunda.with_name("draf.yaml")
    assert main(["sop", "import", str(camunda), "-o", str(target)]) == 1
    told = capsys.readouterr().out
    assert f"{camunda}:73: kesalahan boundary" in told
    assert "6 langkah, 3 hal perlu diputuskan" in told
    assert main(["sop", "check", str(target)]) == 0
    assert main(["sop", "show", str(target)]) == 0
    assert "Mengajukan permohonan" in capsys.readouterr().out


def test_without_a_target_the_draft_alone_is_on_the_output(camunda: Path, capsys: Capture) -> None:
    assert main(["sop", "import", str(camunda)]) == 1
    said = capsys.readouterr()
    assert read(said.out.encode(), name="hosting.yaml").procedure is not None
    assert "lewat 3 hari" in said.err


def test_programs_get_the_same_as_facts(camunda: Path, capsys: Capture) -> None:
    assert main(["sop", "import", str(camunda), "--json"]) == 1
    facts = json.loads(capsys.readouterr().out)
    assert facts["procedure"] == "hosting"
    assert facts["errors"] == []
    assert {one["code"] for one in facts["notes"] if one["decide"]} == {
        "message_flow", "boundary", "cut_off",
    }  # fmt: skip
    assert read(facts["draft"].encode(), name="hosting.yaml").procedure is not None


def test_a_draft_that_does_not_check_yet_is_written_and_says_so(
    tmp_path: Path, capsys: Capture
) -> None:
    source, target = tmp_path / "a.bpmn", tmp_path / "a.yaml"
    told = "<documentation>Waktu: tergantung</documentation>"
    source.write_bytes(drawn(START, task("a"), task("b", told), END, "s>a", "a>b", "b>e"))
    assert main(["sop", "import", str(source), "-o", str(target)]) == 1
    assert "time_never_set" in capsys.readouterr().out
    assert target.exists()


@pytest.mark.parametrize("data", [b"", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", b"x" * 3_000_000])
def test_a_refused_file_writes_nothing(tmp_path: Path, capsys: Capture, data: bytes) -> None:
    source, target = tmp_path / "a.bpmn", tmp_path / "a.yaml"
    source.write_bytes(data)
    assert main(["sop", "import", str(source), "-o", str(target)]) == 1
    assert "tidak dapat diimpor" in capsys.readouterr().out
    assert not target.exists()


def test_one_process_of_two_is_chosen(tmp_path: Path, capsys: Capture) -> None:
    source = tmp_path / "a.bpmn"
    two = drawn(START, task("a"), END, "s>a", "a>e").replace(
        b"<process", b"<process id='q'><task id='x' name='X'/></process><process"
    )
    source.write_bytes(two)
    assert main(["sop", "import", str(source)]) == 1
    assert "2 proses" in capsys.readouterr().out
    main(["sop", "import", str(source), "--process", "q"])
    assert "kegiatan: X" in capsys.readouterr().out


def test_wrong_use_exits_with_two(tmp_path: Path, camunda: Path, capsys: Capture) -> None:
    assert main(["sop", "import", str(tmp_path / "tidak-ada.bpmn")]) == 2
    assert main(["sop", "import", str(camunda), "-o", str(tmp_path / "tak" / "ada.yaml")]) == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stop:
        main(["sop", "import"])
    assert stop.value.code == 2


def test_what_sop_bpmn_writes_sop_import_reads(tmp_path: Path, capsys: Capture) -> None:
    for path in SOPS:
        between, target = tmp_path / "antara.bpmn", tmp_path / path.name
        assert main(["sop", "bpmn", str(path), "-o", str(between)]) == 0
        assert main(["sop", "import", str(between), "-o", str(target)]) == 0
        capsys.readouterr()
