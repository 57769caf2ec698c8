"""Tracking without an account."""

from django import forms
from django.utils.translation import gettext_lazy


class TrackForm(forms.Form):
    """The two things on the receipt."""

    number = forms.CharField(
        label=gettext_lazy("Nomor permohonan"),
        max_length=120,
        help_text=gettext_lazy("Seperti tertulis pada tanda terima, misalnya 012/PA/DKIST/2026."),
        error_messages={"required": gettext_lazy("Isi nomor permohonan.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Kode rahasia"),
        max_length=40,
        help_text=gettext_lazy("Ada di bawah nomor permohonan pada tanda terima."),
        error_messages={"required": gettext_lazy("Isi kode rahasia.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
