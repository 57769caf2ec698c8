"""What every POST form of ours carries unseen (`{% form_keys %}`)."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from lajur.core.refusals import Refusal, marked

_KEY = re.compile(r"[0-9a-f]{32}")


class FormUnreadable(Refusal):
    """The hidden keys of the form are missing: it did not come from our page."""

    code = "form_unreadable"
    message = marked("Formulir ini tidak lengkap terkirim. Muat ulang halamannya, lalu coba lagi.")
    status = 400

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One sending of one rendered form."""

    key: str  # the idempotency key: the same however often the button is pressed
    version: int | None  # of the case or draft the page showed; None: the form has none


def submission(request: HttpRequest) -> Submission:
    """Read the keys of the form.

    Raises:
        FormUnreadable: a key is missing or is not one of ours.
    """
    key, version = request.POST.get("kunci", ""), request.POST.get("versi", "")
    if not _KEY.fullmatch(key) or not re.fullmatch(r"[0-9]{0,9}", version):
        raise FormUnreadable
    return Submission(key=key, version=int(version) if version else None)
