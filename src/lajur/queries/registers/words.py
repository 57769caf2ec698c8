"""Acts on registers and on the look of letters, as the office's journal tells of them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from lajur.core.refusals import marked


def _said(words: str) -> Callable[[Mapping[str, Any]], str]:
    """The words, translated when they are shown, with the facts in their places."""
    return lambda facts: gettext(words) % facts


REGISTER_ACTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {  # by kind of act
    "papers_provided": _said(marked("Buku register dan profil naskah disiapkan")),
    "number_reserved": _said(marked("Nomor %(number)s dicadangkan di %(register)s: %(reason)s")),
    "number_by_hand": _said(marked("Nomor %(number)s dicatat di %(register)s: %(reason)s")),
    "letter_noted": _said(marked("Surat masuk dicatat di %(register)s: %(number)s")),
    "number_voided": _said(marked("Nomor %(number)s di %(register)s dibatalkan: %(reason)s")),
    "line_completed": _said(marked("Catatan nomor %(number)s di %(register)s dilengkapi")),
    "srikandi_noted": _said(marked("Nomor SRIKANDI untuk naskah %(number)s dicatat")),
    "register_changed": _said(marked("%(name)s: pola nomor menjadi “%(pattern)s”")),
    "paper_book_continued": _said(
        marked("%(register)s meneruskan buku kertas sampai nomor ke-%(last)s")
    ),
    "letter_profile_changed": _said(marked("Kop dan profil naskah diubah (versi %(version)s)")),
    "letter_arms_changed": _said(marked("Lambang daerah pada kop diganti (versi %(version)s)")),
}
