"""Files in the dialects of many modellers: what fits becomes a draft, the rest is named."""

import pytest

from lajur.core.bpmn.importing import draft_of
from lajur.core.procedure.checks import check
from lajur.core.procedure.definition import Result
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.reader import read
from lajur.core.procedure.writer import write
from tests.core.bpmn.drawings import codes, foreign, imported
from tests.core.procedure.sheets import sentences

# What a person must decide of each file; every code stands in one of its notes.
DECIDED = {
    "camunda": {"message_flow", "boundary", "cut_off"},
    "signavio": {"other_gateway"},
    "bizagi": {"repeated", "sub_process"},
    "flowable": {"no_lanes", "repeated", "boundary", "other_gateway", "sub_process"},
    "visio": {"other_gateway", "sub_process", "repeated"},
}


@pytest.mark.parametrize("name", DECIDED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_fits_becomes_a_sound_draft_and_the_rest_is_named(name: str, encoding: str) -> None:
    text = foreign(name).decode("utf-8-sig")
    declared = text.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    declared = declared.replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    draft = draft_of(declared.encode(encoding), name=name)
    assert codes(draft, Severity.ERROR) == DECIDED[name]
    assert draft.procedure is not None
    assert sentences(check(draft.procedure)) == []
    assert read(write(draft.procedure), name="x.yaml").procedure == draft.procedure


@pytest.mark.parametrize("name", DECIDED)
def test_what_must_be_decided_says_where(name: str) -> None:
    for note in draft_of(foreign(name), name=name).notes:
        where = (
            note.severity is Severity.FINDING or note.place or note.sentence.startswith("Berkas")
        )
        assert where, note
        assert note.line > 0


def test_of_two_pools_with_work_one_must_be_chosen_by_the_name_of_its_pool() -> None:
    (refused,) = draft_of(foreign("two-pools"), name="x").notes
    assert "“Pemohon” (Process_warga), “Dinas Kominfo” (Process_dinas)" in refused.sentence
    draft = draft_of(foreign("two-pools"), name="x", process="Process_dinas")
    assert draft.procedure is not None
    assert [lane.name for lane in draft.procedure.lanes.values()] == ["Sekretariat", "Kepala Dinas"]
    assert codes(draft, Severity.ERROR) == {"message_flow"}
    assert any("surat permohonan" in one.sentence for one in draft.notes)


def test_nothing_that_a_program_was_to_run_is_in_the_draft() -> None:
    written = write(imported(foreign("flowable")))
    for word in (b"Runtime", b"jahat", b"${", b"exec"):
        assert word not in written


def test_lanes_in_lanes_dotted_ids_and_annotations_of_visio_are_read() -> None:
    procedure = imported(foreign("visio"))
    assert [lane.name for lane in procedure.lanes.values()] == [
        "Seksi Persandian", "Pejabat", "Pegawai",
    ]  # fmt: skip
    assert procedure.steps["memeriksa_identitas"].printed.remarks == "Membawa KTP asli"
    assert procedure.steps["mengisi_formulir"].printed.outputs == "Formulir"
    assert procedure.ends["gagal"].result is Result.REFUSED
