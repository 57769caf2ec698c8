"""`lajur sop compare A B`: two SOPs side by side, as a table or as facts."""

import argparse
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lajur.cli import sop_answers
from lajur.cli.sop_files import load
from lajur.cli.sop_table import wrapped
from lajur.cli.words import FAULTS, GOOD, Stop, say
from lajur.core.comparing.comparison import COUNTED, Comparison, Row, Summary, compare
from lajur.core.comparing.totals import Total
from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.routes import TooManyRoutesError
from lajur.core.worktime.standard import Duration

MEANING = "sandingkan dua SOP: langkah, pelaksana, waktu, dan hasilnya"
_NARROWEST = 100

Facts = dict[str, object]
Pair = tuple[Procedure, Procedure]


def add_parser(words: Any) -> None:
    parser = words.add_parser("compare", help=MEANING, description=f"{MEANING.capitalize()}.")
    for name in ("left", "right"):
        parser.add_argument(name, metavar=name[0].upper(), type=Path, help="berkas SOP (YAML)")
    parser.add_argument("--json", action="store_true", help="keluarkan sebagai JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare two files. Gives 0 when they are compared, 1 when either has errors.

    Raises:
        Stop: a file cannot be read, or has too many routes to add up.
    """
    sheets = load([arguments.left, arguments.right])
    faulty = [sheet for sheet in sheets if sheet.procedure is None or sheet.errors]
    if faulty:
        say("\n\n".join(sop_answers.checked(sheet).words for sheet in faulty))
        return FAULTS
    left, right = (sheet.procedure for sheet in sheets)
    assert left is not None
    assert right is not None
    try:
        comparison = compare(left, right)
    except TooManyRoutesError as error:
        raise Stop("Jalannya terlalu banyak untuk dijumlahkan waktunya.") from error
    if arguments.json:
        say(json.dumps(_facts((left, right), comparison), ensure_ascii=False, indent=2))
    else:
        say("\n".join(_lines((left, right), comparison)))
    return GOOD


def _facts(both: Pair, comparison: Comparison) -> Facts:
    summaries = (comparison.left, comparison.right)
    return {
        "left": {**_heading(both[0]), **asdict(summaries[0])},
        "right": {**_heading(both[1]), **asdict(summaries[1])},
        "rows": [_row_facts(both, row) for row in comparison.rows],
    }


def _heading(procedure: Procedure) -> Facts:
    identity = procedure.identity
    return {"procedure": procedure.id, "number": identity.number, "title": identity.title}


def _row_facts(both: Pair, row: Row) -> Facts:
    return {
        "left": _step_facts(both[0], row.pair.left),
        "right": _step_facts(both[1], row.pair.right),
        "likeness": round(row.pair.likeness, 2),
        "differs": list(row.differs),
    }


def _step_facts(procedure: Procedure, step: Step | None) -> Facts | None:
    if step is None:
        return None
    printed = step.printed
    return {
        "step": step.id,
        "no": printed.no,
        "title": printed.title,
        "performer": procedure.lanes[step.performer].name,
        "time": printed.time,
        "outputs": printed.outputs,
    }


def _lines(both: Pair, comparison: Comparison) -> Iterator[str]:
    columns = max(_NARROWEST, shutil.get_terminal_size().columns)
    half = (columns - 26) // 2
    widths = (half, half, 22)
    yield from wrapped([*(one.identity.title for one in both), "Berbeda"], widths)
    yield from wrapped([*(one.identity.number for one in both), ""], widths)
    for row in comparison.rows:
        yield ""
        cells = (_cell(both[0], row.pair.left), _cell(both[1], row.pair.right))
        yield from wrapped([*cells, ", ".join(row.differs)], widths)
    yield ""
    summaries = (comparison.left, comparison.right)
    for name, words in COUNTED.items():
        yield from wrapped([*(f"{words}: {getattr(one, name)}" for one in summaries), ""], widths)
    yield from _total_lines(both, summaries, widths)


def _cell(procedure: Procedure, step: Step | None) -> str:
    if step is None:
        return "–"
    no = f"{step.printed.no}. " if step.printed.no else ""
    time = f" ({step.printed.time})" if step.printed.time else ""
    return f"{no}[{procedure.lanes[step.performer].name}] {step.printed.title}{time}"


def _total_lines(both: Pair, summaries: Sequence[Summary], widths: Sequence[int]) -> Iterator[str]:
    """The routes of one beside those of the other, in printed order of their outcomes."""
    columns = [
        [_total_words(procedure, one) for one in summary.totals]
        for procedure, summary in zip(both, summaries, strict=True)
    ]
    for number in range(max(map(len, columns))):
        cells = [words[number] if number < len(words) else "" for words in columns]
        yield from wrapped([*cells, ""], widths)


def _total_words(procedure: Procedure, total: Total) -> str:
    parts = [" + ".join(map(_duration_words, total.most)) or "tanpa waktu tercetak"]
    if total.variable:
        parts.append(f"{total.variable} waktu menurut perkara")
    if total.unset:
        parts.append(f"{total.unset} tanpa waktu")
    name = procedure.ends[total.end].name
    return f"→ {name}, {total.steps} langkah: {', '.join(parts)} (± {total.days} hari kerja)"


def _duration_words(duration: Duration) -> str:
    return f"{duration.amount} {duration.unit.value.replace('_', ' ')}"
