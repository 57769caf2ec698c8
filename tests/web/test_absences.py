"""The pages of absences: one's own, everybody's, and what they change elsewhere."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from lajur.store.models import AbsenceRow, PersonRow
from tests.web.desk import Desk, build_desk, fields_of
from tests.web.test_offices import hidden, text

OWN = "/sumbawa/akun/ketidakhadiran/"
ALL = "/sumbawa/kelola/ketidakhadiran/"


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


@pytest.fixture
def admin(desk: Desk) -> Client:
    PersonRow.objects.filter(pk=desk.house.people["Umar"]).update(is_admin=True)
    return desk.client("Umar")


def today() -> date:
    return timezone.now().astimezone(timezone.get_fixed_timezone(8 * 60)).date()


def typed(desk: Desk, by: str, days: int = 4, **more: object) -> dict[str, object]:
    return {
        "since": today().isoformat(),
        "until": (today() + timedelta(days=days)).isoformat(),
        "substitute": desk.house.people[by],
        "capacity": "Plh.",
        "decree": "800.1.11.1/7/2026",
        **more,
    }


def check(client: Client, address: str, given: dict[str, object]) -> HttpResponse:
    """Fill the form in and press “Periksa”."""
    page = client.get(address)
    return client.post(address, {**hidden(page), **given})  # type: ignore[return-value]


def record(client: Client, address: str, given: dict[str, object]) -> HttpResponse:
    """Fill the form in, look at what follows, and say yes."""
    asked = check(client, address, given)
    assert asked.status_code == 200, text(asked)
    return client.post(address, {**hidden(asked), **given, "aksi": "simpan"})  # type: ignore[return-value]


def the_only() -> AbsenceRow:
    with scopes_disabled():
        return AbsenceRow.objects.select_related("person", "substitute").get()


def test_a_person_is_shown_what_follows_before_it_is_recorded(desk: Desk) -> None:
    desk.file()
    budi = desk.client("Budi")

    page = text(check(budi, f"{OWN}baru/", typed(desk, "Wayan")))

    assert "Wayan menggantikan Budi?" in page
    assert "Plh. Kadis" in page
    assert "1 tugas yang terbuka sekarang" in page
    with scopes_disabled():
        assert not AbsenceRow.objects.exists()


def test_a_person_records_changes_and_ends_their_own_absence(desk: Desk) -> None:
    budi = desk.client("Budi")
    record(budi, f"{OWN}baru/", typed(desk, "Wayan"))
    row = the_only()
    assert (row.person.name, row.substitute.name, row.capacity) == ("Budi", "Wayan", "Plh.")

    change = f"{OWN}{row.pk}/ubah/"
    answer = record(budi, change, typed(desk, "Wayan", 9))
    assert answer.status_code == 302
    assert the_only().until == today() + timedelta(days=9)

    page = budi.get(OWN)
    end = f"{OWN}{row.pk}/akhiri/"
    done = budi.post(end, fields_of(page, end), follow=True)
    assert "Ketidakhadiran diakhiri" in text(done)  # type: ignore[arg-type]
    assert the_only().ended_on is not None


def test_everything_typed_comes_back_with_the_refusal(desk: Desk) -> None:
    budi = desk.client("Budi")
    with scopes_disabled():
        AbsenceRow.objects.create(
            government_id=desk.house.government,
            person_id=desk.house.people["Wayan"],
            substitute_id=desk.house.people["Dewi"],
            capacity="Plh.",
            since=today(),
            until=today(),
        )

    answer = check(budi, f"{OWN}baru/", typed(desk, "Wayan", decree="800/KEPT"))

    assert answer.status_code == 422
    assert "Wayan sendiri tidak di tempat" in text(answer)
    assert 'value="800/KEPT"' in text(answer)
    assert f'value="{desk.house.people["Wayan"]}" selected' in text(answer)


def test_what_is_missing_is_named_at_its_field(desk: Desk) -> None:
    answer = check(desk.client("Budi"), f"{OWN}baru/", typed(desk, "Wayan", since="kapan"))
    assert answer.status_code == 422
    assert "Tulis tanggal seperti 31/12/2026." in text(answer)
    answer = check(desk.client("Budi"), f"{OWN}baru/", typed(desk, "Wayan", substitute=""))
    assert "Pilih penggantinya." in text(answer)


def test_one_goes_back_from_the_check_to_the_form(desk: Desk) -> None:
    budi = desk.client("Budi")
    asked = check(budi, f"{OWN}baru/", typed(desk, "Wayan", decree="800/9"))
    form = hidden(asked)
    answer = budi.post(f"{OWN}baru/", {**form, "aksi": "ubah"})
    assert answer.status_code == 200
    assert 'value="800/9"' in text(answer)  # type: ignore[arg-type]
    assert 'role="alert"' not in text(answer)  # type: ignore[arg-type]


def test_only_colleagues_stand_in_the_list(desk: Desk) -> None:
    page = text(desk.client("Budi").get(f"{OWN}baru/"))  # type: ignore[arg-type]
    names = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    assert "Wayan · Kabid" in names
    assert not any("Siti" in name or name.startswith("Budi ") for name in names)


def test_an_administrator_records_it_for_anybody(desk: Desk, admin: Client) -> None:
    address = f"{ALL}baru/?orang={desk.house.people['Budi']}"
    assert "Catat ketidakhadiran: Budi" in text(admin.get(address))  # type: ignore[arg-type]

    record(admin, address, typed(desk, "Wayan", capacity="a.n."))

    page = text(admin.get(ALL))  # type: ignore[arg-type]
    assert "digantikan Wayan (a.n.)" in page
    assert "Berjalan" in page
    row = the_only()
    answer = record(admin, f"{ALL}{row.pk}/ubah/", typed(desk, "Wayan", 1, capacity="a.n."))
    assert answer.status_code == 302
    end = f"{ALL}{row.pk}/akhiri/"
    admin.post(end, fields_of(admin.get(ALL), end))  # type: ignore[arg-type]
    assert "Sudah lewat" in text(admin.get(ALL))  # type: ignore[arg-type]


def test_nobody_reaches_anothers_absence_under_their_own_account(desk: Desk) -> None:
    record(desk.client("Budi"), f"{OWN}baru/", typed(desk, "Wayan"))
    row = the_only()
    dewi = desk.client("Dewi")
    assert dewi.get(f"{OWN}{row.pk}/ubah/").status_code == 404
    form = hidden(dewi.get(f"{OWN}baru/"))  # type: ignore[arg-type]
    assert dewi.post(f"{OWN}{row.pk}/akhiri/", form).status_code == 404
    assert the_only().ended_on is None
    assert dewi.get(f"{ALL}baru/").status_code == 403


@pytest.mark.parametrize("whose", ["", "?orang=x", "?orang=999999"])
def test_an_absence_of_nobody_is_not_found(admin: Client, whose: str) -> None:
    assert admin.get(f"{ALL}baru/{whose}").status_code == 404


def test_the_trays_tell_both_of_them(desk: Desk) -> None:
    case = desk.file()
    record(desk.client("Budi"), f"{OWN}baru/", typed(desk, "Wayan"))

    page = text(desk.client("Wayan").get("/sumbawa/tugas/"))  # type: ignore[arg-type]
    assert "Anda menggantikan <strong>Budi</strong>" in page
    assert "menggantikan Budi" in page.partition("<tbody")[2]
    page = text(desk.client("Budi").get("/sumbawa/tugas/"))  # type: ignore[arg-type]
    assert "<strong>Wayan</strong> menggantikan Anda" in page
    assert desk.url(case)[:-1] in page or f"/tugas/{case}/" in page


def test_the_history_says_in_whose_place_somebody_acted(desk: Desk) -> None:
    case = desk.file()
    record(desk.client("Budi"), f"{OWN}baru/", typed(desk, "Dewi", capacity="a.n."))
    wanted = text(desk.client("Dewi").get(desk.url(case, 2)))  # type: ignore[arg-type]
    assert "tindakan Anda tercatat sebagai a.n. Kadis (Budi)" in wanted

    desk.complete(case, "Dewi", actor=desk.house.actor("Dewi", timezone.now()))

    assert "Dewi, a.n. Kadis (Budi)" in text(desk.client("Sari").get(desk.url(case)))  # type: ignore[arg-type]


def test_the_notice_of_it_opens_the_list(desk: Desk) -> None:
    record(desk.client("Budi"), f"{OWN}baru/", typed(desk, "Wayan"))
    wayan = desk.client("Wayan")
    page = text(wayan.get("/sumbawa/pemberitahuan/"))  # type: ignore[arg-type]
    assert "Anda menggantikan Budi" in page
    assert "Menggantikan Budi" in text(wayan.get(OWN))  # type: ignore[arg-type]


def test_an_empty_list_says_so(desk: Desk, admin: Client) -> None:
    assert "Belum ada yang dicatat." in text(desk.client("Budi").get(OWN))  # type: ignore[arg-type]
    assert "Tidak ada ketidakhadiran yang tercatat." in text(admin.get(ALL))  # type: ignore[arg-type]
