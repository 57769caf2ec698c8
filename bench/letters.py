"""A one-page letter with letterhead and QR, warm: the press beside WeasyPrint and reportlab.

All three print the same words, each letter with a number of its own, so that nothing is served
from a cache of whole papers. The peers print in this process; what they do not do (tags, the
archive claim) is said in the table. CPU of the press is that of its child and of this process.
"""

import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from lajur.documents import press as press_module
from lajur.documents import printing
from lajur.documents.letters import print_letter
from tests.documents.letter_facts import ADDRESS, facts, qr

sys.path.insert(0, str(Path(__file__).parent / "peers"))
from sop import CALIB_REF_MS, calibrate

TIMES = 100  # letters each
MANY = 1_000  # letters of one child
TICK = os.sysconf("SC_CLK_TCK")
ARMS = (printing.TEMPLATES / "arms.svg").read_text()
ARMS = ARMS.replace("#light", "#1f4e8c").replace("#dark", "#123763")


def rows() -> Iterator[dict[str, object]]:
    """Each printer's CPU and wall time of one letter."""
    peers: dict[str, tuple[Callable[[dict[str, Any]], bytes], str]] = {
        "Lajur": (print_letter, "PDF/A-2a, PDF/UA-1"),
        "WeasyPrint": (_by_weasyprint(), "PDF/A-2u"),
        "reportlab": (_by_reportlab(), "neither"),
    }
    for name, (one, claim) in peers.items():
        yield {"printer": name, **_measured(one), "archive and tags": claim}


def _measured(one: Callable[[dict[str, Any]], bytes]) -> dict[str, object]:
    for number in range(5):
        paper = one(_letter(-number))
    walls, before, spent = [], calibrate(), _cpu()
    for number in range(TIMES):
        started = time.perf_counter()
        paper = one(_letter(number))
        walls.append(time.perf_counter() - started)
    seen = (_cpu() - spent) / TIMES * 1_000
    slowness = (before + calibrate()) / 2 / CALIB_REF_MS
    return {
        "CPU ms, normalised": f"{seen / slowness:.1f}",
        "CPU ms, as measured": f"{seen:.1f}",
        "wall ms median": f"{median(walls) * 1_000:.1f}",
        "KiB": len(paper) >> 10,
    }


def memory() -> str:
    """What the child and this process hold after the first and after the thousandth letter."""
    printing._press.end()
    press_module.FEW = MANY + 1  # so that one child prints them all
    held = []
    for number in range(MANY):
        print_letter(_letter(number))
        if number + 1 in (100, MANY // 2, MANY):
            held.append((number + 1, _resident(_child()), _resident(os.getpid())))
    told = ", ".join(f"{count:,}: {child} + {ours} MiB" for count, child, ours in held)
    return f"Held by one child that never retires and by its parent, after so many letters: {told}."


def _letter(number: int) -> dict[str, Any]:
    return facts(number=f"B/500.12/{number}/Diskominfo/XI/2026", subject=f"Jawaban nomor {number}")


def _child() -> int:
    """The pid of the only child."""
    (child,) = printing._press._children
    return child._process.pid


def _cpu() -> float:
    """Seconds of this process and of the child, if there is one."""
    child = 0
    for one in printing._press._children:
        fields = Path(f"/proc/{one._process.pid}/stat").read_text().rpartition(")")[2].split()
        child += int(fields[11]) + int(fields[12])
    return time.process_time() + child / TICK


def _resident(pid: int) -> int:
    """MiB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def _by_weasyprint() -> Callable[[dict[str, Any]], bytes]:
    from html import escape

    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(
        string="""
        @page { size: A4; margin: 20mm 20mm 25mm 30mm }
        body { font: 12pt/1.4 "Liberation Sans"; text-align: justify }
        .kop { display: flex; text-align: center; border-bottom: 4pt double; padding-bottom: 2mm }
        .kop svg { width: 21mm; height: 25mm } .kop div { flex: 1 }
        .kop b { font-size: 16pt } .at { margin-left: 50% } .quiet { font-size: 7.5pt }
        """,
        font_config=fonts,
    )

    def one(letter: dict[str, Any]) -> bytes:
        look, signer = letter["profile"], letter["signers"][0]
        opening, points, closing = (part["value"] for part in letter["parts"])
        listed = "".join(f"<li>{escape(point)}" for point in points)
        page = f"""<html lang=id><title>{escape(letter["subject"])}</title>
        <div class=kop>{ARMS}<div>{look["government"]}<br><b>{look["office"]}</b><br>
        {"<br>".join(look["address"])}<br>Pos-el {look["email"]}, Laman {look["website"]}
        </div></div>
        <p style="text-align:right">{letter["place"]}, 20 November 2026
        <table><tr><td>Nomor<td>:<td>{letter["number"]}<tr><td>Sifat<td>:<td>{letter["speed"]}
        <tr><td>Lampiran<td>:<td>{letter["attachments"]}<tr><td>Hal<td>:<td>{letter["subject"]}</table>
        <p>Yth. {letter["addressee"]["to"][0]}<br>di {letter["addressee"]["at"]}
        <p>{escape(opening)}<ol>{listed}</ol><p>{escape(closing)}
        <div class=at>{signer["position"]},<br><br><br><br><b>{signer["name"]}</b><br>
        {signer["grade"]}<br>NIP. {signer["nip"]}</div><p>Tembusan:<ol><li>{letter["cc"][0]}</ol>
        <div class=quiet>{qr(ADDRESS).partition("?>")[2]}<br>{letter["foot"]} {ADDRESS}</div>"""
        printed = HTML(string=page).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-2u"
        )
        assert printed is not None
        return bytes(printed)

    return one


def _by_reportlab() -> Callable[[dict[str, Any]], bytes]:
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

    for name, file in (("Sans", "Regular"), ("Sans-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, printing.FONTS / f"LiberationSans-{file}.ttf"))
    body = ParagraphStyle(
        "body", fontName="Sans", fontSize=12, leading=17, alignment=4, spaceAfter=8
    )
    head = ParagraphStyle("head", parent=body, alignment=1, spaceAfter=0)
    bold = ParagraphStyle("bold", parent=head, fontName="Sans-Bold", fontSize=16, leading=20)
    right = ParagraphStyle("right", parent=body, alignment=0, leftIndent=80 * mm)

    def one(letter: dict[str, Any]) -> bytes:
        look, signer = letter["profile"], letter["signers"][0]
        marks = (
            ("Nomor", "number"),
            ("Sifat", "speed"),
            ("Lampiran", "attachments"),
            ("Hal", "subject"),
        )
        told = [[label, ":", Paragraph(letter[key], body)] for label, key in marks]
        code = Drawing(40, 40)
        code.add(QrCodeWidget(ADDRESS, barWidth=40, barHeight=40))
        points = [
            Paragraph(f"{n}. {point}", body)
            for n, point in enumerate(letter["parts"][1]["value"], 1)
        ]
        flow = [
            Paragraph(look["government"], head), Paragraph(look["office"], bold),
            *(Paragraph(line, head) for line in look["address"]), HRFlowable(width="100%"),
            Paragraph(f"{letter['place']}, 20 November 2026", right),
            Table(told, colWidths=(22 * mm, 5 * mm, 130 * mm)),
            Paragraph(f"Yth. {letter['addressee']['to'][0]}", body),
            Paragraph(letter["parts"][0]["value"], body), *points,
            Paragraph(letter["parts"][2]["value"], body), Paragraph(signer["position"], right),
            Spacer(1, 50), Paragraph(f"<b>{signer['name']}</b><br/>NIP. {signer['nip']}", right),
            Paragraph(f"Tembusan:<br/>1. {letter['cc'][0]}", body), code, Paragraph(ADDRESS, body),
        ]  # fmt: skip
        out = io.BytesIO()
        SimpleDocTemplate(out, pagesize=A4, leftMargin=30 * mm, rightMargin=20 * mm).build(flow)
        return out.getvalue()

    return one
