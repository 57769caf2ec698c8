"""The register's filter, as it stands in the address."""

from dataclasses import replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from lajur.core.procedure.definition import ServiceKind
from lajur.queries.register import FIRST_YEAR, LAST_YEAR, RegisterFilter, Sort, Standing

Word = TypeVar("Word", bound=StrEnum)
LONGEST = 80  # characters searched for


def filter_of(query: QueryDict) -> RegisterFilter:
    """Read the filter; what makes no sense is left out."""
    year = _number(query.get("tahun", ""))
    return RegisterFilter(
        search=query.get("cari", "").replace("\x00", "").strip()[:LONGEST],
        standing=_one_of(Standing, query.get("keadaan", "")),
        agency=_number(query.get("instansi", "")),
        year=year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None,
        service=_one_of(ServiceKind, query.get("layanan", "")),
        procedure=query.get("sop", "").replace("\x00", "")[:LONGEST],
        sort=_one_of(Sort, query.get("urut", "")) or Sort.NEWEST,
        after=query.get("sesudah", "").replace("\x00", "")[:120],
        before=query.get("sebelum", "").replace("\x00", "")[:120],
    )


def query_of(wanted: RegisterFilter) -> str:
    """The filter as the query of an address; "" for everything in the usual order."""
    parts = {
        "cari": wanted.search,
        "keadaan": wanted.standing,
        "instansi": wanted.agency,
        "tahun": wanted.year,
        "layanan": wanted.service,
        "sop": wanted.procedure,
        "urut": "" if wanted.sort is Sort.NEWEST else wanted.sort,
        "sesudah": wanted.after,
        "sebelum": wanted.before,
    }
    return urlencode({name: value for name, value in parts.items() if value})


def from_start(wanted: RegisterFilter) -> RegisterFilter:
    """The same filter, at its first page."""
    return replace(wanted, after="", before="")


def _one_of(kind: type[Word], text: str) -> Word | None:
    return next((word for word in kind if word.value == text), None)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
