"""`lajur sop compare A B`: two SOPs side by side, as a table or as facts."""

import argparse
import json
import shutil
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lajur.cli import sop_answers
from lajur.cli.sop_files import load
from lajur.cli.sop_table import wrapped
from lajur.cli.words import FAULTS, GOOD, say, sentence
from lajur.core.comparing import wording
from lajur.core.comparing.comparison import Comparison, Row, compare
from lajur.core.comparing.facts import as_facts
from lajur.core.comparing.steps import StepFacts
from lajur.core.comparing.summary import COUNTED
from lajur.core.comparing.totals import Total
from lajur.core.procedure.definition import Procedure

MEANING = "sandingkan dua SOP: langkah, pelaksana, waktu, dan hasilnya"
_NARROWEST = 100

TOO_MANY = "Jalannya terlalu banyak untuk dijumlahkan waktunya."

Widths = Sequence[int]


def add_parser(words: Any) -> None:
    parser = words.add_parser("compare", help=MEANING, description=sentence(MEANING))
    for name in ("left", "right"):
        parser.add_argument(name, metavar=name[0].upper(), type=Path, help="berkas SOP (YAML)")
    parser.add_argument("--json", action="store_true", help="keluarkan sebagai JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare two files, also one with itself. Gives 0, or 1 when either has errors.

    Raises:
        Stop: a file cannot be read.
    """
    sheets = load([arguments.left, arguments.right])
    faulty = [sheet for sheet in sheets if sheet.procedure is None or sheet.errors]
    if faulty:
        once = {sheet.path: sheet for sheet in faulty}.values()
        answers = [sop_answers.checked(sheet) for sheet in once]
        if arguments.json:
            say(_json({"files": [answer.facts for answer in answers]}))
        else:
            say("\n\n".join(answer.words for answer in answers))
        return FAULTS
    left, right = (sheet.procedure for sheet in sheets)
    assert left is not None
    assert right is not None
    comparison = compare(left, right, names=_names(left, right))
    say(_json(as_facts(comparison)) if arguments.json else "\n".join(_lines(comparison)))
    return GOOD


def _json(facts: dict[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _names(left: Procedure, right: Procedure) -> tuple[str, str]:
    """What the two are called: by id, where that tells them apart."""
    if left.id != right.id:
        return left.id, right.id
    return f"{left.id} (A)", f"{right.id} (B)"


def _lines(comparison: Comparison) -> Iterator[str]:
    columns = max(_NARROWEST, shutil.get_terminal_size().columns)
    half = (columns - 26) // 2
    widths, sides = (half, half, 22), (comparison.left, comparison.right)
    yield from wording.told(comparison)
    yield ""
    yield from wrapped([*(side.title for side in sides), "Berbeda"], widths)
    yield from wrapped([*(side.number for side in sides), ""], widths)
    for row in comparison.rows:
        yield ""
        yield from wrapped([_cell(row.left), _cell(row.right), _differs(row)], widths)
    yield ""
    for name, words in COUNTED.items():
        counts = [getattr(side.summary, name) for side in sides]
        cells = [f"{words}: {'–' if count is None else count}" for count in counts]
        yield from wrapped([*cells, ""], widths)
    yield from _route_lines(comparison, widths)


def _differs(row: Row) -> str:
    return ", ".join(row.differs) if row.is_paired else "hanya satu"


def _cell(step: StepFacts | None) -> str:
    if step is None:
        return "–"
    no = f"{step.no}. " if step.no else ""
    time = f" ({step.time})" if step.time else ""
    exits = "".join(f" [{one.label} → {wording.leads(one)}]" for one in step.exits)
    return f"{no}[{step.performer}] {step.title}{time}{exits}"


def _route_lines(comparison: Comparison, widths: Widths) -> Iterator[str]:
    """The routes of one beside those of the other, in printed order of their outcomes."""
    columns = [
        [_route(total) for total in side.summary.totals] or [TOO_MANY]
        for side in (comparison.left, comparison.right)
    ]
    for cells in zip_longest(*columns, fillvalue=""):
        yield from wrapped([*cells, ""], widths)


def _route(total: Total) -> str:
    parts = [wording.span(total), *wording.left_open(total)]
    about = f" ({days})" if (days := wording.about_days(total)) else ""
    rounds = f", diulang {total.rounds} kali" if total.rounds else ""
    return f"→ {total.end}, {total.steps} langkah{rounds}: {', '.join(parts)}{about}"
