"""Uploads: by content, whole or not at all."""

import io
import os
import signal
import struct
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from lajur.core.engine.refusals import NotAllowed
from lajur.core.refusals import NotFound
from lajur.queries.actors import public_actor
from lajur.services.file_kinds import Kind
from lajur.services.files import LARGEST, clean_name, open_file, store_upload
from lajur.services.papers import StoredFile
from lajur.services.refusals import UploadRefused
from lajur.services.signatures.manual import SCANS
from lajur.store import files
from lajur.store.models import FileRow
from tests.services.house import NOON, House

PDF = b"%PDF-1.7\n..."


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: object) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "isi")
    return data.getvalue()


def upload(house: House, name: str, data: bytes) -> StoredFile:
    return store_upload(name, [data], actor=house.actor("Siti"), at=NOON)


def on_disk() -> list[Path]:
    return [path for path in files.root().rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("surat.pdf", PDF, "application/pdf"),
        ("foto.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR....", "image/png"),
        ("foto.jpg", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("arsip.zip", archive("a.txt"), "application/zip"),
        (
            "surat.docx",
            archive("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "daftar.xlsx",
            archive("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_a_file_is_what_it_contains(house: House, name: str, data: bytes, media_type: str) -> None:
    stored = upload(house, name, data)

    assert (stored.name, stored.media_type, stored.size) == (name, media_type, len(data))
    with open_file(stored.id, government=house.slug) as file:
        assert file.read() == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"PK\x03\x04 terpotong",
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # Word before 2007
    ],
)
def test_what_is_not_taken_leaves_nothing_behind(house: House, data: bytes) -> None:
    with pytest.raises(UploadRefused):
        upload(house, "surat.pdf", data)

    assert on_disk() == []
    with house.scope():
        assert not FileRow.objects.exists()


@pytest.mark.parametrize(
    ("name", "only", "why"),
    [
        ("palsu.pdf", None, "isinya bukan PDF"),
        ("palsu.docx", None, "isinya bukan Word (.docx)"),
        ("palsu.exe", None, "jenisnya tidak dikenal; yang diterima PDF, Word"),
        ("palsu.pdf", SCANS, "isinya bukan PDF"),
        ("palsu.exe", SCANS, "hanya pindaian: PDF, JPEG, atau PNG"),
        ("palsu.docx", SCANS, "hanya pindaian: PDF, JPEG, atau PNG"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_told_so(
    house: House, name: str, only: frozenset[Kind] | None, why: str
) -> None:
    with pytest.raises(UploadRefused) as refused:
        store_upload(name, [b"MZ"], actor=house.actor("Siti"), at=NOON, only=only)
    assert why in str(refused.value.facts["why"])


def test_a_directory_of_a_million_members_is_not_read(house: House) -> None:
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65_000, 65_000, 60_000_000, 0, 0)

    with pytest.raises(UploadRefused, match="terlalu banyak"):
        upload(house, "arsip.zip", b"PK\x03\x04" + end)


def test_more_than_25_megabytes_is_refused_while_it_arrives(house: House) -> None:
    arrived = []

    def endless() -> Iterator[bytes]:
        yield PDF
        while True:
            arrived.append(1)
            yield bytes(1024 * 1024)

    with pytest.raises(UploadRefused, match="25 MB"):
        store_upload("besar.pdf", endless(), actor=house.actor("Siti"), at=NOON)

    assert len(arrived) <= LARGEST // (1024 * 1024) + 1
    assert on_disk() == []


def test_half_an_upload_leaves_nothing_behind(house: House) -> None:
    def broken() -> Iterator[bytes]:
        yield PDF
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store_upload("surat.pdf", broken(), actor=house.actor("Siti"), at=NOON)

    assert on_disk() == []


def test_the_same_bytes_are_kept_once(house: House, neighbour: House) -> None:
    first, again = upload(house, "a.pdf", PDF), upload(house, "b.pdf", PDF)
    upload(neighbour, "c.pdf", PDF)

    assert first.id == again.id
    assert len(on_disk()) == 1


def test_another_governments_file_is_not_found(house: House, neighbour: House) -> None:
    stored = upload(house, "a.pdf", PDF)

    with pytest.raises(NotFound):
        open_file(stored.id, government=neighbour.slug)


def test_the_public_uploads_nothing(house: House) -> None:
    with pytest.raises(NotAllowed):
        store_upload("a.pdf", [PDF], actor=public_actor(house.slug), at=NOON)


def test_a_name_that_lies_about_its_kind_is_given_the_true_suffix(house: House) -> None:
    assert upload(house, "surat.html", PDF).name == "surat.html.pdf"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Siti\\surat.pdf", "surat.pdf"),
        ("surat\x00.pdf", "surat.pdf"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("surat\r\nX: y.pdf", "suratX: y.pdf"),
        ("", "berkas"),
        ("..", "berkas"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
    ],
)
def test_a_file_name_keeps_only_what_shows(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_half_an_upload_that_a_killed_process_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    for name, age in (("tmpold", timedelta(days=2)), ("tmpnew", timedelta(minutes=1))):
        (incoming / name).write_bytes(b"%PDF")
        began = (NOON - age).timestamp()
        os.utime(incoming / name, (began, began))

    nobody = partial(files.sweep, is_wanted=lambda _: False)
    assert nobody(before=NOON - timedelta(days=1)) == 1
    assert [path.name for path in incoming.iterdir()] == ["tmpnew"]
    assert nobody(before=NOON - timedelta(days=1)) == 0


def kept(data: bytes) -> str:
    with files.arriving([data], limit=LARGEST) as arrived:
        files.keep(arrived)
    began = (NOON - timedelta(days=9)).timestamp()
    os.utime(files.place_of(arrived.digest), (began, began))
    return arrived.digest


def killed_while_it_asks(digest: str) -> None:
    """A process takes the file away, and dies by force when it asks whether anybody wants it."""
    asked = iter((False,))

    def ask(_: str) -> bool:
        for answer in asked:
            return answer
        os.kill(os.getpid(), signal.SIGKILL)
        return False

    child = os.fork()
    if child == 0:
        files.take_away(digest, is_wanted=ask)
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert not files.place_of(digest).exists()


@pytest.mark.parametrize("heal", ["sweep", "take_away"])
def test_what_a_kill_took_from_another_government_comes_back(heal: str) -> None:
    digest = kept(PDF)
    killed_while_it_asks(digest)

    if heal == "sweep":
        files.sweep(before=NOON, is_wanted=lambda _: True)
    else:
        files.take_away(digest, is_wanted=lambda _: True)  # as the worker does of a destruction
    assert files.place_of(digest).read_bytes() == PDF
    assert on_disk() == [files.place_of(digest)]


def test_a_sweep_that_does_not_ask_who_wants_it_is_caught() -> None:
    digest = kept(PDF)
    killed_while_it_asks(digest)
    files.sweep(before=NOON, is_wanted=lambda _: False)
    assert on_disk() == []


def test_what_a_kill_left_and_nobody_wants_goes_with_the_next_sweep() -> None:
    digest = kept(PDF)
    files.mark_leaving([digest])  # the process died before it came to take it away
    files.sweep(before=NOON + timedelta(days=3650), is_wanted=lambda _: False)
    assert on_disk() == []


def test_what_is_marked_and_yet_wanted_stays() -> None:
    digest = kept(PDF)
    files.mark_leaving([digest])  # and the transaction came to nothing
    files.sweep(before=NOON + timedelta(days=3650), is_wanted=lambda _: True)
    assert on_disk() == [files.place_of(digest)]


def test_what_is_wanted_never_loses_its_name() -> None:
    digest, names = kept(PDF), []

    def ask(_: str) -> bool:
        names.append(files.place_of(digest).exists())
        return True

    files.take_away(digest, is_wanted=ask)
    assert names == [True]
