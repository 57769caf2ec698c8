"""What was sent and came back with a fault stays with the work, whatever page is opened next."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lajur.store.models import DocumentRow
from lajur.web import unsent
from tests.web.desk import PDF, Desk, build_desk, fields_of, press

PAPER = "tanggapan_rencana"


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


@pytest.fixture
def siti(desk: Desk) -> Client:
    return desk.client("Siti")


@pytest.fixture
def work(desk: Desk) -> str:
    """The address of a decision with a paper."""
    case = desk.file()
    return desk.url(case, desk.reach(case, PAPER).number)


def faulty(client: Client, work: str) -> None:
    """Everything but the reason that a refusal needs."""
    given = {
        "hasil": "tidak",
        f"kertas_{PAPER}": "Alurnya keliru.",
        f"lampiran_{PAPER}": SimpleUploadedFile("Tanggapan kami.pdf", PDF, "application/pdf"),
    }
    assert press(client, work, f"{work}selesaikan/", given).status_code == 422


def shown(client: Client, work: str) -> str:
    response = client.get(work)
    assert response.status_code == 200
    return response.content.decode()


def test_words_decision_and_file_are_there_when_the_page_is_opened_again(
    desk: Desk, siti: Client, work: str
) -> None:
    faulty(siti, work)

    page = shown(siti, work)

    assert "Alurnya keliru." in page
    assert "Tanggapan kami.pdf" in page
    assert 'value="tidak" checked' in page
    assert 'id="galat"' not in page  # nobody has pressed anything yet

    given = {"hasil": "tidak", "catatan": "Loket ada tiga."}
    confirm = press(siti, work, f"{work}selesaikan/", given)
    siti.post(f"{work}selesaikan/", {**fields_of(confirm, f"{work}selesaikan/"), "tahap": "kirim"})
    with desk.house.scope():
        assert DocumentRow.objects.filter(file_name="Tanggapan kami.pdf").exists()


def test_writing_a_letter_after_the_fault_loses_nothing(siti: Client, work: str) -> None:
    faulty(siti, work)

    letter = press(siti, work, f"{work}naskah/")["Location"]
    assert siti.get(letter).status_code == 200

    assert "Alurnya keliru." in shown(siti, work)
    assert "Tanggapan kami.pdf" in shown(siti, work)


def test_what_waits_on_the_page_before_sending_is_kept_too(siti: Client, work: str) -> None:
    given = {"hasil": "ya", f"kertas_{PAPER}": "Sesuai harapan."}
    assert press(siti, work, f"{work}selesaikan/", given).status_code == 200

    assert "Sesuai harapan." in shown(siti, work)


def test_a_file_that_is_let_go_does_not_come_back(siti: Client, work: str) -> None:
    faulty(siti, work)
    given = {"hasil": "tidak", f"buang_{PAPER}": "1"}
    press(siti, work, f"{work}selesaikan/", given)

    assert "Tanggapan kami.pdf" not in shown(siti, work)


def test_sent_work_is_forgotten(siti: Client, work: str) -> None:
    act = f"{work}selesaikan/"
    faulty(siti, work)
    given = {"hasil": "tidak", f"kertas_{PAPER}": "Alurnya keliru.", "catatan": "Tiga loket."}
    confirm = press(siti, work, act, given)
    assert siti.post(act, {**fields_of(confirm, act), "tahap": "kirim"}).status_code == 302

    assert "Isian Anda" not in shown(siti, work)
    assert unsent.KEY not in siti.session


def test_it_is_kept_for_nobody_else(desk: Desk, siti: Client, work: str) -> None:
    faulty(siti, work)

    assert "Alurnya keliru." not in shown(desk.client("Rahmat"), work)
    assert "Alurnya keliru." not in shown(desk.client("Siti"), work)  # at another browser


def test_a_session_stays_small(desk: Desk, siti: Client, work: str) -> None:
    for number in range(unsent.MOST + 3):
        kept = {str(number): [["catatan", "kata"]]}
        session = siti.session
        session[unsent.KEY] = {**session.get(unsent.KEY, {}), **kept}
        session.save()
    faulty(siti, work)
    assert len(siti.session[unsent.KEY]) == unsent.MOST
    assert "Alurnya keliru." in shown(siti, work)

    huge = {"hasil": "tidak", f"kertas_{PAPER}": "kata " * unsent.LONGEST}
    assert press(siti, work, f"{work}selesaikan/", huge).status_code == 422
    assert "kata kata" not in shown(siti, work)
