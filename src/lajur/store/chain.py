"""The hash chain of a journal: h_i = SHA-256(domain ‖ h_{i-1} ‖ canonical row).

What a person typed stands outside the row, which holds only its salted digest: erasing the words
does not break the chain. SHA-256 of the words alone could be guessed from a list; the salt forbids.
"""

from hashlib import sha256

import orjson

CASE = b"lajur-case-1"
OFFICE = b"lajur-office-1"
ANCHOR = b"lajur-anchor-1"
START = "0" * 64  # what the first row is chained to


def canonical(value: object) -> str:
    """JSON with one spelling: sorted keys, no blanks."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def link(domain: bytes, previous: str, *parts: object) -> str:
    """The hash of a row, given its parts (none but the last may hold a line feed)."""
    row = "\n".join([previous, *map(str, parts)])
    return sha256(domain + row.encode()).hexdigest()


def salted(salt: str, words: str) -> str:
    """The digest that stands for words kept outside the chain."""
    return sha256(f"{salt}{words}".encode()).hexdigest()
