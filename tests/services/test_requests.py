"""Filing a request: a case with a number, or a draft as it was."""

from datetime import UTC, datetime, timedelta

import pytest

from lajur.core.engine.refusals import DocumentMissing, NotAllowed
from lajur.core.refusals import NotFound
from lajur.services.numbers import NumberTaken
from lajur.services.refusals import FormRefused, IdempotencyMismatch, ServiceNotOffered, StaleDraft
from lajur.services.requests import attach_to_draft, discard_draft, file_request, save_draft
from lajur.services.work_items import Paper, withdraw_case
from lajur.store.models import CaseRow, CounterRow, DocumentRow, DraftRow, GovernmentRow
from tests.services.house import FORM, NOON, House, build, new_key

MIDNIGHT_WITA = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # 00.00 on 1 January in Makassar
LETTER = Paper(text="Dengan hormat.")


def test_a_filed_request_has_a_number_a_code_and_its_first_step_done(house: House) -> None:
    receipt = house.file()

    with house.scope():
        case = CaseRow.objects.get(pk=receipt.case_id)
    assert receipt.number == case.number == "001/PA/DKIST/2026"
    assert receipt.code == case.code
    assert len(receipt.code) == 14
    assert [item.step for item in house.open_items(case.pk)] == ["disposisi_kadis"]


def test_the_papers_of_the_draft_become_those_of_the_case(house: House) -> None:
    case = house.file().case_id

    with house.scope():
        paper = DocumentRow.objects.get(case=case)
        assert (paper.item, paper.version, paper.number) == ("surat_permohonan", 1, 1)
        assert not DraftRow.objects.exists()


def test_sending_twice_gives_one_case_and_the_same_receipt(house: House) -> None:
    draft = house.draft()
    send = {"draft_id": draft, "actor": house.actor("Siti"), "at": NOON, "key": "satu"}

    first = file_request(**send)

    assert file_request(**send) == first
    with house.scope():
        assert CaseRow.objects.count() == 1


def test_a_key_that_filed_one_draft_files_no_other(house: House) -> None:
    first, second = house.draft(), house.draft()
    siti = house.actor("Siti")
    file_request(draft_id=first, actor=siti, at=NOON, key="satu")

    with pytest.raises(IdempotencyMismatch):
        file_request(draft_id=second, actor=siti, at=NOON, key="satu")


def test_a_request_without_its_letter_stays_a_draft(house: House) -> None:
    draft = house.draft()
    attach_to_draft(
        draft_id=draft,
        item="surat_permohonan",
        paper=Paper(),
        actor=house.actor("Siti"),
        at=NOON,
    )

    with pytest.raises(DocumentMissing):
        file_request(draft_id=draft, actor=house.actor("Siti"), at=NOON, key=new_key())

    with house.scope():
        assert DraftRow.objects.filter(pk=draft).exists()
        assert not CounterRow.objects.exists()


def test_every_answer_that_cannot_stand_is_named(house: House) -> None:
    draft = house.draft(form={**FORM, "pj_surel": "siti", "pengguna": " "})

    with pytest.raises(FormRefused) as refused:
        file_request(draft_id=draft, actor=house.actor("Siti"), at=NOON, key=new_key())

    assert {name: fault.code for name, fault in refused.value.fields.items()} == {
        "pj_surel": "not_an_email",
        "pengguna": "answer_missing",
    }


def test_an_official_cannot_file(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.draft(by="Budi")


def test_numbers_have_no_gaps_even_when_some_are_refused(house: House) -> None:
    numbers = [house.file().number]
    broken = house.draft(form={})
    with pytest.raises(FormRefused):
        file_request(draft_id=broken, actor=house.actor("Siti"), at=NOON, key=new_key())
    numbers += [house.file().number, house.file().number]

    assert [number[:3] for number in numbers] == ["001", "002", "003"]


@pytest.mark.parametrize(
    ("zone", "hours_before_utc"),
    [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)],
)
def test_the_year_turns_at_the_offices_own_midnight(
    db: None, zone: str, hours_before_utc: int
) -> None:
    house = build("papua", zone)
    new_year = datetime(2027, 1, 1, tzinfo=UTC) - timedelta(hours=hours_before_utc)

    last = house.file(at=new_year - timedelta(seconds=1))
    first = house.file(at=new_year)

    assert (last.number, first.number) == ("001/PA/DKIST/2026", "001/PA/DKIST/2027")


def test_two_governments_count_apart(house: House, neighbour: House) -> None:
    assert house.file().number == neighbour.file().number


def test_a_pattern_may_ask_for_the_month_in_roman_numerals(house: House) -> None:
    GovernmentRow.objects.update(request_pattern="{urut:04}/{unit}/{bulan_romawi}/{tahun}")

    assert house.file().number == "0001/DKIST/XI/2026"


def test_a_new_pattern_that_repeats_a_number_is_refused_and_the_draft_stays(house: House) -> None:
    GovernmentRow.objects.update(request_pattern="{urut}/2/{tahun}")
    assert house.file().number == "1/2/2026"
    GovernmentRow.objects.update(request_pattern="1/{urut}/{tahun}")

    with pytest.raises(NumberTaken):
        house.file()

    GovernmentRow.objects.update(request_pattern="A/{urut}/{tahun}")
    with house.scope():
        draft = DraftRow.objects.get().pk
    sent = file_request(draft_id=draft, actor=house.actor("Siti"), at=NOON, key=new_key())
    assert sent.number == "A/2/2026"


def test_a_draft_saved_elsewhere_is_not_overwritten(house: House) -> None:
    draft = house.draft()
    again = {
        "draft_id": draft,
        "procedure_key": house.procedure.key,
        "service": "pembuatan",
        "title": "Lain",
        "form": FORM,
        "actor": house.actor("Siti"),
        "at": NOON,
    }
    save_draft(**again, seen_version=0)

    with pytest.raises(StaleDraft):
        save_draft(**again, seen_version=0)


def test_a_draft_keeps_only_answers_to_what_the_form_asks(house: House) -> None:
    draft = house.draft(form={**FORM, "tak_ditanya": "x"})

    with house.scope():
        assert DraftRow.objects.get(pk=draft).form == FORM


def test_a_draft_belongs_to_who_wrote_it(house: House, neighbour: House) -> None:
    draft = house.draft()

    with pytest.raises(NotFound):
        discard_draft(draft_id=draft, actor=neighbour.actor("Siti"), at=NOON)


def test_a_discarded_draft_is_gone_with_its_papers(house: House) -> None:
    draft = house.draft()

    discard_draft(draft_id=draft, actor=house.actor("Siti"), at=NOON)

    with house.scope():
        assert not DraftRow.objects.exists()
        assert not DocumentRow.objects.exists()


def test_a_service_the_procedure_does_not_offer_is_refused(house: House) -> None:
    with pytest.raises(ServiceNotOffered):
        save_draft(
            draft_id=None,
            procedure_key=house.procedure.key,
            service="api",
            title="",
            form={},
            seen_version=None,
            actor=house.actor("Siti"),
            at=NOON,
        )


def test_a_withdrawn_request_closes_with_its_work(house: House) -> None:
    case = house.file().case_id

    done = withdraw_case(
        case_id=case,
        seen_version=1,
        text="Anggaran dialihkan.",
        actor=house.actor("Siti"),
        at=NOON,
        key=new_key(),
    )

    assert done.version == 2
    assert house.open_items(case) == []
