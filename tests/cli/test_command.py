"""The command's words are a contract: help, exit codes, sentences instead of tracebacks."""

from pathlib import Path

import pytest

from lajur.cli.main import JOBS, main
from lajur.cli.start import sqlite_warning
from lajur.cli.words import Progress, Stop
from lajur.core.refusals import NotFound
from tests.cli.typed import INIT, lajur
from tests.faults.premises import Premises


@pytest.mark.parametrize("job", JOBS)
def test_every_job_has_help_in_indonesian(job: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([job, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Pemakaian: lajur {job}")
    assert "options:" not in shown


def test_without_a_job_the_jobs_are_shown_and_the_use_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert all(job in shown for job in JOBS)


@pytest.mark.parametrize("words", [["upp"], ["up", "--port", "x"], ["up", "--tidak-ada"]])
def test_wrong_use_ends_with_2_and_says_where_help_is(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "Bantuan: lajur" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Stop("Berhenti.", code=2), 2, "Berhenti."),
        (NotFound(what="Berkas"), 1, "Berkas tidak ditemukan"),
        (FileNotFoundError(2, "No such file", "x.yaml"), 1, "x.yaml: berkas atau folder"),
        (PermissionError(13, "Permission denied", "x.yaml"), 1, "x.yaml: tidak ada izin"),
        (ValueError("aneh"), 1, "LAJUR_DEBUG=1"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_goes_wrong_becomes_one_sentence(
    error: BaseException,
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def job(chosen: object) -> int:
        raise error

    monkeypatch.delenv("LAJUR_DEBUG", raising=False)
    monkeypatch.setattr("lajur.cli.demo.run", job)
    assert main(["demo"]) == code
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown


def test_progress_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    Progress("Menyiapkan")(1, 2)
    assert capsys.readouterr().err == ""


def test_an_old_sqlite_is_named_and_a_sound_one_is_not() -> None:
    warning = sqlite_warning((3, 40, 1))
    assert warning is not None
    assert "3.40.1" in warning
    assert sqlite_warning((3, 51, 3)) is None


def test_init_without_a_terminal_says_which_option_is_missing(tmp_path: Path) -> None:
    answer = lajur("init", data=tmp_path)
    assert answer.returncode == 2
    assert "--government" in answer.stderr


def test_init_sets_up_an_office_once_and_shows_its_password_once(office: Path) -> None:
    said = (office.parent / "said").read_text(encoding="utf-8")
    assert "/bima/" in said
    assert "hanya ditampilkan sekali" in said
    second = lajur(*INIT, data=office)
    assert second.returncode == 1
    assert "admin.bima" in second.stderr


def test_init_refuses_a_weak_password_in_a_sentence(tmp_path: Path) -> None:
    answer = lajur(*INIT, data=tmp_path, LAJUR_ADMIN_PASSWORD="bima")
    assert answer.returncode == 1
    assert "Sandi belum memenuhi syarat" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list(tmp_path.glob("*.sqlite3"))  # nothing was begun


def test_demo_fills_a_new_folder_quietly_and_refuses_a_full_one(
    demo: Premises, tmp_path: Path
) -> None:
    assert (demo.data.parent / "said").read_text(encoding="utf-8") == ""
    full = demo.copied(tmp_path)
    second = lajur("demo", data=full.data, **full.settings)
    assert second.returncode == 1
    assert "sudah berisi" in second.stderr


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = lajur("demo", data=tmp_path / "file" / "data")
    assert answer.returncode == 1
    assert "tidak dapat ditulisi" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_nobody_else_on_the_machine_can_read_what_is_kept(office: Path) -> None:
    kept = [office, *office.rglob("*")]
    assert (office / "lajur.sqlite3") in kept
    assert [path for path in kept if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("words", [("verify",), ("log", "--government", "sumbawa", "-o", "x.xes")])
def test_a_folder_without_data_is_named_and_left_as_it_was(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    answer = lajur(*words, data=tmp_path / "kosong")
    assert answer.returncode == 2
    assert "tidak berisi data Lajur" in answer.stderr
    assert not (tmp_path / "kosong").exists()
