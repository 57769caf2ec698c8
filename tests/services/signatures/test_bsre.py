"""Signing at BSrE: a faithful client on loopback, in every mood."""

import json
import logging
from base64 import b64decode

import pytest
from django.test import override_settings

from lajur.services.accounts import TooManyAttempts
from lajur.services.signatures import esign
from lajur.services.signatures.bsre import CODES, send_code, sign_with_bsre
from lajur.services.signatures.esign_refusals import (
    EsignCertificateExpired,
    EsignCertificateNotIssued,
    EsignCertificateStopped,
    EsignDenied,
    EsignFailed,
    EsignNotConnected,
    EsignNotRegistered,
    EsignRefused,
    EsignSilent,
    OfficialEmailMissing,
)
from lajur.services.signatures.refusals import (
    MethodNotOffered,
    SecretMissing,
    SignatureNotProven,
    WrongPassphrase,
    WrongTotp,
)
from lajur.services.signatures.secrets import Secret
from lajur.store.models import PersonRow
from tests.services.house import House
from tests.services.signatures.esign_client import TOTP, Esign, connected
from tests.services.signatures.forging import FORGERIES
from tests.services.signatures.keys import NOW, PASSPHRASE, kept
from tests.services.signatures.letters import BOTH, Letter, issued, paper, void
from tests.services.signatures.test_by_hand import by_hand
from tests.services.signatures.test_certificate import everything_stored, signed_paper
from tests.services.signatures.test_checking import altered, page

SENTENCE = "diterbitkan oleh Balai Besar Sertifikasi Elektronik"


@pytest.fixture
def letter(house: House) -> Letter:
    email = "budi@sumbawakab.go.id"
    PersonRow.objects.filter(pk=house.people["Budi"]).update(email=email)
    return issued(house, method="bsre")


def at_bsre(letter: Letter, passphrase: str = PASSPHRASE, totp: str = "", by: str = "Budi") -> None:
    sign_with_bsre(
        signature_id=letter.signatures[0],
        passphrase=Secret(passphrase),
        totp=Secret(totp),
        actor=letter.house.actor(by),
        at=NOW,
    )


def rename(letter: Letter, email: str) -> None:
    PersonRow.objects.filter(pk=letter.house.people["Budi"]).update(email=email)


def is_of_bsre(letter: Letter) -> bool:
    """Whether the page that anybody may open says so."""
    return SENTENCE in page(letter)


def test_the_paper_goes_there_and_comes_back_signed(letter: Letter) -> None:
    client = Esign()
    with connected(client), kept("sumbawa"):
        assert not is_of_bsre(letter)
        at_bsre(letter)
    assert [heard.path for heard in client.heard] == [
        "/api/v2/user/check/status",
        "/api/v2/sign/pdf",
    ]
    asked = json.loads(client.heard[1].body)
    assert asked["email"] == "budi@sumbawakab.go.id"
    assert [b64decode(one) for one in asked["file"]] == [paper()]
    assert asked["signatureProperties"][0]["tampilan"] == "INVISIBLE"
    assert (letter.rows()[0].method, letter.told()) == ("bsre", ["LetterSigned"])
    assert signed_paper(letter).startswith(paper())
    assert is_of_bsre(letter)


def test_who_issued_a_certificate_is_not_said_where_no_root_was_chosen(letter: Letter) -> None:
    with connected(Esign()):
        at_bsre(letter)
    shown = page(letter)
    assert SENTENCE not in shown
    assert "Penerbitnya belum terdaftar sebagai tepercaya" in shown


def test_the_sentence_goes_with_what_it_speaks_of(letter: Letter) -> None:
    with connected(Esign()), kept("sumbawa"):
        at_bsre(letter)
    with altered(letter):
        assert not is_of_bsre(letter)
    assert is_of_bsre(letter)
    void(letter)
    assert not is_of_bsre(letter)


def test_a_letter_that_went_on_as_a_scan_carries_no_certificate(house: House) -> None:
    letter = issued(house, BOTH, method="bsre")
    PersonRow.objects.filter(pk=house.people["Wayan"]).update(email="wayan@sumbawakab.go.id")
    with connected(Esign()), kept("sumbawa"):
        at_bsre(letter, by="Wayan")
    by_hand(letter, "Budi", nth=1)
    assert letter.states() == ["signed", "signed"]
    assert not is_of_bsre(letter)


def test_a_one_time_code_serves_instead(letter: Letter) -> None:
    client = Esign()
    with connected(client):
        send_code(signature_id=letter.signatures[0], actor=letter.house.actor("Budi"), at=NOW)
        at_bsre(letter, "", TOTP)
    assert client.heard[0].path == "/api/v2/sign/get/totp"
    assert letter.states() == ["signed"]


@pytest.mark.parametrize(
    ("secrets", "refused"),
    [
        (("kanari-3c7", ""), WrongPassphrase),
        (("", "kanari-3c7"), WrongTotp),
        (("", ""), SecretMissing),
        ((PASSPHRASE, TOTP), SecretMissing),
    ],
)
def test_a_wrong_secret_is_said_and_is_nowhere_kept(
    letter: Letter,
    caplog: pytest.LogCaptureFixture,
    secrets: tuple[str, str],
    refused: type[Exception],
) -> None:
    with connected(Esign()), caplog.at_level(logging.DEBUG), pytest.raises(refused) as said:
        at_bsre(letter, *secrets)
    assert letter.states() == ["waiting"]
    for place in (caplog.text, repr(said.value), str(said.value), everything_stored()):
        assert "kanari-3c7" not in place
    assert said.value.__cause__ is None


@pytest.mark.parametrize(
    ("status", "refused"),
    [
        ("NOT_REGISTERED", EsignNotRegistered),
        ("EXPIRED", EsignCertificateExpired),
        ("RENEW", EsignCertificateExpired),
        ("NEW", EsignCertificateNotIssued),
        ("WAITING_FOR_VERIFICATION", EsignCertificateNotIssued),
        ("NO_CERTIFICATE", EsignCertificateNotIssued),
        ("SUSPEND", EsignCertificateStopped),
        ("REVOKE", EsignCertificateStopped),
        ("ENTAH <b>", EsignRefused),
    ],
)
def test_who_cannot_sign_there_hears_what_would_help(
    letter: Letter, status: str, refused: type[Exception]
) -> None:
    client = Esign(status=status)
    with connected(client), pytest.raises(refused) as said:
        at_bsre(letter)
    assert "<b>" not in str(said.value)
    assert len(client.heard) == 1  # the passphrase was never sent


@pytest.mark.parametrize(
    ("mood", "refused"),
    [
        ("broken", EsignFailed),
        ("garbage", EsignFailed),
        ("refusing", EsignRefused),
        ("other", SignatureNotProven),
        ("unsigned", SignatureNotProven),
        ("altered", SignatureNotProven),
    ],
)
def test_what_is_not_our_paper_with_a_sound_signature_is_not_kept(
    letter: Letter, mood: str, refused: type[Exception]
) -> None:
    with connected(Esign(mood=mood)), pytest.raises(refused):
        at_bsre(letter)
    assert (letter.states(), letter.told(), is_of_bsre(letter)) == (["waiting"], [], False)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_first_signature_that_changes_what_the_paper_shows_is_not_kept(
    letter: Letter, forgery: str
) -> None:
    with connected(Esign(mood=forgery)), pytest.raises(SignatureNotProven, match="bukan naskah"):
        at_bsre(letter)
    assert (letter.states(), letter.told(), is_of_bsre(letter)) == (["waiting"], [], False)


def test_a_client_that_does_not_answer_in_time_changes_nothing(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(esign, "SECONDS", 0.2)
    client = Esign(mood="silent")
    with connected(client), pytest.raises(EsignSilent):
        at_bsre(letter)
    client.mood = "well"
    monkeypatch.undo()
    with connected(client):
        at_bsre(letter)
    assert letter.told() == ["LetterSigned"]


def test_a_client_that_is_not_there_changes_nothing(letter: Letter) -> None:
    with connected(Esign()):
        pass
    with pytest.raises(EsignNotConnected):
        at_bsre(letter)


def test_whom_the_client_does_not_know(letter: Letter) -> None:
    rename(letter, "asing@sumbawakab.go.id")
    with connected(Esign()), pytest.raises(EsignNotRegistered):
        at_bsre(letter)
    with connected(Esign(), password="lain"), pytest.raises(EsignDenied):
        at_bsre(letter)
    rename(letter, "")
    with connected(Esign()), pytest.raises(OfficialEmailMissing):
        at_bsre(letter)


def test_codes_are_not_sent_without_end(letter: Letter) -> None:
    asked = {
        "signature_id": letter.signatures[0],
        "actor": letter.house.actor("Budi"),
        "at": NOW,
    }
    with connected(Esign()):
        for _ in range(CODES):
            send_code(**asked)  # type: ignore[arg-type]
        with pytest.raises(TooManyAttempts):
            send_code(**asked)  # type: ignore[arg-type]


def test_codes_are_for_offices_that_sign_there(house: House) -> None:
    letter = issued(house, method="certificate")
    with override_settings(ESIGN_CLIENTS={}), pytest.raises(MethodNotOffered):
        send_code(signature_id=letter.signatures[0], actor=house.actor("Budi"), at=NOW)
