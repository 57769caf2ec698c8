"""`lajur verify`: 0 when all is as it was written, 1 when something is not."""

import json

import pytest
from django.db import connection

from lajur.cli.main import main
from tests.services.house import House, build


@pytest.fixture
def house(db: None) -> House:
    house = build()
    house.complete(house.file().case_id, "Budi")
    return house


def test_a_sound_office_is_said_to_be_whole(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify"]) == 0
    assert "Semua utuh. 1 berkas" in capsys.readouterr().out


def test_what_is_broken_is_named(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_caserow SET title = 'Lain'")

    assert main(["verify"]) == 1
    said = capsys.readouterr().out
    assert "001/PA/DKIST/2026" in said
    assert "Ada yang tidak utuh" in said


def test_facts_for_machines(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--json"]) == 0

    facts = json.loads(capsys.readouterr().out)
    assert (facts["ok"], facts["cases"]) == (True, 1)
    assert {"V4", "V5", "V6"} <= {check["code"] for check in facts["checks"]}
