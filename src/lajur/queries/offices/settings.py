"""What the office keeps once: the number pattern, the domain names."""

from dataclasses import dataclass
from datetime import date

from lajur.core.offices.numbering import read_pattern
from lajur.core.offices.stamps import stamp_of
from lajur.store.models import CounterRow, GovernmentRow

REGISTER = "permohonan"  # CounterRow.register of request numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """How requests are numbered."""

    pattern: str
    unit_code: str
    drawn: int  # numbers given this year
    seen: str  # stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainView:
    """The names of domains the office keeps."""

    base_domain: str
    reserved: tuple[str, ...]
    seen: str  # stamp


def find_numbering(government_id: int, *, today: date) -> NumberView:
    row = GovernmentRow.objects.get(pk=government_id)
    return NumberView(
        pattern=row.request_pattern,
        unit_code=row.unit_code,
        drawn=_drawn(today),
        seen=number_stamp(row),
    )


def preview_numbers(pattern: str, unit_code: str, *, today: date) -> tuple[str, ...]:
    """The next three numbers that a pattern would give.

    Raises:
        Refusal: as `core.offices.numbering.read_pattern`.
    """
    read = read_pattern(pattern)
    drawn = _drawn(today)
    return tuple(read.number(drawn + n, on=today, unit=unit_code) for n in (1, 2, 3))


def find_domains(government_id: int) -> DomainView:
    row = GovernmentRow.objects.get(pk=government_id)
    return DomainView(
        base_domain=row.base_domain,
        reserved=tuple(row.reserved_subdomains),
        seen=domain_stamp(row),
    )


def number_stamp(row: GovernmentRow) -> str:
    return stamp_of(row.request_pattern, row.unit_code)


def domain_stamp(row: GovernmentRow) -> str:
    return stamp_of(row.base_domain, row.reserved_subdomains)


def _drawn(today: date) -> int:
    rows = CounterRow.objects.filter(register=REGISTER, year=today.year)
    return rows.values_list("value", flat=True).first() or 0
