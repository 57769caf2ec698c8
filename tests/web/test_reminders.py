"""The administrator's page of reminder rules."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from lajur.services.reminders.fire import fire
from lajur.services.reminders.rules import provide_rules
from lajur.store.models import OfficeEventRow, ReminderRuleRow
from tests.web.asking import send, sentences
from tests.web.world import World

KEY = "0123456789abcdef0123456789abcdef"
PAGE = "kelola/pengingat/"


@pytest.fixture
def office(sumbawa: World) -> World:
    with scope(government=sumbawa.government):
        provide_rules(sumbawa.government)
    return sumbawa


def rows(office: World) -> list[ReminderRuleRow]:
    with scope(government=office.government):
        return list(ReminderRuleRow.objects.order_by("id"))


def post(office: World, rest: str = "", **form: str):
    client = office.client("wayan")
    return client.post(office.url(PAGE + rest), {"kunci": KEY, **form}, follow=True)


def show(office: World, rest: str = "") -> str:
    return str(office.client("wayan").get(office.url(PAGE + rest)).text)


def test_the_rules_are_sentences_with_examples(office: World) -> None:
    page = show(office)

    assert "1 hari kerja sebelum tenggat, ingatkan pelaksana" in page
    assert "3 hari kerja setelah tenggat, beri tahu atasan" in page
    assert "Saat tenggat tiba, beri tahu registrar" in page


def test_an_office_without_rules_is_told_so(sumbawa: World) -> None:
    assert "Belum ada aturan" in show(sumbawa)


def test_a_rule_is_added_and_journalled(office: World) -> None:
    page = post(office, moment="after", amount="4", unit="jam", audience="clerk").text

    assert "4 jam kerja setelah tenggat, beri tahu registrar" in page
    assert "Aturan ditambahkan" in page
    with scope(government=office.government):
        assert OfficeEventRow.objects.latest("seq").kind == "reminder_rule_added"


def test_the_rule_of_the_deadline_itself_needs_no_amount(office: World) -> None:
    post(office, moment="at", amount="7", unit="jam", audience="superior")

    last = rows(office)[-1]
    assert (last.moment, last.amount, last.unit) == ("at", 0, "hari_kerja")


def test_a_rule_without_an_amount_is_explained_and_kept(office: World) -> None:
    answer = post(office, moment="before", amount="", unit="menit", audience="clerk")

    assert answer.status_code == 422
    assert sentences(answer.text) == ["Isi berapa lama, misalnya 1."]
    assert '<option value="menit" selected>' in answer.text


def test_a_rule_that_is_there_already_is_refused(office: World) -> None:
    answer = post(office, moment="at", unit="hari_kerja", audience="clerk")

    assert answer.status_code == 422
    assert "Aturan ini sudah ada" in answer.text


def test_a_rule_is_switched_off_and_on_again(office: World) -> None:
    rule = rows(office)[0]
    for path, active in (("matikan", False), ("nyalakan", True)):
        stamp = stamps(office)[rule.pk]
        post(office, f"{rule.pk}/{path}/", terlihat=stamp, kunci=f"{int(active):032x}")
        assert rows(office)[0].active is active


def stamps(office: World) -> dict[int, str]:
    from lajur.queries.reminders import rule_stamp

    return {row.pk: rule_stamp(row) for row in rows(office)}


def test_a_page_that_is_no_longer_true_switches_nothing(office: World) -> None:
    rule = rows(office)[0]
    page = post(office, f"{rule.pk}/matikan/", terlihat="lama").text

    assert "Sementara itu data ini diubah" in page
    assert rows(office)[0].active


def test_what_has_fired_is_listed_with_who_was_told(office: World) -> None:
    assert "Belum ada pengingat" in show(office, "riwayat/")
    send(office)
    fire(at=timezone.now() + timedelta(days=30))

    page = show(office, "riwayat/")
    assert "Budi Santoso" in page
    assert "Saat tenggat tiba, ingatkan pelaksana" in page
