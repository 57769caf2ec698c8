"""Before a signed paper is kept: it is ours, unaltered, with one sound signature more."""

from collections.abc import Sequence
from datetime import datetime

from lajur.core.refusals import marked
from lajur.documents.signed_pdf import Fault, Found, check_pdf
from lajur.services.signatures.refusals import SignatureNotProven

_ANOTHER = marked("isinya bukan naskah ini")


def proven(
    signed: bytes, *, base: bytes, roots: Sequence[bytes], at: datetime
) -> tuple[Found, ...]:
    """The signatures of a paper that came back signed; the new one is the last.

    A signature is a revision behind what was there, and that revision is the signature alone:
    whoever signs cannot change what they sign.
    Where the office trusts some roots, the new certificate must lead to one of them.

    Raises:
        SignatureNotProven: anything of that is not so.
        CheckersBusy: too many are checked at this moment.
    """
    if not signed.startswith(base) or len(signed) == len(base):
        raise SignatureNotProven(why=_ANOTHER)
    try:
        found = check_pdf(signed, roots=roots, at=at, before=len(base))
    except Fault as fault:
        why = _ANOTHER if fault.code == "altered" else marked("berkasnya rusak")
        raise SignatureNotProven(why=why) from fault
    new = [one for one in found if one.covers > len(base)]
    if len(new) != 1 or new[0].covers != len(signed):
        raise SignatureNotProven(why=marked("tanda tangannya tidak mencakup seluruh naskah"))
    if not all(one.sound for one in found):
        raise SignatureNotProven(why=marked("tanda tangannya tidak sah"))
    if roots and not new[0].trusted:
        raise SignatureNotProven(why=marked("penerbit sertifikatnya tidak dikenal"))
    return found
