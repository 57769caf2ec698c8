"""What to ask of an event log."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lajur.queries.event_logs import Asked
from lajur.queries.register import FIRST_YEAR, LAST_YEAR
from lajur.web.forms.offices import day_field

VEILED, REAL = "samar", "asli"  # names of people
FILED, RUNNING = "diajukan", "berjalan"
KINDS = (
    ("xes", gettext_lazy("XES (IEEE 1849): satu jejak tiap permohonan")),
    ("ocel", gettext_lazy("OCEL 2.0 (JSON): permohonan, tugas, orang, dan naskah")),
)
CASES = (
    (FILED, gettext_lazy("Yang diajukan pada masa itu")),
    (RUNNING, gettext_lazy("Yang berjalan pada masa itu, juga yang diajukan sebelumnya")),
)
NAMES = (
    (VEILED, gettext_lazy("Disamarkan: “Orang 1”, tanpa jabatan dan nomor permohonan")),
    (REAL, gettext_lazy("Nama asli, jabatan, dan nomor permohonan")),
)
_FIELDS = {"sejak": "", "sampai": "", "permohonan": FILED, "bentuk": "xes", "nama": VEILED}


class EventLogForm(forms.Form):
    """Asked by GET: a question, and safe to ask twice. What is left out hides names."""

    sejak = day_field(
        gettext_lazy("Sejak"),
        required=False,
        help_text=gettext_lazy("Kosong: sejak permohonan pertama."),
    )
    sampai = day_field(
        gettext_lazy("Sampai dengan"),
        required=False,
        help_text=gettext_lazy("Kosong: sampai hari ini."),
    )
    permohonan = forms.ChoiceField(
        label=gettext_lazy("Permohonan"),
        choices=CASES,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Pilih permohonan mana yang ikut.")},
    )
    bentuk = forms.ChoiceField(
        label=gettext_lazy("Bentuk"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Pilih XES atau OCEL 2.0.")},
    )
    nama = forms.ChoiceField(
        label=gettext_lazy("Nama orang"),
        choices=NAMES,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Pilih apakah nama disamarkan atau tidak.")},
    )

    def __init__(self, query: Any) -> None:
        super().__init__({name: query.get(name, unsaid) for name, unsaid in _FIELDS.items()})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("sejak", "sampai"):
            day: date | None = given.get(name)
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, gettext("Tahun itu di luar masa yang dapat dipilih."))
        first, last = given.get("sejak"), given.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", gettext("Hari terakhir mendahului hari pertama."))
        return given

    def asked(self) -> Asked:
        """What the valid form asks for."""
        given = self.cleaned_data
        return Asked(
            format=given["bentuk"],
            first=given["sejak"],
            last=given["sampai"],
            running=given["permohonan"] == RUNNING,
            pseudonyms=given["nama"] != REAL,
        )
