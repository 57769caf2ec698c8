"""What a comparison amounts to, in a few sentences made by rule from its facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lajur.core.comparing.comparison import Comparison
from lajur.core.comparing.totals import Total
from lajur.core.refusals import marked

Fact = str | int | Total | tuple[str, ...]  # a route becomes its time, activities their names


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words with gaps, and what fills them."""

    code: str  # public; never changes once released
    words: str  # for people; translated above the core
    facts: Mapping[str, Fact]


def sentences(comparison: Comparison) -> tuple[Sentence, ...]:
    """What there is to say, the most important first."""
    if comparison.is_same:
        return (_SAME,)
    return tuple(_sentences(comparison))


_SAME = Sentence(
    code="same",
    words=marked(
        "Kedua SOP sama dalam langkah, kedudukan pelaksana, waktu, jenis dokumen, dan keputusannya."
    ),
    facts={},
)


def _sentences(both: Comparison) -> Iterator[Sentence]:
    yield _size(both)
    yield _common(both)
    if moved := sum(row.moved for row in both.rows):
        words = marked("Yang sama tetapi tidak pada urutan yang sama: %(moved)d langkah.")
        yield Sentence(code="moved", words=words, facts={"moved": moved})
    yield from _times(both)
    yield _turns(both)
    yield from _one_has(
        both,
        "refusals",
        only=marked("Hanya %(who)s yang dapat menolak permohonan."),
        each=marked("Tempat permohonan dapat ditolak: %(left)s %(m)d, %(right)s %(n)d."),
    )
    yield from _one_has(
        both,
        "loops",
        only=marked("Hanya %(who)s yang dapat mengulang pekerjaan bila belum disetujui."),
        each=marked("Tempat pekerjaan dapat diulang: %(left)s %(m)d, %(right)s %(n)d."),
    )
    for side in (both.left, both.right):
        if side.only:
            words = marked("Hanya %(who)s yang mempunyai langkah untuk %(activities)s.")
            facts: dict[str, Fact] = {"who": side.name, "activities": side.only}
            yield Sentence(code="only", words=words, facts=facts)


def _size(both: Comparison) -> Sentence:
    ours, theirs = both.left.summary, both.right.summary
    return Sentence(
        code="size",
        words=marked(
            "%(left)s meminta %(m)d langkah dari %(a)d pelaksana,"
            " %(right)s %(n)d langkah dari %(b)d pelaksana."
        ),
        facts={
            **_names(both),
            "m": ours.steps,
            "a": ours.lanes,
            "n": theirs.steps,
            "b": theirs.lanes,
        },
    )


def _common(both: Comparison) -> Sentence:
    return Sentence(
        code="common",
        words=marked(
            "Langkah yang sama artinya: %(common)d. Hanya di %(left)s: %(m)d; hanya di %(right)s:"
            " %(n)d."
        ),
        facts={
            **_names(both),
            "common": sum(row.is_paired for row in both.rows),
            "m": sum(row.right is None for row in both.rows),
            "n": sum(row.left is None for row in both.rows),
        },
    )


def _times(both: Comparison) -> Iterator[Sentence]:
    ours, theirs = both.left.summary, both.right.summary
    if ours.longest and theirs.longest:
        words = marked(
            "Waktu baku sampai selesai tanpa pengulangan, paling lama: %(left)s %(one)s;"
            " %(right)s %(other)s."
        )
        facts: dict[str, Fact] = {"one": ours.longest, "other": theirs.longest}
        yield Sentence(code="longest", words=words, facts={**_names(both), **facts})
    for side in (both.left, both.right):
        summary = side.summary
        if summary.shortest and summary.shortest != summary.longest:
            words = marked("Jalan %(who)s yang terpendek: %(one)s.")
            facts = {"who": side.name, "one": summary.shortest}
            yield Sentence(code="shortest", words=words, facts=facts)
        if summary.longest_with_loops:
            words = marked("Dengan pengulangan, masing-masing sekali, %(who)s paling lama %(one)s.")
            facts = {"who": side.name, "one": summary.longest_with_loops}
            yield Sentence(code="longest_with_loops", words=words, facts=facts)


def _turns(both: Comparison) -> Sentence:
    return Sentence(
        code="turns",
        words=marked(
            "Sesudah mengajukan, giliran kembali kepada pemohon pada %(m)d langkah di %(left)s"
            " dan %(n)d langkah di %(right)s."
        ),
        facts={
            **_names(both),
            "m": both.left.summary.applicant_acts,
            "n": both.right.summary.applicant_acts,
        },
    )


def _one_has(both: Comparison, name: str, *, only: str, each: str) -> Iterator[Sentence]:
    """Who has any of what is counted under this name; nothing where nobody has."""
    ours, theirs = getattr(both.left.summary, name), getattr(both.right.summary, name)
    if ours and theirs:
        facts = {**_names(both), "m": ours, "n": theirs}
        yield Sentence(code=name, words=each, facts=facts)
    elif ours or theirs:
        who = both.left.name if ours else both.right.name
        yield Sentence(code=f"only_{name}", words=only, facts={"who": who})


def _names(both: Comparison) -> dict[str, Fact]:
    return {"left": both.left.name, "right": both.right.name}
