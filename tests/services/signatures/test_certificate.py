"""Signing with a certificate the office holds: PAdES, proven before it is kept."""

import io
import logging
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import connection
from django.test import override_settings

from lajur.core.offices.channels import read_channel_address
from lajur.documents.letters import print_letter
from lajur.queries.signatures import signatures_of
from lajur.services.accounts import TooManyAttempts
from lajur.services.files import open_file
from lajur.services.signatures import claims, electronic
from lajur.services.signatures.certificate import sign_with_certificate
from lajur.services.signatures.refusals import (
    CertificateBroken,
    CertificateExpired,
    CertificateMissing,
    MethodNotOffered,
    NoLongerPdf,
    SecretMissing,
    SignatureNotProven,
    SigningUnderway,
    TimestampUnavailable,
    WrongPassphrase,
)
from lajur.services.signatures.secrets import Secret
from lajur.store.models import SignatureRow
from tests.documents.letter_facts import facts
from tests.services.house import House
from tests.services.signatures.answering import answering
from tests.services.signatures.keys import NOW, PASSPHRASE, kept, key_of, timestamping
from tests.services.signatures.letters import BOTH, Asked, Letter, issued, paper
from tests.services.signatures.test_by_hand import by_hand
from tests.services.signatures.tsa import stamp


def with_certificate(letter: Letter, name: str, passphrase: str = PASSPHRASE, nth: int = 0) -> None:
    sign_with_certificate(
        signature_id=letter.signatures[nth],
        passphrase=Secret(passphrase),
        actor=letter.house.actor(name),
        at=NOW,
    )


@pytest.fixture
def letter(house: House) -> Letter:
    return issued(house, method="certificate")


@contextmanager
def keys(**more: bytes) -> Iterator[Path]:
    """Budi's and Wayan's certificates, and the root they lead to."""
    own = {"budi__sumbawa": key_of("Budi"), "wayan__sumbawa": key_of("Wayan")}
    with kept("sumbawa", **(own | more)) as folder:
        yield folder


def signed_paper(letter: Letter, nth: int = 0) -> bytes:
    file = letter.rows()[nth].file
    assert file is not None
    with open_file(file.pk, government="sumbawa") as content:
        return content.read()


def test_the_paper_is_signed_behind_what_it_was_and_the_proof_is_kept(letter: Letter) -> None:
    with keys():
        with_certificate(letter, "Budi")
    (row,) = letter.rows()
    assert (row.state, row.method, row.by["name"]) == ("signed", "certificate", "Budi")
    assert signed_paper(letter).startswith(paper())
    (found,) = row.evidence["signatures"]
    assert (found["signer"], found["sound"], found["trusted"]) == ("Budi", True, True)
    assert letter.told() == ["LetterSigned"]


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not here")
def test_another_library_finds_both_signatures_valid(house: House, tmp_path: Path) -> None:
    letter = issued(house, BOTH, method="certificate")
    with keys():
        with_certificate(letter, "Wayan")
        with_certificate(letter, "Budi", nth=1)
    file = tmp_path / "naskah.pdf"
    file.write_bytes(signed_paper(letter, 1))
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    altered = bytearray(file.read_bytes())
    altered[altered.index(b"Nota dinas")] ^= 1
    file.write_bytes(altered)
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" not in said


def test_a_letter_as_it_is_printed_is_signed_by_one_and_then_the_other(house: House) -> None:
    """Tagged, with metadata and an outline: more for the proof to compare than the least PDF."""
    letter = issued(house, BOTH, method="certificate", content=print_letter(facts()))
    with keys():
        with_certificate(letter, "Wayan")
        with_certificate(letter, "Budi", nth=1)
    assert letter.states() == ["signed", "signed"]


def test_a_double_click_signs_once(letter: Letter) -> None:
    with keys():
        with_certificate(letter, "Budi")
        with_certificate(letter, "Budi")
    assert letter.told() == ["LetterSigned"]


def test_a_wrong_passphrase_is_said_and_is_nowhere_kept(
    letter: Letter, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "kanari-9f31-salah"
    with keys(), caplog.at_level(logging.DEBUG), pytest.raises(WrongPassphrase) as refused:
        with_certificate(letter, "Budi", wrong)
    assert letter.states() == ["waiting"]
    assert wrong not in caplog.text
    assert wrong not in repr(refused.value) + str(refused.value.facts)
    assert refused.value.__cause__ is None
    assert wrong not in everything_stored()


def test_the_right_passphrase_is_nowhere_kept_either(letter: Letter) -> None:
    with keys():
        with_certificate(letter, "Budi")
    assert PASSPHRASE not in everything_stored()
    assert PASSPHRASE.encode() not in signed_paper(letter)


def everything_stored() -> str:
    """Every table, as text."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            out.write(repr(cursor.fetchall()))
    return out.getvalue()


def test_guessing_passphrases_ends(letter: Letter) -> None:
    with keys():
        for _ in range(electronic.TRIES):
            with pytest.raises(WrongPassphrase):
                with_certificate(letter, "Budi", "salah")
        with pytest.raises(TooManyAttempts):
            with_certificate(letter, "Budi", "salah")


def test_what_was_no_guess_is_not_counted_as_one(letter: Letter) -> None:
    for _ in range(electronic.TRIES + 1):
        with pytest.raises(CertificateMissing):
            with_certificate(letter, "Budi")
    with keys():
        row = letter.rows()[0]
        with letter.house.scope(), claims.claimed(row, at=NOW):
            for _ in range(electronic.TRIES + 1):
                with pytest.raises(SigningUnderway):
                    with_certificate(letter, "Budi")
        with_certificate(letter, "Budi")
    assert letter.states() == ["signed"]


def test_the_key_of_the_office_is_not_guessed_by_many_either(house: House) -> None:
    people = ["Budi", "Wayan", "Dewi"]
    letters = [
        issued(house, (Asked(lane=lane),), method="certificate")
        for lane in ("kadis", "kabid", "kasi")
    ]
    tried = [
        (letter, who)
        for letter, who in zip(letters, people, strict=True)
        for _ in range(electronic.TRIES - 1)
    ]
    with kept("sumbawa", _kantor=key_of("Dinas Kominfo")):
        for letter, who in tried[: electronic.TRIES_OF_KEY]:
            with pytest.raises(WrongPassphrase):
                with_certificate(letter, who, "salah")
        letter, who = tried[electronic.TRIES_OF_KEY]
        with pytest.raises(TooManyAttempts):
            with_certificate(letter, who, "salah")
    with keys():  # their own key is another one
        with_certificate(letters[1], "Wayan")


def test_without_a_passphrase_nothing_is_tried(letter: Letter) -> None:
    with keys(), pytest.raises(SecretMissing):
        with_certificate(letter, "Budi", "")


def test_without_a_certificate_it_says_who_can_help(letter: Letter) -> None:
    with pytest.raises(CertificateMissing):
        with_certificate(letter, "Budi")


def test_the_offices_own_certificate_serves_who_has_none(letter: Letter) -> None:
    with kept("sumbawa", _kantor=key_of("Dinas Kominfo")):
        with_certificate(letter, "Budi")
    with letter.house.scope():
        (view,) = signatures_of(letter.id, actor=letter.house.actor("Budi"))
    assert (view.name, view.certificate) == ("Budi", "Dinas Kominfo")


@pytest.mark.parametrize(
    ("content", "refused"),
    [(b"bukan sertifikat", CertificateBroken), (None, CertificateExpired)],
)
def test_a_certificate_that_cannot_sign_is_refused(
    letter: Letter, content: bytes | None, refused: type[Exception]
) -> None:
    broken = key_of("Budi", expired=True) if content is None else content
    with keys(budi__sumbawa=broken), pytest.raises(refused):
        with_certificate(letter, "Budi")
    assert letter.states() == ["waiting"]


def test_a_certificate_of_a_stranger_is_not_kept_where_roots_are_chosen(letter: Letter) -> None:
    with keys() as folder:
        (folder / "akar.pem").write_bytes(timestamping()[1].public_bytes(Encoding.PEM))
        with pytest.raises(SignatureNotProven):
            with_certificate(letter, "Budi")
    assert letter.states() == ["waiting"]


def test_the_office_that_signs_in_another_way_does_not_sign_so(house: House) -> None:
    with keys(), pytest.raises(MethodNotOffered):
        with_certificate(issued(house, method="bsre"), "Budi")


def test_a_scan_is_not_signed_electronically(house: House) -> None:
    letter = issued(house, BOTH, method="certificate")
    by_hand(letter, "Wayan")
    with keys(), pytest.raises(NoLongerPdf):
        with_certificate(letter, "Budi", nth=1)


def test_a_paper_that_is_no_pdf_is_not_signed(house: House) -> None:
    letter = issued(house, method="certificate", content=b"%PDF-1.7 rusak")
    with keys(), pytest.raises(SignatureNotProven):
        with_certificate(letter, "Budi")


def test_whoever_signs_at_the_same_moment_waits(letter: Letter) -> None:
    with letter.house.scope():
        rows = SignatureRow.objects.filter(pk=letter.signatures[0])
        rows.update(evidence={"claimed_at": NOW.isoformat()})
    with keys(), pytest.raises(SigningUnderway):
        with_certificate(letter, "Budi")


def test_a_crash_between_signing_and_writing_leaves_it_to_be_repeated(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise SystemExit

    with keys():
        monkeypatch.setattr(electronic, "keep", crash)
        with pytest.raises(SystemExit):
            with_certificate(letter, "Budi")
        monkeypatch.undo()
        assert (letter.states(), letter.told()) == (["waiting"], [])
        with_certificate(letter, "Budi")
    assert letter.told() == ["LetterSigned"]


def test_the_claim_of_a_process_that_died_passes_by_itself(letter: Letter) -> None:
    with letter.house.scope():
        rows = SignatureRow.objects.filter(pk=letter.signatures[0])
        rows.update(evidence={"claimed_at": (NOW - 2 * claims.LONGEST).isoformat()})
    with keys():
        with_certificate(letter, "Budi")
    assert letter.states() == ["signed"]


def test_a_timestamp_stands_in_the_signature(letter: Letter) -> None:
    timestamping()  # an authority has its key before it is asked
    with keys(), answering(stamp) as address, trusted_time(address):
        with_certificate(letter, "Budi")
    (found,) = letter.rows()[0].evidence["signatures"]
    assert found["stamped_at"]


def test_a_timestamp_of_whom_the_office_does_not_know_is_not_told(letter: Letter) -> None:
    timestamping()
    office = kept("sumbawa", roots=False, budi__sumbawa=key_of("Budi"))
    with office, answering(stamp) as address, trusted_time(address):
        with_certificate(letter, "Budi")
    (found,) = letter.rows()[0].evidence["signatures"]
    assert (found["sound"], found.get("stamped_at")) == (True, None)


def test_without_a_timestamp_that_was_wanted_nothing_is_signed(letter: Letter) -> None:
    with (
        keys(),
        answering(lambda _: (500, b"")) as address,
        trusted_time(address),
        pytest.raises(TimestampUnavailable),
    ):
        with_certificate(letter, "Budi")
    assert letter.states() == ["waiting"]


def trusted_time(address: str) -> override_settings:
    authority = read_channel_address(address, trusted={"127.0.0.1"})
    return override_settings(TIMESTAMPS=authority)


def test_a_secret_shows_itself_nowhere() -> None:
    assert "kata" not in f"{Secret('kata')!r} {Secret('kata')}"
