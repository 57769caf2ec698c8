"""What the address of the tray may ask."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from lajur.queries.worklist import Due, Share, TrayQuestion
from lajur.queries.worklist_sql import Cursor

_Choice = TypeVar("_Choice", bound=StrEnum)

KINDS = ("step", "signature", "completion")  # WorkKind
_SEARCH_LIMIT = 80  # characters
_PICKED_LIMIT = 100  # items in one bulk disposition


def question_of(address: QueryDict) -> TrayQuestion:
    """Read the address; whatever makes no sense is as good as not there."""
    kind = address.get("jenis", "")
    return TrayQuestion(
        share=_one_of(Share, address.get("bagian"), Share.ALL),
        due=_one_of(Due, address.get("waktu"), Due.ANY),
        kind=kind if kind in KINDS else "",
        step=_clean(address.get("langkah", ""), 161),
        text=_clean(address.get("cari", ""), _SEARCH_LIMIT),
        after=_cursor(address.get("setelah", "")),
    )


def address_of(question: TrayQuestion, after: Cursor | None = None) -> str:
    """The question as an address, "?…"; of its first page unless `after` is given."""
    asked = {
        "bagian": "" if question.share is Share.ALL else question.share.value,
        "waktu": question.due.value,
        "jenis": question.kind,
        "langkah": question.step,
        "cari": question.text,
        "setelah": _spelled(after) if after else "",
    }
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def picked_of(values: list[str]) -> list[tuple[int, int, int]]:
    """The ticked rows as (case, number, version seen), each once."""
    picked = dict.fromkeys(values[:_PICKED_LIMIT])
    return [ids for ids in map(_three, picked) if ids is not None]


def _three(value: str) -> tuple[int, int, int] | None:
    parts = value.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    case, number, version = (int(part) for part in parts)
    return (case, number, version) if max(case, number, version) < 2**31 else None


def _one_of(kind: type[_Choice], value: str | None, default: _Choice) -> _Choice:
    try:
        return kind(value or "")
    except ValueError:
        return default


def _clean(text: str, limit: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:limit]


def _spelled(after: Cursor) -> str:
    moment = "" if after.due is None else f"{after.due.timestamp():.6f}"
    return f"{moment}_{after.id}"


def _cursor(value: str) -> Cursor | None:
    moment, _, pk = value.partition("_")
    try:
        due = datetime.fromtimestamp(float(moment), UTC) if moment else None
        return Cursor(due=due, id=int(pk)) if pk and int(pk) < 2**63 else None
    except (ValueError, OverflowError, OSError):
        return None
