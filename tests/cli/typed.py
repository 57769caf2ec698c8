"""The command as a person types it, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

INIT = [
    "init", "--government", "Pemerintah Kota Bima", "--office", "Dinas Kominfo",
    "--zone", "wita", "--sop", "sumbawa-2021", "--admin", "Sri Wahyuni",
]  # fmt: skip


def lajur(*words: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "lajur.cli.main", *words],
        env={**os.environ, "LAJUR_DATA": str(data), "LAJUR_DATABASE_URL": "", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
