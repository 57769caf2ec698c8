"""Findings about the identity block: what is empty, contradicts itself, or has been revoked."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from lajur.core.procedure.definition import Identity, Procedure
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.finding import is_cut_off, sheet_finding
from lajur.core.procedure.legal_bases import EXPECTED, REVOKED
from lajur.core.refusals import marked

EMPTY = marked("Identitas: %(heading)s tidak diisi.")
REVISED_AT_ONCE = marked("Identitas: tanggal revisi sama dengan tanggal pembuatan (%(date)s).")
REVISED_BEFORE = marked("Identitas: tanggal revisi (%(date)s) mendahului tanggal pembuatan.")
EFFECTIVE_BEFORE = marked("Identitas: tanggal efektif (%(date)s) mendahului tanggal pembuatan.")
EQUIPMENT_TWICE = marked("Peralatan: “%(words)s” tercetak %(count)d kali.")
BASIS_REVOKED = marked("Dasar hukum: %(name)s sudah digantikan %(by)s.")
BASIS_MISSING = marked("Dasar hukum: %(name)s tidak dicantumkan.")
CUT_OFF = marked("%(heading)s: kalimatnya terpotong pada “…%(words)s”.")
NOTED = marked("Identitas: %(note)s")

_MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_DATE = re.compile(r"(\d{1,2}) (\w+) (\d{4})")
_HEADINGS = {
    "dasar_hukum": "Dasar Hukum",
    "keterkaitan": "Keterkaitan",
    "peringatan": "Peringatan",
    "kualifikasi_pelaksana": "Kualifikasi Pelaksana",
    "peralatan": "Peralatan/Perlengkapan",
    "pencatatan": "Pencatatan dan Pendataan",
}


def find(procedure: Procedure) -> Iterator[Fault]:
    """Yield the findings of the identity block."""
    yield from _empty(procedure)
    yield from _dates(procedure)
    yield from _equipment(procedure)
    yield from _bases(procedure)
    yield from _cut_off(procedure)
    if procedure.identity.note:
        note = procedure.identity.note
        yield _finding(procedure, "catatan", "printing_noted", NOTED, note=note)


def read_date(words: str) -> date | None:
    """Return the date of "2 Desember 2021"; None when it is not one."""
    found = _DATE.fullmatch(" ".join(words.split()).casefold())
    if found is None or found[2] not in _MONTHS:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None


def _empty(procedure: Procedure) -> Iterator[Fault]:
    block = procedure.identity
    single = {
        "nomor": ("nomor SOP", block.number),
        "tanggal_pembuatan": ("tanggal pembuatan", block.created_on),
        "tanggal_revisi": ("tanggal revisi", block.revised_on),
        "tanggal_efektif": ("tanggal efektif", block.effective_on),
    }
    approval = {
        "jabatan": ("jabatan yang mengesahkan", block.approved_by_position),
        "nama": ("nama pejabat yang mengesahkan", block.approved_by_name),
    }
    lists = {key: (_HEADINGS[key], " ".join(lines)) for key, lines in _lists(block).items()}
    for key, (heading, words) in (single | lists).items():
        if words.strip(" -") == "":
            yield _finding(procedure, key, "identity_empty", EMPTY, heading=heading)
    for key, (heading, words) in approval.items():
        if not words:
            path = ("identitas", "disahkan_oleh", key)
            yield sheet_finding(procedure, path, "identity_empty", EMPTY, heading=heading)


def _lists(block: Identity) -> dict[str, tuple[str, ...]]:
    return {
        "dasar_hukum": block.legal_bases,
        "keterkaitan": block.related_procedures,
        "peringatan": block.warnings,
        "kualifikasi_pelaksana": block.qualifications,
        "peralatan": block.equipment,
        "pencatatan": block.records,
    }


def _dates(procedure: Procedure) -> Iterator[Fault]:
    block = procedure.identity
    created, revised = read_date(block.created_on), read_date(block.revised_on)
    effective = read_date(block.effective_on)
    if created is None:
        return
    if revised == created:
        facts, code = {"date": block.revised_on}, "revised_at_once"
        yield _finding(procedure, "tanggal_revisi", code, REVISED_AT_ONCE, **facts)
    elif revised is not None and revised < created:
        facts, code = {"date": block.revised_on}, "dates_contradict"
        yield _finding(procedure, "tanggal_revisi", code, REVISED_BEFORE, **facts)
    if effective is not None and effective < created:
        facts, code = {"date": block.effective_on}, "dates_contradict"
        yield _finding(procedure, "tanggal_efektif", code, EFFECTIVE_BEFORE, **facts)


def _equipment(procedure: Procedure) -> Iterator[Fault]:
    counts = Counter(line.casefold().strip(" ;.") for line in procedure.identity.equipment)
    for words, count in counts.items():
        if count > 1:
            facts = {"words": words.capitalize(), "count": count}
            yield _finding(procedure, "peralatan", "equipment_twice", EQUIPMENT_TWICE, **facts)


def _bases(procedure: Procedure) -> Iterator[Fault]:
    bases = procedure.identity.legal_bases
    for known in REVOKED:
        if any(known.pattern.search(basis) for basis in bases):
            facts = {"name": known.name, "by": known.replaced_by}
            yield _finding(procedure, "dasar_hukum", "basis_revoked", BASIS_REVOKED, **facts)
    created = read_date(procedure.identity.created_on)
    for expected in EXPECTED:
        is_due = created is None or created.year >= expected.since
        if is_due and not any(expected.pattern.search(basis) for basis in bases):
            facts = {"name": expected.name}
            yield _finding(procedure, "dasar_hukum", "basis_missing", BASIS_MISSING, **facts)


def _cut_off(procedure: Procedure) -> Iterator[Fault]:
    for key, lines in _lists(procedure.identity).items():
        for line in lines:
            if is_cut_off(line):
                facts = {"heading": _HEADINGS[key], "words": " ".join(line.split()[-3:])}
                yield _finding(procedure, key, "text_cut_off", CUT_OFF, **facts)


def _finding(procedure: Procedure, key: str, code: str, message: str, **facts: object) -> Fault:
    return sheet_finding(procedure, ("identitas", key), code, message, **facts)
