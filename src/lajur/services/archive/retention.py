"""Acts on the retention schedule of an office, and on which line of it a case comes under."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from lajur.core.access import Actor, Permission
from lajur.core.archive.retention import Disposal
from lajur.core.refusals import NotFound, marked
from lajur.queries.archive.schedule import line_stamp
from lajur.services.archive.keeping import file_closed
from lajur.services.archive.providing import SCHEDULE
from lajur.services.archive.refusals import AlreadyListed, RetentionCodeTaken, StillOpen
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store.models import ArchiveRow, CaseRow, GovernmentRow, RetentionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetails:
    """What is typed about a line of the schedule."""

    code: str
    title: str
    active_years: int
    inactive_years: int
    disposal: Disposal
    source: str = ""
    for_cases: bool = False


def keeps_archive(actor: Actor) -> bool:
    return actor.may(Permission.KEEP_ARCHIVE)


def add_line(*, details: LineDetails, actor: Actor, at: datetime, key: str) -> int:
    """Add a line to the schedule; returns its id.

    Raises:
        NotFound: the actor does not keep the archive.
        RetentionCodeTaken: the classification has a line already.
    """

    def effect(government: GovernmentRow) -> Facts:
        _refuse_code(details.code)
        if details.for_cases:
            RetentionRow.objects.filter(for_cases=True).update(for_cases=False)
        row = RetentionRow.objects.create(government=government, **_columns(details))
        return {"target": f"retention:{row.pk}", "id": row.pk, **_columns(details)}

    act = Act(
        kind="retention_added",
        target=SCHEDULE,
        asked=_columns(details),
        actor=actor,
        at=at,
        key=key,
    )
    return int(str(perform(act, effect, allowed=keeps_archive)["id"]))


def change_line(
    *, line_id: int, details: LineDetails, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Change a line; the cases under it follow.

    Raises:
        NotFound: no such line, or the actor does not keep the archive.
        RetentionCodeTaken: another line has the classification.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
    """
    target = f"retention:{line_id}"

    def effect(_: GovernmentRow) -> Facts:
        row = RetentionRow.objects.filter(pk=line_id).first()
        if row is None:
            raise NotFound(what=marked("Baris jadwal retensi"))
        refuse_changed(line_stamp(row), seen=seen, target=target)
        _refuse_code(details.code, other_than=line_id)
        columns = _columns(details)
        if details.for_cases:
            others = RetentionRow.objects.filter(for_cases=True).exclude(pk=line_id)
            others.update(for_cases=False)
        else:
            columns["for_cases"] = row.for_cases  # there always is one line for new cases
        was = {name: getattr(row, name) for name in columns}
        RetentionRow.objects.filter(pk=line_id).update(**columns)
        return {**columns, "was": was}

    asked = {"target": target, "seen": seen, **_columns(details)}
    act = Act(kind="retention_changed", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, allowed=keeps_archive)


def classify_case(*, case_id: int, line_id: int, actor: Actor, at: datetime, key: str) -> None:
    """Put a closed case under another line of the schedule.

    Raises:
        NotFound: no such request or line, or the actor does not keep the archive.
        StillOpen: the case is not closed.
        AlreadyListed: it stands on a list of destruction.
    """

    def effect(government: GovernmentRow) -> Facts:
        line = RetentionRow.objects.filter(pk=line_id).first()
        row = archived(case_id, government)
        if line is None or row.case.parent_id is not None:
            raise NotFound(what=marked("Baris jadwal retensi"))
        if row.destruction_id is not None:
            raise AlreadyListed(number=row.case.number)
        was = row.retention.code if row.retention else ""
        ArchiveRow.objects.filter(pk=row.pk).update(retention=line)
        return {"number": row.case.number, "code": line.code, "was": was}

    target = f"case:{case_id}"
    asked = {"target": target, "line": line_id}
    act = Act(kind="case_classified", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, allowed=keeps_archive)


def archived(case_id: int, government: GovernmentRow) -> ArchiveRow:
    """A closed case as the archive has it; it is filed when it was not yet.

    Raises:
        NotFound: no such case.
        StillOpen: it is not closed.
    """
    file_closed(government)
    row = ArchiveRow.objects.select_related("case", "retention").filter(case=case_id).first()
    if row is not None:
        return row
    case = CaseRow.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound(what=marked("Berkas"))
    raise StillOpen(number=case.number)


def _columns(details: LineDetails) -> dict[str, Any]:
    return {**asdict(details), "disposal": details.disposal.value}


def _refuse_code(code: str, *, other_than: int = 0) -> None:
    if RetentionRow.objects.filter(code=code).exclude(pk=other_than).exists():
        raise RetentionCodeTaken(code=code)
