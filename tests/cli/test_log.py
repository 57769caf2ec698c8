"""`lajur log`, as typed."""

from pathlib import Path

from tests.cli.test_command import lajur


def test_a_log_of_a_government_nobody_knows_is_refused_in_a_sentence(tmp_path: Path) -> None:
    assert lajur("demo", data=tmp_path / "data").returncode == 0
    words = ("log", "-o", str(tmp_path / "log.xes"), "--government")
    refused = lajur(*words, "nusantara", data=tmp_path / "data")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "/nusantara/" in refused.stderr
    assert lajur(*words, "sumbawa", "--from", "kemarin", data=tmp_path / "data").returncode == 2
    assert lajur(*words, "sumbawa", "--pseudonyms", data=tmp_path / "data").returncode == 0
    assert "Siti Marwah" not in (tmp_path / "log.xes").read_text(encoding="utf-8")
