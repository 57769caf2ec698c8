"""Login and password."""

from django import forms
from django.utils.translation import gettext_lazy


class LoginForm(forms.Form):
    """Username and password, nothing more."""

    username = forms.CharField(
        label=gettext_lazy("Nama pengguna"),
        max_length=80,
        error_messages={"required": gettext_lazy("Isi nama pengguna Anda.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Kata sandi"),
        strip=False,
        max_length=200,
        error_messages={"required": gettext_lazy("Isi kata sandi Anda.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The current password, and the new one once: it can be shown instead of typed twice."""

    current = forms.CharField(
        label=gettext_lazy("Kata sandi saat ini"),
        strip=False,
        max_length=200,
        error_messages={"required": gettext_lazy("Isi kata sandi Anda saat ini.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("Kata sandi baru"),
        strip=False,
        max_length=200,
        help_text=gettext_lazy(
            "Paling sedikit 12 huruf. Beberapa kata yang mudah Anda ingat lebih kuat "
            "daripada satu kata dengan angka."
        ),
        error_messages={"required": gettext_lazy("Isi kata sandi baru.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=gettext_lazy("Kata sandi baru, sekali lagi"),
        strip=False,
        max_length=200,
        error_messages={"required": gettext_lazy("Ulangi kata sandi baru.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_repeated(self) -> str:
        """The two must be the same."""
        repeated = str(self.cleaned_data["repeated"])
        if repeated != self.cleaned_data.get("new", repeated):
            raise forms.ValidationError(gettext_lazy("Kedua kata sandi baru tidak sama."))
        return repeated
