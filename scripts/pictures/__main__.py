"""Takes the pictures of docs/ from a Lajur of its own. Usage: python -m scripts.pictures [NAME…]"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import sync_playwright

from scripts.pictures import handling, papers
from scripts.pictures.studio import PICTURES, Studio

LAJUR = str(Path(sys.executable).with_name("lajur"))
CHROMIUM = os.environ.get("LAJUR_CHROMIUM", "/usr/bin/chromium")
START_LIMIT = 180  # seconds, with the demo to load
HOST = "layanan.contoh.go.id"  # what the pictures call it; the browser alone knows where it is
MOST = 3_000_000  # bytes, all pictures together


@contextmanager
def running(data: Path) -> Iterator[str]:
    """A Lajur over a data folder of its own, with the demo in it; gives its port."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = str(held.getsockname()[1])
    process = subprocess.Popen(
        [LAJUR, "up", "--port", port, "--data", str(data)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "LAJUR_HOSTS": f"127.0.0.1,{HOST}", "LAJUR_LOG_LEVEL": "ERROR"},
    )
    try:
        _await(f"http://127.0.0.1:{port}/", process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until Lajur answers.

    Raises:
        SystemExit: it has ended, or takes too long.
    """
    deadline = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  (our own address)
        except (URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise SystemExit("Lajur did not start")


def main(wanted: list[str]) -> None:
    """Take every picture, or only those of the scenes named."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(os.environ.get("LAJUR_DATA", folder)) / "data") as port,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}"],
        )
        studio = Studio(
            address=f"http://{HOST}", server=f"http://127.0.0.1:{port}", browser=browser
        )
        for scene in (*handling.SCENES, *papers.SCENES):
            if not wanted or scene.__name__ in wanted:
                scene(studio)
        browser.close()
    total = sum(file.stat().st_size for file in PICTURES.glob("*.png"))
    if total > MOST:
        raise SystemExit(f"The pictures weigh {total} bytes; at most {MOST}.")


if __name__ == "__main__":
    main(sys.argv[1:])
