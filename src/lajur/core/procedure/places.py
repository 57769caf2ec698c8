"""Where a part of a procedure stands: in words for people, and as a line of its file."""

from lajur.core.procedure.definition import Procedure, Step


def step_place(step: Step, *parts: str) -> str:
    """Return "langkah 7 › waktu"; a step that is not a printed row goes by its id."""
    name = step.printed.no or f"“{step.id}”"
    return " › ".join((f"langkah {name}", *parts))


def line_of(procedure: Procedure, *path: str) -> int:
    """Return the line of ("langkah", id, "waktu"), or of the nearest part around it; 0: none."""
    for length in range(len(path), 0, -1):
        line = procedure.lines.get(".".join(path[:length]))
        if line is not None:
            return line
    return 0
