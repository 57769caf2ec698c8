"""The request form of a government, built from the blanks its SOP states."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from lajur.core.procedure.definition import FieldKind, FormField
from lajur.core.refusals import Refusal
from lajur.core.request_form import COMMITTED
from lajur.queries.requests import NAME, DraftView
from lajur.web.views.faults import said

TITLE = "title"  # the request's own name, asked where the form has no blank for it
_MULTILINE = 5  # rows


def read_answers(draft: DraftView, posted: QueryDict) -> tuple[str, dict[str, str]]:
    """Return the title and the answers as typed. PostgreSQL stores no NUL, and nobody types one."""
    answers = {
        blank.id: posted.get(blank.id, "").replace("\0", "") for blank in draft.procedure.form
    }
    title = answers[NAME] if draft.names_itself else posted.get(TITLE, "").replace("\0", "")
    return " ".join(title.split()), answers


class AnswerForm(forms.Form):
    """Draws the blanks; what is wrong with the answers is decided by core.request_form."""

    use_required_attribute = False

    def __init__(self, draft: DraftView, *, wrong: Mapping[str, Refusal] | None = None) -> None:
        super().__init__(data={TITLE: draft.title, **draft.answers})
        if not draft.names_itself:
            self.fields[TITLE] = _title()
        for blank in draft.procedure.form:
            self.fields[blank.id] = _field(blank)
        required = {blank.id for blank in draft.procedure.form if blank.required} | {TITLE}
        self.full_clean()
        for name, refusal in (wrong or {}).items():
            place = NAME if name == TITLE and draft.names_itself else name
            if place not in self.errors:
                self.add_error(place, said(refusal))
        for name, field in self.fields.items():
            field.required = name in required


def _title() -> forms.Field:
    return forms.CharField(
        required=False,
        label=gettext_lazy("Judul permohonan"),
        help_text=gettext_lazy("Satu baris, misalnya Sistem Antrean Puskesmas."),
    )


class _Blank(forms.CharField):
    """A blank takes what is typed as it is; beside it may stand the words that follow it."""

    def __init__(self, blank: FormField) -> None:
        super().__init__(
            required=False,
            strip=False,
            label=blank.label,
            help_text=blank.help,
            widget=_widget(blank),
        )
        self.suffix = blank.suffix if blank.kind is FieldKind.SUBDOMAIN else ""


class _Commitment(forms.Field):
    """A statement to tick."""

    def __init__(self, blank: FormField) -> None:
        super().__init__(
            required=False,
            label=blank.label,
            help_text=blank.help,
            widget=forms.CheckboxInput(attrs={"value": COMMITTED}),
        )


def _field(blank: FormField) -> forms.Field:
    return _Commitment(blank) if blank.kind is FieldKind.COMMITMENT else _Blank(blank)


def _widget(blank: FormField) -> forms.Widget:
    match blank.kind:
        case FieldKind.PARAGRAPH:
            return forms.Textarea(attrs={"rows": _MULTILINE})
        case FieldKind.EMAIL:
            return forms.EmailInput(attrs={"autocomplete": "email"})
        case FieldKind.PHONE:
            return forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        case FieldKind.SUBDOMAIN:
            return forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
            )
        case FieldKind.CHOICE:
            return forms.RadioSelect(choices=[(choice, choice) for choice in blank.choices])
        case _:
            return forms.TextInput()
