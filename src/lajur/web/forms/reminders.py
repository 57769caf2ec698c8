"""The form of a reminder rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lajur.core.reminders import MOST, UNITS, Audience, Moment, Rule
from lajur.core.worktime.standard import TimeUnit
from lajur.queries.durations import unit_words

_MOMENTS = {
    Moment.BEFORE: gettext_lazy("Sebelum tenggat"),
    Moment.AT: gettext_lazy("Saat tenggat tiba"),
    Moment.AFTER: gettext_lazy("Setelah tenggat"),
}
_AUDIENCES = {
    Audience.PERFORMER: gettext_lazy("Pelaksana"),
    Audience.SUPERIOR: gettext_lazy("Atasan pelaksana"),
    Audience.CLERK: gettext_lazy("Registrar"),
}


class RuleForm(forms.Form):
    """When to tell, and whom."""

    moment = forms.ChoiceField(
        label=gettext_lazy("Kapan"),
        choices=[(moment.value, words) for moment, words in _MOMENTS.items()],
        initial=Moment.AFTER.value,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih kapan orang diberi tahu.")},
    )
    amount = forms.IntegerField(
        label=gettext_lazy("Berapa lama"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=gettext_lazy(
            "Dihitung dalam jam dan hari kerja kantor. Kosongkan untuk saat tenggat."
        ),
        error_messages={
            "invalid": gettext_lazy("Isi dengan angka."),
            "min_value": gettext_lazy("Paling sedikit 1."),
            "max_value": gettext_lazy("Paling banyak %(limit_value)s."),
        },
    )
    unit = forms.ChoiceField(label=gettext_lazy("Satuan"), initial=TimeUnit.WORKING_DAY.value)
    audience = forms.ChoiceField(
        label=gettext_lazy("Siapa yang diberi tahu"),
        choices=[(audience.value, words) for audience, words in _AUDIENCES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih siapa yang diberi tahu.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [(unit.value, unit_words(unit, 2)) for unit in reversed(UNITS)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("moment") == Moment.AT:
            cleaned["amount"] = 0
        elif "amount" not in self.errors and not cleaned.get("amount"):
            self.add_error("amount", gettext_lazy("Isi berapa lama, misalnya 1."))
        return cleaned

    def rule(self) -> Rule:
        return Rule(
            moment=Moment(self.cleaned_data["moment"]),
            amount=self.cleaned_data["amount"],
            unit=TimeUnit(self.cleaned_data["unit"]),
            audience=Audience(self.cleaned_data["audience"]),
        )
