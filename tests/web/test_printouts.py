"""Papers printed while one waits: the control card of a case."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope
from pypdf import PdfReader

from lajur.core.letters.profile import Profile
from lajur.queries.registers.stamps import profile_stamp
from lajur.services.letters.looking import change_arms
from lajur.services.letters.provide import provide_papers
from lajur.services.papers import Paper
from lajur.services.work_items import withdraw_case
from lajur.store.models import AbsenceRow, GovernmentRow, LetterProfileRow, PersonRow
from tests.documents.pictures import png
from tests.services.house import FORM, new_key
from tests.web.desk import Desk, build_desk


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def _card(desk: Desk, who: str, case: int) -> str:
    answer = desk.client(who).get(desk.url(case, act="kartu-kendali.pdf"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_control_card_names_every_hand_with_its_capacity_and_time(desk: Desk) -> None:
    case = desk.file()
    desk.complete(case, "Budi", text="Segera.", papers={"disposisi_kadis": Paper(text="Baik.")})
    printed = _card(desk, "Wayan", case)
    for words in ("KARTU KENDALI", "Budi", "Kepala Dinas", "Dinas Kesehatan", "1 Hari Kerja"):
        assert words.casefold() in printed.casefold(), printed
    assert "Segera." not in printed  # a slip tells who and when, not what was written


def test_slips_bear_the_letterhead_of_the_day(desk: Desk) -> None:
    case, now = desk.file(), timezone.now()
    head = Profile(government="Pemerintah Kabupaten", office="Dinas", place="Kota", unit="D")
    with scope(government=desk.house.government):
        for version, (address, since) in enumerate(
            [("Jalan Garuda 1", now - timedelta(days=9)), ("Jalan Baru 2", now + timedelta(days=9))]
        ):
            LetterProfileRow.objects.create(
                government_id=desk.house.government,
                version=version + 1,
                data=replace(head, address=(address,)).to_dict(),
                since=since,
            )
    printed = _card(desk, "Wayan", case)
    assert "Jalan Garuda 1" in printed
    assert "Jalan Baru 2" not in printed


def test_the_control_card_is_for_the_office_alone(desk: Desk) -> None:
    case = desk.file()
    assert desk.client("Siti").get(desk.url(case, act="kartu-kendali.pdf")).status_code == 404
    assert "kartu-kendali" not in desk.client("Siti").get(desk.url(case)).content.decode()


def test_anybody_may_print_the_official_form_of_an_sop(desk: Desk) -> None:
    page = f"/{desk.house.slug}/sop/{desk.house.procedure.key}/"
    assert "sop.pdf" in Client().get(page).content.decode()
    answer = Client().get(f"{page}sop.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == Client().get(f"{page}sop.pdf").content
    assert Client().get(f"/{desk.house.slug}/sop/tidak-ada/sop.pdf").status_code == 404


def test_the_official_form_bears_the_arms_of_the_office_once_it_has_some(desk: Desk) -> None:
    address = f"/{desk.house.slug}/sop/{desk.house.procedure.key}/sop.pdf"
    bare = Client().get(address)
    assert bare["Content-Disposition"] == f'inline; filename="sop-{desk.house.procedure.key}.pdf"'
    provide_papers(GovernmentRow.objects.get(pk=desk.house.government), at=timezone.now())
    PersonRow.objects.filter(pk=desk.house.people["Umar"]).update(is_admin=True)
    umar = desk.house.actor("Umar")
    change_arms(content=png(), seen=profile_stamp(1), actor=umar, at=timezone.now(), key=new_key())
    dressed = Client().get(address)
    assert [_pictures(paper.content) for paper in (bare, dressed)] == [0, 1]


def _pictures(paper: bytes) -> int:
    return sum(len(page.images) for page in PdfReader(io.BytesIO(paper)).pages)


def test_anybody_may_take_an_sop_to_another_modeller(desk: Desk) -> None:
    address = f"/{desk.house.slug}/sop/{desk.house.procedure.key}/sop.bpmn"
    answer = Client().get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"BPMNDiagram" in answer.content


def _paper(desk: Desk, who: str, address: str) -> str:
    answer = desk.client(who).get(address)
    assert answer.status_code == 200
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_receipt_carries_the_number_and_the_code(desk: Desk) -> None:
    receipt = desk.house.file(at=desk.began)
    address = f"/{desk.house.slug}/permohonan/{receipt.case_id}/tanda-terima.pdf"
    printed = _paper(desk, "Siti", address)
    for words in ("TANDA TERIMA", receipt.number, receipt.code, "Yang terjadi sekarang", "/lacak/"):
        assert words in printed, printed
    assert desk.client("Budi").get(address).status_code in (403, 404)


def test_the_form_is_printed_as_it_was_filled_in(desk: Desk) -> None:
    case = desk.file()
    for who in ("Siti", "Budi"):
        printed = _paper(desk, who, desk.url(case, act="formulir.pdf"))
        for typed in FORM.values():
            assert " ".join(typed.split()) in printed, printed


def test_the_card_names_who_stood_in_and_for_whom(desk: Desk) -> None:
    case = desk.file()
    house = desk.house
    today = desk.began.date()
    with house.scope():
        AbsenceRow.objects.create(
            government_id=house.government,
            person_id=house.people["Budi"],
            substitute_id=house.people["Wayan"],
            capacity="a.n.",
            since=today - timedelta(days=1),
            until=today + timedelta(days=1),
        )
    desk.complete(case, "Wayan", text="Segera.")
    printed = _card(desk, "Dewi", case)
    assert "a.n. Kadis (Budi)" in printed, printed
    assert "{" not in printed


def test_called_off_work_is_neither_early_nor_late(desk: Desk) -> None:
    case = desk.file()
    withdraw_case(
        case_id=case,
        seen_version=desk.house.version(case),
        text="Batal.",
        actor=desk.house.actor("Siti"),
        at=timezone.now(),
        key=new_key(),
    )
    rest = _card(desk, "Wayan", case).split("Kepala Dinas mendisposisikan")[1]
    assert "dibatalkan" in rest
    assert "tepat waktu" not in rest
