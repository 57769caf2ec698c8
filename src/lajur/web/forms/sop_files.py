"""Forms of looking at a file of an SOP."""

from enum import StrEnum

from django import forms
from django.utils.translation import gettext_lazy

LARGEST_KEPT = 200_000  # characters of a draft carried along in its page, so as not to ask again


class Taken(StrEnum):
    """What of a draft can be taken away."""

    LANGUAGE = "yaml"
    DRAWING = "bpmn"
    PAPER = "pdf"


class SopFileForm(forms.Form):
    """The file."""

    berkas = forms.FileField(
        label=gettext_lazy("Berkas SOP"),
        help_text=gettext_lazy(
            "Gambar BPMN 2.0 (.bpmn) dari aplikasi pemodel mana pun, atau berkas SOP Lajur "
            "(.yaml); paling besar 2 MB."
        ),
        max_length=180,
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dahulu."),
            "empty": gettext_lazy("Berkas itu kosong. Pilih berkas lain."),
            "max_length": gettext_lazy("Nama berkasnya terlalu panjang."),
        },
        widget=forms.FileInput(attrs={"accept": ".bpmn,.xml,.yaml,.yml"}),
    )
    proses = forms.CharField(
        label=gettext_lazy("Id proses"),
        help_text=gettext_lazy("Hanya bila gambarnya memuat beberapa proses."),
        max_length=200,
        required=False,
    )


class TakeForm(forms.Form):
    """A draft that its page carried along, and what to make of it."""

    draf = forms.CharField(max_length=2 * LARGEST_KEPT, strip=False)
    bentuk = forms.ChoiceField(choices=[(one.value, one.name) for one in Taken])
