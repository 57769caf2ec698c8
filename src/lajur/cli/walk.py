"""`lajur walk`: random walks through SOPs, the laws of the engine checked after every move."""

import argparse
import gc
import json
import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from lajur.cli.sop_files import load
from lajur.cli.words import FAULTS, GOOD, WRONG_USE, Progress, Stop, say
from lajur.core.procedure.definition import Procedure
from lajur.core.simulation.laws import LawBroken
from lajur.core.simulation.walk import Stage, walk

Parsers = argparse._SubParsersAction  # argparse gives it no public name

SUMMARY = "Uji SOP dengan langkah-langkah acak, yang boleh dan yang terlarang."
NUMBERS = (
    ("--walks", 1000, "banyaknya perjalanan per berkas (1000)"),
    ("--seed", 1, "benih angka acak (1)"),
    ("--first", 0, "nomor perjalanan pertama (0)"),
)
WITHDRAWN = "withdrawn"
BATCH = 200  # walks between two looks at the terminal


@dataclass(slots=True)
class Tally:
    """What came of all walks through one file."""

    file: str
    walks: int = 0
    steps: int = 0
    seconds: float = 0.0  # of the processor, so that a busy machine does not count
    refusals: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)  # by end, or WITHDRAWN
    failure: dict[str, object] | None = None

    @property
    def per_second(self) -> int:
        return round(self.steps / self.seconds) if self.seconds else 0


def add_parser(subparsers: "Parsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("walk", help=SUMMARY, description=SUMMARY)
    parser.add_argument("files", metavar="BERKAS", nargs="+", type=Path, help="berkas SOP (YAML)")
    for name, default, meaning in NUMBERS:
        parser.add_argument(name, type=int, default=default, metavar="N", help=meaning)
    parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    parser.add_argument(
        "--laws",
        choices=["on", "off"],
        default="on",
        help="periksa semua hukum setelah tiap langkah (off: hanya mengukur kecepatan)",
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Walk through every file. Gives 0 when all laws hold, 1 when one is broken."""
    if arguments.walks < 1 or arguments.first < 0:
        raise Stop("--walks paling sedikit 1 dan --first paling sedikit 0.", code=WRONG_USE)
    procedures = _procedures(arguments.files)
    gc.freeze()  # what is loaded stays: the collector need not look at it again
    tallies = [_walk_file(path, one, arguments) for path, one in procedures]
    if arguments.json:
        facts = {"files": [_facts(tally, arguments) for tally in tallies]}
        say(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        say("\n\n".join(_words(tally, arguments) for tally in tallies))
    return FAULTS if any(tally.failure for tally in tallies) else GOOD


def _procedures(paths: list[Path]) -> list[tuple[str, Procedure]]:
    """The procedures of the files.

    Raises:
        Stop: one cannot be read, or cannot run.
    """
    found = []
    for sheet in load(paths):
        if sheet.procedure is None or sheet.errors:
            raise Stop(f"{sheet.path}: SOP ini belum benar. Jalankan: lajur sop check {sheet.path}")
        found.append((str(sheet.path), sheet.procedure))
    return found


def _walk_file(name: str, procedure: Procedure, arguments: argparse.Namespace) -> Tally:
    tally = Tally(file=name)
    stage = Stage(procedure)
    progress = Progress(name)
    last = arguments.first + arguments.walks
    for first in range(arguments.first, last, BATCH):
        numbers = range(first, min(first + BATCH, last))
        started = process_time()
        _walk_some(stage, numbers, tally, arguments)
        tally.seconds += process_time() - started
        progress(tally.walks, arguments.walks)
        if tally.failure:
            break
    return tally


def _walk_some(stage: Stage, numbers: range, tally: Tally, arguments: argparse.Namespace) -> None:
    for number in numbers:
        try:
            walked = walk(stage, seed=arguments.seed, number=number, laws=arguments.laws == "on")
        except LawBroken as broken:
            tally.failure = {"law": broken.law, "seen": str(broken), "number": number}
            return
        tally.walks += 1
        tally.steps += walked.steps
        tally.refusals.update(walked.refusals)
        tally.ends[walked.end or WITHDRAWN] += 1


def _again(tally: Tally, arguments: argparse.Namespace) -> str:
    """The command that walks the failed walk again."""
    number = (tally.failure or {})["number"]
    return (
        f"lajur walk {shlex.quote(tally.file)} --seed {arguments.seed} "
        f"--first {number} --walks 1 --laws {arguments.laws}"
    )


def _facts(tally: Tally, arguments: argparse.Namespace) -> dict[str, object]:
    failure = tally.failure and {**tally.failure, "again": _again(tally, arguments)}
    return {
        "file": tally.file,
        "seed": arguments.seed,
        "laws": arguments.laws,
        "walks": tally.walks,
        "steps": tally.steps,
        "cpu_seconds": round(tally.seconds, 3),
        "steps_per_second": tally.per_second,
        "ends": dict(sorted(tally.ends.items())),
        "refusals": dict(sorted(tally.refusals.items())),
        "failure": failure,
    }


def _words(tally: Tally, arguments: argparse.Namespace) -> str:
    lines = [
        f"{tally.file}: {tally.walks} perjalanan, {tally.steps} langkah, "
        f"{tally.per_second} langkah per detik prosesor",
        f"  berakhir: {_counted(tally.ends)}",
        f"  ditolak:  {_counted(tally.refusals)}",
    ]
    if tally.failure:
        number, seen = tally.failure["number"], tally.failure["seen"]
        lines.append(f"  HUKUM DILANGGAR pada perjalanan nomor {number}: {seen}")
        lines.append(f"  Ulangi dengan: {_again(tally, arguments)}")
    return "\n".join(lines)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "–"
