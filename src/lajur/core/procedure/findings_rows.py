"""Findings about the rows: their numbers, times, words and where they lead."""

import re
from collections import Counter
from collections.abc import Iterator

from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.finding import is_cut_off, step_finding
from lajur.core.procedure.times import read_time
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeKind

NUMBER_TWICE = marked("%(where)s: nomor %(no)s tercetak %(count)d kali.")
NUMBER_MISSING = marked("Nomor %(no)s tidak tercetak; baris sesudahnya langsung nomor %(next)s.")
TIME_UNSET = marked(
    "%(where)s: waktu belum ditetapkan. Lamanya diukur, tetapi tidak pernah disebut terlambat."
)
SHIFTED = marked("%(where)s: kolom Waktu berisi “%(words)s”. Tampaknya isi baris ini bergeser.")
CUT_OFF = marked("%(where)s: kalimatnya terpotong pada “…%(words)s”.")
TARGET_NOT_PRINTED = marked(
    "%(where)s: lembar tidak mencetak lanjutan “%(label)s”. Dijalankan sebagai akhir “%(end)s”."
)
END_NOT_PRINTED = marked(
    "%(where)s: lembar tidak mencetak lanjutannya. Dijalankan sebagai akhir “%(end)s”."
)
ROW_NOT_PRINTED = marked("%(where)s tidak tercetak di lembar, tetapi alurnya memerlukan.")
SUB_SOP_UNRELATED = marked(
    "%(where)s memanggil “%(name)s”, tetapi SOP itu tidak tercantum dalam Keterkaitan."
)
NOTED = marked("%(where)s: %(note)s")

_BARE_NUMBER = re.compile(r"(\d+)\.?")


def find(procedure: Procedure) -> Iterator[Fault]:
    """Yield the findings of every row, and of the numbering as a whole."""
    yield from _numbering(procedure)
    for step in procedure.steps.values():
        yield from _row(procedure, step)
        yield from _leads_nowhere(procedure, step)
        yield from _unrelated_call(procedure, step)


def _numbering(procedure: Procedure) -> Iterator[Fault]:
    numbered = [
        (int(found[1]), step)
        for step in procedure.steps.values()
        if (found := _BARE_NUMBER.fullmatch(step.printed.no))
    ]
    counts = Counter(number for number, _ in numbered)
    for number, step in {number: step for number, step in reversed(numbered)}.items():
        if counts[number] > 1:
            facts = {"no": number, "count": counts[number]}
            yield step_finding(procedure, step, "no", "number_twice", NUMBER_TWICE, **facts)
    for number in sorted(set(range(1, max(counts, default=0))) - set(counts)):
        after = next(step for known, step in numbered if known > number)
        gap = {"no": number, "next": after.printed.no}
        yield step_finding(procedure, after, "no", "number_missing", NUMBER_MISSING, **gap)


def _row(procedure: Procedure, step: Step) -> Iterator[Fault]:
    if step.implied:
        yield step_finding(procedure, step, "", "row_not_printed", ROW_NOT_PRINTED)
        return
    words = step.printed.time
    if read_time(words) is None and step.standard_time.kind is TimeKind.UNSET:
        yield step_finding(procedure, step, "waktu", "shifted_cell", SHIFTED, words=words)
    elif step.standard_time.kind is TimeKind.UNSET:
        yield step_finding(procedure, step, "waktu", "time_not_set", TIME_UNSET)
    if is_cut_off(step.printed.title):
        last = " ".join(step.printed.title.split()[-3:])
        yield step_finding(procedure, step, "kegiatan", "text_cut_off", CUT_OFF, words=last)
    if step.note:
        yield step_finding(procedure, step, "catatan", "printing_noted", NOTED, note=step.note)


def _leads_nowhere(procedure: Procedure, step: Step) -> Iterator[Fault]:
    """An end nobody printed. A derived decision only tells two endings apart."""
    for outcome in step.outcomes:
        if outcome.end is None or step.derived_from or not procedure.ends[outcome.end].implied:
            continue
        end = procedure.ends[outcome.end].name
        if outcome.label is None:
            yield step_finding(
                procedure, step, "lanjut", "end_not_printed", END_NOT_PRINTED, end=end
            )
        else:
            facts = {"label": outcome.label, "end": end}
            code, message = "target_not_printed", TARGET_NOT_PRINTED
            yield step_finding(procedure, step, "keputusan", code, message, **facts)


def _unrelated_call(procedure: Procedure, step: Step) -> Iterator[Fault]:
    if step.calls is None:
        return
    called = step.calls.casefold().strip(" ;.")
    related = [one.casefold() for one in procedure.identity.related_procedures]
    if not any(called in one for one in related):
        code, message = "sub_sop_unrelated", SUB_SOP_UNRELATED
        yield step_finding(procedure, step, "memanggil", code, message, name=step.calls)
