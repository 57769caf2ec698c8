"""`lajur due`: the due time of printed words, by the calendar of an office."""

import json
from pathlib import Path

import pytest
import yaml

from lajur.cli.due import DEMO_ZONES
from lajur.cli.main import main
from tests.cli.typed import lajur

DEMO = Path(__file__).parents[2] / "src/lajur/services/demo_data"
EVE = "2026-12-23T10:00"


@pytest.fixture(autouse=True)
def empty_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAJUR_DATA", str(tmp_path))
    monkeypatch.delenv("LAJUR_DATABASE_URL", raising=False)


def due(words: str, start: str = EVE, government: str = "banten") -> list[str]:
    return ["due", words, "--from", start, "--government", government]


def facts(capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, object]:
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def test_people_read_the_due_time_last_among_the_facts_that_gave_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(due("2 hari kerja")) == 0
    lines = dict(line.split("  ", 1) for line in capsys.readouterr().out.splitlines())
    told = {title: text.strip() for title, text in lines.items()}
    assert told["Dihitung sejak"] == "Rabu, 23 Des 2026 10.00 WIB"
    assert "24 Des cuti bersama (Hari Raya Natal)" in told["Tidak dihitung"]
    assert "26–27 Des akhir pekan" in told["Tidak dihitung"]
    assert told["Tenggat"] == "Selasa, 29 Des 2026 16.00 WIB"


def test_programs_read_every_fact(capsys: pytest.CaptureFixture[str]) -> None:
    told = facts(capsys, *due("2 hari kerja"))
    assert told["due"] == "2026-12-29T16:00:00+07:00"
    assert told["limit"] == {"amount": 2, "unit": "hari_kerja"}
    assert told["closed"][0] == {  # type: ignore[index]
        "first": "2026-12-24",
        "last": "2026-12-24",
        "kind": "cuti_bersama",
        "name": "Cuti Bersama Hari Raya Natal",
    }
    assert "→ Selasa, 29 Des 2026 16.00 WIB" in str(told["sentence"])


@pytest.mark.parametrize(
    ("government", "reached"),
    [
        ("banten", "2026-06-18T16:00:00+07:00"),
        ("sumbawa", "2026-06-18T16:00:00+08:00"),
        ("buleleng", "2026-06-22T16:00:00+08:00"),  # Galungan
    ],
)
def test_each_office_counts_by_its_own_calendar_and_zone(
    government: str, reached: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert facts(capsys, *due("2 hari", "2026-06-15T09:00", government))["due"] == reached


def test_a_moment_with_a_zone_is_that_moment(capsys: pytest.CaptureFixture[str]) -> None:
    told = facts(capsys, *due("2 jam", "2026-09-07T02:00+00:00"))
    assert told["start"] == "2026-09-07T09:00:00+07:00"
    assert told["due"] == "2026-09-07T11:00:00+07:00"


def test_a_range_is_late_after_its_maximum_and_shows_its_target(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = facts(capsys, *due("1 – 2 hari", "2026-09-07T09:00"))
    assert told["target"] == "2026-09-08T16:00:00+07:00"
    assert told["due"] == "2026-09-09T16:00:00+07:00"


def test_a_deadline_beyond_the_known_days_off_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert facts(capsys, *due("2 hari"))["days_off_unknown_after"] is None
    assert facts(capsys, *due("14 bulan"))["days_off_unknown_after"] == "2027-12-31"
    assert main(due("14 bulan")) == 0
    assert "hari libur sesudah Jumat, 31 Des 2027 belum diketahui" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (due("sebentar"), "“sebentar” tidak terbaca sebagai waktu"),
        (due("2 hari", government="atlantis"), "Yang ada: banten, buleleng, cirebon, sumbawa"),
        (due("2 hari", start="besok"), "“besok” bukan saat"),
        ([*due("2 hari"), "--data", "tidak-ada"], "tidak-ada: folder ini belum berisi kantor"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("-", "tanpa tenggat"),
        ("tergantung besar kecilnya sistem", "ditetapkan untuk tiap permohonan"),
        ("9999 bulan", "di luar kalender"),
    ],
)
def test_words_without_a_deadline_give_1(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(due(words)) == 1
    assert said in capsys.readouterr().err


def test_the_offices_of_the_demo_are_those_the_demo_sets_up() -> None:
    documents = [yaml.safe_load(path.read_text("utf-8")) for path in DEMO.glob("*.yaml")]
    governments = [one["government"] for one in documents if "government" in one]
    assert {one["slug"]: one["zone"] for one in governments} == DEMO_ZONES


def test_an_office_of_its_own_is_asked_in_its_data_folder(office: Path) -> None:
    answer = lajur(*due("2 hari", "2026-06-15T09:00", "bima"), "--json", data=office)
    assert json.loads(answer.stdout)["due"] == "2026-06-18T16:00:00+08:00"
    other = lajur(*due("2 hari"), data=office)
    assert (other.returncode, other.stderr.strip()) == (
        2,
        "Tidak ada kantor “banten”. Yang ada: bima.",
    )


def test_without_django_loaded_the_words_come_without_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    answer = lajur(*due("1 bulan", "2026-01-31T09:00"), data=folder)
    assert "Senin, 2 Mar 2026 15.00 WIB" in answer.stdout
    assert not folder.exists()
