"""A whole Lajur, started as its users start it: web and worker over a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

LAJUR = str(Path(sys.executable).with_name("lajur"))
START_LIMIT = 120  # seconds, with the demo to load


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A running Lajur on the loopback interface."""

    address: str  # without a slash at the end
    data: Path
    process: subprocess.Popen[bytes]
    settings: Mapping[str, str] = field(default_factory=dict)  # environment variables

    def verify(self) -> subprocess.CompletedProcess[str]:
        """What `lajur verify` finds while the house goes on running."""
        return lajur("verify", "--data", str(self.data), settings=self.settings)

    def publish(self, government: str, source: str) -> None:
        """Publish one more SOP in a government, beside the running house."""
        sheet = self.data.parent / "sop.yaml"
        sheet.write_text(source, encoding="utf-8")
        done = lajur(
            "publish", str(sheet), "--government", government, "--data", str(self.data),
            "--draft", settings=self.settings,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)


def lajur(
    *words: str, settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the `lajur` command to its end."""
    return subprocess.run(
        [LAJUR, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=_environment(settings or {}),
    )


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "lajur.site.settings", **settings}


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def start(
    data: Path, *, port: int | None = None, settings: Mapping[str, str] | None = None
) -> House:
    """Start `lajur up` and wait until it answers; `settings` are environment variables."""
    port, settings = port or free_port(), settings or {}
    with (data.parent / "lajur.log").open("ab") as log:
        process = subprocess.Popen(
            [LAJUR, "up", "--port", str(port), "--data", str(data)],
            stdout=log,
            stderr=log,
            env=_environment(settings),
        )
    address = f"http://127.0.0.1:{port}"
    house = House(address=address, data=data, process=process, settings=settings)
    _await(house)
    return house


def _await(house: House) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        if house.process.poll() is not None:
            raise RuntimeError((house.data.parent / "lajur.log").read_text())
        try:
            urllib.request.urlopen(house.address + "/", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    house.stop()
    raise TimeoutError("Lajur did not answer")
