"""Forms of signing. A passphrase or code is never shown again, whatever else went wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lajur.web.forms.work_items import TEXT_LIMIT

SECRETS = ("frasa", "kode")  # fields that no error report may hold


def _secret(label: Any, help_text: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        **more,
    )


class CertificateForm(forms.Form):
    """What opens the certificate that the office holds."""

    frasa = _secret(
        gettext_lazy("Frasa sandi sertifikat"),
        gettext_lazy("Dipakai sekali untuk naskah ini dan tidak disimpan."),
        error_messages={"required": gettext_lazy("Isi frasa sandi sertifikat Anda.")},
    )


class BsreForm(forms.Form):
    """What opens the certificate at BSrE: one of two."""

    frasa = _secret(
        gettext_lazy("Frasa sandi (passphrase) BSrE"),
        gettext_lazy("Dipakai sekali untuk naskah ini dan tidak disimpan."),
        required=False,
    )
    kode = _secret(
        gettext_lazy("Atau kode sekali pakai (TOTP)"),
        gettext_lazy("Dari surel dinas Anda. Isi salah satu saja."),
        required=False,
    )


class ScanForm(forms.Form):
    """The paper signed by hand."""

    pindaian = forms.FileField(
        label=gettext_lazy("Pindaian naskah yang sudah ditandatangani"),
        help_text=gettext_lazy("PDF, JPEG, atau PNG; paling besar 25 MB. Semua halaman."),
        error_messages={
            "required": gettext_lazy("Pilih berkas pindaiannya."),
            "empty": gettext_lazy("Berkas itu kosong. Pilih berkas lain."),
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


class DeclineForm(forms.Form):
    """Why somebody would not sign."""

    alasan = forms.CharField(
        label=gettext_lazy("Mengapa Anda tidak menandatangani?"),
        help_text=gettext_lazy("Dibaca oleh penulis naskah dan semua yang menangani berkas ini."),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tuliskan alasannya.")},
    )


class CheckForm(forms.Form):
    """A file to be compared with a letter."""

    berkas = forms.FileField(
        label=gettext_lazy("Berkas naskah (PDF) yang Anda terima"),
        help_text=gettext_lazy("Diperiksa di sini dan langsung dibuang; tidak disimpan."),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dahulu."),
            "empty": gettext_lazy("Berkas itu kosong. Pilih berkas lain."),
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
