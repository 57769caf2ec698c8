"""What drafts begin with: all the case knows, nothing its writer may not, in few statements."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.core.letters.kinds import KINDS, Prefill
from lajur.core.letters.parts import read_parts
from lajur.core.letters.words import read_day
from lajur.core.refusals import NotFound
from lajur.queries.letters.prefill import STATEMENTS, Begun, prefill
from lajur.queries.letters.sources import SOURCES
from lajur.store.models import EntryRow, FileRow, LetterRow, RegisterRow
from tests.services.house import NOON, House, build

ZONE = ZoneInfo("Asia/Makassar")


def begin(
    house: House, case: int, kind: str, *, by: str = "Dewi", number: int | None = None
) -> Begun:
    with house.scope():
        return prefill(KINDS[kind], case, writer=house.actor(by), at=NOON, zone=ZONE, number=number)


@pytest.fixture
def filed(house: House) -> int:
    return house.file().case_id


@pytest.fixture
def built(house: House, filed: int) -> int:
    """A request up to its deed: analysed, decided, planned, built and accepted."""
    house.complete(filed, "Budi", text="Mohon dianalisis segera.")
    yes = {"outcome": "ya"}
    for by, given in (
        ("Wayan", {}), ("Dewi", {}), ("Dewi", {}),
        ("Wayan", {**yes, "text": "Server dan tim tersedia."}),
        ("Dewi", {}), ("Rahmat", {}), ("Rahmat", {}), ("Siti", yes),
        ("Rahmat", {}), ("Rahmat", {}), ("Siti", yes), ("Rahmat", {}), ("Wayan", {}),
    ):  # fmt: skip
        house.complete(filed, by, **given)
    return filed


def newest(house: House, case: int) -> int:
    return house.open_items(case)[-1].number


def issued(house: House, case: int, kind: str, parts: dict[str, object], *, item: str = "") -> None:
    """A paper of the case that has its number, as the store keeps it."""
    government, person = house.government, house.people["Dewi"]
    register = RegisterRow.objects.create(
        government_id=government, key="laporan", name="Laporan", pattern="{urut}/{tahun}"
    )
    told = {"register": register, "year": 2026, "day": NOON.date(), "state": "used", "at": NOON}
    entry = EntryRow.objects.create(government_id=government, sequence=1, number="1/2026", **told)
    file = FileRow.objects.create(
        government_id=government, digest="0" * 64, size=1, media_type="application/pdf",
        stored_at=NOON,
    )  # fmt: skip
    LetterRow.objects.create(
        government_id=government, case_id=case, kind=kind, parts=parts, state=LetterRow.ISSUED,
        item=item,
        entry=entry, file=file, issued_at=NOON, writer_id=person, created_at=NOON, saved_at=NOON,
        token="a" * 22,
    )  # fmt: skip


def test_every_source_can_be_asked() -> None:
    assert SOURCES.keys() == set(Prefill)


def test_a_reply_names_the_request_it_answers(house: House, filed: int) -> None:
    begun = begin(house, filed, "surat_balasan")

    assert begun.subject == "Jawaban atas permohonan Pembuatan Antrean Puskesmas"
    assert begun.parts["kepada"] == ["Kepala Dinas Kesehatan"]
    with house.scope():
        number = house.open_items(filed)[0].case.number
    assert f"permohonan Saudara Nomor {number} tanggal 23 November 2026" in str(
        begun.parts["pembuka"]
    )


def test_a_disposition_knows_the_letter_and_who_comes_next(house: House, filed: int) -> None:
    begun = begin(house, filed, "lembar_disposisi", by="Budi", number=newest(house, filed))

    assert begun.parts["surat_dari"] == "Dinas Kesehatan"
    assert begun.parts["diteruskan"] == ["Kabid"]
    assert begun.parts["diterima"] == "23 November 2026"


def test_the_next_disposition_shows_the_instructions_before_it(house: House, filed: int) -> None:
    house.complete(filed, "Budi", text="Mohon dianalisis segera.")

    begun = begin(house, filed, "lembar_disposisi", by="Wayan", number=newest(house, filed))

    assert begun.parts["sebelumnya"] == [["Kadis", "Mohon dianalisis segera.", "23 November 2026"]]


def test_an_assignment_names_those_who_can_be_appointed(house: House, filed: int) -> None:
    for by in ("Budi", "Wayan"):
        house.complete(filed, by)

    begun = begin(house, filed, "surat_tugas", number=newest(house, filed))

    assert begun.parts["petugas"] == [{"name": "Rahmat", "position": "Tim", "nip": ""}]
    assert "Pembuatan Antrean Puskesmas" in str(begun.parts["untuk"])


def test_the_papers_at_the_end_know_what_was_done_why_and_what_came_of_it(
    house: House, built: int
) -> None:
    deed = begin(house, built, "berita_acara_pekerjaan", by="Rahmat").parts
    handover = begin(house, built, "berita_acara_serah_terima").parts
    decree = begin(house, built, "keputusan").parts

    built_by = "Proses pengembangan aplikasi oleh Tim Pengembang Aplikasi Kominfo"
    assert [built_by, "Tim", "23 November 2026"] in deed["pekerjaan"]
    assert ["Aplikasi", "versi 1", "23 November 2026", "Isi aplikasi."] in deed["hasil"]
    assert "Dokumentasi Pengujian (versi 1)" in str(deed["pengujian"])
    assert "Petunjuk Penggunaan" in str(handover["dokumen"])
    assert "Surat Permohonan" not in str(handover["dokumen"])
    assert "bahwa server dan tim tersedia;" in decree["menimbang"]


def test_a_reason_that_begins_with_an_acronym_keeps_it_in_a_consideration(
    house: House, filed: int
) -> None:
    for by, given in (
        ("Budi", {}), ("Wayan", {}), ("Dewi", {}), ("Dewi", {}),
        ("Wayan", {"outcome": "ya", "text": "SDM dan server tersedia."}),
    ):  # fmt: skip
        house.complete(filed, by, **given)

    assert "bahwa SDM dan server tersedia;" in begin(house, filed, "keputusan").parts["menimbang"]


def test_a_plan_begins_with_the_days_its_steps_would_take(house: House, filed: int) -> None:
    for by, given in (
        ("Budi", {}), ("Wayan", {}), ("Dewi", {}), ("Dewi", {}), ("Wayan", {"outcome": "ya"}),
        ("Dewi", {}),
    ):  # fmt: skip
        house.complete(filed, by, **given)

    rows = begin(house, filed, "rencana_pengembangan", by="Rahmat").parts["jadwal"]

    development = next(row for row in rows if "Proses pengembangan" in str(row))
    assert isinstance(development, list)
    assert development[2:] == ["23 November 2026", "15 Januari 2027"]


def test_a_plan_written_on_a_sunday_begins_when_the_office_opens(house: House, filed: int) -> None:
    sunday = datetime(2026, 11, 22, 4, tzinfo=UTC)
    with house.scope():
        actor = house.actor("Budi", sunday)
        begun = prefill(
            KINDS["jadwal_pengembangan"], filed, writer=actor, at=sunday, zone=ZONE, number=None
        )
    rows = begun.parts["jadwal"]

    assert isinstance(rows, list)
    days = [read_day(cell) for row in rows for cell in row[2:4]]  # type: ignore[index]
    assert days
    assert all(day is not None and day.weekday() < 5 for day in days)
    assert days[0] == date(2026, 11, 23)


def test_every_kind_begins_with_what_it_can_keep_in_few_statements(
    house: House, filed: int
) -> None:
    writer, number = house.actor("Budi"), newest(house, filed)
    for kind in KINDS.values():
        with house.scope(), CaptureQueriesContext(connection) as asked:
            begun = prefill(kind, filed, writer=writer, at=NOON, zone=ZONE, number=number)
        assert len(asked) <= STATEMENTS, kind.id
        assert read_parts(kind, begun.parts, complete=False) == begun.parts


def test_the_applicant_is_told_nothing_of_what_the_office_wrote(house: House, filed: int) -> None:
    house.complete(filed, "Budi", text="Mohon dianalisis segera.")

    told = str(begin(house, filed, "lembar_disposisi", by="Siti").parts)

    assert "Mohon dianalisis" not in told


def test_the_next_paper_of_a_kind_begins_as_the_last_was_written(house: House, filed: int) -> None:
    with house.scope():
        issued(house, filed, "laporan_analisis", {"simpulan": "Layak.", "dasar": ["Lama."]})

    begun = begin(house, filed, "laporan_analisis").parts

    assert begun["simpulan"] == "Layak."
    assert begun["dasar"] != ["Lama."]  # what the case knows is asked anew


def test_an_applicants_paper_takes_nothing_over_from_an_internal_one(
    house: House, filed: int
) -> None:
    with house.scope():
        issued(house, filed, "telaahan_staf", {"analisis": "Anggarannya sengaja ditahan."})

    assert "sengaja ditahan" in str(begin(house, filed, "telaahan_staf").parts)
    assert "sengaja ditahan" not in str(begin(house, filed, "telaahan_staf", by="Siti").parts)


def test_an_applicant_goes_on_from_the_last_paper_of_their_own(house: House, filed: int) -> None:
    with house.scope():
        parts = {part.id: "Sudah sesuai." for part in KINDS["lembar_tanggapan"].parts}
        issued(house, filed, "lembar_tanggapan", parts, item="tanggapan_rencana")

    assert "Sudah sesuai." in str(begin(house, filed, "lembar_tanggapan", by="Siti").parts)


def test_another_government_has_no_such_case(house: House, filed: int) -> None:
    neighbour = build("tetangga", "Asia/Jakarta")

    with pytest.raises(NotFound):
        begin(neighbour, filed, "nota_dinas")
