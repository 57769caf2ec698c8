"""The PostgreSQL that everything is measured on: bench/peers/pg_start.sh, fsync on."""

import os
import subprocess
import tempfile
from pathlib import Path

HOME = Path(os.environ.setdefault("BENCH_HOME", tempfile.gettempdir() + "/lajur-bench"))
ADDRESS = "postgresql://bench@127.0.0.1:54329/"  # and the name of a database


def start_postgresql() -> None:
    """Start it, unless it runs already."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    path = ":".join([*map(str, folders), os.environ["PATH"]])
    here = Path(__file__).parent / "peers"
    subprocess.run(["bash", "pg_start.sh"], cwd=here, env={**os.environ, "PATH": path}, check=False)
