"""A paper's own facts: what of its kind, its parts and its day the templates are given."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from lajur.core.letters.parts import Value
from lajur.core.letters.sections import AT, ATTACHMENTS, CC, TO
from lajur.core.letters.shapes import (
    Fixed,
    LetterKind,
    Part,
    PartId,
    PartKind,
    Place,
    SignerRole,
    Style,
)
from lajur.core.letters.words import day_in_words, long_day

# What a sentence of ours may name: of any paper, also its own lines; and, in a fresh draft
# (`Part.begins`, `LetterKind.subject`), of its case.
TOKENS: Final = frozenset({"perihal", "PERIHAL", "tanggal", "hari_tanggal", "tempat"})
CASE_TOKENS: Final = frozenset({
    "permohonan", "tanggal_permohonan", "judul", "aplikasi", "perangkat_daerah", "pemohon",
    "dinas", "sop", "nomor_sop", "jabatan",  "hari_ini", "putusan",
})  # fmt: skip

_TOLD = (PartKind.LIST, PartKind.PEOPLE)  # entries are told one by one
_TOKEN = re.compile(r"\{([A-Za-z_]+)\}")


def printed(
    kind: LetterKind,
    parts: Mapping[PartId, Value],
    *,
    subject: str,
    day: date,
    place: str,
    signers: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """The part of the template's facts that the kind decides, JSON-able.

    Keys: kind, body, shape, title, about (said after TENTANG; or ""), subject, addressee,
    attachments, cc, parts. Each of `parts` has id, label (the printed heading or ""), kind, style
    and value; a table also columns, a list numbering and, where it is ticked off, options. A part
    that says nothing is not printed.

    `day` is the day of the paper, in the office's zone. `signers` are those of the facts: a deed
    introduces its parties by them, a decree is named for the position of the first.
    """
    lines = {part.id: str(parts.get(part.id, "")) for part in kind.parts if _is_line(part)}
    words = {
        **lines,
        "pejabat": signers[0]["position"] if signers else "",
        "perihal": subject,
        "PERIHAL": subject.upper(),
        "tanggal": long_day(day),
        "hari_tanggal": day_in_words(day),
        "tempat": place,
    }
    to = parts.get(TO)
    return {
        "kind": kind.id,
        "shape": str(kind.shape),
        "title": fill(kind.title, words),
        "body": kind.body,
        "about": subject if kind.concerning else "",
        "subject": subject,
        "addressee": {"to": to, "at": parts.get(AT, "")} if to else None,
        "attachments": parts.get(ATTACHMENTS, ""),
        "cc": parts.get(CC, []),
        "parts": _lettered(_gathered(_content(kind, parts, words, signers))),
    }


def _is_line(part: Part) -> bool:
    return part.kind is PartKind.LINE


def _content(
    kind: LetterKind,
    parts: Mapping[PartId, Value],
    words: Mapping[str, str],
    signers: Sequence[Mapping[str, str]],
) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(kind.content):
        if isinstance(one, Fixed) and one.parties:
            yield _parties(one.parties, signers)
        elif isinstance(one, Fixed):
            yield _fixed(one, f"tetap-{number}", words)
        elif one.place is Place.BODY and ((value := parts.get(one.id)) or one.options):
            yield _written(one, value or [])


def _parties(roles: Sequence[SignerRole], signers: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Who signs in these roles, introduced: "… selanjutnya disebut PIHAK PERTAMA;"."""
    found = [(role, one) for role in roles for one in signers if one["role"] == role]
    people = [
        {
            "name": one["name"],
            "position": in_capacity(one),
            "nip": one.get("nip", ""),
            "note": f"selanjutnya disebut {role.caption}{'.' if number == len(found) else ';'}",
        }
        for number, (role, one) in enumerate(found, start=1)
    ]
    return {"id": "para_pihak", "label": "", "style": "block", "kind": "people", "value": people}


def in_capacity(signer: Mapping[str, str]) -> str:
    """The position of a signer as a sentence says it: "Plt. Kepala Bidang TI"."""
    capacity = signer.get("capacity", "")
    return f"{capacity} {signer.get('on_behalf') or signer['position']}".strip()


def _fixed(one: Fixed, id: str, words: Mapping[str, str]) -> dict[str, Any]:
    facts = {"id": id, "label": "", "style": str(one.style)}
    if one.pairs:
        pairs = [[label, fill(value, words)] for label, value in one.pairs]
        return {**facts, "kind": "pairs", "value": pairs}
    return {**facts, "kind": "text", "value": fill(one.text, words)}


def _written(part: Part, value: Value) -> dict[str, Any]:
    facts = {"id": part.id, "label": part.heading, "style": str(part.style)}
    facts |= {"numbering": part.numbering} if part.kind in _TOLD else {}
    if part.lettered:
        facts["lettered"] = "ya"
    match part.kind:
        case PartKind.TABLE:
            rows = [[f"{number}.", *row] for number, row in enumerate(value, start=1)]
            return {
                **facts, "kind": "table", "columns": ["No.", *part.columns], "value": rows
            }  # fmt: skip
        case PartKind.LINE if part.style is Style.SIDE:
            return {**facts, "label": "", "kind": "pairs", "value": [[part.heading, value]]}
        case PartKind.LIST if part.options:
            return {**facts, "kind": "list", "options": list(part.options), "value": value}
        case _:
            return {**facts, "kind": str(part.kind), "value": value}


def _gathered(content: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pairs that follow each other without a heading stand in one grid, their colons aligned."""
    gathered: list[dict[str, Any]] = []
    for one in content:
        before = gathered[-1] if gathered else None
        if before and before["kind"] == one["kind"] == "pairs" and not one["label"]:
            before["value"] = [*before["value"], *one["value"]]
        else:
            gathered.append(one)
    return gathered


def _lettered(content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Headings of a report in their order: "A. …", "B. …"."""
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for one in content:
        if one.pop("lettered", ""):
            one["label"] = f"{next(letters)}. {one['label']}"
    return content


def fill(text: str, words: Mapping[str, str]) -> str:
    """A text of ours with its tokens replaced.

    A token nobody has words for becomes "…"; where it is all there is, the text is empty.
    """
    if alone := _TOKEN.fullmatch(text):
        return words.get(alone[1], "")
    return _TOKEN.sub(lambda token: words.get(token[1]) or "…", text)
