"""Where on the work form a refusal is said."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext

from lajur.core.refusals import Refusal
from lajur.web.forms.work_items import WorkForm
from lajur.web.views.faults import said


def at_fields(form: WorkForm, refusal: Refusal) -> tuple[list[tuple[str, str]], str]:
    """What to say at which field, and what is left to say above the form."""
    lacking = _lacking(refusal)
    papers = [paper.blank for paper in form.papers if paper.blank.item in lacking]
    asked = (
        gettext("Tulis atau lampirkan “%(name)s”, atau nyatakan tetap.")
        if refusal.code == "output_not_renewed"
        else gettext("Tulis atau lampirkan “%(name)s”.")
    )
    faults = [(f"kertas_{blank.item}", asked % {"name": blank.name}) for blank in papers]
    if faults:
        return faults, said(refusal) if len(faults) < len(lacking) else ""
    field = _field_of(form, refusal)
    return ([(field, said(refusal))], "") if field else ([], said(refusal))


def add_lacking(form: WorkForm, refusals: Iterable[Refusal]) -> None:
    """Put what the form lacks at its fields, where nothing is said yet."""
    for refusal in refusals:
        for field, sentence in at_fields(form, refusal)[0]:
            if not form.errors.keys() & {field, field.replace("kertas_", "lampiran_", 1)}:
                form.add_error(field, sentence)


def _lacking(refusal: Refusal) -> Collection[object]:
    items = refusal.facts.get("items")
    return items if isinstance(items, Collection) else ()


def _field_of(form: WorkForm, refusal: Refusal) -> str | None:
    """Which field a refusal is about, if any."""
    place = {
        "reason_missing": "catatan",
        "unknown_outcome": "hasil",
        "appointment_missing": form.appointments[0].name if form.appointments else "",
        "duration_missing": "lama",
        "wrong_paper_date": "pada",
        "performer_missing": "oleh",
    }.get(refusal.code, "")
    return place if place in form.fields else None
