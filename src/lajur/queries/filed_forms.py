"""The form of a request, as it was filled in and sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.procedure.definition import FormField
from lajur.core.refusals import NotFound, marked
from lajur.queries.dossier import open_dossier
from lajur.store.models import LetterProfileRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledForm:
    """What was asked, and what was answered."""

    number: str  # nomor permohonan
    title: str
    agency: str
    applicant: str
    filed_at: datetime  # aware
    blanks: tuple[FormField, ...]  # printed order
    answers: Mapping[str, str]  # by FormField.id
    heading: str  # of the form the sheet prints, line by line; "" where it prints none
    place: str  # where the office dates its papers; "" while nobody has said


def find_filed_form(case_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> FiledForm:
    """The form of a request, for whoever may open its case.

    Raises:
        NotFound: no such case, none that the reader may see, or one without a form.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    row, form = dossier.row, dossier.procedure.form
    if not form or row.parent_id is not None:
        raise NotFound(what=marked("Formulir pengajuan"))
    given = row.form if isinstance(row.form, dict) else {}
    return FiledForm(
        number=row.number,
        title=row.title,
        agency=row.agency,
        applicant=row.applicant,
        filed_at=row.opened_at,
        blanks=form,
        answers={blank.id: str(given.get(blank.id) or "") for blank in form},
        heading=dossier.procedure.form_title,
        place=_place(row.government),
    )


def _place(government: int) -> str:
    """Where its letters are dated, by the profile in force; one statement."""
    rows = LetterProfileRow.objects.filter(government=government).order_by("-version")
    found = rows.values_list("data__place", flat=True).first()
    return str(found or "")
