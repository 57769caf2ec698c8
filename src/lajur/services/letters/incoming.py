"""Buku agenda masuk: each request that is filed writes its line, in the same transaction."""

from datetime import date, datetime

from lajur.services.letters.entries import Line, note_incoming
from lajur.store.models import CaseRow, GovernmentRow, UnitRow

# Blanks of a request form (FormField.id) that tell of the letter the request came with.
LETTER_NUMBER, LETTER_DAY = "nomor_surat", "tanggal_surat"


def note_request(case: CaseRow, *, government: GovernmentRow, at: datetime) -> None:
    """Write the request into buku agenda masuk, where the office keeps one.

    Number and date of the applicant's own letter come from the form, if it asks for them; the clerk
    completes the line otherwise.

    Raises:
        RegisterNumberTaken: the book's pattern was changed to one that repeats an earlier number.
    """
    agency = UnitRow.objects.filter(pk=case.agency_id).values_list("name", flat=True)
    line = Line(
        subject=case.title,
        party=agency[0],
        their_number=case.form.get(LETTER_NUMBER, "").strip(),
        their_day=_day(case.form.get(LETTER_DAY, "")),
        case=case.pk,
        person=case.applicant_id,
    )
    note_incoming(line, government=government, at=at)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None
