"""Pages of what leaves the office: channels, and messages that did not arrive."""

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from lajur.store.models import ChannelRow, MessageRow, OfficeEventRow
from tests.web.world import World

HOME = "/sumbawa/kelola/saluran/"
URL = "https://hub.contoh.id/kirim?token=rahasia"


@pytest.fixture
def admin(sumbawa: World) -> Client:
    return sumbawa.client("wayan")


def key(number: int) -> str:
    return f"{number:032x}"


def add(client: Client, name: str = "WhatsApp dinas", url: str = URL, number: int = 1):
    return client.post(f"{HOME}baru/", {"kunci": key(number), "name": name, "url": url})


def only(world: World) -> ChannelRow:
    with scope(government=world.government):
        return ChannelRow.objects.get()


def stamp(client: Client, channel: ChannelRow) -> str:
    page = client.get(f"{HOME}{channel.pk}/ubah/").text
    return page.partition('name="terlihat" value="')[2].partition('"')[0]


def act(client: Client, channel: ChannelRow, what: str, number: int, **more: str):
    sent = {"kunci": key(number), "terlihat": stamp(client, channel), **more}
    return client.post(f"{HOME}{channel.pk}/{what}/", sent, follow=True)


def given_up(world: World, username: str = "siti", fault: str = "recipient_refused") -> MessageRow:
    now = timezone.now()
    with scope(government=world.government):
        return MessageRow.objects.create(
            government=world.government,
            person=world.people[username],
            reference=f"{username}-{fault}",
            created_at=now,
            next_try_at=now,
            attempt=1,
            given_up_at=now,
            fault=fault,
        )


def kinds(world: World) -> list[str]:
    with scope(government=world.government):
        return list(OfficeEventRow.objects.order_by("seq").values_list("kind", flat=True))


def test_an_office_without_channels_reads_what_they_are(admin: Client) -> None:
    page = admin.get(HOME).text
    assert "Belum ada saluran" in page
    assert "Server surel belum diatur" in page


def test_a_channel_is_added_with_a_secret(admin: Client, sumbawa: World) -> None:
    answer = add(admin)
    channel = only(sumbawa)
    assert answer.headers["Location"] == f"{HOME}{channel.pk}/"
    assert 'value="whsec_' in admin.get(f"{HOME}{channel.pk}/").text
    assert "Dipakai" in admin.get(HOME).text


def test_adding_twice_with_one_form_is_adding_once(admin: Client, sumbawa: World) -> None:
    add(admin)
    add(admin)
    only(sumbawa)


def test_the_journal_keeps_the_host_and_no_secret(admin: Client, sumbawa: World) -> None:
    add(admin)
    with scope(government=sumbawa.government):
        (row,) = OfficeEventRow.objects.all()
    assert row.data["host"] == "hub.contoh.id"
    assert "rahasia" not in str(row.data)


@pytest.mark.parametrize(
    "url", ["http://hub.contoh.id/", "https://siti@hub.contoh.id/", "gopher://hub.contoh.id/"]
)
def test_an_address_that_is_none_is_refused_and_kept_to_mend(admin: Client, url: str) -> None:
    answer = add(admin, url=url)
    assert answer.status_code == 422
    assert "Alamat saluran tidak dapat dipakai" in answer.text  # channel_address_broken
    assert f'value="{url}"' in answer.text


def test_an_address_within_is_refused(admin: Client) -> None:
    answer = add(admin, url="https://169.254.169.254/latest/")
    assert "berada di jaringan dalam" in answer.text  # channel_address_forbidden


def test_two_channels_cannot_have_one_name(admin: Client) -> None:
    add(admin)
    assert "sudah dipakai" in add(admin, number=2).text


def test_a_channel_is_changed(admin: Client, sumbawa: World) -> None:
    add(admin)
    act(admin, only(sumbawa), "ubah", 2, name="Telegram", url="https://lain.contoh.id/")
    assert (only(sumbawa).name, only(sumbawa).url) == ("Telegram", "https://lain.contoh.id/")


def test_what_somebody_changed_meanwhile_is_not_overwritten(admin: Client, sumbawa: World) -> None:
    add(admin)
    channel = only(sumbawa)
    seen = stamp(admin, channel)
    act(admin, channel, "kunci", 2)
    sent = {"kunci": key(3), "terlihat": seen, "name": "Lain", "url": URL}
    answer = admin.post(f"{HOME}{channel.pk}/ubah/", sent)
    assert answer.status_code == 422
    assert only(sumbawa).name == "WhatsApp dinas"


def test_a_channel_is_switched_off_and_on(admin: Client, sumbawa: World) -> None:
    add(admin)
    assert "Saluran dimatikan" in act(admin, only(sumbawa), "matikan", 2).text
    assert not only(sumbawa).active
    assert "Saluran dinyalakan" in act(admin, only(sumbawa), "nyalakan", 3).text
    assert kinds(sumbawa) == ["channel_added", "channel_closed", "channel_opened"]


def test_a_new_secret_is_another_one(admin: Client, sumbawa: World) -> None:
    add(admin)
    page = f"{HOME}{only(sumbawa).pk}/"
    before = admin.get(page).text.partition("whsec_")[2][:44]
    assert "Kunci rahasia diganti" in act(admin, only(sumbawa), "kunci", 2).text
    assert before not in admin.get(page).text


def test_a_test_goes_to_the_administrators_own_number(admin: Client, sumbawa: World) -> None:
    add(admin)
    assert "nomor telepon Anda sendiri" in act(admin, only(sumbawa), "uji", 2).text
    wayan = sumbawa.people["wayan"]
    wayan.phone = "+628123"
    wayan.save(update_fields=["phone"])
    assert "Pesan uji dikirim" in act(admin, only(sumbawa), "uji", 3).text
    with scope(government=sumbawa.government):
        assert MessageRow.objects.get().person == wayan


def test_what_did_not_arrive_is_listed_with_the_reason(admin: Client, sumbawa: World) -> None:
    given_up(sumbawa)
    page = admin.get(HOME).text
    assert "Siti Aminah" in page
    assert "Penerima ditolak" in page
    assert "Alamat yang menolak" in page


def test_an_address_that_was_mended_is_no_longer_failing(admin: Client, sumbawa: World) -> None:
    message = given_up(sumbawa)
    message.pk, message.reference, message.given_up_at = None, "lain", None
    message.sent_at = timezone.now()
    message.save(force_insert=True)
    page = admin.get(HOME).text
    assert "Alamat yang menolak" not in page
    assert "Pesan yang tidak sampai" in page


def test_the_first_page_of_administration_says_what_did_not_arrive(
    admin: Client, sumbawa: World
) -> None:
    given_up(sumbawa)
    assert "1 pesan tidak sampai" in admin.get("/sumbawa/kelola/").text


def test_one_message_is_tried_again(admin: Client, sumbawa: World) -> None:
    message = given_up(sumbawa)
    sent = {"kunci": key(1), "pesan": message.pk}
    page = admin.post(f"{HOME}ulang/", sent, follow=True).text
    assert "1 pesan dicoba lagi" in page
    assert "Tidak ada pesan yang gagal" in page
    message.refresh_from_db()
    assert (message.given_up_at, message.attempt) == (None, 1)


def test_all_are_tried_again_at_once(admin: Client, sumbawa: World) -> None:
    given_up(sumbawa)
    given_up(sumbawa, "budi", "message_refused")
    page = admin.post(f"{HOME}ulang/", {"kunci": key(1)}, follow=True).text
    assert "2 pesan dicoba lagi" in page
    assert kinds(sumbawa) == ["messages_retried"]


def test_a_message_of_another_government_is_not_found(
    admin: Client, sumbawa: World, cirebon: World
) -> None:
    message = given_up(cirebon)
    answer = admin.post(f"{HOME}ulang/", {"kunci": key(1), "pesan": message.pk})
    assert answer.status_code == 404


def test_a_channel_of_another_government_is_not_found(
    admin: Client, sumbawa: World, cirebon: World
) -> None:
    cirebon.client("wayan").post(
        "/cirebon/kelola/saluran/baru/", {"kunci": key(1), "name": "A", "url": URL}
    )
    assert admin.get(f"{HOME}{only(cirebon).pk}/").status_code == 404
