"""Forms of administration."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lajur.core.access import Capacity
from lajur.services.offices.people import PersonDetails
from lajur.services.offices.positions import PositionDetails
from lajur.services.offices.units import UnitDetails

Choices = Sequence[tuple[Any, Any]]


def day_field(label: Any, **more: Any) -> forms.DateField:
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


def words_field(label: Any, *, longest: int, missing: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        error_messages={
            "required": missing,
            "max_length": gettext_lazy("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
        **more,
    )


class UnitForm(forms.Form):
    """A unit, an agency or a vendor."""

    name = words_field(
        gettext_lazy("Nama lengkap"), longest=200, missing=gettext_lazy("Isi nama unit.")
    )
    short_name = words_field(
        gettext_lazy("Nama singkat"),
        longest=60,
        required=False,
        help_text=gettext_lazy("Dipakai di daftar, misalnya Dinkes."),
    )
    parent = forms.TypedChoiceField(
        label=gettext_lazy("Di bawah unit"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": gettext_lazy("Pilih unit dari daftar.")},
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.choices = [("", gettext("Tidak ada")), *units]

    def details(self) -> UnitDetails:
        return UnitDetails(**self.cleaned_data)


class PositionForm(forms.Form):
    """A position of a unit."""

    name = words_field(
        gettext_lazy("Nama jabatan"),
        longest=200,
        missing=gettext_lazy("Isi nama jabatan."),
        help_text=gettext_lazy("Lengkap, seperti di surat: Kepala Bidang Teknologi Informasi."),
    )
    rank = forms.IntegerField(
        label=gettext_lazy("Urutan di daftar"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=gettext_lazy("0 paling atas. Jabatan dengan angka sama diurutkan menurut nama."),
        error_messages={
            "required": gettext_lazy("Isi urutannya, misalnya 0."),
            "invalid": gettext_lazy("Isi dengan angka."),
            "min_value": gettext_lazy("Paling kecil 0."),
            "max_value": gettext_lazy("Paling besar 999."),
        },
    )

    def details(self) -> PositionDetails:
        return PositionDetails(**self.cleaned_data)


class HolderForm(forms.Form):
    """A new holder of a position."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Pejabat"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Pilih orangnya."),
            "invalid_choice": gettext_lazy("Pilih orang dari daftar."),
        },
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("Menjabat sebagai"),
        choices=[
            (Capacity.DEFINITIVE.value, gettext_lazy("Definitif")),
            (Capacity.ACTING.value, gettext_lazy("Plt. (pelaksana tugas): jabatan sedang kosong")),
            (Capacity.DAILY.value, gettext_lazy("Plh. (pelaksana harian): pejabat berhalangan")),
        ],
        initial=Capacity.DEFINITIVE.value,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih kedudukannya.")},
    )
    decree = words_field(gettext_lazy("Nomor SK"), longest=120, required=False)
    since = day_field(gettext_lazy("Mulai tanggal"))
    until = day_field(
        gettext_lazy("Sampai dengan tanggal"),
        required=False,
        help_text=gettext_lazy("Wajib untuk Plt. dan Plh. Hari itu masih termasuk."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [("", gettext("Pilih orang")), *people]


class EndForm(forms.Form):
    """The last day of a term."""

    last_day = day_field(
        gettext_lazy("Hari terakhir menjabat"),
        help_text=gettext_lazy("Hari itu masih termasuk masa jabatannya."),
    )


class PersonForm(forms.Form):
    """A person's particulars and roles."""

    username = words_field(
        gettext_lazy("Nama pengguna"),
        longest=80,
        missing=gettext_lazy("Isi nama pengguna."),
        help_text=gettext_lazy("Untuk masuk. Huruf kecil tanpa spasi, misalnya siti.aminah."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    name = words_field(
        gettext_lazy("Nama lengkap"),
        longest=200,
        missing=gettext_lazy("Isi nama orangnya."),
        help_text=gettext_lazy("Dengan gelar, seperti di surat."),
    )
    unit = forms.TypedChoiceField(
        label=gettext_lazy("Unit atau instansi"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Pegawai perangkat daerah boleh mengajukan permohonan."),
        error_messages={"invalid_choice": gettext_lazy("Pilih unit dari daftar.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Surel"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Tulis surel seperti nama@contoh.go.id.")},
    )
    phone = words_field(
        gettext_lazy("Telepon"),
        longest=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    nip = words_field(
        gettext_lazy("NIP"),
        longest=30,
        required=False,
        help_text=gettext_lazy("18 angka. Hanya tercetak di bawah tanda tangan."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    grade = words_field(
        gettext_lazy("Pangkat"),
        longest=60,
        required=False,
        help_text=gettext_lazy("Seperti di surat, misalnya Penata Tingkat I."),
    )
    is_admin = forms.BooleanField(
        label=gettext_lazy("Admin: mengelola unit, jabatan, dan pengguna"), required=False
    )
    is_clerk = forms.BooleanField(
        label=gettext_lazy("Registrar: menjaga register, mengalihkan tugas"), required=False
    )
    is_auditor = forms.BooleanField(
        label=gettext_lazy("Pemeriksa: membaca semuanya, tidak mengubah apa pun"), required=False
    )

    def __init__(self, *args: Any, units: Choices, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [("", gettext("Tidak ada")), *units]
        if not is_new:
            del self.fields["username"]

    def clean_nip(self) -> str:
        """As its digits alone, however they were set apart."""
        nip = re.sub(r"[\s.-]", "", self.cleaned_data["nip"])
        if nip and not re.fullmatch(r"[0-9]{18}", nip):
            raise forms.ValidationError(
                gettext("NIP terdiri atas 18 angka. Perbaiki, atau kosongkan.")
            )
        return nip

    def details(self) -> PersonDetails:
        facts = {key: value for key, value in self.cleaned_data.items() if key != "username"}
        return PersonDetails(**facts)


class NumberForm(forms.Form):
    """How requests are numbered."""

    pattern = words_field(
        gettext_lazy("Pola nomor"), longest=100, missing=gettext_lazy("Isi pola nomornya.")
    )
    unit_code = words_field(
        gettext_lazy("Kode unit"),
        longest=40,
        required=False,
        help_text=gettext_lazy("Menggantikan {unit} dalam pola."),
    )


class DomainForm(forms.Form):
    """The base domain, and the subdomains nobody may ask for."""

    base_domain = words_field(
        gettext_lazy("Domain induk"),
        longest=100,
        required=False,
        help_text=gettext_lazy("Misalnya bantenprov.go.id."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}
        ),
    )
    reserved = forms.CharField(
        label=gettext_lazy("Subdomain yang dicadangkan"),
        required=False,
        max_length=10_000,
        help_text=gettext_lazy("Satu nama per baris. Pemohon tidak dapat memintanya."),
        widget=forms.Textarea(attrs={"rows": 8, "autocapitalize": "none", "spellcheck": "false"}),
    )

    def labels(self) -> tuple[str, ...]:
        """The reserved names, however they were set apart."""
        return tuple(self.cleaned_data["reserved"].replace(",", " ").split())


def picked_ids(values: Sequence[str]) -> frozenset[int]:
    """Ids that were ticked; anything that cannot be one is left out."""
    return frozenset(int(value) for value in values if re.fullmatch(r"[0-9]{1,18}", value))
