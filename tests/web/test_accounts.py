"""Logging in and out, the throttle, the password, the language."""

from datetime import timedelta

from django.db.models import F
from django.test import Client
from django.utils import timezone

from lajur.services.accounts import WINDOW
from lajur.store.models import LoginAttemptRow, PersonRow
from tests.web.world import PASSWORD, World

WRONG = "Nama pengguna atau kata sandi tidak cocok."
NEW = "kuda baterai jepit benar"


def log_in(client: Client, world: World, username: str, password: str = PASSWORD, **more: str):
    form = {"username": username, "password": password, **more}
    return client.post(world.url("masuk/"), form)


def test_siti_logs_in_and_lands_on_her_requests(sumbawa: World) -> None:
    client = Client()
    answer = log_in(client, sumbawa, "siti.sumbawa")
    assert answer.headers["Location"] == "/sumbawa/mulai/"
    assert client.get("/sumbawa/mulai/").headers["Location"] == "/sumbawa/permohonan/"


def test_an_official_lands_on_the_tray_and_an_administrator_on_administration(
    sumbawa: World,
) -> None:
    assert sumbawa.client("budi").get("/sumbawa/mulai/").headers["Location"] == "/sumbawa/tugas/"
    there = sumbawa.client("wayan").get("/sumbawa/mulai/").headers["Location"]
    assert there == "/sumbawa/kelola/"


def test_the_page_that_was_asked_for_comes_after_the_login(sumbawa: World) -> None:
    client = Client()
    asked = client.get("/sumbawa/permohonan/baru/").headers["Location"]
    assert asked == "/sumbawa/masuk/?next=%2Fsumbawa%2Fpermohonan%2Fbaru%2F"
    answer = log_in(client, sumbawa, "siti.sumbawa", next="/sumbawa/permohonan/baru/")
    assert answer.headers["Location"] == "/sumbawa/permohonan/baru/"


def test_nobody_is_sent_to_another_site(sumbawa: World) -> None:
    for elsewhere in (
        "https://jahat.example/",
        "//jahat.example/",
        "/\\jahat.example",
        "/cirebon/",
    ):
        answer = log_in(Client(), sumbawa, "siti.sumbawa", next=elsewhere)
        assert answer.headers["Location"] == "/sumbawa/mulai/", elsewhere


def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(sumbawa: World) -> None:
    unknown = log_in(Client(), sumbawa, "bukan siapa-siapa", "x")
    mistyped = log_in(Client(), sumbawa, "siti.sumbawa", "x")
    assert unknown.status_code == mistyped.status_code == 422
    assert WRONG in unknown.text
    assert WRONG in mistyped.text


def test_the_name_that_was_typed_stays_and_the_password_does_not(sumbawa: World) -> None:
    page = log_in(Client(), sumbawa, "siti.sumbawa", "salah sama sekali").text
    assert 'value="siti.sumbawa"' in page
    assert "salah sama sekali" not in page


def test_a_name_is_found_whatever_its_capitals(sumbawa: World) -> None:
    assert log_in(Client(), sumbawa, " Siti.Sumbawa ").status_code == 302


def test_a_person_of_another_government_goes_to_their_own(sumbawa: World, cirebon: World) -> None:
    answer = log_in(Client(), sumbawa, "siti.cirebon")
    assert answer.headers["Location"] == "/cirebon/mulai/"


def test_after_ten_wrong_passwords_even_the_right_one_must_wait(sumbawa: World) -> None:
    for _ in range(10):
        log_in(Client(), sumbawa, "siti.sumbawa", "x")
    answer = log_in(Client(), sumbawa, "siti.sumbawa")
    assert answer.status_code == 429
    assert "menit lagi" in answer.text


def test_the_throttle_opens_again_by_itself(sumbawa: World) -> None:
    for _ in range(12):
        log_in(Client(), sumbawa, "siti.sumbawa", "x")
    LoginAttemptRow.objects.update(window_start=F("window_start") - WINDOW - timedelta(seconds=1))
    assert log_in(Client(), sumbawa, "siti.sumbawa").status_code == 302


def test_old_attempts_are_forgotten(sumbawa: World) -> None:
    log_in(Client(), sumbawa, "seseorang", "x")
    LoginAttemptRow.objects.update(window_start=timezone.now() - timedelta(days=1))
    log_in(Client(), sumbawa, "siti.sumbawa", "x")
    assert not LoginAttemptRow.objects.filter(subject="akun:seseorang").exists()


def test_strangers_guessing_do_not_lock_the_owner_out_of_their_own_browser(
    sumbawa: World,
) -> None:
    own = Client()
    log_in(own, sumbawa, "siti.sumbawa")
    own.post("/sumbawa/keluar/")
    for _ in range(12):
        log_in(Client(), sumbawa, "siti.sumbawa", "x")
    assert log_in(own, sumbawa, "siti.sumbawa").status_code == 302


def test_a_network_that_guesses_at_many_names_must_wait(sumbawa: World) -> None:
    LoginAttemptRow.objects.create(
        subject="jaringan:127.0.0.0/24", failures=100, window_start=timezone.now()
    )
    assert log_in(Client(), sumbawa, "siti.sumbawa").status_code == 429


def test_a_right_password_costs_the_network_nothing(sumbawa: World) -> None:
    log_in(Client(), sumbawa, "siti.sumbawa")
    assert LoginAttemptRow.objects.get(subject__startswith="jaringan:").failures == 0


def test_somebody_switched_off_cannot_log_in(sumbawa: World) -> None:
    PersonRow.objects.filter(username="siti.sumbawa").update(is_active=False)
    assert WRONG in log_in(Client(), sumbawa, "siti.sumbawa").text


def test_logging_out_needs_a_press_and_ends_the_session(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    assert client.get("/sumbawa/keluar/").status_code == 405
    client.post("/sumbawa/keluar/")
    assert client.get("/sumbawa/permohonan/").status_code == 302


def test_a_change_of_role_ends_the_session(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    assert client.get("/sumbawa/permohonan/").status_code == 200
    PersonRow.objects.filter(username="siti.sumbawa").update(access_stamp=F("access_stamp") + 1)
    assert client.get("/sumbawa/permohonan/").status_code == 302


def change(client: Client, current: str, new: str, repeated: str | None = None):
    form = {"current": current, "new": new, "repeated": new if repeated is None else repeated}
    return client.post("/sumbawa/akun/", form)


def test_siti_changes_her_password_and_only_her_other_sessions_end(sumbawa: World) -> None:
    here, there = sumbawa.client("siti"), sumbawa.client("siti")
    assert change(here, PASSWORD, NEW).status_code == 302
    assert here.get("/sumbawa/akun/").status_code == 200
    assert there.get("/sumbawa/akun/").status_code == 302
    assert log_in(Client(), sumbawa, "siti.sumbawa", NEW).status_code == 302


def test_a_password_is_not_changed_without_the_current_one(sumbawa: World) -> None:
    answer = change(sumbawa.client("siti"), "bukan ini", NEW)
    assert answer.status_code == 422
    assert "Kata sandi Anda saat ini tidak cocok." in answer.text


def test_a_short_or_different_new_password_is_refused(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    assert change(client, PASSWORD, "pendek").status_code == 422
    assert change(client, PASSWORD, PASSWORD).status_code == 422
    answer = change(client, PASSWORD, NEW, "yang lain sama sekali")
    assert "Kedua kata sandi baru tidak sama." in answer.text


def test_a_password_made_by_the_administrator_is_to_be_changed_first(sumbawa: World) -> None:
    people = PersonRow.objects.filter(username="siti.sumbawa")
    people.update(password_is_temporary=True)
    client = Client()
    assert log_in(client, sumbawa, "siti.sumbawa").headers["Location"] == "/sumbawa/akun/"
    change(client, PASSWORD, NEW)
    assert not people.get().password_is_temporary


def test_the_account_page_says_who_one_is(sumbawa: World) -> None:
    page = sumbawa.client("budi").get("/sumbawa/akun/").text
    assert "Budi Santoso" in page
    assert "jabatannya tertulis dalam SOP" in page


def test_a_person_without_any_role_is_told_whom_to_ask(sumbawa: World) -> None:
    page = sumbawa.client("tono").get("/sumbawa/akun/").text
    assert "Mintalah admin kantor memberi Anda jabatan atau unit." in page


def test_the_language_is_kept_for_the_browser_and_for_the_person(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    answer = client.post("/bahasa/", {"bahasa": "en", "lanjut": "/sumbawa/akun/"})
    assert answer.headers["Location"] == "/sumbawa/akun/"
    assert '<html lang="en">' in client.get("/sumbawa/akun/").text
    assert PersonRow.objects.get(username="siti.sumbawa").language == "en"


def test_an_unknown_language_or_a_foreign_address_changes_nothing(sumbawa: World) -> None:
    answer = Client().post("/bahasa/", {"bahasa": "xx", "lanjut": "https://jahat.example/"})
    assert answer.headers["Location"] == "/"
    assert not answer.cookies


def test_indonesian_comes_first_whatever_the_browser_prefers(sumbawa: World) -> None:
    page = Client(headers={"accept-language": "en-US"}).get("/sumbawa/").text
    assert '<html lang="id">' in page


def test_whoever_has_a_password_an_administrator_made_chooses_their_own_first(
    sumbawa: World,
) -> None:
    client = sumbawa.client("siti")
    PersonRow.objects.filter(username="siti.sumbawa").update(password_is_temporary=True)

    for closed in ("permohonan/", "pemberitahuan/", "mulai/", "draf/1/"):
        assert client.get(sumbawa.url(closed)).headers["Location"] == "/sumbawa/akun/", closed
    assert client.post(sumbawa.url("permohonan/baru/")).headers["Location"] == "/sumbawa/akun/"
    assert client.get(sumbawa.url("akun/")).status_code == 200
    assert client.get(sumbawa.url()).status_code == 200

    client.post(sumbawa.url("akun/"), {"current": PASSWORD, "new": NEW, "repeated": NEW})
    assert client.get(sumbawa.url("permohonan/")).status_code == 200


def test_the_language_is_switched_on_a_page_of_this_site_or_the_first(sumbawa: World) -> None:
    for asked, there in (
        ("/sumbawa/lacak/", "/sumbawa/lacak/"),
        ("home", "/"),
        ("jahat", "/"),
        ("//jahat.example", "/"),
        ("https:jahat.example", "/"),
    ):
        answer = Client().post("/bahasa/", {"bahasa": "en", "lanjut": asked})
        assert answer.headers["Location"] == there, asked
