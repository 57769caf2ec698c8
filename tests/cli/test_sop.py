"""`lajur sop`, as typed."""

import json
from pathlib import Path

import pytest

from lajur.cli.main import main
from tests.core.procedure.sheets import GOOD, HEAD, SOPS, start

FILES = [str(path) for path in SOPS]


@pytest.fixture
def broken(tmp_path: Path) -> str:
    path = tmp_path / "uji.yaml"
    path.write_bytes(GOOD.replace(b"lanjut: periksa", b"lanjut: priksa"))
    return str(path)


@pytest.mark.parametrize("word", ["check", "fidelity", "routes", "show"])
def test_the_signed_sops_are_good(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", word, *FILES]) == 0
    assert "Traceback" not in capsys.readouterr().out


def test_an_error_is_placed_and_counted(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "check", broken]) == 1
    out = capsys.readouterr().out
    assert f"{broken}:18: kesalahan unknown_step (langkah 1 › lanjut)" in out
    assert "Langkah 1: tidak ada langkah bernama “priksa”. Maksudnya “periksa”?" in out


@pytest.mark.parametrize("word", ["fidelity", "routes", "show"])
def test_a_file_with_errors_exits_with_one(word: str, broken: str) -> None:
    assert main(["sop", word, broken]) == 1
    assert main(["sop", word, broken, "--json"]) == 1


def test_check_prints_its_facts_as_json(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "check", "--json", broken]) == 1
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert (entry["procedure"], entry["states"], entry["findings"]) == ("uji", 0, [])
    assert entry["errors"][0]["line"] == 18


def test_routes_are_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "routes", "--json", *FILES]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert {one["procedure"]: len(one["routes"]) for one in files} == {
        "banten-2020": 4, "buleleng-2020": 2, "cirebon-2019": 2, "sumbawa-2021": 5
    }  # fmt: skip
    first = files[0]["routes"][0]
    assert set(first) == {"steps", "end", "result"}
    assert set(first["steps"][0]) == {"step", "no", "performer", "outcome"}


def test_sops_of_one_folder_that_call_each_other_are_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "uji.yaml"
    row = start("memanggil: SOP Permohonan Uji, lanjut: {selesai: selesai}")
    path.write_text(f"{HEAD}  - {row}\n", encoding="utf-8")
    assert main(["sop", "check", str(path)]) == 1
    assert "calls_itself" in capsys.readouterr().out


def test_a_changed_word_is_not_faithful(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source,) = (path for path in SOPS if path.stem.startswith("banten"))
    copy = tmp_path / source.name
    copy.write_text(source.read_text("utf-8").replace("menerima atau", "menerima dan"), "utf-8")
    (tmp_path / "banten-2020.txt").write_bytes(source.with_suffix(".txt").read_bytes())
    assert main(["sop", "fidelity", str(copy)]) == 1
    assert ", 0 perbedaan tanpa tafsir" not in capsys.readouterr().out


def test_without_its_transcript_a_sheet_cannot_be_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "uji.yaml"
    path.write_bytes(GOOD)
    assert main(["sop", "fidelity", str(path)]) == 1
    assert "transcript_missing" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["tidak-ada.yaml", "."])
def test_what_is_no_file_is_wrong_use(name: str, tmp_path: Path) -> None:
    assert main(["sop", "check", str(tmp_path / name)]) == 2


def test_compare_sets_two_sops_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "compare", *FILES[:2]]) == 0
    out = capsys.readouterr().out
    assert "Akhir yang menolak: 1" in out
    assert "Langkah yang sama artinya: 5." in out
    assert main(["sop", "compare", *FILES[:2], "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["left"]["procedure"] == Path(FILES[0]).stem
    assert facts["rows"][0]["left"]["no"] == facts["rows"][0]["right"]["no"] == "1"


def test_the_keys_of_a_comparison_are_those_that_are_documented(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Scripts read them: another key, or another meaning of one, is another `format`."""
    assert main(["sop", "compare", *FILES[:2], "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["format"] == 1
    left, row = facts["left"], facts["rows"][0]
    route = left["summary"]["totals"][0]
    keys = [facts, left, left["summary"], route, row, row["left"]]
    manual = Path("docs/operating.md").read_text(encoding="utf-8")
    for key in {name for one in keys for name in one}:
        assert f"`{key}`" in manual


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_file_may_be_compared_with_itself(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sop", "compare", FILES[0], FILES[0], *options]) == 0
    assert "Kedua SOP sama" in capsys.readouterr().out


def test_compare_says_what_is_wrong_with_a_broken_one(
    broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sop", "compare", FILES[0], broken]) == 1
    assert "priksa" in capsys.readouterr().out
    assert main(["sop", "compare", broken, broken, "--json"]) == 1
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert entry["errors"][0]["code"] == "unknown_step"


def test_compare_is_wrong_use_without_two_files(tmp_path: Path) -> None:
    assert main(["sop", "compare", FILES[0], str(tmp_path / "tidak-ada.yaml")]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["sop", "compare", FILES[0]])
    assert stopped.value.code == 2
