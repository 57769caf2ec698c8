"""What makes a PDF fit for the archive: ISO 19005-2 (PDF/A-2) as far as it can be read from a file.

It finds what a letter could plausibly get wrong. It is no full validator.
"""

import io
from collections.abc import Callable, Iterator, Mapping

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

# ISO 19005-2, 6.5 and 6.1: nothing that acts, nothing carried along, nothing from outside.
FORBIDDEN_KEYS = (
    "/AA",
    "/OpenAction",
    "/JS",
    "/JavaScript",
    "/EF",
    "/EmbeddedFiles",
    "/XFA",
    "/OPI",
)
FORBIDDEN_ACTIONS = (
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/SubmitForm",
    "/Hide", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView",
)  # fmt: skip
CLAIMS = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}


def faults(content: bytes) -> list[str]:
    """Everything that speaks against the claim; empty when nothing does."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [*pdf.check_pdf_syntax(), *_of_its_claims(pdf)]
        found += [fault for fault, holds in OF_THE_FILE.items() if not holds(pdf)]
        for one in pdf.objects:
            if isinstance(one, Dictionary | pikepdf.Stream):
                found += [*_of_an_object(one), *_of_a_font(one)]
        return found


def _of_its_claims(pdf: Pdf) -> Iterator[str]:
    with pdf.open_metadata() as told:
        yield from (
            f"claims no {key} {value}" for key, value in CLAIMS.items() if told.get(key) != value
        )
        if told.get("dc:title") != str(pdf.docinfo.get("/Title", "")):
            yield "has two titles"


def _is_tagged(pdf: Pdf) -> bool:
    return bool(pdf.Root.get("/MarkInfo", {}).get("/Marked")) and "/StructTreeRoot" in pdf.Root


def _has_a_profile(pdf: Pdf) -> bool:
    return any(
        intent.get("/S") == Name("/GTS_PDFA1") and "/DestOutputProfile" in intent
        for intent in pdf.Root.get("/OutputIntents", ())
    )


OF_THE_FILE: Mapping[str, Callable[[Pdf], bool]] = {
    "is encrypted": lambda pdf: not pdf.is_encrypted,
    "has no identifier": lambda pdf: "/ID" in pdf.trailer,
    "is not tagged": _is_tagged,
    "does not say its language": lambda pdf: str(pdf.Root.get("/Lang", "")).startswith("id"),
    "does not show its title": lambda pdf: bool(
        pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    ),
    "has no output intent": _has_a_profile,
}


def _of_an_object(one: Object) -> Iterator[str]:
    yield from (f"carries {key}" for key in FORBIDDEN_KEYS if key in one)
    if str(one.get("/S", "")) in FORBIDDEN_ACTIONS:
        yield f"acts: {one.get('/S')}"
    if "/LZWDecode" in str(one.get("/Filter", "")):
        yield "uses LZW"


def _of_a_font(one: Object) -> Iterator[str]:
    kind = (str(one.get("/Type", "")), str(one.get("/Subtype", "")))
    match kind:
        case ("/FontDescriptor", _):
            if not any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"does not embed {one.get('/FontName')}"
        case ("/Font", "/Type0"):
            if "/ToUnicode" not in one:
                yield f"cannot say what {one.get('/BaseFont')} reads"
        case ("/Font", _):
            if "/FontDescriptor" not in one and kind[1] != "/Type3":
                yield f"uses {one.get('/BaseFont')} without embedding it"
