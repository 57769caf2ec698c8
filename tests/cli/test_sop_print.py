"""`lajur sop print`, and what the form then says."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from lajur.cli.main import main
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from lajur.documents.sop_sheet import sop_sheet
from tests.core.procedure.sheets import GOOD, SOPS

SIGNED = [pytest.param(path, id=path.stem) for path in SOPS]


def _procedure(path: Path) -> Procedure:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


def _squeezed(words: str) -> str:
    return "".join(words.replace("\u200b", "").split())


def _pages(paper: bytes) -> list[str]:
    return [_squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(paper)).pages]


@pytest.mark.parametrize("path", SIGNED)
def test_every_word_of_the_signed_sheet_is_printed(path: Path) -> None:
    procedure = _procedure(path)
    printed = "".join(_pages(sop_sheet(procedure, printed_on="2026-11-22")))
    identity = procedure.identity
    said = [identity.number, identity.title, *identity.issuing_unit, *identity.legal_bases]
    said += [*identity.warnings, *identity.qualifications, *identity.equipment, *identity.records]
    for step in procedure.steps.values():
        row = step.printed
        said += [row.no, row.title, row.requirements, row.time, row.outputs, row.remarks]
        said += [outcome.label or "" for outcome in step.outcomes]
    said += [lane.name for lane in procedure.lanes.values()]
    assert [words for words in said if _squeezed(words) not in printed] == []


@pytest.mark.parametrize("path", SIGNED)
def test_every_connector_stands_at_the_foot_of_a_page_and_the_head_of_the_next(path: Path) -> None:
    reader = PdfReader(io.BytesIO(sop_sheet(_procedure(path), printed_on="2026-11-22")))
    carried = ""
    for page in reader.pages:
        letters = _letters(page.extract_text())
        assert letters.startswith(carried)
        carried = letters.removeprefix(carried)
    assert carried == ""


def _letters(page: str) -> str:
    """The letters that stand alone on a line."""
    return "".join(line for line in page.split("\n") if len(line) == 1 and line.isupper())


def test_a_file_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "sop.pdf"
    assert main(["sop", "print", str(SOPS[0]), "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert str(target) in capsys.readouterr().out


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("PNG", b"\x89PNG")])
def test_every_page_is_a_picture_of_its_own(ending: str, begins: bytes, tmp_path: Path) -> None:
    count = len(_pages(sop_sheet(_procedure(SOPS[0]), printed_on="2026-11-22")))
    assert main(["sop", "print", str(SOPS[0]), "-o", str(tmp_path / f"sop.{ending}")]) == 0
    pictures = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(pictures) == {f"sop-{number}.{ending}" for number in range(1, count + 1)}
    assert all(picture.startswith(begins) for picture in pictures.values())
    assert len(set(pictures.values())) == count


@pytest.mark.parametrize("name", ["sop.docx", "sop", ".pdf"])
def test_another_ending_is_refused_in_a_sentence_before_anything_is_read(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sop", "print", str(tmp_path / "tidak-ada.yaml"), "-o", str(tmp_path / name)]) == 2
    refused = capsys.readouterr().err
    assert ".pdf, .svg, atau .png" in refused
    assert list(tmp_path.iterdir()) == []


def test_help_tells_how_the_pages_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sop", "print", "--help"])
    assert "sop-1.png" in capsys.readouterr().out


def test_a_file_with_errors_is_not_printed(tmp_path: Path) -> None:
    faulty = tmp_path / "uji.yaml"
    faulty.write_bytes(GOOD.replace(b"lanjut: periksa", b"lanjut: priksa"))
    assert main(["sop", "print", str(faulty), "-o", str(tmp_path / "uji.pdf")]) == 1
    assert not (tmp_path / "uji.pdf").exists()


def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "tidak-ada" / "sop.pdf"
    assert main(["sop", "print", str(SOPS[0]), "-o", str(target)]) == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err


def test_the_same_sop_goes_out_as_bpmn(tmp_path: Path) -> None:
    target = tmp_path / "sop.bpmn"
    assert main(["sop", "bpmn", str(SOPS[0]), "-o", str(target)]) == 0
    assert b"BPMNDiagram" in target.read_bytes()
