"""Whatever is changed in a dossier, by whatever tool, is found; and nothing hostile is inflated."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from lajur.services.archive import container, proof
from lajur.services.archive.container import Member, write
from lajur.services.archive.proof import MANIFEST, SEAL, prove_stream, seal_of
from tests.services.archive.closed import close_a_case
from tests.services.archive.test_dossier import built
from tests.services.house import build


def faults(dossier: bytes) -> list[str]:
    return prove_stream(io.BytesIO(dossier)).faults


def members(dossier: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(dossier)) as box:
        return {name: box.read(name) for name in box.namelist()}


def boxed(contents: dict[str, bytes]) -> bytes:
    """The members in our own shape, whatever they are."""
    target = io.BytesIO()
    write(target, [Member(name=name, content=content) for name, content in contents.items()])
    return target.getvalue()


def forged(dossier: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The dossier with another manifest, sealed anew by somebody who knows how."""
    contents = members(dossier)
    manifest = orjson.loads(contents[MANIFEST])
    change(manifest)
    contents[MANIFEST] = orjson.dumps(manifest)
    contents[SEAL] = seal_of(contents[MANIFEST])
    return boxed(contents)


def relisted(dossier: bytes, name: str, content: bytes) -> bytes:
    """One member replaced, and the manifest made to agree."""
    contents = members(dossier)
    contents[name] = content

    def change(manifest: dict[str, Any]) -> None:
        entry = container.described(Member(name=name, content=content))
        for file in manifest["files"]:
            if file["path"] == name:
                file.update(size=entry.size, sha256=entry.sha256)

    return forged(boxed(contents), change)


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker: Any) -> bytes:
    """A dossier; its case is gone again, for none of this needs a database."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = built(close_a_case(build()))
        transaction.set_rollback(True)
    return made


def test_any_flipped_byte_is_found(whole: bytes) -> None:
    @settings(max_examples=100, deadline=None, database=None)
    @given(st.integers(0, len(whole) - 1), st.integers(1, 255))
    def law(place: int, other: int) -> None:
        changed = bytearray(whole)
        changed[place] ^= other
        assert faults(bytes(changed))

    assert faults(whole) == []
    law()


def test_a_flipped_byte_is_named_by_its_member(whole: bytes) -> None:
    for name, content in members(whole).items():
        at = whole.index(name.encode() + content) + len(name) + len(content) // 2
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        assert name in faults(changed)[0]


def test_missing_added_and_reordered_members_are_named(whole: bytes) -> None:
    contents = members(whole)
    without = {name: content for name, content in contents.items() if name != "riwayat.pdf"}
    assert "riwayat.pdf: tercatat dalam manifest, tetapi tidak ada." in faults(boxed(without))
    more = {"naskah/099-lain.pdf": b"x", **contents}
    assert "naskah/099-lain.pdf: tidak tercatat dalam manifest." in faults(boxed(more))
    turned = dict(sorted(contents.items(), reverse=True))
    assert faults(boxed(turned)) == ["Urutan isi dosir telah berubah."]


def test_a_paper_that_was_never_handed_in_is_found_even_with_a_new_manifest(whole: bytes) -> None:
    for name in ("naskah/001-surat-permohonan-v1.pdf", "naskah/002-disposisi-kadis-v1.txt"):
        assert faults(relisted(whole, name, b"lain")) == [
            f"{'naskah/001-surat-permohonan-v1.pdf' if '001' in name else name}"
            ": bukan naskah yang diserahkan menurut riwayat."
        ]


def test_a_journal_that_was_rewritten_is_found_even_with_a_new_manifest(whole: bytes) -> None:
    journal = orjson.loads(members(whole)["jurnal.json"])
    for change in (
        lambda events: events[3].update(text="Lain."),
        lambda events: events[3].update(at="2020-01-01T00:00:00+00:00"),
        lambda events: events.pop(2),
        lambda events: events.pop(),
        lambda events: events[2]["by"].update(name="Lain"),
    ):
        other = orjson.loads(orjson.dumps(journal))
        change(other["events"])
        changed = relisted(whole, "jurnal.json", orjson.dumps(other))
        assert any("jurnal.json" in fault for fault in faults(changed))


def test_words_that_were_wiped_without_a_record_are_found(whole: bytes) -> None:
    journal = orjson.loads(members(whole)["jurnal.json"])
    event = next(one for one in journal["events"] if one["text"])
    event["text"] = ""
    changed = relisted(whole, "jurnal.json", orjson.dumps(journal))
    assert "tanpa catatan penghapusan" in faults(changed)[0]


def test_a_renamed_case_is_found_even_with_a_new_manifest(whole: bytes) -> None:
    changed = forged(whole, lambda manifest: manifest["case"].update(title="Aplikasi lain"))
    assert faults(changed) == ["manifest.json: nomor atau judul berbeda dari riwayat."]


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.clear(),
        lambda manifest: manifest.update(files=7),
        lambda manifest: manifest.update(papers=[{"item": []}]),
        lambda manifest: manifest["case"].pop("number"),
        lambda manifest: manifest.update(version=2),
        lambda manifest: manifest.update(erased=None),
    ],
)
def test_a_manifest_of_another_make_is_refused(
    whole: bytes, change: Callable[[dict[str, Any]], None]
) -> None:
    assert faults(forged(whole, change))


def test_what_other_tools_make_of_it_is_not_it(whole: bytes) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", method) as box:
            for name, content in members(whole).items():
                box.writestr(name, content)
        assert faults(target.getvalue())
    for changed in (b"", b"PK", whole[:-1], whole[:500], whole + b"x", b"MZ" + whole):
        assert faults(changed)


def entry(name: bytes, content: bytes, *, size: int | None = None, method: int = 0) -> bytes:
    """A local header as somebody may write it, with its content."""
    told = len(content) if size is None else size
    head = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, method, 0, 0x21, zlib.crc32(content), told, told,
        len(name), 0,
    )  # fmt: skip
    return head + name + content


@pytest.mark.parametrize(
    ("hostile", "sentence"),
    [
        (entry(b"../../etc/passwd", b"x"), "Nama"),
        (entry(b"/etc/passwd", b"x"), "Nama"),
        (entry(b"naskah/../x", b"x"), "Nama"),
        (entry(b"NASKAH/x", b"x"), "Nama"),
        (entry(b"a\0b", b"x"), "Nama"),
        (entry(b"x" * 60_000, b""), "Nama"),
        (entry(b"a.txt", b"x") * 2, "dua kali"),
        (entry(b"a.txt", b"x", size=0xFFFF_FFF0), "terpotong"),
        (entry(b"a.txt", zlib.compress(bytes(1 << 20)), method=8), "kepalanya"),
        (entry(b"a.txt", b"x")[:-1], "terpotong"),
    ],
)
def test_hostile_members_are_refused(hostile: bytes, sentence: str) -> None:
    (fault,) = faults(hostile)
    assert sentence in fault


def test_a_bomb_many_names_and_a_symlink_are_refused_within_bounds(whole: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("manifest.json", bytes(20 << 20))  # 20 MB of nothing in 20 kB
    names = b"".join(entry(b"n%d.txt" % number, b"") for number in range(6_000))
    link = zipfile.ZipInfo("naskah/tautan.pdf", (1980, 1, 1, 0, 0, 0))
    link.external_attr = 0o120777 << 16
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as box:
        box.writestr(link, "/etc/passwd")

    tracemalloc.start()
    for hostile in (target.getvalue(), names, linked.getvalue()):
        assert faults(hostile)
    assert "terlalu banyak" in faults(names)[0]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 << 20


def test_a_journal_too_large_to_read_is_refused(
    whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "LARGEST_WORDS", 1000)
    assert "terlalu besar" in faults(whole)[0]
