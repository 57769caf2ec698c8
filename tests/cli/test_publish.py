"""`lajur publish`: an SOP for an office that runs already."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django_scopes import scopes_disabled

from lajur.cli.main import main
from lajur.store.models import GovernmentRow, ProcedureRow
from tests.core.procedure.sheets import GOOD

pytestmark = pytest.mark.django_db
SIGNED = GOOD.replace(
    b"  nama: Permohonan Uji\n",
    b"  nama: Permohonan Uji\n  disahkan_oleh: {jabatan: Kepala Dinas}\n",
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    GovernmentRow.objects.create(
        slug="dompu",
        name="Kabupaten Dompu",
        office_name="Diskominfo",
        zone="Asia/Makassar",
        created_at=datetime(2026, 9, 7, tzinfo=UTC),
    )
    path = tmp_path / "uji.yaml"
    path.write_bytes(SIGNED)
    return path


def _versions() -> list[int]:
    with scopes_disabled():
        return list(ProcedureRow.objects.order_by("version").values_list("version", flat=True))


def test_a_running_office_gets_an_sop_and_later_its_next_version(sheet: Path) -> None:
    assert main(["publish", str(sheet), "--government", "dompu"]) == 0
    sheet.write_bytes(SIGNED.replace(b"1/UJI/2026", b"2/UJI/2027"))
    assert main(["publish", str(sheet), "--government", "dompu", "--replace"]) == 0
    assert _versions() == [1, 2]


def test_an_sop_in_force_is_not_replaced_unasked(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(sheet), "--government", "dompu"]) == 0
    sheet.write_bytes(SIGNED.replace(b"1/UJI/2026", b"2/UJI/2027"))
    assert main(["publish", str(sheet), "--government", "dompu"]) == 1
    told = capsys.readouterr().err
    assert "Kabupaten Dompu sudah menjalankan" in told
    assert "nomor 1/UJI/2026" in told
    assert "--replace" in told
    assert _versions() == [1]


def test_a_draft_is_published_only_when_asked_for(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet.write_bytes(GOOD)
    assert main(["publish", str(sheet), "--government", "dompu"]) == 1
    assert "--draft" in capsys.readouterr().err
    assert _versions() == []
    assert main(["publish", str(sheet), "--government", "dompu", "--draft"]) == 0
    assert _versions() == [1]


def test_the_same_file_is_not_published_twice(sheet: Path) -> None:
    for _ in range(2):
        assert main(["publish", str(sheet), "--government", "dompu"]) == 0
    assert _versions() == [1]


def test_a_file_with_errors_is_not_published(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet.write_bytes(SIGNED.replace(b"lanjut: periksa", b"lanjut: priksa"))
    assert main(["publish", str(sheet), "--government", "dompu"]) == 1
    assert "lajur sop check" in capsys.readouterr().err
    assert _versions() == []


def test_an_unknown_government_is_told_so(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(sheet), "--government", "tiada"]) == 1
    assert "tidak ditemukan" in capsys.readouterr().err
