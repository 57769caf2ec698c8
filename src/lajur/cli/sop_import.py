"""`lajur sop import`: a BPMN 2.0 file of any modeller as a draft SOP, with what needs a look."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lajur.cli.sop_answers import Facts, fault_facts, fault_lines
from lajur.cli.sop_files import Sheet, contents, examined
from lajur.cli.words import FAULTS, GOOD, WRONG_USE, Stop, say, sentence, warn
from lajur.core.bpmn.importing import Draft, draft_of
from lajur.core.bpmn.markup import MAX_BYTES
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.writer import write

MEANING = "jadikan berkas BPMN 2.0 draf SOP, dan sebutkan yang tidak cocok"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    source: Path
    draft: Draft
    text: bytes  # of the SOP file; empty when refused
    sheet: Sheet | None  # the draft as `lajur sop check` sees it

    @property
    def is_good(self) -> bool:
        return self.sheet is not None and not self.sheet.errors and not self.draft.needs_a_hand


def add_parser(words: Any) -> None:
    parser = words.add_parser("import", help=MEANING, description=sentence(MEANING))
    parser.add_argument("file", metavar="BPMN", type=Path, help="berkas BPMN 2.0 (XML)")
    parser.add_argument(
        "-o", "--output", metavar="BERKAS", type=Path, help="berkas SOP (YAML) yang ditulis"
    )
    parser.add_argument(
        "--process", metavar="ID", default="", help="id proses yang dipakai, bila ada beberapa"
    )
    parser.add_argument("--json", action="store_true", help="keluarkan sebagai JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Import one file. Without -o the draft goes to the standard output, what is told to the other.

    Gives 0 when the draft has no errors and nothing must be decided, 1 when a person must see to it
    or the file is refused.

    Raises:
        Stop: the file cannot be read, or the draft not be written.
    """
    target: Path | None = arguments.output
    result = _result(arguments.file, target, arguments.process)
    if target is not None and result.text:
        _save(target, result.text)
    if arguments.json:
        say(json.dumps(_facts(result, target), ensure_ascii=False, indent=2))
    elif target is None and result.text:
        warn("\n".join(_lines(result)))
        say(result.text.decode().rstrip("\n"))
    else:
        say("\n".join(_lines(result)))
    return GOOD if result.is_good else FAULTS


def _result(source: Path, target: Path | None, process: str) -> _Result:
    data = contents(source, limit=MAX_BYTES)
    draft = draft_of(data, name=(target or source).stem, process=process)
    if draft.procedure is None:
        return _Result(source=source, draft=draft, text=b"", sheet=None)
    text = write(draft.procedure, heading=_heading(source, draft, draft.procedure))
    sheet = examined(target or Path(f"{draft.procedure.id}.yaml"), text)
    return _Result(source=source, draft=draft, text=text, sheet=sheet)


def _heading(source: Path, draft: Draft, procedure: Procedure) -> str:
    """The comment above the draft: where it comes from, and what is still to do."""
    name = "".join(one for one in source.name if one.isprintable())
    if draft.is_ours:
        number = " ".join(procedure.identity.number.split())
        return f"SOP {number}, diimpor dari {name}."
    return f"Draf SOP, diimpor dari {name}. Lengkapi, lalu periksa dengan “lajur sop check”."


def _save(target: Path, text: bytes) -> None:
    try:
        target.write_bytes(text)
    except OSError as error:
        raise Stop(f"{target} tidak dapat ditulis.", code=WRONG_USE) from error


def _lines(result: _Result) -> list[str]:
    lines = fault_lines(result.source, result.draft.notes)
    if result.sheet is None:
        return [*lines, f"{result.source}: tidak dapat diimpor."]
    lines += fault_lines(result.sheet.path, result.sheet.errors)
    notes = result.draft.notes
    hands = sum(one.severity is Severity.ERROR for one in notes)
    steps = len(result.draft.procedure.steps) if result.draft.procedure else 0
    counts = f"{steps} langkah, {hands} hal perlu diputuskan, {len(notes) - hands} perlu dilihat"
    return [*lines, f"{result.sheet.path}: {counts}, {len(result.sheet.errors)} kesalahan di draf."]


def _facts(result: _Result, target: Path | None) -> Facts:
    sheet, procedure = result.sheet, result.draft.procedure
    return {
        "file": str(result.source),
        "procedure": procedure.id if procedure else None,
        "output": str(target) if target and result.text else None,
        "unchanged": result.draft.is_ours,
        "notes": [
            {**fault_facts(one), "decide": one.severity is Severity.ERROR}
            for one in result.draft.notes
        ],
        "errors": [fault_facts(one) for one in sheet.errors] if sheet else [],
        "draft": result.text.decode() if target is None else None,
    }
