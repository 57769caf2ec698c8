"""What each `Prefill` takes from a case, in the shape of the part it begins."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from lajur.core.letters.heads import head_of
from lajur.core.letters.parts import Value
from lajur.core.letters.shapes import Prefill
from lajur.core.letters.words import long_day
from lajur.core.procedure.definition import ItemId, ItemKind, LaneId, Step
from lajur.queries.letters.known import Act, Known, Paper, in_short
from lajur.queries.letters.schedule import period, schedule

_TAUGHT = ("sosialisasi", "pelatihan", "presentasi")  # in the words of a step
_TESTED = ("uji", "test")  # in the name of a paper


def taken(source: Prefill, known: Known) -> Value:
    """The value of one source; empty where the case says nothing of it."""
    return SOURCES[source](known)


def _addressee(known: Known) -> Value:
    return [head_of(known.dossier.row.agency)]


def _about(known: Known) -> Value:
    row, form = known.dossier.row, known.form
    responsible = ", ".join(filter(None, (form.get("pj_nama"), form.get("pj_jabatan"))))
    said = [
        ["Nama aplikasi", known.application],
        ["Perangkat daerah", row.agency],
        ["Nomor permohonan", known.number],
        ["Tanggal permohonan", long_day(known.day(row.opened_at))],
        ["Penanggung jawab", responsible],
        ["Pengguna", form.get("pengguna", "")],
    ]
    return [pair for pair in said if pair[1]]


def _needs(known: Known) -> Value:
    asked = (known.form.get(blank, "") for blank in ("ringkasan_kebutuhan", "tujuan_manfaat"))
    return "\n\n".join(filter(None, asked))


def _legal_bases(known: Known) -> Value:
    identity = known.dossier.procedure.identity
    sop = f"Standar Operasional Prosedur Nomor {identity.number} tentang {identity.title}"
    return _listed([*identity.legal_bases, sop])


def _grounds(known: Known) -> Value:
    identity, words = known.dossier.procedure.identity, known.words
    return _listed(
        [
            f"Permohonan {words['perangkat_daerah']} Nomor {words['permohonan']} tanggal "
            f"{words['tanggal_permohonan']} perihal {words['judul']}",
            f"Standar Operasional Prosedur Nomor {identity.number} tentang {identity.title}",
        ]
    )


def _listed(entries: Iterable[str]) -> list[str]:
    """Entries of a list as official papers end them: with semicolons, the last with a stop."""
    bare = [entry.rstrip(" ;.,") for entry in entries]
    return [f"{entry};" for entry in bare[:-1]] + [f"{entry}." for entry in bare[-1:]]


def _decided(known: Known) -> Iterator[Act]:
    return (act for act in known.latest_acts if act.outcome)


def _reasons(known: Known) -> list[str]:
    return [act.text for act in _decided(known) if act.text]


def _considerations(known: Known) -> Value:
    return [f"bahwa {_within(text).rstrip('.;')};" for text in _reasons(known)]


def _within(text: str) -> str:
    """A sentence as it goes on behind others: its first letter is small, unless of an acronym."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _decisions(known: Known) -> Value:
    return [" ".join(_decision(act)) for act in _decided(known)]


def _decision(act: Act) -> Iterator[str]:
    yield f"{act.position or act.who} pada tanggal {long_day(act.day)} memutuskan: {act.outcome}."
    if act.text:
        yield f"Penjelasan: {act.text}"


def _findings(known: Known) -> Value:
    """The decisions of the steps that yield what this step yields: they write one paper."""
    yields = {use.item for use in known.step.outputs} if known.step else set()
    found = [act for act in _decided(known) if yields & {use.item for use in act.step.outputs}]
    return [f"{act.outcome[:1].upper()}{act.outcome[1:]}. {act.text}".strip() for act in found]


def _team(known: Known) -> Value:
    """Those appointed; where the step itself appoints, for its lanes: chosen before, or able."""
    appointed, lanes = known.dossier.case.appointed, known.dossier.lanes
    own = known.step.appoints if known.step else ()
    others = (lane for lane in appointed if not lanes[lane].is_applicant)
    chosen = [person for lane in own or others for person in appointed.get(lane, ())]
    return known.people(chosen or _holders(known, own))


def _present(known: Known) -> Value:
    """Those who do the step together."""
    step = known.step
    return known.people(_holders(known, (step.performer, *step.participants)) if step else ())


def _holders(known: Known, lanes: Iterable[LaneId]) -> list[int]:
    return [one.person for lane in lanes for one in known.dossier.lanes[lane].holders]


def _delivered(known: Known) -> Value:
    items = known.dossier.procedure.items
    products = (one for one in known.papers.values() if items[one.item].kind is ItemKind.PRODUCT)
    return [[one.name, one.version_words, long_day(one.day), one.text] for one in products]


def _documents(known: Known) -> Value:
    beside = _beside_products(known)
    return [_row(one) for one in known.papers.values() if one.item in beside]


def _results(known: Known) -> Value:
    """What was delivered, then its documents."""
    items, beside = known.dossier.procedure.items, _beside_products(known)
    products = [one for one in known.papers.values() if items[one.item].kind is ItemKind.PRODUCT]
    return [_row(one) for one in (*products, *_of(known, beside))]


def _of(known: Known, items: frozenset[ItemId]) -> Iterator[Paper]:
    return (one for one in known.papers.values() if one.item in items)


def _row(paper: Paper) -> list[str]:
    return [paper.name, paper.version_words, long_day(paper.day)]


def _beside_products(known: Known) -> frozenset[ItemId]:
    """Documents that steps name together with a product: they belong to it."""
    items = known.dossier.procedure.items
    named = [
        [items[use.item] for use in (*step.requirements, *step.outputs)]
        for step in known.dossier.procedure.steps.values()
    ]
    return frozenset(
        one.id
        for together in named
        if any(other.kind is ItemKind.PRODUCT for other in together)
        for one in together
        if one.kind is ItemKind.DOCUMENT and not one.letter
    )


def _tests(known: Known) -> Value:
    tested = (one for one in known.papers.values() if _speaks_of(one.name, _TESTED))
    return [[f"{one.name} ({one.version_words})", long_day(one.day), one.text] for one in tested]


def _training(known: Known) -> Value:
    taught = (act for act in known.latest_acts if _speaks_of(act.step.printed.title, _TAUGHT))
    return [
        [in_short(act.step.printed.title), long_day(act.day), _partners(known, act.step)]
        for act in taught
    ]


def _partners(known: Known, step: Step) -> str:
    return ", ".join(known.dossier.lanes[lane].name for lane in step.participants)


def _speaks_of(words: str, wanted: Iterable[str]) -> bool:
    return any(one in words.casefold() for one in wanted)


def _instructions(known: Known) -> Value:
    """What was written when the case was passed on, without the decisions' own reasons."""
    noted = (act for act in known.latest_acts if act.text and not act.outcome)
    return [[act.position or act.who, act.text, long_day(act.day)] for act in noted]


def _to_lanes(known: Known) -> Value:
    """Whoever the next steps belong to, by their positions."""
    if known.step is None:
        return []
    steps, lanes = known.dossier.procedure.steps, known.dossier.lanes
    targets = [target for outcome in known.step.outcomes for target in outcome.targets]
    following = dict.fromkeys(steps[target].performer for target in targets)
    return [name for lane in following for name in lanes[lane].positions or (lanes[lane].name,)]


def _work_done(known: Known) -> Value:
    """What those appointed did; where nobody was, what the office did."""
    lanes = {lane.id for lane in known.dossier.lanes.values() if not lane.is_applicant}
    lanes = lanes & known.dossier.case.appointed.keys() or lanes
    return [
        [in_short(act.step.printed.title), act.position or act.who, long_day(act.day)]
        for act in known.latest_acts
        if act.step.performer in lanes
    ]


def _papers(known: Known) -> Value:
    return [
        [one.name, one.version_words, long_day(one.day), one.who] for one in known.papers.values()
    ]


def _case_life(known: Known) -> Value:
    row, case = known.dossier.row, known.dossier.case
    end = case.procedure.ends.get(case.end or "")
    said = [
        ["Nomor permohonan", known.number],
        ["Perihal", row.title],
        ["Perangkat daerah", row.agency],
        ["Menurut SOP", f"{case.procedure.identity.number} ({case.procedure.identity.title})"],
        ["Diajukan", long_day(known.day(row.opened_at))],
        ["Ditutup", long_day(known.day(row.closed_at)) if row.closed_at else ""],
        ["Hasil", end.name if end else ""],
    ]
    return [pair for pair in said if pair[1]]


def _their_number(known: Known) -> Value:
    return known.incoming.number


def _their_day(known: Known) -> Value:
    return long_day(known.incoming.day) if known.incoming.day else ""


def _agenda(known: Known) -> Value:
    return known.incoming.agenda or known.number


SOURCES: Final[Mapping[Prefill, Callable[[Known], Value]]] = {
    Prefill.ADDRESSEE: _addressee,
    Prefill.ABOUT: _about,
    Prefill.NEEDS: _needs,
    Prefill.LEGAL_BASES: _legal_bases,
    Prefill.GROUNDS: _grounds,
    Prefill.REASONS: _reasons,
    Prefill.CONSIDERATIONS: _considerations,
    Prefill.DECISIONS: _decisions,
    Prefill.FINDINGS: _findings,
    Prefill.TEAM: _team,
    Prefill.DELIVERED: _delivered,
    Prefill.DOCUMENTS: _documents,
    Prefill.RESULTS: _results,
    Prefill.TESTS: _tests,
    Prefill.TRAINING: _training,
    Prefill.PRESENT: _present,
    Prefill.SCHEDULE: schedule,
    Prefill.PERIOD: period,
    Prefill.INSTRUCTIONS: _instructions,
    Prefill.THEIR_NUMBER: _their_number,
    Prefill.THEIR_DAY: _their_day,
    Prefill.AGENDA: _agenda,
    Prefill.TO_LANES: _to_lanes,
    Prefill.WORK_DONE: _work_done,
    Prefill.PAPERS: _papers,
    Prefill.CASE_LIFE: _case_life,
}
