"""The ledger: what people outside the system asked for, and what they were told.

It is the only witness of an acknowledgement. Each client writes before it sends and after it is
answered, one line each, to a file that only ever grows and is no part of what Lajur keeps.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class Told(StrEnum):
    """What became of one sending, for the one who sent."""

    DONE = "done"  # acknowledged: it must be in the database, once
    REFUSED = "refused"  # nothing may have happened
    LOST = "lost"  # no answer: it may have happened
    BROKEN = "broken"  # an error page: never an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One thing one person wants to happen once. `op` is typed into it, to be found again."""

    op: str
    action: str  # "complete", "file"
    actor: str  # account
    place: str  # what is posted to


class Ledger:
    """An append-only file of lines; several threads may write to one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def sends(self, wish: Wish, key: str) -> None:
        """Write, before sending, what is asked and under which idempotency key."""
        self._append({"sent": asdict(wish), "key": key})

    def hears(self, wish: Wish, told: Told, status: int = 0, facts: str = "") -> None:
        """Write what the answer said; status 0 when none came."""
        self._append({"op": wish.op, "told": told, "status": status, "facts": facts})

    def _append(self, line: Mapping[str, object]) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")  # one write: lines never mix

    def close(self) -> None:
        os.close(self._file)

    def lines(self) -> Iterator[Mapping[str, str]]:
        return map(json.loads, self.path.read_text(encoding="utf-8").splitlines())

    def told(self) -> Counter[Told]:
        """How often people were told what."""
        return Counter(Told(line["told"]) for line in self.lines() if "told" in line)

    def wait_for(self, told: Told, times: int, *, patience: float = 60.0) -> None:
        """Wait until people were told so this often; slow machines need longer."""
        deadline = time.monotonic() + patience
        while self.told()[told] < times and time.monotonic() < deadline:
            time.sleep(0.1)

    def outcomes(self) -> dict[str, Told]:
        """The last that was heard of each wish; an acknowledgement is never taken back."""
        heard: dict[str, Told] = {}
        for line in self.lines():
            if "told" not in line:
                heard.setdefault(line["sent"]["op"], Told.LOST)  # type: ignore[index]
            elif heard[line["op"]] is not Told.DONE:
                heard[line["op"]] = Told(line["told"])
        return heard


def contradictions(outcomes: Mapping[str, Told], effects: Counter[str]) -> list[str]:
    """Where what people were told differs from what is in the database; empty when all is well."""
    return [
        f"{op}: told {told.value}, and it happened {effects[op]} times"
        for op, told in sorted(outcomes.items())
        if not _agree(told, effects[op])
    ]


def _agree(told: Told, times: int) -> bool:
    match told:
        case Told.DONE:
            return times == 1
        case Told.REFUSED:
            return times == 0
        case Told.LOST | Told.BROKEN:
            return times <= 1
