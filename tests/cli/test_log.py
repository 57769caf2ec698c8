"""`lajur log`, as typed."""

from pathlib import Path

from tests.cli.typed import lajur
from tests.faults.premises import Premises


def test_a_log_of_a_government_nobody_knows_is_refused_in_a_sentence(
    demo: Premises, tmp_path: Path
) -> None:
    def log(*words: str) -> tuple[int, str, str]:
        file = ("log", "-o", str(tmp_path / "log.xes"), "--government")
        answer = lajur(*file, *words, data=demo.data, **demo.settings)
        return answer.returncode, answer.stdout, answer.stderr

    code, said, refused = log("nusantara")
    assert (code, said) == (2, "")
    assert "/nusantara/" in refused
    for day in ("kemarin", "9999-12-31", "0001-01-01"):
        assert log("sumbawa", "--to", day)[0] == 2
    assert "mendahului" in log("sumbawa", "--from", "2026-02-02", "--to", "2026-02-01")[2]
    assert log("sumbawa", "--pseudonyms")[0] == 0
    assert "Siti Marwah" not in (tmp_path / "log.xes").read_text(encoding="utf-8")
