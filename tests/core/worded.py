"""Random procedures with random words in them: what YAML and XML could stumble over."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

from hypothesis import strategies as st

from lajur.core.procedure.definition import (
    Confidence,
    FieldKind,
    FormField,
    Identity,
    Interpretation,
    Lane,
    Part,
    PrintedRow,
    Procedure,
    ServiceKind,
)
from lajur.core.worktime.standard import StandardTime, TimeKind, TimeUnit
from tests.core.strategies import procedures

PIECES = (
    *("- a", "a: b", "b:", "# c", " #", "'", '"', "{", "}", "[x]", ",", "&a", "*a", "!t", "|"),
    *("%", "@", "`", "---", "...", "null", "ya", "no", "1", "1.5", "2021-11-30", "~", "\\", "<"),
    *("]]>", "<b>", "&amp;", "é", "漢", "🙂", "kata", "dua kata", "x" * 70, "→ 8", "?", "=x", ">"),
    *(
        "<p>x</p>",
        "so\u00adft",
        "a\u00a0b",
        "Waktu: 2",
        "satu\u200ddua",
        "<b>",
        "</b>",
    ),
)
WORD = st.sampled_from(PIECES) | st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6
)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join).map(str.strip).filter(bool)
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
TIMES = (
    StandardTime(kind=TimeKind.UNSET),
    StandardTime(kind=TimeKind.NONE),
    StandardTime(kind=TimeKind.FIXED, maximum=2, unit=TimeUnit.WORKING_DAY),
    StandardTime(kind=TimeKind.MAXIMUM, maximum=35, unit=TimeUnit.HOUR, cumulative=True),
    StandardTime(kind=TimeKind.RANGE, minimum=1, maximum=2, unit=TimeUnit.WEEK),
)


@st.composite
def worded_procedures(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Procedure:
    """A sound procedure, all of whose texts are drawn: few of them, each used in many places."""
    procedure: Procedure = draw(procedures(depth=2))
    texts = cycle(draw(st.lists(LINES, min_size=5, max_size=8)))
    cells = cycle([*draw(st.lists(LINES, min_size=3, max_size=4)), ""])
    times, flags = cycle(TIMES), cycle([False, True, False])
    steps = {}
    for step in procedure.steps.values():
        steps[step.id] = replace(
            step,
            printed=PrintedRow(
                no=next(cells),
                title=next(texts),
                requirements=next(cells),
                time=next(cells),
                outputs=next(cells),
                remarks=next(cells),
            ),
            standard_time=step.standard_time if step.standard_time.set_by else next(times),
            note=next(cells),
            implied=next(flags),
        )
    lanes = (
        Lane(id=lane.id, name=next(texts), kind=lane.kind, added=next(flags))
        for lane in procedure.lanes.values()
    )
    return replace(
        procedure,
        steps=steps,
        identity=_identity(texts, cells),
        lanes={lane.id: lane for lane in lanes},
        form=tuple(_form(texts, cells)),
        form_title=next(cells),
        interpretations=tuple(_said(texts, cells, sorted(steps))),
        services=draw(st.sampled_from([(), (ServiceKind.NEW,), tuple(ServiceKind)])),
        transcript=draw(st.sampled_from(["", "acak.txt"])),
    )


def _identity(texts: Iterator[str], cells: Iterator[str]) -> Identity:
    lists = ("legal_bases", "related_procedures", "warnings", "qualifications", "equipment")
    words = ("created_on", "effective_on", "approved_by_position", "approved_by_name", "note")
    return Identity(
        issuing_unit=(next(texts), next(texts)),
        number=next(cells),
        title=next(texts),
        **{name: tuple(next(texts) for _ in range(n % 3)) for n, name in enumerate(lists)},
        **{name: next(cells) for name in words},
    )


def _form(texts: Iterator[str], cells: Iterator[str]) -> Iterator[FormField]:
    for kind in FieldKind:
        yield FormField(
            id=f"isian_{kind}",
            label=next(texts),
            kind=kind,
            required=kind is not FieldKind.EMAIL,
            help=next(cells),
            choices=("satu, dua", "tiga") if kind is FieldKind.CHOICE else (),
            suffix=".go.id" if kind is FieldKind.SUBDOMAIN else "",
        )


def _said(texts: Iterator[str], cells: Iterator[str], steps: list[str]) -> Iterator[Interpretation]:
    for part, step in zip(Part, [None, *steps], strict=False):
        yield Interpretation(
            step=step,
            part=part,
            written=next(cells),
            read_as=next(texts),
            reason=next(texts),
            confidence=Confidence.LOW,
            alternative=next(cells),
        )
