"""A dossier sealed anew by who knows how: found by the journal, or by the office's word."""

import io
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import transaction
from django_scopes import scopes_disabled

from lajur.queries.archive.vouched import vouched
from lajur.services.archive import keeping
from lajur.services.archive.keeping import keep_dossier
from lajur.services.archive.proof import MANIFEST, SEAL, prove, prove_stream
from lajur.services.verify import verify
from lajur.store import files
from lajur.store.models import ArchiveRow, FileRow, OfficeEventRow
from tests.services.archive.closed import Closed, close_a_case
from tests.services.archive.test_dossier import built
from tests.services.archive.test_proof import boxed, faults, forged, members, relisted
from tests.services.house import NOON, build

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker: Any) -> bytes:
    """A dossier; its case is gone again, for none of this needs a database."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = built(close_a_case(build()))
        transaction.set_rollback(True)
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest["case"].update(state="withdrawn"),
        lambda manifest: manifest["case"].update(end="selesai"),
        lambda manifest: manifest["case"].update(closed_at="2020-01-01T00:00:00+00:00"),
        lambda manifest: manifest["case"].update(opened_at="2020-01-01T00:00:00+00:00"),
        lambda manifest: manifest["case"].update(id=manifest["case"]["id"] + 1),
        lambda manifest: manifest["procedure"].update(id="lain"),
    ],
)
def test_a_case_told_otherwise_than_its_journal_tells_it_is_found(
    whole: bytes, change: Change
) -> None:
    (fault,) = faults(forged(whole, change))
    assert fault.startswith("manifest.json: pe")
    assert fault.endswith("berbeda dari riwayat.")


def with_another(dossier: bytes, name: str) -> bytes:
    """One more member, listed as if it had always been there."""
    contents = members(dossier)
    last = {place: contents.pop(place) for place in (MANIFEST, SEAL)}
    contents[name] = b"%PDF-1.4 keputusan"
    listed = forged(
        boxed(contents | last),
        lambda manifest: manifest["files"].append({"path": name, "size": 0, "sha256": ""}),
    )
    return relisted(listed, name, contents[name])


def test_a_paper_that_the_journal_knows_nothing_of_cannot_be_smuggled_in(whole: bytes) -> None:
    for name in ("surat/099-keputusan.pdf", "naskah/099-lain-v1.pdf", "lain.txt"):
        assert faults(with_another(whole, name)) == [
            f"{name}: bukan naskah, surat, atau bagian lain dari sebuah dosir."
        ]


def test_what_every_dossier_holds_cannot_be_left_out(whole: bytes) -> None:
    contents = members(whole)
    del contents["riwayat.pdf"]
    without = forged(
        boxed(contents),
        lambda manifest: manifest.update(
            files=[one for one in manifest["files"] if one["path"] != "riwayat.pdf"]
        ),
    )
    assert faults(without) == ["riwayat.pdf: tidak ada, padahal setiap dosir memuatnya."]


def wiped(dossier: bytes) -> bytes:
    """The words of an event are gone, and the manifest says lawfully so."""
    journal = orjson.loads(members(dossier)["jurnal.json"])
    event = next(one for one in journal["events"] if one["text"])
    event["text"] = ""
    changed = relisted(dossier, "jurnal.json", orjson.dumps(journal))
    return forged(changed, lambda manifest: manifest["erased"].append(event["seq"]))


FORGERIES: dict[str, Callable[[bytes], bytes]] = {
    "the page": lambda whole: relisted(whole, "index.html", b"<p>Dikabulkan.</p>"),
    "the printed journal": lambda whole: relisted(whole, "riwayat.pdf", b"%PDF-1.4 lain"),
    "the form": lambda whole: relisted(whole, "formulir.pdf", b"%PDF-1.4 lain"),
    "the agency": lambda whole: forged(whole, lambda one: one["case"].update(agency="Lain")),
    "the office": lambda whole: forged(whole, lambda one: one["government"].update(name="Lain")),
    "words lawfully erased": wiped,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_no_journal_holds_is_found_by_the_digest_the_office_noted(
    whole: bytes, forgery: str, tmp_path: Any
) -> None:
    """Without the office's word such a forgery stands: the documentation says so."""
    noted = prove_stream(io.BytesIO(whole)).digest
    place = tmp_path / "dosir.zip"
    place.write_bytes(FORGERIES[forgery](whole))

    assert prove(place).is_whole
    assert prove(place, digest=noted).faults == ["Sidik dosir ini bukan sidik yang disebut kantor."]
    place.write_bytes(whole)
    assert prove(place, digest=noted).is_whole


def kept(closed: Closed) -> FileRow:
    keep_dossier(closed.case, actor=closed.house.actor("Sari"), at=closed.at)
    with closed.house.scope():
        found: FileRow = ArchiveRow.objects.select_related("dossier").get().dossier
    return found


def test_the_digest_of_every_dossier_stands_in_the_journal_of_its_office(closed: Closed) -> None:
    dossier = kept(closed)
    with closed.house.scope():
        act = OfficeEventRow.objects.order_by("seq").last()
    assert (act.kind, act.data["case"], act.by["name"]) == (
        "dossier_built",
        closed.case,
        "Sari Dewi",
    )
    word = vouched(dossier.digest)
    assert word is not None
    assert (word.government, word.at) == ("Pemerintah Kabupaten Sumbawa", closed.at)
    assert vouched("0" * 64) is None
    assert verify().is_clean


def exchange(dossier: FileRow) -> None:
    """Put a forgery in the place of a kept dossier, with the row made to agree."""
    whole = files.place_of(dossier.digest).read_bytes()
    other = FORGERIES["the agency"](whole)
    with files.arriving([other], limit=1 << 30) as arrived:
        files.keep(arrived)
    files.remove(dossier.digest)
    with scopes_disabled():
        FileRow.objects.filter(pk=dossier.pk).update(digest=arrived.digest, size=arrived.size)


def test_verify_finds_a_kept_dossier_that_was_exchanged(closed: Closed) -> None:
    exchange(kept(closed))
    assert {check.code for check in verify().checks if check.count} == {"V19"}


def test_dossiers_from_before_any_digest_was_noted_are_still_proved(
    closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(keeping, "vouch", lambda *_, **__: None)
        dossier = kept(closed)
    assert prove(files.place_of(dossier.digest)).is_whole
    assert vouched(dossier.digest) is None
    assert verify().is_clean


def test_only_dossiers_kept_since_must_have_been_noted(closed: Closed) -> None:
    """One of before, beside one whose digest is noted."""
    dossier = kept(closed)
    with scopes_disabled():
        ArchiveRow.objects.update(built_at=NOON)
    exchange(dossier)
    assert verify().is_clean
