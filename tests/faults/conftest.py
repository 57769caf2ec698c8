"""One Lajur for all faults of a test run; each test opens it anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.premises import Premises


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, demo: Premises) -> Premises:
    return demo.copied(tmp_path_factory.mktemp("faults"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.jsonl")
    yield opened
    opened.close()
