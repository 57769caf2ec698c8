"""Request numbers: the language of letters' numbers, without what only letters have."""

from lajur.core.letters.numbers import LetterPattern, read_letter_pattern

TOKENS = ("unit", "bulan", "bulan_romawi", "tahun")  # beside the sequence


def read_pattern(text: str) -> LetterPattern:
    """Check a pattern for request numbers.

    Raises:
        UnknownToken: a token nobody knows, or one of letters only.
        BrokenPattern: as `read_letter_pattern`.
    """
    return read_letter_pattern(text, tokens=TOKENS)
