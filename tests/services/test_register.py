"""The register: what it shows, in what order, with how many queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.core.procedure.definition import ServiceKind
from lajur.queries.governments import GovernmentView, find_government
from lajur.queries.register import (
    PAGE,
    RegisterFilter,
    RegisterPage,
    Sort,
    Standing,
    find_choices,
    find_page,
)
from lajur.services.work_items import withdraw_case
from lajur.store.models import CaseRow
from tests.services.house import NOON, House, new_key


def government(house: House) -> GovernmentView:
    found = find_government(house.slug)
    assert found is not None
    return found


def page(house: House, **wanted: Any) -> RegisterPage:
    with house.scope():
        return find_page(RegisterFilter(**wanted), government=government(house))


def numbers(found: RegisterPage) -> list[str]:
    return [line.number for line in found.lines]


def copy_case(house: House, count: int, *, first: int = 2) -> None:
    """More requests like the first, with numbers of their own."""
    with house.scope():
        model = CaseRow.objects.order_by("pk").first()
        assert model is not None
        rows = []
        for n in range(first, first + count):
            row = CaseRow.objects.get(pk=model.pk)
            row.pk, row.number, row.code = None, f"{n:03}/PA/DKIST/2026", f"K{n}"
            row._state.adding = True
            rows.append(row)
        CaseRow.objects.bulk_create(rows)


@contextmanager
def queries(most: int) -> Iterator[None]:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        yield
    assert len(seen) <= most, [query["sql"] for query in seen]


def test_a_request_stands_in_the_register_with_its_step_now(house: House) -> None:
    receipt = house.file()

    (line,) = page(house).lines

    assert (line.number, line.agency, line.standing) == (
        receipt.number,
        "Dinas Kesehatan",
        Standing.OPEN,
    )
    assert line.service is ServiceKind.NEW
    assert line.steps == ("Kepala Dinas mendisposisikan surat ke Kepala Bidang TI",)


def test_counts_say_how_requests_stand_whatever_the_tab(house: House) -> None:
    house.file()
    withdrawn = house.file().case_id
    withdraw_case(
        case_id=withdrawn,
        seen_version=house.version(withdrawn),
        text="Tidak jadi.",
        actor=house.actor("Siti"),
        at=NOON,
        key=new_key(),
    )

    found = page(house, standing=Standing.WITHDRAWN)

    assert found.counts == {
        Standing.OPEN: 1,
        Standing.DONE: 0,
        Standing.REFUSED: 0,
        Standing.WITHDRAWN: 1,
    }
    assert (found.found, found.total, len(found.lines)) == (1, 2, 1)


def test_a_refused_request_is_told_from_one_that_was_done(house: House) -> None:
    house.file()
    with house.scope():
        ended = {"state": "completed", "closed_at": NOON}
        CaseRow.objects.update(end="tidak_dapat_dilayani", **ended)

    assert page(house).lines[0].standing is Standing.REFUSED
    assert numbers(page(house, standing=Standing.DONE)) == []
    assert len(page(house, standing=Standing.REFUSED).lines) == 1


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_forth_and_back_show_every_request_once(house: House, sort: Sort) -> None:
    house.file()
    copy_case(house, 2 * PAGE + 3)
    first = page(house, sort=sort)
    second = page(house, sort=sort, after=first.older)
    third = page(house, sort=sort, after=second.older)

    seen = numbers(first) + numbers(second) + numbers(third)
    assert len(seen) == len(set(seen)) == 2 * PAGE + 4
    assert (first.newer, third.older) == ("", "")
    assert numbers(page(house, sort=sort, before=third.newer)) == numbers(second)
    assert numbers(page(house, sort=sort, before=second.newer)) == numbers(first)


def test_a_thousand_comes_after_nine_hundred_and_ninety_nine(house: House) -> None:
    house.file()
    copy_case(house, 3, first=998)

    assert numbers(page(house, sort=Sort.NUMBER))[1:] == [
        "998/PA/DKIST/2026",
        "999/PA/DKIST/2026",
        "1000/PA/DKIST/2026",
    ]


def test_a_year_begins_at_midnight_of_the_office(house: House) -> None:
    house.file(at=datetime(2026, 12, 31, 15, 59, tzinfo=UTC))  # 23.59 WITA
    house.file(at=datetime(2026, 12, 31, 16, 0, tzinfo=UTC))  # 00.00 WITA

    assert len(page(house, year=2026).lines) == 1
    assert numbers(page(house, year=2027)) == ["001/PA/DKIST/2027"]
    with house.scope():
        assert find_choices(government=government(house)).years == (2027, 2026)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("antrean", 1),
        ("kesehatan antrean", 1),
        ("001/PA", 1),
        ("pajak", 0),
        ("%", 0),
        ("_", 0),
        ("'; DROP TABLE", 0),
    ],
)
def test_a_search_finds_words_in_number_title_and_agency(
    house: House, words: str, found: int
) -> None:
    house.file()

    assert len(page(house, search=words).lines) == found


def test_filters_narrow_together(house: House) -> None:
    house.file()

    asked = {"agency": house.agency, "service": ServiceKind.NEW, "procedure": "sumbawa-2021"}
    assert len(page(house, **asked).lines) == 1
    assert len(page(house, **{**asked, "service": ServiceKind.API}).lines) == 0
    assert len(page(house, **{**asked, "procedure": "lain"}).lines) == 0


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 30, "²", ""])
def test_a_broken_cursor_shows_the_first_page(house: House, cursor: str) -> None:
    house.file()

    assert len(page(house, after=cursor).lines) == 1


def test_another_government_has_a_register_of_its_own(house: House, neighbour: House) -> None:
    house.file()

    assert page(neighbour).lines == ()


def test_a_page_takes_few_queries_however_many_requests_there_are(house: House) -> None:
    house.file()
    copy_case(house, PAGE)
    view = government(house)

    with house.scope(), queries(most=4):
        find_page(RegisterFilter(), government=view)
    with house.scope(), queries(most=4):
        find_choices(government=view)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (RegisterFilter(), "case_register"),
        (RegisterFilter(after="500"), "case_register"),
        (RegisterFilter(sort=Sort.NUMBER, after="001/PA/DKIST/2026"), "case_by_number"),
        (RegisterFilter(standing=Standing.OPEN), "case_by_state"),
    ],
)
def test_pages_are_read_by_index(house: House, wanted: RegisterFilter, index: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole; its plan at size is measured in bench")
    house.file()
    copy_case(house, 300)
    with house.scope(), CaptureQueriesContext(connection) as seen:
        find_page(wanted, government=government(house))

    (sql,) = [
        query["sql"] for query in seen if "ORDER BY" in query["sql"] and "LIMIT 26" in query["sql"]
    ]
    with connection.cursor() as cursor:
        plan = " ".join(str(row) for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_later_pages_keep_their_place_when_new_requests_come(house: House) -> None:
    house.file()
    copy_case(house, PAGE + 5, first=100)
    first = page(house)
    before = numbers(page(house, after=first.older))
    house.file(at=NOON + timedelta(minutes=1))

    assert numbers(page(house, after=first.older)) == before
