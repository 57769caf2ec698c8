"""Forms of the registers of letters."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from lajur.queries.registers.lines import FIRST_YEAR, LAST_YEAR, LineFilter, LineState
from lajur.services.letters.books import LineWords
from lajur.web.forms.offices import day_field, words_field

_SEARCHED = 80  # characters


def line_filter(query: QueryDict, *, this_year: int) -> LineFilter:
    """Read the filter of a register; what makes no sense is left out."""
    year = _number(query.get("tahun", ""), FIRST_YEAR, LAST_YEAR)
    state = query.get("keadaan", "")
    return LineFilter(
        year=year or this_year,
        month=_number(query.get("bulan", ""), 1, 12),
        search=query.get("cari", "").replace("\x00", "").strip()[:_SEARCHED],
        state=next((one for one in LineState if one.value == state), None),
        after=query.get("sesudah", "")[:40],
        before=query.get("sebelum", "")[:40],
    )


def _number(text: str, least: int, most: int) -> int | None:
    read = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return read if least <= read <= most else None


class LineForm(forms.Form):
    """What stands in a line beside its number; `incoming`: of a letter that came from outside."""

    subject = words_field(
        gettext_lazy("Perihal"),
        longest=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    party = words_field(gettext_lazy("Kepada"), longest=200, required=False)
    their_number = words_field(
        gettext_lazy("Nomor surat"),
        longest=120,
        required=False,
        help_text=gettext_lazy("Seperti tertulis pada surat yang masuk."),
    )
    their_day = day_field(gettext_lazy("Tanggal surat"), required=False)

    def __init__(self, *args: Any, incoming: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if incoming:
            self.fields["party"].label = gettext_lazy("Dari")
        else:
            del self.fields["their_number"], self.fields["their_day"]

    def words(self) -> LineWords:
        """What was typed."""
        given = {name: self.cleaned_data.get(name) for name in LineWords.__dataclass_fields__}
        return LineWords(**{name: value for name, value in given.items() if value})


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return words_field(
        label,
        longest=500,
        missing=gettext_lazy("Isi alasannya. Alasan ini tercetak di buku."),
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReserveForm(LineForm):
    """A number for a letter that is still to come."""

    classification = words_field(
        gettext_lazy("Kode klasifikasi"),
        longest=40,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk memakai kode bawaan buku ini."),
    )
    reason = _reason(
        gettext_lazy("Alasan dicadangkan"),
        gettext_lazy("Misalnya: surat disusun tangan dan menyusul sore ini."),
    )

    def __init__(self, *args: Any, has_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_code:
            del self.fields["classification"]


class ByHandForm(LineForm):
    """A number that stands on a paper already."""

    field_order = ("number", "day")
    number = words_field(
        gettext_lazy("Nomor pada kertas"),
        longest=120,
        missing=gettext_lazy("Isi nomor seperti yang tertulis pada kertasnya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = day_field(gettext_lazy("Tanggal pada kertas"))
    reason = _reason(
        gettext_lazy("Mengapa dicatat menyusul"),
        gettext_lazy("Misalnya: listrik padam, surat dinomori dari buku kertas."),
    )


class VoidForm(forms.Form):
    """Why a number is crossed out."""

    reason = _reason(gettext_lazy("Alasan pembatalan"))


class SrikandiForm(forms.Form):
    """What SRIKANDI calls a letter."""

    number = words_field(gettext_lazy("Nomor di SRIKANDI"), longest=120, required=False)
    link = words_field(
        gettext_lazy("Tautan di SRIKANDI"),
        longest=300,
        required=False,
        help_text=gettext_lazy("Alamat lengkap yang diawali https://."),
        widget=forms.URLInput(),
    )


class RegisterForm(forms.Form):
    """How a register numbers."""

    pattern = words_field(
        gettext_lazy("Pola nomor"),
        longest=100,
        missing=gettext_lazy("Isi pola nomornya."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    classification = words_field(
        gettext_lazy("Kode klasifikasi bawaan"),
        longest=40,
        required=False,
        help_text=gettext_lazy("Untuk naskah tanpa kode sendiri, misalnya 500.12."),
    )
    active = forms.BooleanField(label=gettext_lazy("Buku ini dipakai"), required=False)


class ContinueForm(forms.Form):
    """How far the paper book has come."""

    last = forms.IntegerField(
        label=gettext_lazy("Nomor urut terakhir di buku kertas"),
        min_value=1,
        max_value=10_000,
        error_messages={
            "required": gettext_lazy("Isi nomor urut terakhirnya."),
            "invalid": gettext_lazy("Isi dengan angka."),
            "min_value": gettext_lazy("Paling kecil 1."),
            "max_value": gettext_lazy("Paling besar 10.000."),
        },
    )
