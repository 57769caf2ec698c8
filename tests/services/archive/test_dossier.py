"""A dossier: everything of a closed case, equal for equal cases, proved without anything else."""

import io
import zipfile
from subprocess import run
from sys import executable

import orjson
import pytest
from django.db import connection
from django.utils.translation import override

from lajur.core.refusals import NotFound
from lajur.services.archive.dossier import build_dossier
from lajur.services.archive.proof import Proof, prove_stream
from lajur.services.archive.refusals import DossierFaulty, StillOpen
from lajur.services.journal import record_office_act
from lajur.services.work_items import correct_event
from lajur.store import files
from lajur.store.models import EventRow, FileRow
from tests.services.archive.closed import PDF, REASON, Closed
from tests.services.house import NOON, House, new_key

DJANGO_FREE = """
import sys
sys.modules["django"] = None
from lajur.cli.main import main
sys.exit(main(["dossier", "verify", sys.argv[1]]))
"""


def built(case: Closed) -> bytes:
    target = io.BytesIO()
    build_dossier(case.case, target, government=case.house.slug)
    return target.getvalue()


def proved(dossier: bytes) -> Proof:
    return prove_stream(io.BytesIO(dossier))


def opened(dossier: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(dossier))


def test_it_holds_every_paper_the_journal_and_what_people_read(closed: Closed) -> None:
    whole = built(closed)

    assert proved(whole).faults == []
    assert proved(whole).number == closed.number
    with opened(whole) as box:
        names = box.namelist()
        assert names[0] == "index.html"
        assert {"jurnal.json", "riwayat.pdf", "kartu-kendali.pdf", "formulir.pdf"} <= {*names}
        assert box.read("naskah/001-surat-permohonan-v1.pdf") == PDF
        assert box.read("naskah/001-surat-permohonan-v1.txt") == b"Surat asli menyusul."
        assert box.testzip() is None  # any other tool opens it too


def test_equal_cases_give_equal_bytes_whoever_asks_in_whatever_language(closed: Closed) -> None:
    first = built(closed)
    with override("en"):
        assert built(closed) == first


def test_the_page_opens_every_paper_and_runs_nothing(closed: Closed) -> None:
    with opened(built(closed)) as box:
        page = box.read("index.html").decode()
        papers = [name for name in box.namelist() if name.startswith(("naskah/", "surat/"))]
    assert all(f'href="{name}"' in page for name in papers)
    assert "<script" not in page
    assert "http:" not in page.replace("http-equiv", "")
    assert "surat &lt;resmi&gt;.pdf" in page
    assert REASON in page


def test_the_proof_needs_neither_the_database_nor_django(closed: Closed, tmp_path) -> None:
    place = tmp_path / "dosir.zip"
    place.write_bytes(built(closed))

    done = run(
        [executable, "-c", DJANGO_FREE, str(place)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert f"Dosir {closed.number} utuh" in done.stdout


def test_an_open_case_has_no_dossier(house: House) -> None:
    case = house.file()
    with pytest.raises(StillOpen):
        build_dossier(case.case_id, io.BytesIO(), government=house.slug)


def test_another_governments_case_does_not_exist(closed: Closed, neighbour: House) -> None:
    with pytest.raises(NotFound):
        build_dossier(closed.case, io.BytesIO(), government=neighbour.slug)


def test_erased_words_stay_erased_and_the_chain_still_holds(closed: Closed) -> None:
    with closed.house.scope():
        seq = EventRow.objects.values_list("seq", flat=True).get(text=REASON)
        record_office_act(
            "event_text_erased",
            {"case": closed.case, "seq": seq},
            closed.house.actor("Sari"),
            NOON,
        )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_eventrow SET text = '' WHERE seq = %s", [seq])
    whole = built(closed)

    assert proved(whole).faults == []
    with opened(whole) as box:
        manifest = orjson.loads(box.read("manifest.json"))
        everything = b"".join(map(box.read, box.namelist()))
    assert manifest["erased"] == [seq]
    assert b"0812." not in everything


def test_what_happens_after_closing_is_in_the_next_dossier(closed: Closed) -> None:
    before = built(closed)
    correct_event(
        case_id=closed.case,
        seq=1,
        seen_version=closed.house.version(closed.case),
        text="Perihal yang benar: Antrean.",
        actor=closed.house.actor("Sari"),
        at=closed.at,
        key=new_key(),
    )
    after = built(closed)
    assert after != before
    assert proved(after).events == proved(before).events + 1


def test_what_does_not_prove_itself_is_not_put_together(closed: Closed) -> None:
    with closed.house.scope():
        file = FileRow.objects.get()
    place = files.place_of(file.digest)
    place.chmod(0o640)
    place.write_bytes(PDF.replace(b"1.4", b"1.5"))

    with pytest.raises(DossierFaulty, match=r"naskah/001-surat-permohonan-v1\.pdf"):
        built(closed)
    place.unlink()
    with pytest.raises(DossierFaulty, match="hilang"):
        built(closed)
