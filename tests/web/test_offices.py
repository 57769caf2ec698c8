"""The pages of administration, as an administrator uses them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from lajur.store.models import HoldingRow, LaneBindingRow, PersonRow, PositionRow, UnitRow
from tests.web.world import World

PAGES = (
    "kelola/",
    "kelola/riwayat/",
    "kelola/unit/",
    "kelola/unit/?cari=zzz",
    "kelola/unit/?tutup=1",
    "kelola/unit/baru/",
    "kelola/jabatan/",
    "kelola/jabatan/?kosong=1",
    "kelola/lajur/",
    "kelola/periksa-sop/",
    "kelola/orang/",
    "kelola/orang/?nonaktif=1",
    "kelola/orang/baru/",
    "kelola/penomoran/",
    "kelola/domain/",
)


@pytest.fixture
def wayan(sumbawa: World) -> Client:
    return sumbawa.client("wayan")


def text(response: HttpResponse) -> str:
    return response.content.decode()


def hidden(response: HttpResponse, action: str = "") -> dict[str, str]:
    """What the form carries unseen: the last form, or the one sent to `action`."""
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", text(response), re.DOTALL)
    (form,) = [one for one in forms if 'name="kunci"' in one and action in one][-1:]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def send(client: Client, url: str, /, **typed: Any) -> HttpResponse:
    """Open the page, fill it in, send it."""
    page = client.get(url)
    return client.post(url, hidden(page) | typed)  # type: ignore[return-value]


def position_of(world: World, lane: int = 0) -> PositionRow:
    with scopes_disabled():
        return PositionRow.objects.filter(government=world.government).order_by("rank")[lane]


def open_terms(position: PositionRow) -> list[tuple[str, str]]:
    with scopes_disabled():
        rows = HoldingRow.objects.filter(position=position, until__isnull=True)
        return list(rows.values_list("person__name", "capacity"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_the_administrator(sumbawa: World, wayan: Client, page: str) -> None:
    assert wayan.get(sumbawa.url(page)).status_code == 200


@pytest.mark.parametrize("who", ["siti", "budi", "dewi", "agus", "tono"])
def test_nobody_else_gets_in(sumbawa: World, who: str) -> None:
    assert sumbawa.client(who).get(sumbawa.url("kelola/")).status_code == 403


def test_the_administrator_of_another_government_finds_nothing(
    sumbawa: World, cirebon: World
) -> None:
    assert cirebon.client("wayan").get(sumbawa.url("kelola/")).status_code == 404


def test_things_of_another_government_are_not_found(
    sumbawa: World, cirebon: World, wayan: Client
) -> None:
    person, position = cirebon.people["budi"].pk, position_of(cirebon).pk
    for page in (f"orang/{person}/", f"jabatan/{position}/", f"unit/{cirebon.agency.pk}/"):
        assert wayan.get(sumbawa.url(f"kelola/{page}")).status_code == 404


def test_a_unit_is_added_and_shown(sumbawa: World, wayan: Client) -> None:
    answer = send(
        wayan, sumbawa.url("kelola/unit/baru/"), name="Dinas Sosial", jenis="agency", parent=""
    )

    assert answer.status_code == 302
    assert "Dinas Sosial" in text(wayan.get(sumbawa.url("kelola/unit/")))


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(sumbawa: World, wayan: Client) -> None:
    answer = send(
        wayan, sumbawa.url("kelola/unit/baru/"), name="dinas kesehatan", short_name="Dinkes 2"
    )

    assert answer.status_code == 422
    assert "sudah dipakai" in text(answer)
    assert "Dinkes 2" in text(answer)


def test_a_new_holder_is_asked_about_before_the_old_one_goes(sumbawa: World, wayan: Client) -> None:
    position = position_of(sumbawa)
    url = sumbawa.url(f"kelola/jabatan/{position.pk}/pemegang/")
    typed = {
        "person": sumbawa.people["tono"].pk,
        "capacity": "definitif",
        "since": str(timezone.localdate()),
    }

    asked = send(wayan, url, **typed)
    assert "Budi Santoso" in text(asked)
    assert "Belum ada yang berubah" in text(asked)
    assert open_terms(position) == [("Budi Santoso", "definitif")]

    answer = wayan.post(url, hidden(asked) | typed)
    assert answer.status_code == 302
    assert open_terms(position) == [("Tono Prasetyo", "definitif")]


def test_what_is_confirmed_names_its_days(sumbawa: World, wayan: Client) -> None:
    position = position_of(sumbawa)
    typed = {
        "person": sumbawa.people["tono"].pk,
        "capacity": "definitif",
        "since": "2026-12-01",
        "until": "2026-12-31",
    }

    asked = text(send(wayan, sumbawa.url(f"kelola/jabatan/{position.pk}/pemegang/"), **typed))

    assert (
        f"Tetapkan Tono Prasetyo sebagai {position.name} "
        "mulai 1 Desember 2026 sampai 31 Desember 2026?"
    ) in asked


def test_a_plh_needs_a_last_day(sumbawa: World, wayan: Client) -> None:
    url = sumbawa.url(f"kelola/jabatan/{position_of(sumbawa).pk}/pemegang/")

    answer = send(
        wayan,
        url,
        person=sumbawa.people["tono"].pk,
        capacity="Plh.",
        since=str(timezone.localdate()),
    )

    assert answer.status_code == 422
    assert "Isi tanggal berakhirnya" in text(answer)


def test_a_planned_term_is_annulled_from_the_page(sumbawa: World, wayan: Client) -> None:
    position, today = position_of(sumbawa), timezone.localdate()
    send(
        wayan,
        sumbawa.url(f"kelola/jabatan/{position.pk}/pemegang/"),
        person=sumbawa.people["tono"].pk,
        capacity="Plh.",
        since=str(today + timedelta(days=5)),
        until=str(today + timedelta(days=9)),
    )
    page = wayan.get(sumbawa.url(f"kelola/jabatan/{position.pk}/"))
    (url,) = re.findall(r'action="([^"]+/batalkan/)"', text(page))

    assert wayan.post(url, hidden(page, "/batalkan/")).status_code == 302
    page = wayan.get(sumbawa.url(f"kelola/jabatan/{position.pk}/"))
    assert "dibatalkan sebelum mulai" in text(page)


def test_a_lane_is_given_to_another_position(sumbawa: World, wayan: Client) -> None:
    with scopes_disabled():
        binding = LaneBindingRow.objects.filter(government=sumbawa.government).first()
    assert binding is not None
    other = position_of(sumbawa, 1)
    url = sumbawa.url(f"kelola/lajur/{binding.procedure_key}/{binding.lane}/")

    answer = send(wayan, url, jabatan=[binding.position_id, other.pk])

    assert answer.status_code == 302
    with scopes_disabled():
        bound = LaneBindingRow.objects.filter(lane=binding.lane).values_list("position", flat=True)
        assert set(bound) == {binding.position_id, other.pk}


def test_a_vacant_lane_is_marked_in_words_and_shape(sumbawa: World, wayan: Client) -> None:
    with scopes_disabled():
        HoldingRow.objects.filter(position=position_of(sumbawa)).update(until="2025-01-01")

    page = text(wayan.get(sumbawa.url("kelola/lajur/")))

    assert "Kosong: tanpa pemegang" in page
    assert 'class="chip chip--late"' in page
    assert "lajur tanpa petugas" in text(wayan.get(sumbawa.url("kelola/")))


def test_the_password_of_a_new_person_is_shown_once_and_works(
    sumbawa: World, wayan: Client
) -> None:
    answer = send(
        wayan,
        sumbawa.url("kelola/orang/baru/"),
        username="made.sukrawati",
        name="Made Sukrawati",
        unit=sumbawa.agency.pk,
    )

    (password,) = re.findall(r'class="secret">([^<]+)<', text(answer))
    assert PersonRow.objects.get(username="made.sukrawati").check_password(password)
    assert "no-store" in answer["Cache-Control"]
    assert f'href="{sumbawa.url("kelola/jabatan/")}">Beri jabatan' in text(answer)
    person = PersonRow.objects.get(username="made.sukrawati").pk
    assert password not in text(wayan.get(sumbawa.url(f"kelola/orang/{person}/")))


def test_a_double_click_shows_the_same_password(sumbawa: World, wayan: Client) -> None:
    url = sumbawa.url("kelola/orang/baru/")
    typed = hidden(wayan.get(url)) | {"username": "made.s", "name": "Made", "unit": ""}

    first, second = wayan.post(url, typed), wayan.post(url, typed)

    pattern = r'class="secret">([^<]+)<'
    assert re.findall(pattern, text(first)) == re.findall(pattern, text(second)) != []  # type: ignore[arg-type]


def test_a_person_who_leaves_is_asked_about_and_cannot_sign_in(
    sumbawa: World, wayan: Client
) -> None:
    url = sumbawa.url(f"kelola/orang/{sumbawa.people['budi'].pk}/nonaktif/")
    budi = sumbawa.client("budi")

    assert "Masa jabatan yang berakhir" in text(wayan.get(url))
    assert send(wayan, url).status_code == 302
    assert budi.get(sumbawa.url("register/")).status_code == 302


def test_a_changed_role_ends_the_session(sumbawa: World, wayan: Client) -> None:
    tono = sumbawa.client("tono")
    assert tono.get(sumbawa.url("akun/")).status_code == 200

    send(
        wayan,
        sumbawa.url(f"kelola/orang/{sumbawa.people['tono'].pk}/ubah/"),
        name="Tono Prasetyo",
        unit="",
        is_clerk="on",
    )

    assert tono.get(sumbawa.url("akun/")).status_code == 302


def test_somebody_quicker_is_named_and_nothing_typed_is_lost(sumbawa: World, wayan: Client) -> None:
    url = sumbawa.url(f"kelola/unit/{sumbawa.agency.pk}/ubah/")
    opened = wayan.get(url)
    send(wayan, url, name="Dinas Kesehatan Kabupaten")

    answer = wayan.post(url, hidden(opened) | {"name": "Dinkes Sumbawa"})

    assert answer.status_code == 422
    assert "diubah oleh Wayan Sudira" in text(answer)  # type: ignore[arg-type]
    assert 'value="Dinkes Sumbawa"' in text(answer)  # type: ignore[arg-type]


def test_the_next_numbers_are_shown_while_the_pattern_is_typed(
    sumbawa: World, wayan: Client
) -> None:
    url = sumbawa.url("kelola/penomoran/")

    shown = wayan.get(
        url,
        {"pattern": "{urut:04}/{unit}/{tahun}", "unit_code": "TIK"},
        headers={"X-Requested-With": "lajur"},
    )
    wrong = wayan.get(url, {"pattern": "{nomor}"}, headers={"X-Requested-With": "lajur"})

    assert "0001/TIK/" in text(shown)  # type: ignore[arg-type]
    assert "<html" not in text(shown)  # type: ignore[arg-type]
    assert "tidak mengenal" in text(wrong)  # type: ignore[arg-type]


def test_a_unit_in_use_is_not_closed_and_says_why(sumbawa: World, wayan: Client) -> None:
    page = wayan.get(sumbawa.url(f"kelola/unit/{sumbawa.agency.pk}/"))

    answer = wayan.post(
        sumbawa.url(f"kelola/unit/{sumbawa.agency.pk}/tutup/"),
        hidden(page, "/tutup/"),
        follow=True,
    )

    assert "belum dapat ditutup" in text(answer)  # type: ignore[arg-type]
    with scopes_disabled():
        assert UnitRow.objects.get(pk=sumbawa.agency.pk).active


def test_a_form_without_its_keys_is_refused(sumbawa: World, wayan: Client) -> None:
    answer = wayan.post(sumbawa.url("kelola/unit/baru/"), {"name": "Dinas Sosial"})

    assert answer.status_code == 422
    assert "tidak lengkap terkirim" in text(answer)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{7*7}}", "N" * 200])
def test_strange_and_long_names_are_shown_as_they_are(
    sumbawa: World, wayan: Client, name: str
) -> None:
    send(wayan, sumbawa.url("kelola/unit/baru/"), name=name, jenis="office", parent="")

    page = text(wayan.get(sumbawa.url("kelola/unit/")))
    assert "<script>alert" not in page
    assert "7*7" in page if "7" in name else name[:20].replace("<", "&lt;")[:4] in page
