"""Settings from the environment: typed, and at fault by name."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from lajur.site import environment


@pytest.mark.parametrize(("written", "read"), [("1", True), ("ya", True), ("0", False), ("", True)])
def test_a_flag_is_a_yes_or_a_no(written: str, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAJUR_X", written)
    assert environment.flag("LAJUR_X", default=True) is read


@pytest.mark.parametrize("helper", ["flag", "number", "choice"])
def test_a_wrong_value_stops_the_start_with_the_name_of_its_variable(
    helper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAJUR_X", "barangkali")
    arguments = {
        "flag": lambda: environment.flag("LAJUR_X", default=False),
        "number": lambda: environment.number("LAJUR_X", 1),
        "choice": lambda: environment.choice("LAJUR_X", "a", ("a", "b")),
    }
    with pytest.raises(ImproperlyConfigured, match=r"LAJUR_X.*barangkali"):
        arguments[helper]()


def test_a_number_stays_between_its_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAJUR_X", "11")
    with pytest.raises(ImproperlyConfigured, match="0 sampai 10"):
        environment.number("LAJUR_X", 1, most=10)


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("rahasia\n", encoding="utf-8")
    monkeypatch.setenv("LAJUR_X_FILE", str(tmp_path / "secret"))
    assert environment.secret("LAJUR_X") == "rahasia"


def test_a_secret_given_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAJUR_X", "rahasia")
    monkeypatch.setenv("LAJUR_X_FILE", str(tmp_path / "secret"))
    with pytest.raises(ImproperlyConfigured, match="LAJUR_X_FILE"):
        environment.secret("LAJUR_X")


def test_a_kept_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    first = environment.kept_secret(path)
    assert environment.kept_secret(path) == first
    assert len(first) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LAJUR_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(ImproperlyConfigured, match=re.escape(str(tmp_path / "file" / "data"))):
        environment.folder("LAJUR_DATA", "data")


def test_a_database_address_becomes_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "LAJUR_DATABASE_URL", "postgresql://siti:r%40hasia@localhost:5433/lajur?sslmode=require"
    )
    assert environment.database_url("LAJUR_DATABASE_URL") == {
        "NAME": "lajur",
        "USER": "siti",
        "PASSWORD": "r@hasia",
        "HOST": "localhost",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("address", ["mysql://localhost/lajur", "postgresql://localhost:x/lajur"])
def test_a_database_address_of_another_kind_is_refused_without_repeating_it(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAJUR_DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured, match=r"^LAJUR_DATABASE_URL: (?!.*localhost/)"):
        environment.database_url("LAJUR_DATABASE_URL")
