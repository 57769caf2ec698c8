"""Draws docs/gambar/naskah.png: every kind of paper, of all four governments, from facts made up.

Usage: python -m scripts.papers [FOLDER]; with a folder, every page also goes there, large.
"""

import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import segno
import typst
import yaml
from pypdfium2 import PdfDocument

from lajur.core.letters.kinds import KINDS, SignerRole
from lajur.core.letters.parts import read_parts
from lajur.core.letters.printed import printed
from lajur.core.letters.profile import Profile
from lajur.documents.letters import template_of
from lajur.documents.printing import FONTS, TEMPLATES

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE / "contoh_naskah"  # a file for each government
SHEET = HERE.parent / "docs" / "gambar" / "naskah.png"
PROFILES = HERE.parent / "src" / "lajur" / "services" / "letters_data" / "profiles.yaml"
ADDRESS = "https://layanan.contoh.go.id/{government}/periksa/contoh/"
FOOT = (
    "Keaslian naskah ini dapat diperiksa dengan memindai kode QR atau membuka alamat di bawahnya."
)
NAMES = {
    "buleleng": "Buleleng", "sumbawa": "Sumbawa", "cirebon": "Cirebon", "banten": "Banten",
}  # fmt: skip
PAGE, SHEET_PAGE, LARGE = 150, 190, 110  # pixels to the inch


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One paper of one government."""

    government: str  # slug
    kind: str  # LetterKind.id, or a template that is not a letter's
    name: str
    template: str
    facts: Mapping[str, Any]


def examples() -> Iterator[Example]:
    """Every example, government by government."""
    profiles = yaml.safe_load(PROFILES.read_bytes())
    for government, office in _offices():
        profile = Profile.from_dict(profiles[government]["profile"])
        for paper in office["naskah"]:
            facts = facts_of(paper, office, profile, government)
            yield Example(
                government=government,
                kind=paper["kind"],
                name=KINDS[paper["kind"]].name,
                template=template_of(facts),
                facts=facts,
            )


def slips() -> Iterator[Example]:
    """What is printed of a request and its handling, without a number of its own."""
    profiles = yaml.safe_load(PROFILES.read_bytes())
    for government, office in _offices():
        for paper in office.get("lembar", ()):
            profile = Profile.from_dict(profiles[government]["profile"])
            facts = {
                "language": "id",
                "printed_on": office["tanggal"].isoformat(),
                "government": profile.government,
                "office": profile.office,
                "profile": profile.to_dict(),
                "arms": "",
                "foot": "Dicetak dari Lajur; belum ditandatangani elektronik.",
                "page_words": ["Halaman", "dari"],
                "qr": _qr(ADDRESS.format(government=government)),
                **paper["facts"],
            }
            name = paper["name"]
            yield Example(
                government=government,
                kind=paper["template"],
                name=name,
                template=paper["template"],
                facts=facts,
            )


def _offices() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for government in NAMES:
        yield government, yaml.safe_load((EXAMPLES / f"{government}.yaml").read_bytes())


def facts_of(
    paper: Mapping[str, Any], office: Mapping[str, Any], profile: Profile, government: str
) -> dict[str, Any]:
    """The facts of one example, as issuing would freeze them."""
    kind, day = KINDS[paper["kind"]], paper.get("date", office["tanggal"])
    signers = [_signer(role, who, paper, office) for role, who in paper["signers"].items()]
    address = ADDRESS.format(government=government)
    return {
        **printed(
            kind,
            read_parts(kind, paper["parts"]),
            subject=paper["subject"],
            day=day,
            place=profile.place,
            signers=signers,
        ),
        "language": "id",
        "state": "issued",
        "printed_on": day.isoformat(),
        "profile": profile.to_dict(),
        "arms": "",
        "number": paper["number"],
        "date": day.isoformat(),
        "place": profile.place,
        "secrecy": "Biasa",
        "speed": paper.get("speed", "Biasa"),
        "signers": signers,
        "verification": {"address": address, "qr": _qr(address)},
        "foot": FOOT,
    }


def _signer(
    role: str, who: str, paper: Mapping[str, Any], office: Mapping[str, Any]
) -> dict[str, str]:
    capacity = paper.get("capacity", {}).get(who, "")
    absent = office["pejabat"]["kadis"]["position"] if capacity == "a.n." else ""
    return {
        "role": role,
        "caption": SignerRole(role).caption,
        "capacity": capacity,
        "on_behalf": absent,
        "signed": "",
        **office["pejabat"][who],
    }


def _qr(address: str) -> str:
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False
    )
    return out.getvalue().decode()


def pages(example: Example, ppi: float) -> list[bytes]:
    """The pages of one example as PNG."""
    drawn = typst.compile(
        TEMPLATES / f"{example.template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=ppi,
        sys_inputs={"facts": orjson.dumps(example.facts).decode()},
    )
    return [drawn] if isinstance(drawn, bytes) else list(drawn)


def sheet(shown: list[Example]) -> bytes:
    """All of them on one picture, the first page of each, its government and kind below."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number, example in enumerate(shown):
            (folder / f"{number}.png").write_bytes(pages(example, PAGE)[0])
        captions = [f"*{NAMES[one.government]}* \\ {one.name}".replace("/", "\\/") for one in shown]
        (folder / "sheet.typ").write_text(_sheet(captions))
        drawn = typst.compile(
            folder / "sheet.typ", root=folder, font_paths=[FONTS], ignore_system_fonts=True
        )
    return picture(drawn)


def picture(paper: bytes) -> bytes:
    """The first page of a PDF as PNG of at most 216 colours, which takes a third of the bytes."""
    scale = SHEET_PAGE / 72
    bitmap = PdfDocument(paper)[0].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    data = bytes(bitmap.buffer)
    levels = bytes((value + 25) // 51 for value in range(256))  # six of each colour
    red, green, blue = (data[start :: bitmap.n_channels].translate(levels) for start in range(3))
    indices = bytes(36 * r + 6 * g + b for r, g, b in zip(red, green, blue, strict=True))
    pixels = stride // bitmap.n_channels
    rows = (indices[at : at + width] for at in range(0, height * pixels, pixels))
    palette = bytes(51 * level for rgb in product(range(6), repeat=3) for level in rgb)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def _sheet(captions: list[str]) -> str:
    cells = "".join(
        f'  stack(spacing: 6pt, box(stroke: 0.4pt + gray, image("{number}.png", width: 100%)),'
        f" text(7.5pt)[{caption}]),\n"
        for number, caption in enumerate(captions)
    )
    return (
        "#set page(width: 27cm, height: auto, margin: 10mm, fill: luma(80%))\n"
        '#set text(font: "Liberation Sans")\n#set par(leading: 0.45em)\n'
        f"#grid(columns: (1fr,) * 7, column-gutter: 5mm, row-gutter: 6mm,\n{cells})\n"
    )


def main() -> None:
    shown = [*examples(), *slips()]
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for example in shown:
            for number, page in enumerate(pages(example, LARGE), start=1):
                name = f"{example.government}-{example.kind}-{number}.png"
                (folder / name).write_bytes(page)
    SHEET.write_bytes(sheet(shown))


if __name__ == "__main__":
    main()
