"""Forms of the office calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lajur.core.worktime.calendar import FIRST_YEAR, LAST_YEAR
from lajur.core.worktime.days import DayKind
from lajur.core.worktime.weeks import UnreadableWeek, Week, read_week
from lajur.queries.calendars.hours import WEEKDAYS, fault_words, spans_of
from lajur.queries.calendars.words import KINDS, LETTERS
from lajur.services.calendars.days import AddDays, AddPawukon, LoadYear
from lajur.services.calendars.hours import SetSeason, SetWeek
from lajur.web.forms.offices import day_field, words_field

LONGEST_DAY = 120  # characters: the hours of one day
DAYS = tuple(f"hari{number}" for number in range(len(WEEKDAYS)))


def source_field(label: Any, help_text: Any, *, required: bool = True) -> forms.CharField:
    """The decree, or the reason: it is kept with the change for ever."""
    return words_field(
        label,
        longest=300,
        missing=gettext_lazy("Isi dasarnya: nomor surat keputusan, surat edaran, atau alasannya."),
        help_text=help_text,
        required=required,
    )


class AddDaysForm(forms.Form):
    """One day off, or several in a row."""

    name = words_field(
        gettext_lazy("Nama hari"),
        longest=200,
        missing=gettext_lazy("Isi nama harinya."),
        help_text=gettext_lazy("Misalnya Hari Jadi Kabupaten Sumbawa."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=[(kind.value, KINDS[kind]) for kind in DayKind],
        initial=DayKind.REGIONAL.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih jenisnya."),
            "invalid_choice": gettext_lazy("Pilih jenisnya."),
        },
    )
    first = day_field(gettext_lazy("Tanggal"))
    last = day_field(
        gettext_lazy("Sampai dengan tanggal"),
        required=False,
        help_text=gettext_lazy("Untuk beberapa hari berturut-turut. Hari itu masih termasuk."),
    )
    source = source_field(
        gettext_lazy("Dasar"),
        gettext_lazy(
            "Nomor surat keputusan atau surat edaran, misalnya SE Bupati 100.3.4/12/2026."
        ),
    )
    stops_clock = forms.BooleanField(
        label=gettext_lazy("Waktu berhenti pada hari ini: kantor tutup"),
        required=False,
        initial=True,
    )

    def edit(self) -> AddDays:
        typed = self.cleaned_data
        return AddDays(
            first=typed["first"],
            last=typed["last"] or typed["first"],
            day_kind=DayKind(typed["kind"]),
            name=typed["name"],
            source=typed["source"],
            stops_clock=typed["stops_clock"],
        )

    @property
    def letters(self) -> dict[str, str]:
        return {kind.value: letter for kind, letter in LETTERS.items()}


class ReasonForm(forms.Form):
    """Why something in the calendar changes."""

    source = source_field(
        gettext_lazy("Dasar atau alasan"),
        gettext_lazy("Misalnya nomor surat edaran, atau mengapa kantor tetap bekerja."),
    )


class WeekForm(forms.Form):
    """The hours of the seven days of a week."""

    source = source_field(
        gettext_lazy("Dasar"), gettext_lazy("Misalnya Perbup 12/2026 tentang jam kerja.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, weekday in zip(DAYS, WEEKDAYS, strict=True):
            self.fields[name] = forms.CharField(
                label=gettext_lazy(weekday),
                max_length=LONGEST_DAY,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
            )
        self.order_fields([*self.before, *DAYS, "source"])
        self.week: Week | None = None

    before: tuple[str, ...] = ()  # fields above those of the days

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        try:
            self.week = read_week([spans_of(typed.get(name, "")) for name in DAYS])
        except UnreadableWeek as unreadable:
            self.add_error(
                None if unreadable.day is None else DAYS[unreadable.day], fault_words(unreadable)
            )
        return typed

    def days(self) -> Iterator[forms.BoundField]:
        """The fields of the days."""
        return (self[name] for name in DAYS)

    def edit(self) -> SetWeek | SetSeason:
        return SetWeek(week=self._week(), source=self.cleaned_data["source"])

    def _week(self) -> Week:
        if self.week is None:
            raise ValueError("an edit is made of a valid form")
        return self.week


class SeasonForm(WeekForm):
    """Other hours between two days."""

    before = ("name", "first", "last")
    name = words_field(
        gettext_lazy("Nama"),
        longest=120,
        missing=gettext_lazy("Isi namanya."),
        help_text=gettext_lazy("Misalnya Jam kerja Ramadan 1449 H."),
    )
    first = day_field(gettext_lazy("Mulai tanggal"))
    last = day_field(
        gettext_lazy("Sampai dengan tanggal"),
        help_text=gettext_lazy("Hari itu masih termasuk."),
    )

    def __init__(self, *args: Any, replaces: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replaces = replaces

    def edit(self) -> SetSeason:
        typed = self.cleaned_data
        return SetSeason(
            name=typed["name"],
            first=typed["first"],
            last=typed["last"],
            week=self._week(),
            source=typed["source"],
            replaces=self.replaces,
        )


class YearForm(forms.Form):
    """What to load for a whole year."""

    NATIONAL, PAWUKON = "nasional", "bali"

    what = forms.ChoiceField(
        label=gettext_lazy("Yang dimuat"),
        choices=[
            (NATIONAL, gettext_lazy("Libur nasional dan cuti bersama menurut SKB Tiga Menteri")),
            (PAWUKON, gettext_lazy("Hari raya Bali dari daur pawukon, sebagai dispensasi")),
        ],
        initial=NATIONAL,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih yang akan dimuat.")},
    )
    year = forms.IntegerField(
        label=gettext_lazy("Tahun"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={
            "required": gettext_lazy("Isi tahunnya."),
            "invalid": gettext_lazy("Isi dengan angka tahun, misalnya 2028."),
            "min_value": gettext_lazy("Paling awal tahun %(limit_value)s."),
            "max_value": gettext_lazy("Paling akhir tahun %(limit_value)s."),
        },
    )
    source = source_field(
        gettext_lazy("Dasar"),
        gettext_lazy("Nomor surat edaran Gubernur Bali. Untuk SKB sudah tercatat sendiri."),
        required=False,
    )
    restore = forms.BooleanField(
        label=gettext_lazy("Kembalikan juga hari yang pernah dicabut"), required=False
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("what") == self.PAWUKON and not typed.get("source"):
            self.add_error("source", gettext_lazy("Isi nomor surat edarannya."))
        return typed

    def edit(self) -> LoadYear | AddPawukon:
        typed = self.cleaned_data
        pawukon = typed["what"] == self.PAWUKON
        load: type[LoadYear | AddPawukon] = AddPawukon if pawukon else LoadYear
        return load(year=typed["year"], source=typed["source"], restore=typed["restore"])


def read_day(written: str) -> date | None:
    """The day of an address: "2026-12-25"; None when it is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
