"""The cells of a row, from what a drawing says of one shape."""

from lajur.core.bpmn import notes
from lajur.core.bpmn.drawing import Shape
from lajur.core.bpmn.names import clean
from lajur.core.bpmn.notes import Notes
from lajur.core.procedure.definition import PrintedRow
from lajur.core.procedure.times import read_time

# The words our own export puts before each cell; others write them so too.
_CELLS = ("kelengkapan", "waktu", "output", "keterangan")
_LEFT_OUT = ("no", "kegiatan", "pelaksana")  # of our export: said by the shape itself


def row_of(
    shape: Shape,
    log: Notes,
    *,
    no: str,
    title: str,
    question: str,
    needs: list[str],
    yields: list[str],
) -> PrintedRow:
    """The row; `question` is what the choice behind the shape asks."""
    cells, remarks = _cells(clean(shape.told))
    time = cells.get("waktu", "")
    if read_time(time) is None:
        place, line = shape.place, shape.line
        log.hand("time_words", notes.TIME_WORDS, place=place, line=line, words=time)
        remarks.append(f"Waktu: {time}")
        time = ""
    said = (cells.get("keterangan", ""), *remarks, clean(question))
    return PrintedRow(
        no=no,
        title=title,
        requirements=cells.get("kelengkapan") or clean(", ".join(needs)),
        time=time,
        outputs=cells.get("output") or clean(", ".join(yields)),
        remarks="\n".join(one for one in said if one),
    )


def _cells(told: str) -> tuple[dict[str, str], list[str]]:
    """The cells that the documentation names, and what is left of it."""
    cells: dict[str, str] = {}
    left: list[str] = []
    for line in told.splitlines():
        label, colon, words = line.partition(":")
        key = label.strip().casefold()
        if colon and key in _CELLS and key not in cells:
            cells[key] = words.strip()
        elif not (colon and key in _LEFT_OUT):
            left.append(line)
    return cells, left
