"""Searching the register: any part of a word, found by index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lajur.queries.governments import find_government
from lajur.queries.register import RegisterFilter, find_page
from lajur.store.models import CaseRow
from tests.services.house import House

TITLES = (
    "Aplikasi Kepegawaian Daerah",
    "Layanan e-Absensi 24/7",
    'Portal "Satu Data" 100%_terbuka',
    "Sistem O'Neill – API kepegawaian",
)
_letters = st.text(alphabet=" aeiknpgwbs-/\"'%_*()24", min_size=1, max_size=6)


@pytest.fixture
def several(house: House) -> House:
    """One request for each title."""
    cases = [house.file().case_id for _ in TITLES]
    with house.scope():
        for case, title in zip(cases, TITLES, strict=True):
            CaseRow.objects.filter(pk=case).update(title=title)
    return house


def _found(house: House, words: str) -> set[str]:
    government = find_government(house.slug)
    assert government is not None
    with house.scope():
        return {
            line.title
            for line in find_page(RegisterFilter(search=words), government=government).lines
        }


def test_affixes_do_not_hide_a_word(several: House) -> None:
    assert _found(several, "pegawai") == {TITLES[0], TITLES[3]}
    assert _found(several, "absen") == {TITLES[1]}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=_letters)
def test_every_word_is_taken_literally(several: House, words: str) -> None:
    with several.scope():
        numbers = dict(CaseRow.objects.values_list("title", "number"))
    agency = "DINAS KESEHATAN"
    expected = {
        title
        for title, number in numbers.items()
        if all(
            any(word.upper() in text for text in (title.upper(), number.upper(), agency))
            for word in words.split()
        )
    }
    assert _found(several, words) == expected


def test_a_search_reads_no_case_that_has_not_the_word(several: House) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole; its plan at size is measured in bench")
    with CaptureQueriesContext(connection) as seen:
        _found(several, "pegawai")
    searching = [query["sql"] for query in seen if "MATCH" in query["sql"]]
    assert searching
    for sql in searching:
        with connection.cursor() as cursor:
            plan = " ".join(
                str(row) for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            )
        assert "store_casewords VIRTUAL TABLE INDEX" in plan
        assert "SCAN store_caserow" not in plan
