"""The SOP-AP table as text, as wide as the terminal."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lajur.core.procedure.definition import Outcome, Procedure, Step

_HEADINGS = ("No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output", "Lanjut")
_SHARES = (5, 26, 13, 18, 11, 16, 17)  # of the width, in order of the headings
_NARROWEST = 100
_GAP = "  "


class Row(NamedTuple):
    """One step, in the printed words; `next` says where it leads."""

    step: str
    no: str
    title: str
    performer: str
    requirements: str
    time: str
    outputs: str
    next: str


def rows(procedure: Procedure) -> Iterator[Row]:
    """Yield the rows of the table, in printed order."""
    for step in procedure.steps.values():
        lane = procedure.lanes.get(step.performer)
        yield Row(
            step=step.id,
            no=step.printed.no,
            title=step.printed.title,
            performer=lane.name if lane else step.performer,
            requirements=step.printed.requirements,
            time=step.printed.time,
            outputs=step.printed.outputs,
            next="; ".join(_leads_to(procedure, outcome) for outcome in step.outcomes),
        )


def table(procedure: Procedure) -> str:
    """Return the identity and the table, wrapped to the terminal."""
    identity = procedure.identity
    widths = _widths(max(_NARROWEST, shutil.get_terminal_size().columns))
    body = [line for row in rows(procedure) for line in (*wrapped(row[1:], widths), "")]
    return "\n".join(
        [
            identity.title,
            f"Nomor {identity.number} · berlaku {identity.effective_on or '–'}",
            "",
            *wrapped(_HEADINGS, widths),
            "",
            *body[:-1],
        ]
    )


def _leads_to(procedure: Procedure, outcome: Outcome) -> str:
    label = f"{outcome.label}: " if outcome.label else ""
    end = procedure.ends.get(outcome.end or "")
    names = [_name(procedure.steps.get(target), target) for target in outcome.targets]
    return label + ("■ " + end.name if end else "→ " + ", ".join(names))


def _name(step: Step | None, target: str) -> str:
    return step.printed.no or step.id if step else target


def _widths(columns: int) -> tuple[int, ...]:
    room = columns - len(_GAP) * (len(_SHARES) - 1)
    return tuple(max(4, room * share // sum(_SHARES)) for share in _SHARES)


def wrapped(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row, each cell wrapped in its column."""
    pairs = list(zip(cells, widths, strict=True))
    columns = [textwrap.wrap(cell, width) or [""] for cell, width in pairs]
    for index in range(max(map(len, columns))):
        parts = [column[index] if index < len(column) else "" for column in columns]
        padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield _GAP.join(padded).rstrip()
