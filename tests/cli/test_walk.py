"""`lajur walk`: what it prints, and that a failure can be walked again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lajur.cli.main import main
from lajur.core.engine import flow

SUMBAWA = Path(__file__).parents[2] / "sops/sumbawa/sumbawa-2021.yaml"


def facts(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert isinstance(file, dict)
    return file


def test_walks_are_counted_with_their_ends_and_refusals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["walk", str(SUMBAWA), "--walks", "30", "--json"]) == 0
    told = facts(capsys)
    assert (told["walks"], told["failure"]) == (30, None)
    assert {"selesai", "tidak_dapat_dilayani"} <= set(told["ends"])  # type: ignore[call-overload]
    assert "not_your_work" in told["refusals"]  # type: ignore[operator]


def test_people_read_a_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["walk", str(SUMBAWA), "--walks", "5", "--laws", "off"]) == 0
    first, ends, refused = capsys.readouterr().out.splitlines()
    assert "5 perjalanan" in first
    assert "langkah per detik" in first
    assert ends.startswith("  berakhir: ")
    assert refused.startswith("  ditolak: ")


def test_a_broken_law_is_told_with_the_command_that_shows_it_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "enter", lambda draft, step: None)
    assert main(["walk", str(SUMBAWA), "--seed", "5", "--json"]) == 1
    failure = facts(capsys)["failure"]
    assert failure["law"] == "tokens at steps"  # type: ignore[index]
    again = f"lajur walk {SUMBAWA} --seed 5 --first 0 --walks 1 --laws on"
    assert failure["again"] == again  # type: ignore[index]
    assert main(["walk", str(SUMBAWA), "--seed", "5"]) == 1
    assert again in capsys.readouterr().out


def test_a_file_that_cannot_run_is_not_walked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "x.yaml"
    broken.write_text("id: x")
    assert main(["walk", str(broken)]) == 1
    assert "lajur sop check" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--walks", "0"], ["--first", "-1"]])
def test_wrong_numbers_are_wrong_use(wrong: list[str]) -> None:
    assert main(["walk", str(SUMBAWA), *wrong]) == 2


def test_a_seed_walks_the_same_way_in_every_process() -> None:
    command = [sys.executable, "-c", "from lajur.cli.main import main; main()", "walk"]
    command += [str(SUMBAWA), "--walks", "40", "--json"]
    told = set()
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        answer = subprocess.run(command, env=environment, capture_output=True, check=True)
        (file,) = json.loads(answer.stdout)["files"]
        told.add(json.dumps([file["steps"], file["ends"], file["refusals"]]))
    assert len(told) == 1
