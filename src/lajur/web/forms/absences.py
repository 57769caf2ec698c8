"""The form of an absence."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lajur.core.access import Capacity
from lajur.queries.absences import Candidate
from lajur.services.absences import AbsenceDetails


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={
            "required": gettext_lazy("Isi tanggalnya."),
            "invalid": gettext_lazy("Tulis tanggal seperti 31/12/2026."),
        },
        **more,
    )


class AbsenceForm(forms.Form):
    """Who is away when, and who works in their place."""

    since = _day(gettext_lazy("Hari pertama"))
    until = _day(
        gettext_lazy("Hari terakhir"),
        help_text=gettext_lazy("Hari itu masih termasuk; keesokannya semua kembali sendiri."),
    )
    substitute = forms.TypedChoiceField(
        label=gettext_lazy("Pengganti"),
        coerce=int,
        help_text=gettext_lazy("Buka daftarnya, lalu ketik huruf awal namanya untuk mencari."),
        error_messages={
            "required": gettext_lazy("Pilih penggantinya."),
            "invalid_choice": gettext_lazy("Pilih orang dari daftar."),
        },
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("Pengganti bertindak sebagai"),
        choices=[
            (Capacity.DAILY.value, gettext_lazy("Plh. (pelaksana harian) jabatannya")),
            (Capacity.ON_BEHALF.value, gettext_lazy("a.n. (atas nama) pejabatnya")),
        ],
        initial=Capacity.DAILY.value,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih kedudukannya.")},
    )
    decree = forms.CharField(
        label=gettext_lazy("Nomor surat perintah"),
        required=False,
        max_length=120,
        error_messages={
            "max_length": gettext_lazy("Terlalu panjang: paling banyak %(limit_value)d huruf.")
        },
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["substitute"]
        near = [(one.person, one.words) for one in candidates if one.near]
        others = [(one.person, one.words) for one in candidates if not one.near]
        field.choices = [("", gettext("Pilih orang")), *_group(gettext("Rekan seunit"), near)]
        field.choices += _group(gettext("Rekan lain"), others) if near else others

    def details(self) -> AbsenceDetails:
        """What was typed. Call it on a valid form."""
        typed = self.cleaned_data
        return AbsenceDetails(**{**typed, "capacity": Capacity(typed["capacity"])})


def _group(name: str, people: list[tuple[int, str]]) -> list[Any]:
    return [(name, people)] if people else []
