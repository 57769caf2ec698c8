"""Verifying everything that is kept: run nightly, after a crash, and for an auditor.

The codes are those of the reliability rules: V2 keys, V4 replay, V5 tokens, V6 journals and seals,
V7 registers, V8 announcements, V9 reminders in time, V10 papers and files, V11 tenant links, V13
the database itself. Not among them are V15 deadlines, V16 calendars, V17 letters, V18 registers of
letters, V19 the archive, V20 the clock of this machine.
"""

from datetime import datetime
from time import perf_counter

from django_scopes import scopes_disabled

from lajur.services.verify import archive, calendars, clocks, letters, reminders, tables
from lajur.services.verify.anchors import Anchors, OfficeJournals
from lajur.services.verify.every_case import EveryCase
from lajur.services.verify.reading import one_picture
from lajur.services.verify.registers import registers_of_letters
from lajur.services.verify.report import Check, Found, Progress, Report

__all__ = ["Check", "Found", "Report", "verify"]


def _silent(done: int, total: int) -> None:
    """Say nothing."""


def verify(
    progress: Progress = _silent, *, at: datetime | None = None, here: datetime | None = None
) -> Report:
    """Check everything of every government in the database that is configured.

    Nothing is changed, and writers are not kept waiting: all is read as it stood at the beginning.
    With `at`, a worker must have been running until then: no reminder may be overdue. With `here`,
    the time of this machine, its clock must agree with the database server's.
    """
    began = perf_counter()
    with scopes_disabled(), one_picture():
        cases = EveryCase(OfficeJournals(), Anchors())
        cases.run(progress)
        others = [tables.registers(), tables.keys(), tables.links(), tables.kept_files()]
        others += [
            reminders.told(),
            reminders.timely(at=at),
            calendars.calendars(),
            letters.letters(cases.office.destroyed),
            registers_of_letters(),
            archive.archive(cases.office),
            tables.database(),
        ]
    if here is not None:
        others.append(clocks.one_clock(here))
    return Report(
        checks=tuple(sorted((*cases.checks, *others), key=lambda check: int(check.code[1:]))),
        cases=len(cases.seen),
        events=sum(cases.seen.values()),
        seconds=perf_counter() - began,
    )
