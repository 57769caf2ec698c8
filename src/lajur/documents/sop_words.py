"""The words of the SOP form beside those of its cells: what a row says aloud, what was added."""

from collections.abc import Iterator
from itertools import groupby

from lajur.core.grid.parts import Layout
from lajur.core.procedure.definition import Lane, Part, Procedure, Step

_ADDED = "\u00a0*)"  # behind what the signed paper does not print
_DRAWN = (Part.PERFORMER, Part.FLOW)  # what an interpretation may have drawn otherwise


def lane_name(lane: Lane) -> str:
    return lane.name + _ADDED if lane.added else lane.name


def cells(step: Step) -> list[str]:
    """The cells of words in the order of the columns, from Kegiatan to Keterangan."""
    printed = step.printed
    title = printed.title + _ADDED if step.implied else printed.title
    words = (title, printed.requirements, printed.time, printed.outputs, printed.remarks)
    return [_as_listed(one) for one in words]


def _as_listed(words: str) -> str:
    """Each point of a list, "a) … b) …" or "1) … 2) …", on a line of its own."""
    for points in ("abcdefghijklmnopqrstuvwxyz", "123456789"):
        count = next((n for n, point in enumerate(points) if f" {point})" not in f" {words}"), 0)
        for point in points[:count] if count > 1 else "":
            words = words.replace(f" {point})", f"\n{point})", 1)
    return words


def spoken(procedure: Procedure, step: Step) -> str:
    """The drawing of a row in words, for those who do not see it."""
    return "; ".join(_spoken(procedure, step))


def _spoken(procedure: Procedure, step: Step) -> Iterator[str]:
    if step.implied:
        yield "Tidak tercetak pada SOP yang disahkan"
    lanes = [procedure.lanes[lane].name for lane in (step.performer, *step.participants)]
    yield "Pelaksana: " + ", ".join(dict.fromkeys(lanes))
    for lane in step.cosigners:
        yield f"Diketahui: {procedure.lanes[lane].name}"
    for outcome in step.outcomes:
        ends = [f"alur berakhir ({procedure.ends[outcome.end].name})"] if outcome.end else []
        goals = [_named(procedure, procedure.steps[target]) for target in outcome.targets]
        yield f"{outcome.label or 'lanjut'}: " + ", ".join([*goals, *ends])


def _named(procedure: Procedure, step: Step) -> str:
    """By its number; where that is another's too, as on Buleleng's paper, by its words as well."""
    printed = step.printed
    if not printed.no:
        return printed.title
    words = "" if procedure.is_known_by_number(step) else f" ({printed.title})"
    return f"langkah {printed.no}{words}"


def legend(procedure: Procedure, placed: Layout) -> Iterator[str]:
    """What the form shows and the signed paper does not, or not so."""
    if procedure.identity.is_draft:
        yield "Konsep: belum bernomor atau belum disahkan."
    added = [lane.added for lane in procedure.lanes.values()]
    implied = [step.implied for step in procedure.steps.values()]
    if any([*added, *implied]):
        yield f"{_ADDED.strip()} Tidak tercetak pada SOP yang disahkan; ditambahkan menurut tafsir."
    if any(row.stubs for row in placed.rows):
        yield "Kapsul kecil: alur berakhir di sini menurut tafsir; SOP tidak menggambarkannya."
    if read := ", ".join(_drawn_as_read(procedure)):
        yield f"Pelaksana atau panahnya digambar menurut tafsir: langkah {read}."


def _drawn_as_read(procedure: Procedure) -> Iterator[str]:
    """The numbers of the rows whose drawing rests on an interpretation, runs of them as "1–7"."""
    read = {one.step for one in procedure.interpretations if one.part in _DRAWN}
    printed = (step for step in procedure.steps.values() if step.printed.no)
    for is_read, run in groupby(printed, key=lambda step: step.id in read):
        numbers = list(dict.fromkeys(step.printed.no for step in run))
        if is_read and len(numbers) > 2:
            yield f"{numbers[0]}–{numbers[-1]}"
        elif is_read:
            yield from numbers
