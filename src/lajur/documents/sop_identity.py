"""The identity block of an SOP as its form prints it: thirteen items, empty ones too.

Source of the items and their order: PermenPAN-RB 35/2012, Lampiran, bagian identitas.
"""

import re
from collections.abc import Sequence

from lajur.core.procedure.definition import Identity

_ADDRESS = re.compile(r"(jalan|jln|jl)\b", re.IGNORECASE)  # how the lines of an address begin


def identity_facts(identity: Identity) -> dict[str, object]:
    """What `sop_identity.typ` reads."""
    return {
        "is_draft": identity.is_draft,
        "running": _running(identity),
        "issuer": _issuer(identity.issuing_unit),
        "facts": _facts(identity),
        "approval": [identity.approved_by_position, identity.approved_by_name],
        "lists": _lists(identity),
    }


def _running(identity: Identity) -> str:
    """What stands at the foot of every page, so that a loose one is known."""
    return f"SOP {' · '.join(filter(None, (identity.number, identity.title)))}"


def _issuer(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of the unit, and the lines of its address behind them."""
    start = next((n for n, line in enumerate(lines) if _ADDRESS.match(line)), len(lines))
    return list(lines[:start]), list(lines[start:])


def _facts(identity: Identity) -> list[tuple[str, str]]:
    """Items 2 to 5 and 7."""
    return [
        ("Nomor SOP", identity.number),
        ("Tanggal Pembuatan", identity.created_on),
        ("Tanggal Revisi", identity.revised_on),
        ("Tanggal Efektif", identity.effective_on),
        ("Nama SOP", identity.title),
    ]


def _lists(identity: Identity) -> list[tuple[str, list[str]]]:
    """Items 8 to 13, as they stand beside each other on the form."""
    return [
        ("Dasar Hukum", list(identity.legal_bases)),
        ("Kualifikasi Pelaksana", list(identity.qualifications)),
        ("Keterkaitan", list(identity.related_procedures)),
        ("Peralatan/Perlengkapan", list(identity.equipment)),
        ("Peringatan", list(identity.warnings)),
        ("Pencatatan dan Pendataan", list(identity.records)),
    ]
