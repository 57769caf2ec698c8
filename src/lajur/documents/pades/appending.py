"""Whether what was put behind a PDF is a signature and nothing else.

A signature vouches for its own revision, whatever that does to the pages before it; so what it did
is judged against the file as it was.
"""

from io import BytesIO
from typing import Any

import lxml.etree  # noqa: F401 - the library asks for it when its files are out of reach
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.diff_analysis.rules.form_field_rules import is_field_visible
from pyhanko.sign.fields import enumerate_sig_fields

from lajur.documents.pades.faults import Fault

_SIGNED = (
    0b11  # /SigFlags: there are signatures, and only appending keeps them (ISO 32000-1, 12.7.2)
)


def require_only_signed(reader: PdfFileReader, before: bytes) -> None:
    """Refuse a PDF that shows anything but `before`, the bytes that it begins with.

    Raises:
        Fault: pages, forms or their looks were changed, or a signature is drawn on a page.
    """
    old = PdfFileReader(BytesIO(before), strict=False)
    last = old.xrefs.total_revisions - 1
    if not _continues(reader, old, last):
        raise Fault("altered")
    found = DEFAULT_DIFF_POLICY.review_file(reader, _with_a_form(reader, last))
    if (
        not isinstance(found, DiffResult)
        or found.modification_level > ModificationLevel.FORM_FILLING
    ):
        raise Fault("altered")
    if _drawn(reader) - _drawn(old):
        raise Fault("altered")


def _continues(new: PdfFileReader, old: PdfFileReader, last: int) -> bool:
    """Whether its revisions are those of before, at the same place, and more."""
    if new.xrefs.total_revisions <= last + 1:
        return False
    starts = (one.xrefs.get_startxref_for_revision(last) for one in (new, old))
    return len(set(starts)) == 1


def _with_a_form(reader: PdfFileReader, last: int) -> HistoricalResolver:
    """The file as it was, for comparing: the first signature brings the form it stands in."""
    was = reader.get_historical_resolver(last)
    if "/AcroForm" not in was.root:
        was.root["/AcroForm"] = _empty_form()
    return was


def _empty_form() -> Any:
    form = DictionaryObject()  # type: ignore[no-untyped-call]
    form[NameObject("/Fields")] = ArrayObject()
    form[NameObject("/SigFlags")] = NumberObject(_SIGNED)  # type: ignore[no-untyped-call]
    return form


def _drawn(reader: PdfFileReader) -> set[str]:
    """Names of signatures that have a place on a page: what is drawn there hides the page."""
    fields = enumerate_sig_fields(reader)
    return {str(name) for name, _, field in fields if _is_visible(field.get_object())}


def _is_visible(field: Any) -> bool:
    return bool(is_field_visible(field))  # type: ignore[no-untyped-call]
