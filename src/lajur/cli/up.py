"""`lajur up`: everything, on one terminal."""

import argparse
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable, Sequence
from threading import Event
from typing import Any

from lajur.cli.demo import load_demo, print_accounts
from lajur.cli.processes import Child, Family
from lajur.cli.start import (
    add_data,
    collect_static,
    migrate,
    require_one_clock,
    serving_alone,
    start_django,
    warn_of_old_sqlite,
)
from lajur.cli.words import WRONG_USE, Stop, say, warn

LOOPBACK = ("127.0.0.1", "localhost", "::1")
STARTING = 30.0  # seconds the web may take to answer
THREADS = 4  # per web process; they wait for the database most of the time


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "up",
        help="jalankan Lajur: web dan pekerja, pada satu terminal",
        description="Menjalankan Lajur. Folder data yang baru diisi dengan contoh.",
    )
    add_data(parser)
    parser.add_argument("--port", type=int, default=8000, help="porta (bawaan: 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="alamat (bawaan: komputer ini saja)")
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help="banyaknya proses web",
        default=min(os.cpu_count() or 1, 4),
    )
    parser.add_argument("--empty", action="store_true", help="jangan isi dengan contoh")
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM.

    Raises:
        Stop: the port or the data folder is taken, or the web does not come up.
    """
    _check_address(chosen.host, chosen.port)
    _say_where(chosen)
    start_django(chosen.data)
    with serving_alone():
        warn_of_old_sqlite()
        _require_one_clock()
        migrate()
        collect_static()
        if not chosen.empty:
            load_demo(only_when_new=True)
        _provide_calendars()
        _provide_rules()
        _provide_papers()
        return _serve(chosen)


def _say_where(chosen: argparse.Namespace) -> None:
    """Let links and the addresses printed on letters lead here, where nobody has said otherwise."""
    said = os.environ.get("LAJUR_ADDRESS") or os.environ.get("LAJUR_ORIGINS")
    if chosen.host in LOOPBACK and not said:
        os.environ["LAJUR_ADDRESS"] = _address(chosen)


def _address(chosen: argparse.Namespace) -> str:
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    return f"http://{host}:{chosen.port}"


def _require_one_clock() -> None:
    from django.utils.timezone import now

    require_one_clock(here=now())


def _provide_calendars() -> None:
    """See that offices set up before there were calendars have one."""
    from django.utils.timezone import now

    from lajur.services.calendars.provide import provide_calendars

    provide_calendars(at=now())


def _provide_rules() -> None:
    """See that offices set up before there were reminders have their rules."""
    from django.utils.timezone import now

    from lajur.services.reminders.rules import provide_rules_everywhere

    provide_rules_everywhere(at=now())


def _provide_papers() -> None:
    """See that offices set up before there were letters have registers and a letterhead."""
    from django.utils.timezone import now

    from lajur.services.letters.provide import provide_papers_everywhere

    provide_papers_everywhere(at=now())


def _check_address(host: str, port: int) -> None:
    if host not in LOOPBACK and not os.environ.get("LAJUR_HOSTS"):
        raise Stop(
            "Sebutkan dahulu nama yang dipakai orang untuk membuka Lajur, misalnya "
            "LAJUR_HOSTS=layanan.contoh.go.id, sebelum memakai --host.",
            code=WRONG_USE,
        )
    if not 0 < port < 65536:
        raise Stop(f"--port: {port} bukan porta (1 sampai 65535).", code=WRONG_USE)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Stop(_unusable(port, error)) from error


def _unusable(port: int, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"Porta {port} hanya untuk administrator. Pilih lain: lajur up --port 8000"
    return (
        f"Porta {port} sedang dipakai program lain. Pilih lain: lajur up --port {port + 1} "
        f"(port {port} is in use)"
    )


def _serve(chosen: argparse.Namespace) -> int:
    stopping = Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: stopping.set())
    family = Family(
        [
            *_webs(chosen),
            Child(name="pekerja", command=["-m", "lajur.cli.main", "worker"]),
        ]
    )
    family.start()
    try:
        _await_answer(family.children[0], chosen.host, chosen.port, stopping)
        if not stopping.is_set():
            _greet(chosen)
        while not stopping.wait(0.1):
            _keep(family)
    finally:
        family.stop()
    say("Lajur berhenti. Semua pekerjaan tersimpan.")
    return 0


def _webs(chosen: argparse.Namespace) -> Iterable[Child]:
    """The web processes. On Linux each under a server of its own, all at one port.

    A server of several gives up, and takes the sound ones down, when one dies twice in a row.
    """
    wanted = max(1, chosen.workers)
    servers, workers = (wanted, 1) if sys.platform == "linux" else (1, wanted)
    for number in range(1, servers + 1):
        yield Child(name=f"web {number}", command=_web(chosen.host, chosen.port, workers))


def _web(host: str, port: int, workers: int) -> Sequence[str]:
    return [
        "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning",
        "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(THREADS),
        "--respawn-failed-workers", "--workers-kill-timeout", "8", "lajur.site.wsgi:application",
    ]  # fmt: skip


def _await_answer(web: Child, host: str, port: int, stopping: Event) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and not stopping.wait(0.05):
        if not web.is_running:
            raise Stop("Web tidak dapat dijalankan; sebabnya tertulis di atas.")
        if _answers(host, port):
            return
    if not stopping.is_set():
        raise Stop(f"Web tidak menjawab dalam {STARTING:.0f} detik.")


def _answers(host: str, port: int) -> bool:
    reached = host if host in LOOPBACK else "127.0.0.1"
    connection = http.client.HTTPConnection(reached, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _greet(chosen: argparse.Namespace) -> None:
    if not chosen.empty:
        print_accounts()
    say(f"\nLajur siap di {_address(chosen)}/  (berhenti: Ctrl-C)")


def _keep(family: Family) -> None:
    for child in family.children:
        if child.keep():
            warn(f"Proses {child.name} berhenti dan dijalankan kembali.")
