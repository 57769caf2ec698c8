"""`lajur init` answered by a person at a terminal."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASKED = (  # question, then what is typed; every second answer to a question is a slip mended
    ("Nama pemerintah daerah", "Pemerintah Kabupaten Dompu"),
    ("Alamat singkat [dompu]", "Dompu!"),
    ("hanya boleh huruf kecil", ""),
    ("Nama dinas", "Dinas Komunikasi dan Informatika"),
    ("Zona waktu", "GMT"),
    ("bukan pilihan", "WITA"),
    ("Kantor di Bali", ""),
    ("SOP yang dipakai", ""),
    ("Belum diisi. Jawab dulu", "9"),
    ("bukan pilihan", "1, sumbawa-2021"),
    ("Nama administrator pertama", "Siti Aminah"),
    ("Nama penggunanya [admin.dompu]", ""),
    ("Sandi administrator", "pendek"),
    ("Sandi administrator", "rahasia-panjang-sekali"),
    ("Sekali lagi", "keliru"),
    ("Kedua sandi tidak sama.\r\nSandi administrator", "rahasia-panjang-sekali"),
    ("Sekali lagi", "rahasia-panjang-sekali"),
)


def test_a_slip_is_asked_again_and_nothing_else_is(tmp_path: Path) -> None:
    with terminal("init", data=tmp_path) as (screen, process):
        for question, typed in ASKED:
            wait_for(screen, question)
            os.write(screen, f"{typed}\n".encode())
        shown = wait_for(screen, "Jalankan: lajur up")
        assert process.wait(timeout=20) == 0
    assert "alamatnya /dompu/" in shown
    assert "admin.dompu" in shown
    assert "rahasia" not in shown


def test_whoever_stops_half_way_has_made_nothing(tmp_path: Path) -> None:
    with terminal("init", data=tmp_path) as (screen, process):
        wait_for(screen, "Nama pemerintah daerah")
        os.write(screen, b"\x04")  # Ctrl-D
        wait_for(screen, "belum ada yang dibuat")
        assert process.wait(timeout=20) == 1
    assert not list(tmp_path.glob("*.sqlite3"))


@contextmanager
def terminal(*words: str, data: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The command at a terminal of its own: the screen's side, and the process."""
    screen, keyboard = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "lajur.cli.main", *words],
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
        start_new_session=True,
        env={**os.environ, "LAJUR_DATA": str(data), "LAJUR_DATABASE_URL": ""},
    )
    os.close(keyboard)
    try:
        yield screen, process
    finally:
        process.kill()
        process.wait()
        os.close(screen)


def wait_for(screen: int, words: str) -> str:
    """Everything shown until `words` appear; the test's own time limit ends a wait in vain."""
    shown = b""
    while words not in shown.decode(errors="replace"):
        try:
            shown += os.read(screen, 4096)
        except OSError as gone:
            raise AssertionError(f"{words!r} never came; shown: {shown.decode()}") from gone
    return shown.decode()
