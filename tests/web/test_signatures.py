"""Pages of signing, and the public page of a letter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lajur.store.models import PersonRow
from tests.services.house import House, build
from tests.services.signatures.keys import PASSPHRASE
from tests.services.signatures.letters import SCAN, Asked, Letter, issued, paper
from tests.services.signatures.test_certificate import keys

KEY = "0" * 32


@pytest.fixture
def house(db: None) -> House:
    return build()


def browser(house: House, name: str) -> Client:
    client = Client()
    client.force_login(PersonRow.objects.get(pk=house.people[name]))
    return client


def address(letter: Letter) -> str:
    return f"/sumbawa/tanda-tangan/{letter.signatures[0]}/"


def send(client: Client, letter: Letter, **form: object) -> tuple[int, str]:
    answer = client.post(address(letter), {"kunci": KEY, **form})
    return answer.status_code, answer.content.decode()


def test_the_list_leads_to_the_letter_and_is_empty_after_it_is_signed(house: House) -> None:
    letter, budi = issued(house), browser(house, "Budi")
    assert address(letter) in budi.get("/sumbawa/tanda-tangan/").content.decode()
    assert "Unggah pindaian" in budi.get(address(letter)).content.decode()
    scan = SimpleUploadedFile("pindaian.png", SCAN)
    assert send(budi, letter, cara="manual", pindaian=scan)[0] == 302
    shown = budi.get("/sumbawa/tanda-tangan/").content.decode()
    assert "Tidak ada naskah yang menunggu Anda" in shown


def test_what_is_told_after_signing_counts_who_has_yet_to(house: House) -> None:
    letter = issued(house, (Asked(person="Siti"), Asked(person="Budi")))
    told = []
    for place, who in enumerate(("Siti", "Budi")):
        client, where = browser(house, who), f"/sumbawa/tanda-tangan/{letter.signatures[place]}/"
        scan = SimpleUploadedFile("a.png", SCAN)
        form = {"kunci": KEY, "cara": "manual", "pindaian": scan}
        told.append(client.post(where, form, follow=True).content.decode())

    assert "Siti Rahma menandatangani naskah" in told[0]
    assert "Masih menunggu 1 penanda tangan." in told[0]
    assert "Budi menandatangani naskah" in told[1]
    assert "Tanda tangannya lengkap." in told[1]


def test_a_wrong_passphrase_is_said_at_the_form_and_not_shown_again(house: House) -> None:
    letter, budi = issued(house, method="certificate"), browser(house, "Budi")
    with keys():
        status, shown = send(budi, letter, cara="certificate", frasa="kanari-77")
        assert (status, "Frasa sandi tidak cocok" in shown) == (422, True)
        assert "kanari-77" not in shown
        assert send(budi, letter, cara="certificate", frasa=PASSPHRASE)[0] == 302
    assert letter.states() == ["signed"]


@pytest.mark.parametrize(
    ("method", "sentence"),
    [
        ("manual", "Pilih berkas pindaiannya."),
        ("certificate", "Isi frasa sandi sertifikat Anda."),
        ("bsre", "Isi frasa sandi atau kode sekali pakai, salah satu saja."),
    ],
)
def test_an_empty_form_says_what_is_missing(house: House, method: str, sentence: str) -> None:
    letter = issued(house, method=method)
    status, shown = send(browser(house, "Budi"), letter, cara=method)
    assert (status, sentence in shown) == (422, True)
    assert letter.states() == ["waiting"]


def test_who_is_not_asked_finds_nothing(house: House) -> None:
    letter = issued(house)
    for name in ("Wayan", "Siti"):
        client = browser(house, name)
        assert client.get(address(letter)).status_code == 404
        assert client.get(f"{address(letter)}naskah.pdf").status_code == 404


def test_the_applicants_side_reads_and_signs(house: House) -> None:
    letter, siti = issued(house, (Asked(person="Siti"),)), browser(house, "Siti")
    answer = siti.get(f"{address(letter)}naskah.pdf")
    assert b"".join(answer.streaming_content) == paper()  # type: ignore[attr-defined]
    scan = SimpleUploadedFile("a.png", SCAN)
    assert send(siti, letter, cara="manual", pindaian=scan)[0] == 302
    later = siti.get(f"{address(letter)}naskah.pdf")
    assert later.headers["Content-Disposition"].startswith("attachment")
    later.close()


def test_not_signing_asks_why(house: House) -> None:
    letter, budi = issued(house), browser(house, "Budi")
    where = f"{address(letter)}tolak/"
    assert budi.get(where).status_code == 200
    assert budi.post(where, {"kunci": KEY, "alasan": ""}).status_code == 422
    assert budi.post(where, {"kunci": KEY, "alasan": "Keliru."}).status_code == 302
    assert letter.states() == ["declined"]


def test_anybody_may_have_a_file_compared(house: House) -> None:
    letter = issued(house)
    where = f"/sumbawa/periksa/{letter.token}/"
    file = SimpleUploadedFile("naskah.pdf", paper(), "application/pdf")
    shown = Client().post(where, {"berkas": file}).content.decode()
    assert "Sama persis." in shown
    file = SimpleUploadedFile("naskah.pdf", paper("Lain"), "application/pdf")
    assert "Bukan berkas ini." in Client().post(where, {"berkas": file}).content.decode()
    assert Client().post(where).status_code == 422


def test_checking_without_end_is_refused(house: House) -> None:
    letter = issued(house)
    where, statuses = f"/sumbawa/periksa/{letter.token}/", set()
    for _ in range(31):
        file = SimpleUploadedFile("a.png", SCAN)
        statuses.add(Client().post(where, {"berkas": file}).status_code)
    assert statuses == {200, 429}


def test_the_nip_has_18_digits_and_nobody_else_sees_it(house: House) -> None:
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_admin=True)
    nip = "197805122005011003"
    PersonRow.objects.filter(pk=house.people["Budi"]).update(nip=nip)
    umar, budi = browser(house, "Umar"), browser(house, "Budi")
    one = f"/sumbawa/kelola/orang/{house.people['Budi']}/"
    assert nip not in umar.get("/sumbawa/kelola/orang/").content.decode()
    assert nip in umar.get(one).content.decode()
    assert nip in budi.get("/sumbawa/akun/").content.decode()
    form = {"kunci": KEY, "name": "Budi", "nip": "123"}
    answer = umar.post(f"{one}ubah/", form)
    assert (answer.status_code, "NIP terdiri atas 18 angka" in answer.content.decode()) == (
        422,
        True,
    )
