"""SOP files from the disk, read and checked: those of one folder together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lajur.cli.words import WRONG_USE, Stop
from lajur.core.procedure.calls import cycles
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.inspection import inspect
from lajur.core.procedure.tree import MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file, as far as it could be read."""

    path: Path
    procedure: Procedure | None
    states: int  # explored; 0 when the shape is not right yet
    errors: tuple[Fault, ...]
    findings: tuple[Fault, ...]

    @property
    def folder(self) -> Path:
        return self.path.resolve().parent


def load(paths: Sequence[Path]) -> list[Sheet]:
    """Read and check the files, in the order given.

    Raises:
        Stop: one of them is missing, no file, or may not be read.
    """
    sheets = [examined(path, contents(path)) for path in paths]
    # The folder of a file is its government's: only its own SOPs can call each other.
    folders: dict[Path, list[Procedure]] = defaultdict(list)
    for sheet in sheets:
        if sheet.procedure is not None:
            folders[sheet.folder].append(sheet.procedure)
    rounds = {folder: cycles(tuple(together)) for folder, together in folders.items()}
    return [_with_rounds(sheet, rounds.get(sheet.folder, {})) for sheet in sheets]


def contents(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; of one that is too large, enough to see that.

    Raises:
        Stop: it is missing, no file, or may not be read.
    """
    if not path.exists():
        raise Stop(f"{path}: berkas ini tidak ada.", code=WRONG_USE)
    if not path.is_file():
        raise Stop(f"{path}: ini bukan berkas.", code=WRONG_USE)
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise Stop(f"{path}: tidak dapat dibaca ({error.strerror}).", code=WRONG_USE) from None


def examined(path: Path, data: bytes) -> Sheet:
    """Read and check the bytes that a file holds, or is to hold."""
    seen = inspect(data, name=path.name)
    return Sheet(
        path=path,
        procedure=seen.procedure,
        states=seen.states,
        errors=seen.errors,
        findings=seen.findings,
    )


def _with_rounds(sheet: Sheet, rounds: Mapping[str, tuple[Fault, ...]]) -> Sheet:
    """Return the sheet with the calls of its procedure that come back to it."""
    if sheet.procedure is None:
        return sheet
    return replace(sheet, errors=(*sheet.errors, *rounds.get(sheet.procedure.id, ())))
