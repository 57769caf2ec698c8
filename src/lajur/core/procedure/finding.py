"""Making one finding, and the words all findings share."""

import re
from collections.abc import Iterable

from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.procedure.places import line_of, step_place

_CUT_OFF = re.compile(
    r"\b(?:dan|atau|yang|untuk|dengan|serta|di|ke|dari|pada|bahwa|oleh|agar|sebagai),?$",
    re.IGNORECASE,
)


def step_finding(
    procedure: Procedure, step: Step, key: str, code: str, message: str, **facts: object
) -> Fault:
    """A finding about one part of a row; `key` is the part's word in the file."""
    line = line_of(procedure, "langkah", step.id, key)
    place = step_place(step, key) if key else step_place(step)
    return fault(code, message, place=place, line=line, facts=facts, severity=Severity.FINDING)


def sheet_finding(
    procedure: Procedure, path: tuple[str, ...], code: str, message: str, **facts: object
) -> Fault:
    """A finding outside the rows; `path` leads to the place, as in ("identitas", "nomor")."""
    line = line_of(procedure, *path)
    place = " › ".join(path)
    return fault(code, message, place=place, line=line, facts=facts, severity=Severity.FINDING)


def is_cut_off(words: str) -> bool:
    """Whether a sentence stops at a word that never ends one."""
    return _CUT_OFF.search(words.strip()) is not None


def listed(words: Iterable[str]) -> str:
    """Return "1, 11, dan 14"."""
    *most, last = words
    if not most:
        return last
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} dan {last}"


def numbers(steps: Iterable[Step]) -> str:
    """Return the printed numbers of the steps; an implied one goes by its id."""
    return listed(step.printed.no or step.id for step in steps)
