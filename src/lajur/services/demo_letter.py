"""The letter of a demo request: one plain page of PDF, written by hand.

Source: ISO 32000-1, 7.5 (file structure), 9.6.2 (the standard fonts need no embedding).
"""

from textwrap import wrap

WIDTH = 88  # characters of a line
PAGE = "/MediaBox [0 0 595 842]"  # A4, in points


def letter(*, agency: str, office: str, title: str, need: str, signer: str) -> bytes:
    """A request letter, as an agency would attach it."""
    lines = [
        agency.upper(),
        "",
        f"Hal: Permohonan {title}",
        "",
        f"Yth. Kepala {office}",
        "",
        "Dengan hormat, bersama ini kami mengajukan permohonan sebagaimana tersebut di atas.",
        *wrap(need, WIDTH),
        "",
        "Demikian permohonan ini kami sampaikan. Atas perhatiannya kami ucapkan terima kasih.",
        "",
        "",
        signer,
    ]
    return _document([part for line in lines for part in (wrap(line, WIDTH) or [""])])


def _document(lines: list[str]) -> bytes:
    content = "BT /F1 11 Tf 15 TL 64 770 Td\n" + "".join(f"{_shown(line)} T*\n" for line in lines)
    stream = (content + "ET").encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {PAGE} /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _file(objects)


def _shown(line: str) -> str:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped}) Tj"


def _file(objects: list[bytes]) -> bytes:
    """The objects with the table of where each begins."""
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(body))
    )
