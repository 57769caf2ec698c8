"""`lajur up`: starts, keeps everything, says what is wrong, ends in order."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.premises import Premises

FEW = ("--workers", "1")
PATIENCE = 60.0  # seconds, on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, port: int, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "lajur.cli.main", "up", "--port", str(port), *FEW, *options],
        env={**os.environ, "LAJUR_DATA": str(data), "LAJUR_DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until(process: subprocess.Popen[str], words: str) -> str:
    """What the command says, up to the line with these words."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


@contextmanager
def running(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """Lajur, up; with its port and what it said."""
    port = free_port()
    process = start(data, port, *options)
    try:
        yield process, port, read_until(process, "Lajur siap")
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def page(port: int, path: str = "/") -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def children(process: subprocess.Popen[str]) -> dict[str, int]:
    """The children of `lajur up`: what they are, and their process ids."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(process.pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [line.strip().split(maxsplit=1) for line in listed.stdout.splitlines()]
    return {("web" if "granian" in args else "worker"): int(pid) for pid, args in rows}


def is_gone(pid: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state[0] == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, demo: Premises) -> Path:
    """What a first start leaves."""
    return demo.copied(tmp_path_factory.mktemp("up")).data


def test_the_first_start_prints_the_address_and_the_demo_accounts(tmp_path: Path) -> None:
    with running(tmp_path / "data") as (_, port, said):
        assert f"http://127.0.0.1:{port}/" in said
        assert "kadis.sumbawa" in said
        assert "Sandi semua akun contoh" in said
        assert "Sumbawa" in page(port)


def test_a_second_start_loses_nothing_and_what_stops_says_so(data: Path) -> None:
    with running(data) as (process, port, said):
        assert "kadis.sumbawa" in said
        assert "Sumbawa" in page(port, "/sumbawa/")
        family = children(process)
        process.send_signal(signal.SIGINT)
        assert "Semua pekerjaan tersimpan" in process.communicate(timeout=PATIENCE)[0]
        assert process.returncode == 0
        assert all(is_gone(pid) for pid in family.values())


def test_a_worker_that_dies_is_started_again(data: Path) -> None:
    with running(data) as (process, _, _):
        first = children(process)["worker"]
        os.kill(first, signal.SIGKILL)
        assert re.search("pekerja berhenti", read_until(process, "dijalankan kembali"))
        assert children(process)["worker"] != first


def test_children_do_not_outlive_a_killed_parent(data: Path) -> None:
    with running(data) as (process, _, _):
        family = children(process)
        os.kill(process.pid, signal.SIGKILL)
        assert set(family) == {"web", "worker"}
        assert all(is_gone(pid) for pid in family.values())


def test_a_busy_port_is_one_sentence(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = start(data, port).communicate(timeout=PATIENCE)[0]
    assert len(said.splitlines()) == 1
    assert f"Porta {port} sedang dipakai" in said


def test_a_second_lajur_on_one_data_folder_is_turned_away_in_one_sentence(data: Path) -> None:
    with running(data) as (_, port, _):
        second = start(data, free_port())
        said = second.communicate(timeout=PATIENCE)[0]
        assert len(said.splitlines()) == 1
        assert f"Lajur lain sedang berjalan dengan folder data {data}" in said
        assert second.returncode == 1
        assert "Sumbawa" in page(port)


def test_an_address_for_others_needs_the_names_they_use(data: Path) -> None:
    process = start(data, free_port(), "--host", "0.0.0.0")
    assert "LAJUR_HOSTS" in process.communicate(timeout=PATIENCE)[0]
    assert process.returncode == 2
