"""An amount of time as forms ask for it: a number ("lama") and a unit ("satuan")."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.durations import duration_words, unit_words

# Five years at the most: what takes longer is not one step of a procedure.
_LONGEST = {
    TimeUnit.WORKING_DAY: 1_250,
    TimeUnit.WEEK: 260,
    TimeUnit.MONTH: 60,
    TimeUnit.HOUR: 1_000,
}


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
            choices=[(unit.value, unit_words(unit, 2)) for unit in _LONGEST],
            initial=now and now.unit.value,
            label=gettext("Satuan"),
        ),
    }


def refuse_too_long(form: forms.Form) -> None:
    """Say at its field that the amount is longer than any step may take."""
    given = form.cleaned_data
    if given.get("lama") is None or "satuan" not in given:
        return
    unit = TimeUnit(given["satuan"])
    if given["lama"] > _LONGEST[unit]:
        longest = duration_words(Duration(amount=_LONGEST[unit], unit=unit))
        form.add_error("lama", gettext("Paling lama %(longest)s.") % {"longest": longest})


def duration_of(given: Mapping[str, Any]) -> Duration:
    """The amount, from the form's cleaned data."""
    return Duration(amount=given["lama"], unit=TimeUnit(given["satuan"]))
