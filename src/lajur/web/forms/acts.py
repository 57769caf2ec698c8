"""The small forms of a work item: to whom, what is missing, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext

from lajur.core.worktime.standard import Duration
from lajur.queries.lanes import HolderView
from lajur.web.forms.durations import duration_fields, refuse_too_long
from lajur.web.forms.work_items import TEXT_LIMIT


class ReasonForm(forms.Form):
    """A deviation always says why."""

    alasan = forms.CharField(
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["alasan"]
        field.label = label or gettext("Alasan")
        field.help_text = help_text
        field.error_messages["required"] = gettext("Tuliskan alasannya.")


class DelegateForm(ReasonForm):
    """To a colleague of the lane, with an instruction."""

    kepada = forms.TypedChoiceField(coerce=int)
    field_order = ("kepada", "alasan")

    def __init__(self, *args: Any, people: Iterable[HolderView], **kwargs: Any) -> None:
        super().__init__(*args, label=gettext("Instruksi"), **kwargs)
        to = self.fields["kepada"]
        assert isinstance(to, forms.TypedChoiceField)
        to.label = gettext("Teruskan kepada")
        to.choices = [(one.person, one.choice) for one in people]
        to.error_messages["required"] = gettext("Pilih kepada siapa.")
        self.fields["alasan"].required = False


class ReassignForm(ReasonForm):
    """Taken from whoever has it; nobody chosen means back to the whole lane."""

    kepada = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    field_order = ("kepada", "alasan")

    def __init__(self, *args: Any, people: Iterable[HolderView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["kepada"]
        assert isinstance(to, forms.TypedChoiceField)
        to.label = gettext("Alihkan kepada")
        to.choices = [
            ("", gettext("Semua pelaksana lajur")),
            *((one.person, one.choice) for one in people),
        ]


class TimeForm(ReasonForm):
    """A variable time, set anew."""

    field_order = ("lama", "satuan", "alasan")

    def __init__(self, *args: Any, now: Duration | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(duration_fields(gettext("Waktu untuk langkah ini"), now=now))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        refuse_too_long(self)
        return self.cleaned_data


class ReturnForm(ReasonForm):
    """What the applicant must complete, and why."""

    kurang = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    field_order = ("kurang", "alasan")

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = self.fields["kurang"]
        assert isinstance(missing, forms.MultipleChoiceField)
        missing.label = gettext("Yang harus dilengkapi pemohon")
        missing.choices = list(items)
        missing.error_messages["required"] = gettext("Pilih paling sedikit satu kelengkapan.")
        self.fields["alasan"].help_text = gettext("Dibaca oleh pemohon.")
