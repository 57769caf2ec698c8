"""What a step is about: the office's activities that its words name, and what it does to the case.

Two SOPs say the same thing in other words ("Mengajukan permohonan", "Surat Permohonan Masuk"), so
steps are compared by activity. The words are those of the four signed SOPs and the standard terms
of PermenPAN-RB 35/2012; another office's SOP uses the same verbs. What is done to the case (asking,
refusing, sending back) is read from the arrows and needs no words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lajur.core.comparing.ranks import without_names
from lajur.core.procedure.definition import ItemKind, Procedure, Result, Step, StepId
from lajur.core.procedure.flow import Edge, back_edges, may_be_granted, reasons_owed
from lajur.core.procedure.routes import Route, TooManyRoutesError, routes
from lajur.core.refusals import marked

MOST_ROUTES = 100  # more than a reader could compare

# An activity, and the words that name it.
ACTIVITIES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "pengajuan": r"\b(?:meng)?ajukan\b|permohonan masuk|melakukan permohonan",
        "penerimaan permohonan": r"(?:surat|permohonan)[\w ]* diterima"
        r"|menerima (?:surat|permohonan)",
        "disposisi": r"disposisi",
        "koordinasi": r"koordinasi",
        "pemeriksaan": r"verifikasi|memeriksa|\bperiksa|diperiksa|identifikasi|meneliti",
        "analisis": r"analis[ai]s?\b",
        "penolakan": r"(?:tidak|belum) dapat di\w+|ketidak ?tersedia|ketidakteredia",
        "penugasan": r"menunjuk|menugaskan|mendelegasikan|menentukan pic|membentuk tim"
        r"|penetapan pic|surat tugas",
        "pengadaan": r"(?:menentukan|menunjuk|memilih|penetapan) (?:pihak ketiga|penyedia)"
        r"|pengadaan",
        "perencanaan": r"(?:menyusun|membuat) rencana|desain|rancangan|merancang",
        "penganggaran": r"menganggarkan|anggaran untuk",
        "pembangunan": r"(?:melakukan|melaksanakan|proses|prosedur) (?:pembuatan|pengembangan"
        r"|pembangunan)|(?:pengembangan|pembangunan|pembuatan) aplikasi (?:dilanjutkan|oleh)",
        "pengujian": r"\bmenguji|pengujian|uji coba",
        "presentasi": r"presentasi",
        "tanggapan": r"tanggapan",
        "persetujuan": r"menyetujui|persetujuan",
        "penandatanganan": r"menandatangani|penandatanganan|\bparaf",
        "pengembalian": r"mengembalikan|dikembalikan",
        "pelaporan": r"melapor(?:kan)?\b|(?:memberikan|menerima|menyampaikan) laporan",
        "serah terima": r"serah terima|menyerahkan|berita acara",
        "penerimaan hasil": r"menerima hasil|hasil[\w ]* diterima",
        "pelatihan": r"sosialisasi|pelatihan|training|bimbingan teknis",
        "integrasi": r"integrasi",
        "pengarsipan": r"arsip",
    }.items()
}
# What people call an activity.
ACTIVITY_NAMES: Mapping[str, str] = {
    "pengajuan": marked("pengajuan permohonan"),
    "penerimaan permohonan": marked("penerimaan permohonan"),
    "disposisi": marked("disposisi"),
    "koordinasi": marked("koordinasi"),
    "pemeriksaan": marked("pemeriksaan permohonan"),
    "analisis": marked("analisis"),
    "penolakan": marked("pemberitahuan penolakan"),
    "penugasan": marked("penunjukan pelaksana"),
    "pengadaan": marked("pemilihan pihak ketiga"),
    "perencanaan": marked("perencanaan"),
    "penganggaran": marked("penganggaran"),
    "pembangunan": marked("pembangunan aplikasi"),
    "pengujian": marked("pengujian"),
    "presentasi": marked("presentasi"),
    "tanggapan": marked("tanggapan pemohon"),
    "penandatanganan": marked("penandatanganan"),
    "pengembalian": marked("pengembalian berkas"),
    "pelaporan": marked("pelaporan kepada atasan"),
    "serah terima": marked("serah terima"),
    "penerimaan hasil": marked("penerimaan hasil"),
    "pelatihan": marked("pelatihan pengguna"),
    "integrasi": marked("integrasi"),
    "pengarsipan": marked("pengarsipan"),
    "penyaringan": marked("putusan terima atau tolak"),
    "persetujuan": marked("persetujuan atau perbaikan"),
    "pemilahan": marked("pilihan jalan"),
}
# What every desk does on the way to something else: the whole act only of a row that says no more.
_MINOR = frozenset({"penerimaan permohonan"})
# Purposes and conditions tell what is done elsewhere: "menentukan PIC untuk proses pengembangan".
_ASIDE = re.compile(
    r"\b(?:untuk|yang akan|sebagai|guna|agar)\b.*?(?=\bdan\b|\bmelalui\b|[,.;]|$)"
    r"|\b(?:jika|apabila|bila)\b[^.]*",
    re.IGNORECASE,
)
# What a step does to the case, whatever it says.
ASKS, SCREENS, SENDS_BACK, SORTS, REFUSES, BUILDS = (
    "pengajuan",  # where a case begins
    "penyaringan",  # a decision that may refuse
    "persetujuan",  # a decision that may send back
    "pemilahan",  # a decision between two ways on
    "penolakan",  # passed only by what is refused
    "pembangunan",  # where the product appears
)
_DECISIONS = frozenset({SCREENS, SENDS_BACK})  # what a row that decides is called after
# How much of the meaning each is: what a sentence says first is what is done.
_FIRST, _YIELDED, _LATER, _BESIDES = 1.0, 0.9, 0.5, 0.3
_RESULT = re.compile(r"aplikasi|sistem|layanan", re.IGNORECASE)  # the product that was asked for

Meaning = Mapping[str, float]  # by activity, from 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How cases run through a procedure."""

    routes: tuple[Route, ...]  # none where they are too many to be compared
    back: frozenset[Edge]
    refusing: frozenset[tuple[StepId, str | None]]  # exits after which no route ends well
    refused_only: frozenset[StepId]  # on no route that ends well
    always: frozenset[StepId]  # on every route that ends well
    builds: frozenset[StepId]  # where a product is first yielded on a route


def course(procedure: Procedure) -> Course:
    """How cases run through a sound procedure: by its routes, or where these are too many by its
    arrows alone, which know less.
    """
    try:
        every = routes(procedure, most=MOST_ROUTES)
    except TooManyRoutesError:
        return _by_arrows(procedure)
    well = [_steps(one) for one in every if procedure.ends[one.end].result is Result.DONE]
    passed = frozenset().union(*map(_steps, every))
    return Course(
        routes=every,
        back=back_edges(procedure),
        refusing=frozenset(_refusing(procedure, every)),
        refused_only=passed - frozenset().union(*well) if well else frozenset(),
        always=frozenset.intersection(*well) if well else frozenset(),
        builds=frozenset(step for route in every for step in _builders(procedure, route)),
    )


def _by_arrows(procedure: Procedure) -> Course:
    granted = may_be_granted(procedure)
    back = back_edges(procedure)
    sends_back = {source for source, _ in back}
    refusing = {
        (step.id, one.label) for step, one in reasons_owed(procedure) if step.id not in sends_back
    }
    return Course(
        routes=(),
        back=back,
        refusing=frozenset(refusing),
        refused_only=frozenset(procedure.steps) - granted,
        always=frozenset(),
        builds=frozenset(),
    )


def _refusing(procedure: Procedure, every: Iterable[Route]) -> Iterator[tuple[StepId, str | None]]:
    results: dict[tuple[StepId, str | None], set[Result]] = {}
    for route in every:
        for row in route.steps:
            taken = results.setdefault((row.step, row.outcome), set())
            taken.add(procedure.ends[route.end].result)
    yield from (taken for taken, ends in results.items() if ends == {Result.REFUSED})


def _steps(route: Route) -> frozenset[StepId]:
    return frozenset(row.step for row in route.steps)


def _builders(procedure: Procedure, route: Route) -> Iterator[StepId]:
    """The steps of a route that yield a product which no step before them has."""
    known: set[str] = set()
    taken: dict[StepId, str | None] = {}
    for row in route.steps:
        taken[row.step] = row.outcome
        made = set(_products(procedure, procedure.steps[row.step], taken))
        if made - known:
            yield row.step
        known |= made


def _products(
    procedure: Procedure, step: Step, taken: Mapping[StepId, str | None]
) -> Iterator[str]:
    """What was asked for, as far as the step yields it after these outcomes."""
    for use in step.outputs:
        item, when = procedure.items[use.item], use.when
        holds = when is None or taken.get(when.step) == when.outcome
        if holds and item.kind is ItemKind.PRODUCT and _RESULT.search(item.name):
            yield item.id


def meaning(procedure: Procedure, step: Step, known: Course) -> Meaning:
    """The activities of a step, and how much each is of what it does.

    Of a decision that follows an earlier one, none: nobody does it.
    """
    if step.derived_from is not None:
        return {}
    named = _named(_ASIDE.sub(" ", step.printed.title))
    acts = [name for name in named if name not in _MINOR]
    yielded = (
        [] if acts else _named(" ".join(procedure.items[use.item].name for use in step.outputs))
    )
    weights = dict.fromkeys(yielded, _YIELDED)
    weights |= dict.fromkeys(named, _BESIDES if acts or yielded else _FIRST)
    weights |= dict.fromkeys(acts[1:], _LATER) | dict.fromkeys(acts[:1], _FIRST)
    if step.is_decision:
        weights.pop(REFUSES, None)  # it names an exit
    return weights | dict.fromkeys(_deeds(procedure, step, known), _FIRST)


def _named(words: str) -> list[str]:
    """The activities these words name, in the order of the words."""
    found = [
        (match.start(), name) for name, one in ACTIVITIES.items() if (match := one.search(words))
    ]
    return [name for _, name in sorted(found)]


def _deeds(procedure: Procedure, step: Step, known: Course) -> Iterator[str]:
    if step.id == procedure.start:
        yield ASKS
    if step.id in known.refused_only:
        yield REFUSES
    if step.id in known.builds:
        yield BUILDS
    if step.is_decision:
        yield _kind_of_decision(step, known)


def _kind_of_decision(step: Step, known: Course) -> str:
    if any((step.id, target) in known.back for one in step.outcomes for target in one.targets):
        return SENDS_BACK
    refuses = any((step.id, one.label) in known.refusing for one in step.outcomes)
    return SCREENS if refuses else SORTS


def words_of(step: Step) -> frozenset[str]:
    """The words of the row, without the people in it."""
    bare = without_names(step.printed.title.casefold())
    return frozenset(re.findall(r"[^\W_]{4,}", bare))


def main_activity(some: Meaning, others: Meaning | None = None) -> str:
    """What a step, or two of them together, are mostly about; "" when nothing is named."""
    weights = {
        name: weight if others is None else min(weight, others.get(name, 0.0))
        for name, weight in some.items()
    }
    if not any(weights.values()):
        return ""
    return max(sorted(weights), key=lambda name: (weights[name], name in _DECISIONS))
