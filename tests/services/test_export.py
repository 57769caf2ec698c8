"""The register as a file: nothing in it is ever a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.queries.export import HEADINGS, neutralised, register_csv, write_register_xlsx
from lajur.queries.governments import GovernmentView, find_government
from lajur.queries.register import RegisterFilter, Standing
from lajur.store.models import CaseRow
from tests.services.house import House

DANGEROUS = "=+-@\t\r"
HOSTILE = st.text(max_size=20) | st.builds(
    lambda start, rest: start + rest,
    st.text(alphabet=DANGEROUS + "\x00\n'\",;＝＋－＠ ", min_size=1, max_size=4),
    st.text(max_size=10),
)


def government(house: House) -> GovernmentView:
    found = find_government(house.slug)
    assert found is not None
    return found


def retitle(house: House, title: str) -> None:
    with house.scope():
        CaseRow.objects.update(title=title)


def csv_rows(house: House, **wanted: Any) -> list[list[str]]:
    data = b"".join(register_csv(RegisterFilter(**wanted), government=government(house)))
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def workbook(house: House) -> bytes:
    target = io.BytesIO()
    write_register_xlsx(target, RegisterFilter(), government=government(house))
    return target.getvalue()


def xlsx_rows(data: bytes) -> Iterator[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return iter(list(sheet.iter_rows(values_only=True)))


@given(HOSTILE)
def test_no_text_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    safe = neutralised(text)

    assert not safe.startswith(tuple(DANGEROUS))
    assert "\x00" not in safe
    assert safe.removeprefix("'") == text.replace("\x00", "").removeprefix("'")


@given(HOSTILE)
def test_a_cell_of_csv_comes_back_as_it_was_neutralised(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow([neutralised(text), "penjaga"])
    file.seek(0)

    assert list(csv.reader(file)) == [[neutralised(text), "penjaga"]]


@pytest.mark.parametrize("text", ["", "Antrean", "a=b", " =1", "'=1", "1-2"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert neutralised(text) == text


@pytest.mark.parametrize("start", [*DANGEROUS, "\x00=", "\x00\x00@"])
def test_a_hostile_title_is_text_in_both_files(house: House, start: str) -> None:
    house.file()
    retitle(house, f'{start}HYPERLINK("http://x","y")'.replace("\x00", ""))

    assert csv_rows(house)[1][3].startswith("'")
    data = workbook(house)
    rows = list(xlsx_rows(data))
    assert str(rows[1][3]).startswith("'")
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_the_headings_are_indonesian_and_the_dates_the_offices_own(house: House) -> None:
    house.file()

    headings, row = csv_rows(house)

    assert headings == list(HEADINGS)
    assert row[0] == "001/PA/DKIST/2026"
    assert row[1] == "2026-11-23 12:00"  # NOON is 04.00 UTC
    assert government(house).zone == str(ZoneInfo("Asia/Makassar"))


def test_a_file_holds_what_the_filter_leaves(house: House) -> None:
    house.file()

    assert len(csv_rows(house, standing=Standing.OPEN)) == 2
    assert len(csv_rows(house, standing=Standing.DONE)) == 1
    assert len(list(xlsx_rows(workbook(house)))) == 2


def test_more_requests_than_fit_in_memory_at_once_all_come(house: House) -> None:
    from tests.services.test_register import copy_case

    house.file()
    copy_case(house, 1_100)

    rows = csv_rows(house)

    assert len({row[0] for row in rows[1:]}) == len(rows) - 1 == 1_101


def test_another_governments_requests_are_not_in_the_file(house: House, neighbour: House) -> None:
    house.file()

    assert len(csv_rows(neighbour)) == 1
