"""Numbers, keys, links between governments, files, and the database itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import file_digest
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from lajur.services.verify.reading import query
from lajur.services.verify.report import Check, Found
from lajur.store import files
from lajur.store.sql import moment

_COUNTERS = (
    "SELECT t.government_id, t.year, t.value, g.zone FROM store_counterrow t"
    " JOIN store_governmentrow g ON g.id = t.government_id WHERE t.register = 'permohonan'"
)
_NUMBERED = (
    "SELECT COUNT(*), COUNT(DISTINCT number) FROM store_caserow"
    " WHERE government_id = %s AND number <> '' AND opened_at >= %s AND opened_at < %s"
)
_UNCOUNTED = (
    "SELECT COUNT(*) FROM store_caserow c WHERE c.number <> '' AND NOT EXISTS"
    " (SELECT 1 FROM store_counterrow t WHERE t.government_id = c.government_id)"
)


def registers() -> Check:
    """Numbers without gaps: as many cases as the counter has drawn, each with another number."""
    check = Check("V7", "nomor register tanpa celah")
    for government, year, value, zone in query(_COUNTERS):
        span = _new_year(year, zone), _new_year(year + 1, zone)
        ((cases, numbers),) = query(_NUMBERED, (government, *map(moment, span)))
        check.checked += cases
        if not value == cases == numbers:
            check.fault(
                f"register pemerintah daerah {government} tahun {year}",
                f"{value} nomor telah diberikan, tetapi ada {cases} berkas",
            )
    ((stray,),) = query(_UNCOUNTED)
    if stray:
        check.fault("register", f"{stray} berkas bernomor tanpa penghitung")
    return check


def _new_year(year: int, zone: str) -> datetime:
    return datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)


_KEYS = (
    "SELECT COUNT(*), COUNT(DISTINCT fingerprint) FROM store_idempotencyrow"
    " WHERE length(fingerprint) <> 64"
)
_FILED = (
    "SELECT i.id FROM store_idempotencyrow i WHERE i.action = 'file' AND NOT EXISTS"
    " (SELECT 1 FROM store_caserow c WHERE c.government_id = i.government_id"
    " AND c.applicant_id = i.person_id AND c.opened_at = i.at)"
)


def keys() -> Check:
    """Keys have their effect: what was answered is there."""
    check = Check("V2", "kunci formulir: satu kunci, satu akibat")
    ((check.checked,),) = query("SELECT COUNT(*) FROM store_idempotencyrow")
    for (row,) in query(_FILED):
        check.fault(f"kunci {row}", "permohonan yang dijawab tidak ada")
    return check


def links() -> Check:
    """No row points at another government's: every foreign key pair, from the models."""
    check = Check("V11", "tautan tetap dalam satu pemerintah daerah")
    for field in tenant_links():
        table, target = field.model._meta.db_table, field.related_model._meta.db_table
        check.checked += 1
        rows = query(
            f'SELECT a."{field.column}" FROM "{table}" a JOIN "{target}" b'  # noqa: S608
            f' ON b.id = a."{field.column}" WHERE a.government_id <> b.government_id LIMIT 20'
        )
        for (pointed,) in rows:
            check.fault(table, f"menunjuk {target} {pointed} milik pemerintah daerah lain")
    return check


def tenant_links() -> Iterator[Any]:
    """Every foreign key between two tables that have a government."""
    for model in apps.get_app_config("store").get_models():
        if not _has_government(model):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and _has_government(field.related_model):
                yield field


def _has_government(model: type[Model] | Any) -> bool:
    return any(field.name == "government" for field in model._meta.fields)


def kept_files() -> Check:
    """Files as their rows say, and nothing else in the folder."""
    check = Check("V10", "berkas unggahan utuh")
    rows = query("SELECT digest, size FROM store_filerow ORDER BY id")
    known: dict[str, int] = dict(rows)
    for digest, size in known.items():
        check.checked += 1
        why = _file_fault(digest, size)
        if why:
            check.fault(f"unggahan {digest[:12]}", why)
    return check.add(_strays(set(known)), checked=0)


def _file_fault(digest: str, size: int) -> str:
    place = files.place_of(digest)
    if not place.exists():
        return "berkas hilang"
    if place.stat().st_size != size:
        return "ukuran berkas berubah"
    with place.open("rb") as file:
        same = file_digest(file, "sha256").hexdigest() == digest
    return "" if same else "isi berkas telah berubah"


def _strays(known: set[str]) -> Iterator[Found]:
    for place in sorted(files.root().glob("??/*")):
        if place.name not in known:
            yield Found(
                f"folder files/{place.parent.name}", f"berkas {place.name[:12]} tak dikenal"
            )


def database() -> Check:
    """The database's own check."""
    check = Check("V13", "basis data utuh menurut dirinya sendiri")
    if connection.vendor == "sqlite":
        return _sqlite(check)
    invalid = query(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE NOT i.indisvalid"
        " UNION ALL SELECT conname FROM pg_constraint WHERE NOT convalidated"
    )
    check.checked = 1
    for (name,) in invalid:
        check.fault(f"{name}", "indeks atau batasan tidak berlaku")
    return check


def _sqlite(check: Check) -> Check:
    check.checked = 2
    for (line,) in query("PRAGMA integrity_check"):
        if line != "ok":
            check.fault("PRAGMA integrity_check", str(line))
    for table, row, target, _ in query("PRAGMA foreign_key_check"):
        check.fault(f"{table}, baris {row}", f"menunjuk {target} yang tidak ada")
    return check
