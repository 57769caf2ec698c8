"""Printing: a template of ours and facts as JSON become a PDF, in a child that can do no harm.

The facts are data, never template source, so nothing that people typed is ever run. The child has
bounds on time and memory, no secrets in its environment, and sees one folder: the templates.
Equal facts give equal bytes, so that what was issued can be printed again.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

import orjson

from lajur.core.refusals import Refusal, marked

TEMPLATES = Path(__file__).parent / "templates"
PATIENCE = 60.0  # seconds of waiting; the child's own bound of computing is shorter
PRINTERS = 2  # papers printed at once by one process, so that printing never fills its threads
QUEUE = 3.0  # seconds of waiting for one
_printers = BoundedSemaphore(PRINTERS)


class CannotPrint(Exception):
    """The child gave no paper: a fault of a template, or facts beyond its bounds."""


class PrintersBusy(Refusal):
    """As many papers as this process prints at once are being printed."""

    code = "printers_busy"
    message = marked("Pencetak sedang sibuk. Coba lagi sebentar lagi.")
    status = 429


def print_paper(template: str, facts: Mapping[str, object]) -> bytes:
    """The paper as PDF/A-2a, tagged for screen readers (PDF/UA-1), fonts embedded.

    `template` is a file of `templates/` without its ending; `facts` is what it reads, JSON-able,
    with at least `title` and `printed_on` (an ISO date).

    Raises:
        CannotPrint: nothing was printed.
        PrintersBusy: too many want paper at this moment.
    """
    with _printer():
        return _print(template, facts)


@contextmanager
def _printer() -> Iterator[None]:
    if not _printers.acquire(timeout=QUEUE):
        raise PrintersBusy
    try:
        yield
    finally:
        _printers.release()


def _print(template: str, facts: Mapping[str, object]) -> bytes:
    command = [sys.executable, "-I", "-m", "lajur.documents.child", str(TEMPLATES), template]
    try:
        done = subprocess.run(
            command,
            input=orjson.dumps(facts),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            env={"LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as late:
        raise CannotPrint(f"{template}: no answer in {PATIENCE:.0f} s") from late
    if done.returncode != 0:
        raise CannotPrint(f"{template}: {done.stderr[-500:].decode(errors='replace')}")
    return done.stdout
