"""An amount of time as forms ask for it: a number ("lama") and a unit ("satuan")."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.durations import duration_words, unit_words

_UNITS = (TimeUnit.WORKING_DAY, TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.HOUR)


def duration_fields(label: str, *, now: Duration | None = None) -> dict[str, forms.Field]:
    """The two fields; `now` is what stands so far."""
    return {
        "lama": forms.IntegerField(
            min_value=1,
            label=label,
            initial=now and now.amount,
            error_messages={"required": gettext("Isi lamanya.")},
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        ),
        "satuan": forms.ChoiceField(
            choices=[(unit.value, unit_words(unit, 2)) for unit in _UNITS],
            initial=now and now.unit.value,
            label=gettext("Satuan"),
        ),
    }


def refuse_too_long(form: forms.Form) -> None:
    """Say at its field that the amount is longer than any step may take."""
    given = form.cleaned_data
    if given.get("lama") is None or "satuan" not in given:
        return
    if (duration := duration_of(given)).is_too_long:
        longest = duration_words(duration.longest)
        form.add_error("lama", gettext("Paling lama %(longest)s.") % {"longest": longest})


def duration_of(given: Mapping[str, Any]) -> Duration:
    """The amount, from the form's cleaned data."""
    return Duration(amount=given["lama"], unit=TimeUnit(given["satuan"]))
