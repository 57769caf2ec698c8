"""The claim of every paper to be an archive file (PDF/A-2a) that screen readers read (PDF/UA-1)."""

import base64
import io

import pikepdf
import pytest
import typst

from lajur.documents.letters import print_letter
from lajur.documents.printing import FONTS
from tests.documents.archive_checks import faults
from tests.documents.letter_facts import facts, part, signer
from tests.documents.pictures import png


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"shape": "judul", "title": "BERITA ACARA", "kind": "berita_acara"},
        {"shape": "judul", "title": "KEPUTUSAN", "kind": "keputusan", "about": "Hasil Telaah"},
        {"shape": "formulir", "title": "FORMULIR", "signers": [signer(signed="Ditandatangani")]},
        {"state": "draft", "number": "", "subject": "", "verification": None, "foot": ""},
        {"parts": [part("table", [["1.", "a 😀"]] * 90, columns=["No.", "Uraian"])]},
        {"arms": base64.b64encode(png()).decode()},
    ],
)
def test_every_letter_is_fit_for_the_archive(changed: dict[str, object]) -> None:
    assert faults(print_letter(facts(**changed))) == []


def test_a_file_that_only_looks_like_one_is_told_apart() -> None:
    plain = typst.compile(
        b'#set text(font: "Liberation Sans")\nHalo',
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_tags=False,
    )
    assert isinstance(plain, bytes)
    assert {"is not tagged", "has no output intent", "claims no pdfuaid:part 1"} <= set(
        faults(plain)
    )


def test_a_letter_that_somebody_made_act_is_told_apart() -> None:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(print_letter(facts()))) as letter:
        letter.Root.OpenAction = letter.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
        )
        for one in letter.objects:
            if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one:
                del one["/FontFile2"]
        letter.save(changed)
    found = faults(changed.getvalue())
    assert {"carries /OpenAction", "acts: /JavaScript", "carries /JS"} <= set(found)
    assert any("does not embed" in fault for fault in found)
