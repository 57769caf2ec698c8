"""Answers to what letters and their looks cannot be."""

from lajur.core.refusals import Refusal, marked


class BrokenProfile(Refusal):
    """The letter profile of an office says something that no paper can follow."""

    code = "broken_letter_profile"
    message = marked("Profil naskah: “%(field)s” tidak dapat dipakai (%(why)s).")
    status = 422

    def __init__(self, *, field: str, why: str) -> None:
        super().__init__(field=field, why=why)
