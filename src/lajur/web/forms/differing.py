"""What a colleague has saved meanwhile, where it is not what one has typed oneself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import gettext

from lajur.core.letters.kinds import Part, PartId
from lajur.core.letters.parts import as_typed
from lajur.queries.letters.views import LetterView
from lajur.web.forms.letters import LetterForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """One part of the newest draft, beside which the form says something else."""

    label: str
    words: str  # as saved; "" when it stands empty there
    anchor: str  # id of one's own, on the form


def newer_parts(
    view: LetterView, form: LetterForm, typed: Mapping[PartId, object]
) -> tuple[Newer, ...]:
    """Everything of the newest draft (`view`) that is not as typed, in the order of the form."""
    marks = {name: _mark(form, name) for name in form.changed_data}
    subject = [marks.pop("hal")] if "hal" in marks else []
    return (*subject, *_parts(view, typed), *marks.values())


def _parts(view: LetterView, typed: Mapping[PartId, object]) -> Iterator[Newer]:
    for part in view.kind.parts:
        saved = _words(part, view.parts)
        if saved.split() != _words(part, typed).split():
            yield Newer(label=gettext(part.label), words=saved, anchor=f"bagian-{part.id}")


def _words(part: Part, values: Mapping[PartId, Any]) -> str:
    return as_typed(values.get(part.id) or "")


def _mark(form: LetterForm, name: str) -> Newer:
    """A box or a choice around the parts."""
    field, saved = form.fields[name], form.get_initial_for_field(form.fields[name], name)
    words = _chosen(field, saved) if isinstance(field, forms.ChoiceField) else saved
    return Newer(label=str(field.label), words=words, anchor=f"id_{name}")


def _chosen(field: forms.ChoiceField, value: str) -> str:
    """The words of a choice, which may stand in a group."""
    choices: Any = field.choices
    return str(dict(flatten_choices(choices)).get(value, value))
