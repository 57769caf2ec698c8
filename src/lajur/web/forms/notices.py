"""How people hear of things, and the office's chat channels."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from lajur.core.notices import NoticeGroup
from lajur.services.messages.choices import Choice


def choices_of(sent: QueryDict) -> dict[NoticeGroup, Choice]:
    """What was ticked; a way the page did not offer stays as it was, sent along unseen."""
    return {
        group: Choice(
            by_mail=group.value in sent.getlist("surel"),
            by_chat=group.value in sent.getlist("obrolan"),
        )
        for group in NoticeGroup
    }


class ChannelForm(forms.Form):
    """A chat channel: its name, and the address of its webhook."""

    name = forms.CharField(
        label=gettext_lazy("Nama saluran"),
        max_length=80,
        help_text=gettext_lazy("Seperti dikenal pegawai, misalnya WhatsApp dinas."),
        error_messages={
            "required": gettext_lazy("Isi nama saluran."),
            "max_length": gettext_lazy("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
    )
    url = forms.CharField(
        label=gettext_lazy("Alamat webhook"),
        max_length=500,
        help_text=gettext_lazy(
            "Alamat https:// lengkap dari penghubung ke WhatsApp atau Telegram."
        ),
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={
            "required": gettext_lazy("Isi alamat webhook."),
            "max_length": gettext_lazy("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
    )

    def details(self) -> dict[str, Any]:
        return self.cleaned_data
