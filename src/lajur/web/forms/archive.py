"""Forms of the archive."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lajur.core.archive.retention import LONGEST_YEARS, Disposal
from lajur.queries.archive.schedule import LineView
from lajur.services.archive.retention import LineDetails
from lajur.web.forms.offices import words_field

LONGEST_REASON = 2_000  # characters


def _reason_field(label: Any, help_text: Any = "") -> forms.CharField:
    return words_field(
        label,
        longest=LONGEST_REASON,
        missing=gettext_lazy("Tuliskan alasannya."),
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _years_field(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=LONGEST_YEARS,
        help_text=help_text,
        error_messages={
            "required": gettext_lazy("Isi jumlah tahunnya; 0 bila tidak ada."),
            "invalid": gettext_lazy("Isi dengan angka."),
            "min_value": gettext_lazy("Paling kecil 0."),
            "max_value": gettext_lazy("Paling banyak %(limit_value)s tahun."),
        },
    )


class LineForm(forms.Form):
    """A line of the retention schedule."""

    code = words_field(
        gettext_lazy("Kode klasifikasi"),
        longest=40,
        missing=gettext_lazy("Isi kode klasifikasinya."),
        help_text=gettext_lazy("Menurut Permendagri 83/2022, misalnya 000.8.3.3."),
    )
    title = words_field(
        gettext_lazy("Jenis arsip"), longest=200, missing=gettext_lazy("Isi jenis arsipnya.")
    )
    active_years = _years_field(
        gettext_lazy("Aktif (tahun)"), gettext_lazy("Dihitung sejak berkas ditutup.")
    )
    inactive_years = _years_field(
        gettext_lazy("Inaktif (tahun)"), gettext_lazy("Setelah masa aktif berakhir.")
    )
    disposal = forms.ChoiceField(
        label=gettext_lazy("Setelah itu"),
        choices=[
            (Disposal.DESTROY.value, gettext_lazy("Dimusnahkan")),
            (Disposal.REVIEW.value, gettext_lazy("Dinilai kembali")),
            (Disposal.PERMANENT.value, gettext_lazy("Permanen")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih apa yang terjadi setelahnya."),
            "invalid_choice": gettext_lazy("Pilih dari daftar."),
        },
    )
    source = words_field(
        gettext_lazy("Dasar"),
        longest=1_000,
        required=False,
        help_text=gettext_lazy("Perkada tentang Jadwal Retensi Arsip, dengan nomornya."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    for_cases = forms.BooleanField(
        label=gettext_lazy("Berlaku bagi berkas permohonan yang baru ditutup"), required=False
    )

    def details(self) -> LineDetails:
        cleaned = {**self.cleaned_data, "disposal": Disposal(self.cleaned_data["disposal"])}
        return LineDetails(**cleaned)


class ClassificationForm(forms.Form):
    """Which line of the schedule a case comes under."""

    klasifikasi = forms.TypedChoiceField(
        label=gettext_lazy("Klasifikasi"),
        coerce=int,
        help_text=gettext_lazy("Masa simpan dihitung sejak berkas ini ditutup."),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih klasifikasinya."),
            "invalid_choice": gettext_lazy("Pilih klasifikasi dari daftar."),
        },
    )

    def __init__(self, *args: Any, lines: Sequence[LineView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["klasifikasi"]
        field.choices = [(line.id, line.words) for line in lines]


class ProposalForm(forms.Form):
    """Why the ticked cases are to be destroyed."""

    alasan = _reason_field(
        gettext_lazy("Alasan pemusnahan"),
        gettext_lazy("Dibaca oleh yang menyetujui, dan tetap tersimpan dalam riwayat."),
    )


class DropForm(forms.Form):
    """Why a list is given up."""

    alasan = _reason_field(gettext_lazy("Mengapa usul ini dibatalkan?"))


class DeedForm(forms.Form):
    """The papers by which a destruction is carried out."""

    berita_acara = words_field(
        gettext_lazy("Nomor berita acara pemusnahan"),
        longest=120,
        missing=gettext_lazy("Isi nomor berita acaranya."),
    )
    anri = words_field(
        gettext_lazy("Nomor persetujuan Kepala ANRI"),
        longest=200,
        missing=gettext_lazy("Isi nomor persetujuan Kepala ANRI."),
        help_text=gettext_lazy("Wajib karena ada berkas dengan masa simpan 10 tahun atau lebih."),
    )

    def __init__(self, *args: Any, is_national: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_national:
            del self.fields["anri"]
