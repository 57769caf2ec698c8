"""Steps that call another SOP: a case of it where the government has it, else one recorded step."""

from zoneinfo import ZoneInfo

import pytest
from django_scopes import scope

from lajur.core.access import Acting, Actor, Role
from lajur.core.completion import Completion
from lajur.queries.previews import preview
from lajur.queries.procedures import list_procedures
from lajur.services.procedures import publish_procedure
from lajur.services.refusals import PartOfAnother
from lajur.services.verify import verify
from lajur.services.work_items import Paper, withdraw_case
from lajur.store.models import CaseRow, DocumentRow, EventRow, LaneBindingRow, ProcedureRow
from tests.services.house import NOON, House, new_key

PARENT = """
id: induk
layanan: [pembuatan]
identitas: {satuan_kerja: [DINAS], nomor: "1", nama: Pembuatan}
pelaksana:
  - {id: opd, nama: OPD, jenis: pemohon}
  - {id: kasi, nama: Kasi, jenis: jabatan}
barang:
  - {id: surat_permohonan, nama: Surat, jenis: dokumen, dari: opd}
  - {id: laporan, nama: Laporan, jenis: dokumen}
mulai: ajukan
langkah:
  - {id: ajukan, no: "1", kegiatan: Ajukan, pelaksana: opd, kelengkapan: "", waktu: "",
     output: "", hasil: [surat_permohonan], simbol: kapsul, lanjut: kaji}
  - {id: kaji, no: "2", kegiatan: Kaji, pelaksana: kasi, kelengkapan: "", waktu: "",
     output: Laporan, hasil: [laporan], memanggil: SOP Telaah Aplikasi, lanjut: {selesai: beres}}
selesai: [{id: beres, nama: Selesai, hasil: selesai}]
"""
CHILD = """
id: telaah
layanan: []
identitas: {satuan_kerja: [DINAS], nomor: "2", nama: Telaah  aplikasi}
pelaksana:
  - {id: klien, nama: Klien, jenis: pemohon}
  - {id: kasi, nama: Kasi, jenis: jabatan}
barang:
  - {id: permintaan, nama: surat, jenis: dokumen, dari: klien}
  - {id: hasil_telaah, nama: laporan, jenis: dokumen}
mulai: minta
langkah:
  - {id: minta, no: "1", kegiatan: Minta, pelaksana: klien, kelengkapan: surat, waktu: "",
     output: "", perlu: [permintaan], simbol: kapsul, lanjut: telaah}
  - {id: telaah, no: "2", kegiatan: Telaah, pelaksana: kasi, kelengkapan: "", waktu: "",
     output: laporan, hasil: [hasil_telaah], lanjut: {selesai: beres}}
selesai: [{id: beres, nama: Selesai, hasil: selesai}]
"""


def publish(house: House, *sources: str) -> None:
    """Publish SOPs and let Dewi's position work in their lane `kasi`."""
    setter = Actor(
        acting=Acting(person=None, name="Lajur", position=""),
        government=house.slug,
        roles=frozenset({Role.ADMIN}),
    )
    for source in sources:
        key = publish_procedure(source=source.encode(), transcript="", actor=setter, at=NOON)
        with scope(government=house.government):
            row = ProcedureRow.objects.get(pk=key)
            LaneBindingRow.objects.create(
                government_id=house.government,
                procedure_key=row.key,
                lane="kasi",
                position_id=house.positions["kasi"],
            )
            house.procedure = ProcedureRow.objects.get(government=house.government, key=row.key)


@pytest.fixture
def both(house: House) -> House:
    """A government with the SOP and the one it calls."""
    publish(house, CHILD, PARENT)
    return house


def child_of(house: House, case: int) -> CaseRow:
    with house.scope():
        return CaseRow.objects.get(parent=case)


def test_the_performer_sets_the_called_sop_going_as_a_case_of_its_own(both: House) -> None:
    case = both.file().case_id

    both.complete(case, "Dewi", papers={})

    child = child_of(both, case)
    assert [item.state for item in both.open_items(case)] == ["waiting"]
    assert [item.step for item in both.open_items(child.pk)] == ["telaah"]
    assert (child.number, child.title) == ("", "Antrean Puskesmas")


def test_when_the_child_ends_its_paper_completes_the_step_that_waited(both: House) -> None:
    case = both.file().case_id
    both.complete(case, "Dewi", papers={})
    child = child_of(both, case)

    both.complete(child.pk, "Dewi", papers={"hasil_telaah": Paper(text="Layak.")})

    with both.scope():
        parent = CaseRow.objects.get(pk=case)
        assert (parent.state, parent.end) == ("completed", "beres")
        assert parent.documents.get(item="laporan").text == "Layak."
    assert verify().is_clean


def test_the_sop_an_office_runs_for_itself_is_offered_to_no_applicant(both: House) -> None:
    with both.scope():
        telaah = next(one for one in list_procedures() if one.key == "telaah")
    assert telaah.procedure.services == ()


def test_the_note_of_whoever_sets_it_going_stands_in_the_history(both: House) -> None:
    case = both.file().case_id
    both.complete(case, "Dewi", papers={}, text="Mohon didahulukan.")

    with both.scope():
        (opened,) = EventRow.objects.filter(case=case, kind="ChildOpened")
    assert opened.text == "Mohon didahulukan."
    assert verify().is_clean


def test_a_refused_child_gives_the_step_back_and_does_not_complete_it(house: House) -> None:
    refusing = CHILD.replace("hasil: selesai}]", "hasil: ditolak}]")
    publish(house, refusing, PARENT)
    case = house.file().case_id
    house.complete(case, "Dewi", papers={})
    house.complete(child_of(house, case).pk, "Dewi", papers={"hasil_telaah": Paper(text="Tidak.")})

    (item,) = house.open_items(case)
    assert (item.step, item.state) == ("kaji", "reserved")
    with house.scope():
        (back,) = EventRow.objects.filter(case=case, kind="WorkItemReinstated")
        assert DocumentRow.objects.get(case=case, item="laporan").text == "Tidak."
    assert back.text == "Telaah  aplikasi: Selesai"
    assert house.complete(case, "Dewi", papers={}).ended == "beres"
    assert verify().is_clean


def test_the_confirmation_announces_the_child_and_not_the_next_step(both: House) -> None:
    case = both.file().case_id
    with both.scope():
        outlook = preview(
            case,
            2,
            Completion(),
            actor=both.actor("Dewi"),
            at=NOON,
            zone=ZoneInfo("Asia/Makassar"),
        )
    assert (outlook.ended, outlook.opened) == ("", ())
    assert outlook.called is not None
    assert outlook.called.title == "Telaah  aplikasi"
    assert [next_one.step for next_one in outlook.called.opened] == ["Telaah"]
    assert "Dewi" in outlook.called.opened[0].who


def test_withdrawing_the_request_withdraws_the_child(both: House) -> None:
    case = both.file().case_id
    both.complete(case, "Dewi", papers={})

    withdraw_case(
        case_id=case,
        seen_version=2,
        text="Batal.",
        actor=both.actor("Siti"),
        at=NOON,
        key=new_key(),
    )

    assert child_of(both, case).state == "withdrawn"
    assert verify().is_clean


def test_a_child_is_not_withdrawn_alone(both: House) -> None:
    case = both.file().case_id
    both.complete(case, "Dewi", papers={})

    with pytest.raises(PartOfAnother):
        withdraw_case(
            case_id=child_of(both, case).pk,
            seen_version=1,
            text="Batal.",
            actor=both.actor("Siti"),
            at=NOON,
            key=new_key(),
        )


def test_without_the_called_sop_the_step_is_one_recorded_step(house: House) -> None:
    publish(house, PARENT)
    case = house.file().case_id

    done = house.complete(case, "Dewi", papers={"laporan": Paper(text="Layak.")})

    assert done.ended == "beres"
