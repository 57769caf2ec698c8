"""Names under the government's domain: one request each, free again when it comes to nothing."""

import pytest
from django_scopes import scope

from lajur.core.access import Acting, Actor, Role
from lajur.services.papers import Paper
from lajur.services.procedures import publish_procedure
from lajur.services.refusals import FormRefused
from lajur.services.requests import Receipt, attach_to_draft, file_request, save_draft
from lajur.services.work_items import withdraw_case
from lajur.store.models import DocumentRow, GovernmentRow, LaneBindingRow, ProcedureRow
from tests.services.house import NOON, SOPS, House, new_key

SOURCE = (SOPS / "banten" / "banten-2020.yaml").read_bytes()
ANSWERS = {
    "nama_opd": "Dinas Kesehatan",
    "nama_aplikasi": "Antrean",
    "tujuan_manfaat": "Cepat.",
    "ringkasan_kebutuhan": "Antre.",
    "pengguna": "Warga",
    "pj_nama": "Siti",
    "pj_telepon": "0254 123456",
    "pj_surel": "siti@bantenprov.go.id",
    "pj_jabatan": "Kasubag",
    "pernyataan": "ya",
}


@pytest.fixture
def banten(house: House) -> House:
    """The same people with Banten's SOP, whose form asks for a subdomain."""
    setter = Actor(
        acting=Acting(person=None, name="Lajur", position=""),
        government=house.slug,
        roles=frozenset({Role.ADMIN}),
    )
    key = publish_procedure(source=SOURCE, transcript="", actor=setter, at=NOON)
    with scope(government=house.government):
        house.procedure = ProcedureRow.objects.get(pk=key)
        LaneBindingRow.objects.create(
            government_id=house.government,
            procedure_key=house.procedure.key,
            lane="kadis",
            position_id=house.positions["kadis"],
        )
    return house


def ask_for(banten: House, name: str) -> Receipt:
    siti = banten.actor("Siti")
    draft = save_draft(
        draft_id=None,
        procedure_key=banten.procedure.key,
        service="pembuatan",
        title="Antrean",
        form={**ANSWERS, "subdomain": name},
        seen_version=None,
        actor=siti,
        at=NOON,
    )
    for item in ("surat_permohonan", "spek_teknis"):
        attach_to_draft(draft_id=draft, item=item, paper=Paper(text="Isi."), actor=siti, at=NOON)
    return file_request(draft_id=draft, actor=siti, at=NOON, key=new_key())


def refusal_of(banten: House, name: str) -> str:
    with pytest.raises(FormRefused) as refused:
        ask_for(banten, name)
    return refused.value.fields["subdomain"].code


def test_the_filled_form_is_the_form_the_sop_asks_for(banten: House) -> None:
    case = ask_for(banten, "antrean").case_id

    with banten.scope():
        form = DocumentRow.objects.get(case=case, item="form_pengajuan")
    assert "Nama OPD: Dinas Kesehatan" in form.text


def test_a_name_another_request_asks_for_is_taken(banten: House) -> None:
    ask_for(banten, "antrean")

    assert refusal_of(banten, "Antrean.bantenprov.go.id") == "subdomain_taken"


def test_a_name_the_office_keeps_for_itself_is_reserved(banten: House) -> None:
    GovernmentRow.objects.update(reserved_subdomains=["gubernur"])

    assert refusal_of(banten, "gubernur") == "subdomain_reserved"


def test_a_withdrawn_request_gives_its_name_free(banten: House) -> None:
    case = ask_for(banten, "antrean").case_id
    withdraw_case(
        case_id=case,
        seen_version=1,
        text="Batal.",
        actor=banten.actor("Siti"),
        at=NOON,
        key=new_key(),
    )

    assert ask_for(banten, "antrean").number


def test_a_refused_request_gives_its_name_free(banten: House) -> None:
    case = ask_for(banten, "antrean").case_id
    banten.complete(case, "Budi", outcome="tolak", text="Sudah ada.")

    assert ask_for(banten, "antrean").number
