"""Signatures that are sound, behind our bytes to the last one, and yet show another paper."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter

from tests.services.signatures.keys import PASSPHRASE, key_of

_WORDS = b"BT /F1 24 Tf 72 720 Td (Nota palsu) Tj ET"


def appended(paper: bytes) -> bytes:
    """The revision of the signature itself replaces what the page says."""
    return _signed(_with_other_words(paper))


def preceded(paper: bytes) -> bytes:
    """A revision of its own replaces what the page says; then a clean one signs."""
    out = BytesIO()
    _with_other_words(paper).write(out)
    return _signed(IncrementalPdfFileWriter(out))


def drawn_over(paper: bytes) -> bytes:
    """The signature is drawn across the whole page."""
    return _signed(IncrementalPdfFileWriter(BytesIO(paper)), box=(0, 0, 595, 842))


def severed(paper: bytes) -> bytes:
    """Another PDF stands behind ours and knows nothing of it."""

    def moved(found: re.Match[bytes]) -> bytes:
        return b"%s%0*d%s" % (found[1], len(found[2]), int(found[2]) + len(paper), found[3])

    other = re.sub(rb"()(\d{10})( 00000 n)", moved, paper.replace(b"Nota dinas", b"Nota palsu"))
    other = re.sub(rb"(startxref\n)(\d+)(\n)", moved, other)
    return _signed(IncrementalPdfFileWriter(BytesIO(paper + other)))


FORGERIES: Mapping[str, Callable[[bytes], bytes]] = {
    one.__name__: one for one in (appended, preceded, drawn_over, severed)
}


def _with_other_words(paper: bytes) -> IncrementalPdfFileWriter:
    writer = IncrementalPdfFileWriter(BytesIO(paper))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=_WORDS))
    writer.update_container(page)
    return writer


def _signed(
    writer: IncrementalPdfFileWriter, box: tuple[int, int, int, int] | None = None
) -> bytes:
    signer = SimpleSigner.load_pkcs12_data(
        key_of("Budi di BSrE"), other_certs=[], passphrase=PASSPHRASE.encode()
    )
    about = PdfSignatureMetadata(field_name="bsre", subfilter=SigSeedSubFilter.PADES)
    field = SigFieldSpec("bsre", on_page=0, box=box)
    pen = PdfSigner(about, signer=signer, new_field_spec=field)
    return bytes(pen.sign_pdf(writer, bytes_reserved=32_768).getbuffer())
