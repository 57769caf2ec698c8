"""What anybody can check of a letter, and what signers are told."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from lajur.documents import signed_pdf
from lajur.documents.signed_pdf import CheckersBusy, Fault, check_pdf, sign_pdf
from lajur.services.notices import announce
from lajur.services.signatures.checking import Verdict, compare, look
from lajur.services.signatures.declining import decline
from lajur.services.signatures.refusals import FileTooLarge
from lajur.store.files import place_of
from lajur.store.models import NoticeRow
from tests.services.house import NOON, House
from tests.services.signatures.keys import NOW, PASSPHRASE, YEAR, key_of, root
from tests.services.signatures.letters import BOTH, Letter, issued, paper, void
from tests.services.signatures.test_by_hand import by_hand
from tests.services.signatures.test_certificate import keys, signed_paper, with_certificate


def verdict(letter: Letter, content: bytes) -> Verdict:
    return compare(
        letter.token, name="a.pdf", chunks=[content], government="sumbawa", at=NOW
    ).verdict


def page(letter: Letter) -> str:
    return Client().get(f"/sumbawa/periksa/{letter.token}/").content.decode()


@contextmanager
def altered(letter: Letter) -> Iterator[None]:
    """Other bytes stand where its paper is kept, for the block."""
    found, is_intact = look(letter.token, government="sumbawa")
    assert is_intact
    place = place_of(found.current)
    whole = place.read_bytes()
    place.chmod(0o640)
    place.write_bytes(b"%PDF lain")
    try:
        yield
    finally:
        place.write_bytes(whole)


def told(house: House, name: str) -> list[tuple[str, str]]:
    announce(at=NOON)
    with house.scope():
        rows = NoticeRow.objects.filter(person=house.people[name], facts__has_key="letter")
        return [(row.kind, row.facts["variant"]) for row in rows.order_by("id")]


def test_a_file_is_this_letter_or_an_earlier_one_or_another(house: House) -> None:
    letter = issued(house, method="certificate")
    assert verdict(letter, paper()) is Verdict.SAME
    with keys():
        with_certificate(letter, "Budi")
    signed = signed_paper(letter)
    assert verdict(letter, signed) is Verdict.SAME
    assert verdict(letter, paper()) is Verdict.EARLIER
    altered = bytearray(signed)
    altered[altered.index(b"Nota dinas")] ^= 1
    found = compare(
        letter.token, name="a.pdf", chunks=[bytes(altered)], government="sumbawa", at=NOW
    )
    assert (found.verdict, found.is_broken) == (Verdict.OTHER, True)


def test_a_file_larger_than_any_letter_is_not_read(house: House) -> None:
    letter, chunk = issued(house), bytes(1 << 20)
    with pytest.raises(FileTooLarge):
        compare(letter.token, name="a", chunks=[chunk] * 26, government="sumbawa", at=NOW)


def test_the_page_shows_how_the_letter_stands(house: House) -> None:
    letter = issued(house)
    assert "belum lengkap ditandatangani" in page(letter)
    by_hand(letter, "Budi")
    shown = page(letter)
    assert "sudah ditandatangani" in shown
    assert "Tanda tangan basah, pindaian diunggah." in shown
    assert "BSrE" not in shown
    void(letter)
    assert "sudah dibatalkan" in page(letter)


def test_the_subject_of_a_secret_letter_is_not_shown(house: House) -> None:
    letter = issued(house, secrecy="rahasia")
    shown = page(letter)
    assert "Hasil analisis" not in shown
    assert letter.number in shown


def test_an_altered_file_of_ours_is_said_to_be_void(house: House) -> None:
    letter = issued(house)
    with altered(letter):
        assert "Tidak sah" in page(letter)
    assert "Tidak sah" not in page(letter)


def test_an_unknown_address_says_so(house: House, neighbour: House) -> None:
    letter = issued(house)
    for address in ("/sumbawa/periksa/entah/", f"/tetangga/periksa/{letter.token}/"):
        answer = Client().get(address)
        assert answer.status_code == 404
        assert "Naskah tidak dikenal" in answer.content.decode()


def test_whose_turn_it_is_hears_of_it_and_the_writer_of_the_end(house: House) -> None:
    letter = issued(house, BOTH)
    by_hand(letter, "Wayan")
    assert told(house, "Budi") == [("signature", "letter")]
    by_hand(letter, "Budi", nth=1)
    assert told(house, "Dewi") == [("informed", "signed")]


def test_the_writer_hears_that_somebody_would_not_sign(house: House) -> None:
    letter = issued(house)
    decline(
        signature_id=letter.signatures[0],
        reason="Angkanya keliru.",
        actor=house.actor("Budi"),
        at=NOON,
    )
    assert told(house, "Dewi") == [("signature", "declined")]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"%PDF-1.7\n" + b"[" * 100_000]
)
def test_what_is_no_pdf_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Fault):
        check_pdf(content, at=NOW)
    assert check_pdf(paper(), at=NOW) == ()


def test_no_more_is_read_at_once_than_the_machine_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_pdf, "QUEUE", 0.01)
    for _ in range(signed_pdf.CHILDREN):
        signed_pdf._free.acquire()
    try:
        with pytest.raises(CheckersBusy):
            check_pdf(paper(), at=NOW)
    finally:
        for _ in range(signed_pdf.CHILDREN):
            signed_pdf._free.release()


def signed(keys: bytes, *, at: datetime = NOW) -> bytes:
    more = {"field": "satu", "name": "Budi", "reason": "", "place": ""}
    return sign_pdf(paper(), keys=keys, passphrase=PASSPHRASE, at=at, **more)


def test_a_certificate_counts_as_of_the_day_it_signed() -> None:
    in_time, too_late = (
        signed(key_of("Budi")),
        signed(key_of("Tua", expired=True), at=NOW - 2.5 * YEAR),
    )
    for at in (NOW, NOW + 7 * YEAR):  # the first has run out by then, its authority too
        (found,) = check_pdf(in_time, roots=[root()], at=at)
        assert (found.sound, found.trusted) == (True, True)
        (found,) = check_pdf(too_late, roots=[root()], at=at)
        assert (found.sound, found.trusted) == (True, False)


def test_what_is_signed_today_is_judged_by_today() -> None:
    """Whatever day the signer's own clock says."""
    (found,) = check_pdf(
        signed(key_of("Budi")), roots=[root()], at=NOW + 7 * YEAR, before=len(paper())
    )
    assert not found.trusted


def test_a_child_that_reads_papers_of_strangers_opens_no_file_of_ours_and_connects_nowhere() -> (
    None
):
    """Where the machine allows: the printing children ask the kernel for the same."""
    asked = """
import socket, sys
from pathlib import Path
from lajur.documents.pades import child
alone, bound = child.confine()
def refused(act):
    try:
        act()
    except OSError:
        return True
    return False
connect = lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
print(alone, bound, refused(connect), refused(Path("/etc/passwd").read_bytes))
"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-I", "-c", asked, str(server.getsockname()[1])]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    alone, bound, no_network, no_file = (word == "True" for word in told)
    assert no_network is alone or bound  # a kernel that can do neither refuses nothing
    assert no_file is bound
    assert check_pdf(paper(), at=NOW) == ()
    status = Path(f"/proc/{signed_pdf._idle[-1]._process.pid}/status").read_text()
    assert ("NoNewPrivs:\t1" in status) is bound  # the child in use has asked too
