"""Forms of how letters look and how they are signed."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lajur.core.letters.profile import (
    SHIELDS,
    Margins,
    NameStyle,
    Paper,
    Profile,
    SigningMethod,
    Typeface,
)
from lajur.web.forms.offices import words_field


class ArmsForm(forms.Form):
    """The coat of arms of the letterhead."""

    picture = forms.FileField(
        label=gettext_lazy("Berkas gambar"),
        help_text=gettext_lazy("Gambar PNG, paling besar 1 MB, sisinya 100 sampai 2.000 piksel."),
        error_messages={
            "required": gettext_lazy("Pilih berkas gambarnya."),
            "empty": gettext_lazy("Berkasnya kosong."),
        },
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )


def _measure(label: Any, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={
            "required": gettext_lazy("Isi ukurannya."),
            "invalid": gettext_lazy("Isi dengan angka."),
            "min_value": gettext_lazy("Paling kecil %(limit_value)s."),
            "max_value": gettext_lazy("Paling besar %(limit_value)s."),
        },
    )


def _choice(label: Any, *choices: tuple[str, Any], help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        error_messages={"invalid_choice": gettext_lazy("Pilih dari daftar.")},
    )


_TYPEFACES = (
    (Typeface.ARIAL.value, gettext_lazy("Arial (dicetak dengan Liberation Sans)")),
    (Typeface.BOOKMAN.value, gettext_lazy("Bookman Old Style (dicetak dengan TeX Gyre Bonum)")),
)
_SHIELD_WORDS = {
    "biru": gettext_lazy("Biru"),
    "hijau": gettext_lazy("Hijau"),
    "merah": gettext_lazy("Merah"),
    "jingga": gettext_lazy("Jingga"),
    "ungu": gettext_lazy("Ungu"),
    "toska": gettext_lazy("Toska"),
}


class ProfileForm(forms.Form):
    """How letters look and how they are signed."""

    government = words_field(
        gettext_lazy("Baris pertama kop"),
        longest=200,
        missing=gettext_lazy("Isi nama pemerintah daerah."),
        help_text=gettext_lazy("Misalnya PEMERINTAH KABUPATEN SUMBAWA."),
    )
    office = words_field(
        gettext_lazy("Baris kedua kop, dicetak tebal"),
        longest=200,
        missing=gettext_lazy("Isi nama dinas."),
    )
    address = words_field(
        gettext_lazy("Alamat"),
        longest=600,
        required=False,
        help_text=gettext_lazy("Satu baris kop tiap baris."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    phone = words_field(gettext_lazy("Telepon"), longest=200, required=False)
    email = words_field(gettext_lazy("Pos-el"), longest=200, required=False)
    website = words_field(gettext_lazy("Laman"), longest=200, required=False)
    place = words_field(
        gettext_lazy("Tempat penandatanganan"),
        longest=200,
        missing=gettext_lazy("Isi nama kotanya."),
        help_text=gettext_lazy("Ditulis di depan tanggal surat, misalnya Sumbawa Besar."),
    )
    unit = words_field(
        gettext_lazy("Kode unit pada nomor"),
        longest=40,
        missing=gettext_lazy("Isi kode unitnya."),
        help_text=gettext_lazy("Menjadi {unit} pada pola nomor, misalnya DKIST."),
    )
    classification = words_field(
        gettext_lazy("Kode klasifikasi bawaan"),
        longest=40,
        required=False,
        help_text=gettext_lazy("Menurut Permendagri 83/2022; dapat diganti di tiap naskah."),
    )
    signing = _choice(
        gettext_lazy("Cara menandatangani"),
        (SigningMethod.MANUAL.value, gettext_lazy("Dicetak, ditandatangani, lalu dipindai")),
        (SigningMethod.CERTIFICATE.value, gettext_lazy("Sertifikat elektronik milik kantor")),
        (SigningMethod.BSRE.value, gettext_lazy("Tanda tangan elektronik BSrE")),
    )
    paper = _choice(
        gettext_lazy("Kertas"),
        (Paper.A4.value, gettext_lazy("A4 (210 × 297 mm)")),
        (Paper.F4.value, gettext_lazy("F4 (215 × 330 mm)")),
    )
    top = _measure(gettext_lazy("Tepi atas (mm)"), 10, 50)
    bottom = _measure(gettext_lazy("Tepi bawah (mm)"), 10, 50)
    left = _measure(gettext_lazy("Tepi kiri (mm)"), 10, 50)
    right = _measure(gettext_lazy("Tepi kanan (mm)"), 10, 50)
    typeface = _choice(gettext_lazy("Huruf surat"), *_TYPEFACES)
    decree_typeface = _choice(gettext_lazy("Huruf keputusan"), *_TYPEFACES)
    size = _measure(gettext_lazy("Ukuran huruf (poin)"), 10, 13)
    name_style = _choice(
        gettext_lazy("Nama penanda tangan"),
        (NameStyle.PLAIN.value, gettext_lazy("Biasa")),
        (NameStyle.BOLD.value, gettext_lazy("Tebal")),
        (NameStyle.UNDERLINED.value, gettext_lazy("Garis bawah")),
        (NameStyle.BOTH.value, gettext_lazy("Tebal dan garis bawah")),
    )
    shows_grade = forms.BooleanField(
        label=gettext_lazy("Cetak pangkat di bawah nama"), required=False
    )
    shield = _choice(
        gettext_lazy("Warna perisai pengganti lambang"),
        *((shield, _SHIELD_WORDS[shield]) for shield in SHIELDS),
        help_text=gettext_lazy("Dicetak selama lambang daerah belum diunggah."),
    )
    source = words_field(
        gettext_lazy("Peraturan yang diikuti"),
        longest=500,
        required=False,
        help_text=gettext_lazy("Misalnya Perbup 12/2024 tentang tata naskah dinas."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def head(self) -> list[forms.BoundField]:
        """The lines of the letterhead, and where letters are dated."""
        return self._fields("government", "office", "address", "phone", "email", "website", "place")

    @property
    def codes(self) -> list[forms.BoundField]:
        """What numbers and signatures are made of."""
        return self._fields("unit", "classification", "signing")

    @property
    def margins(self) -> list[forms.BoundField]:
        """The white edges."""
        return self._fields(*Margins.__dataclass_fields__)

    @property
    def type(self) -> list[forms.BoundField]:
        """Letters, names and the stand-in for the arms."""
        return self._fields(
            "typeface", "decree_typeface", "size", "name_style", "shows_grade", "shield"
        )

    def _fields(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @classmethod
    def of(cls, profile: Profile, source: str) -> "ProfileForm":
        """The form as the profile in force fills it."""
        kept = {**profile.to_dict(), **asdict(profile.margins), "source": source}
        return cls(initial={**kept, "address": "\n".join(profile.address)})

    def data_of(self, before: Profile) -> dict[str, Any]:
        """The profile that was typed; what has no field stays as it was `before`."""
        typed = dict(self.cleaned_data)
        typed.pop("source")
        typed["margins"] = {edge: typed.pop(edge) for edge in Margins.__dataclass_fields__}
        lines = (line.strip() for line in typed["address"].splitlines())
        typed["address"] = [line for line in lines if line]
        return {**before.to_dict(), **typed}
