"""Why a PDF was not signed or not read. The child says the code, never words of a file."""

from typing import Literal

Code = Literal[
    "pdf_broken",  # no PDF, damaged, or encrypted
    "keys_broken",  # no PKCS#12 with a key and a certificate
    "passphrase",  # does not open the keys
    "expired",  # the certificate's time is over
    "not_yet",  # or has not begun
    "timestamp",  # the authority gave none that counts
    "altered",  # shows something else than before it was signed
    "too_much",  # beyond the child's bounds
]


class Fault(Exception):
    """Nothing came of it."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code
