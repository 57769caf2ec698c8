"""The form of a draft: its marks, its signers, and its parts as rows that work without a script."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from lajur.core.letters.kinds import Part, PartId, PartKind
from lajur.core.letters.parts import PERSON, as_typed
from lajur.queries.letters.signers import Roster, SignerView
from lajur.queries.letters.views import LetterView
from lajur.queries.letters.words import SECRECY_NAMES, SPEED_NAMES
from lajur.services.letters.drafting import Chosen, Typed

LONGEST_SUBJECT, LONGEST_CODE = 300, 40  # characters, as the columns
_SPARE = {PartKind.LIST: 2, PartKind.TABLE: 2, PartKind.PEOPLE: 1, PartKind.PAIRS: 1}  # empty rows
_MORE = 5  # rows, once more were asked for
_MOST_BOXES = 300  # of one part; beyond that its rows are lines of one box
_ROWS = tuple(_SPARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box to type in."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartBlank:
    """One part of the paper on the form."""

    part: Part
    name: str  # of its boxes, and its anchor
    value: str  # of the one box; "" where it has rows
    rows: tuple[tuple[Box, ...], ...] = ()
    ticks: tuple[tuple[str, bool], ...] = ()  # of a list to tick off: words, and whether they are
    fault: str = ""

    @property
    def look(self) -> str:
        """How it is drawn: line, text, date, ticks, lines (one box a row), rows (several)."""
        if self.ticks:
            return "ticks"
        if self.rows:
            return "lines" if self.part.kind is PartKind.LIST else "rows"
        return "text" if self.part.kind in (*_ROWS, PartKind.TEXT) else self.part.kind.value


class LetterForm(forms.Form):
    """What surrounds the parts: subject, marks, and who signs."""

    hal = forms.CharField(required=False, max_length=LONGEST_SUBJECT)
    klasifikasi = forms.CharField(required=False, max_length=LONGEST_CODE)
    keamanan = forms.ChoiceField(required=False)
    kecepatan = forms.ChoiceField(required=False)

    def __init__(self, view: LetterView, people: Roster, data: QueryDict | None = None) -> None:
        began = {
            "hal": view.line.subject,
            "klasifikasi": view.classification,
            "keamanan": view.secrecy,
            "kecepatan": view.speed,
        }
        super().__init__(data, initial=began)
        self.view = view
        self._name_fields()
        self._set_signers(people)

    def _name_fields(self) -> None:
        self.fields["hal"].label = gettext("Hal")
        code = self.fields["klasifikasi"]
        code.label = gettext("Kode klasifikasi")
        code.help_text = gettext("Kosongkan untuk memakai kode yang lazim di buku registernya.")
        for name, label, names in (
            ("keamanan", gettext("Sifat keamanan"), SECRECY_NAMES),
            ("kecepatan", gettext("Kecepatan"), SPEED_NAMES),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.label = label
            field.choices = [(value, gettext(words)) for value, words in names.items()]

    def _set_signers(self, people: Roster) -> None:
        required = {str(one.role) for one in self.view.kind.signers if one.required}
        for order, signature in enumerate(self.view.line.signatures, start=1):
            whom = self.view.kind.whom(signature.role)
            able = people.able(whom, writer=self.view.line.writer_id)
            groups = [
                (gettext("Pejabat kantor"), _choices(one for one in able if one.position)),
                (
                    gettext("Perangkat daerah pemohon"),
                    _choices(one for one in able if not one.position),
                ),
            ]
            chosen = people.find(signature.position, signature.person)
            none = gettext("Belum dipilih") if signature.role in required else gettext("Tidak ada")
            self.fields[f"ttd_{order}"] = forms.ChoiceField(
                required=False,
                choices=[("", none), *(group for group in groups if group[1])],
                initial="" if chosen is None else chosen.value,
                label=signature.role_words,
            )

    @property
    def signers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("ttd_")]

    def typed(self, parts: Mapping[PartId, object]) -> Typed:
        """Everything set, once it is valid."""
        given = self.cleaned_data
        return Typed(
            subject=given["hal"],
            parts=parts,
            classification=given["klasifikasi"],
            secrecy=given["keamanan"] or self.view.secrecy,
            speed=given["kecepatan"] or self.view.speed,
            signers=[
                _chosen(int(name.removeprefix("ttd_")), given[name])
                for name in self.fields
                if name.startswith("ttd_")
            ],
        )


def _choices(people: Iterable[SignerView]) -> list[tuple[str, str]]:
    return [(one.value, one.words) for one in people]


def _chosen(order: int, value: str) -> Chosen:
    position, _, holder = value.partition(":")
    return Chosen(
        order=order, position=int(position or 0) or None, holder=int(holder) if holder else None
    )


def read_typed(parts: Iterable[Part], posted: QueryDict) -> dict[PartId, object]:
    """The parts as they were typed, rows that say nothing left out."""
    return {part.id: _read(part, posted) for part in parts}


def blanks(
    parts: Iterable[Part],
    values: Mapping[PartId, Any],
    *,
    faults: Mapping[PartId, str] | None = None,
    more: PartId = "",
) -> list[PartBlank]:
    """The parts to be written; `more` names the one that was asked more rows for."""
    said = faults or {}
    return [
        _blank(part, values.get(part.id) or "", said.get(part.id, ""), more=part.id == more)
        for part in parts
    ]


def _read(part: Part, posted: QueryDict) -> object:
    name = _name(part)
    if part.options:
        return posted.getlist(name)
    if part.kind not in _ROWS or name in posted:
        return posted.get(name, "")
    rows: dict[int, dict[int, str]] = {}
    for key in posted:
        found = re.fullmatch(rf"{re.escape(name)}-([0-9]{{1,4}})-([0-9]{{1,2}})", key)
        if found:
            rows.setdefault(int(found[1]), {})[int(found[2])] = str(posted[key])
    width = len(_columns(part))
    whole = [[rows[row].get(place, "") for place in range(width)] for row in sorted(rows)]
    return _shaped(part, [row for row in whole if any(cell.strip() for cell in row)])


def _shaped(part: Part, rows: Sequence[Sequence[str]]) -> object:
    match part.kind:
        case PartKind.LIST:
            return [row[0] for row in rows]
        case PartKind.PEOPLE:
            return [dict(zip(PERSON, row, strict=True)) for row in rows]
        case _:
            return [list(row) for row in rows]


def _blank(part: Part, value: Any, fault: str, *, more: bool) -> PartBlank:
    name = _name(part)
    if part.options:
        ticks = tuple((words, words in value) for words in part.options)
        return PartBlank(part=part, name=name, value="", ticks=ticks, fault=fault)
    if part.kind not in _ROWS:
        return PartBlank(part=part, name=name, value=value, fault=fault)
    if isinstance(value, str) and value:
        return PartBlank(part=part, name=name, value=value, fault=fault)
    columns = _columns(part)
    rows = [_cells(row) for row in value or ()]
    if len(rows) * len(columns) > _MOST_BOXES:
        return PartBlank(part=part, name=name, value=as_typed(value), fault=fault)
    spare = _MORE if more else _SPARE[part.kind]
    rows += [[""] * len(columns) for _ in range(spare)]
    return PartBlank(
        part=part,
        name=name,
        value="",
        rows=tuple(
            tuple(
                Box(name=f"{name}-{number}-{place}", label=label, value=cell)
                for place, (label, cell) in enumerate(zip(columns, row, strict=False))
            )
            for number, row in enumerate(rows)
        ),
        fault=fault,
    )


def _cells(row: Any) -> list[str]:
    if isinstance(row, str):
        return [row]
    return [row.get(name, "") for name in PERSON] if isinstance(row, dict) else list(row)


def _columns(part: Part) -> tuple[str, ...]:
    match part.kind:
        case PartKind.TABLE:
            return part.columns
        case PartKind.PEOPLE:
            return gettext("Nama"), gettext("Jabatan"), gettext("NIP")
        case PartKind.PAIRS:
            return gettext("Perihal"), gettext("Isi")
        case _:
            return (gettext(part.label),)


def _name(part: Part) -> str:
    return f"bagian-{part.id}"


def as_words(parts: Iterable[Part], typed: Mapping[PartId, Any]) -> list[tuple[str, str]]:
    """Label and words of each part that says something, to be read and copied."""
    shown = [(part.label, as_typed(typed[part.id])) for part in parts if typed.get(part.id)]
    return [(gettext(label), words) for label, words in shown]
