"""The retention schedule an office begins with: data of ours, with its sources."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from django.db import transaction
from django_scopes import scope

from lajur.core.access import SYSTEM, Actor, Role
from lajur.core.archive.retention import Disposal
from lajur.services.journal import record_office_act
from lajur.store.models import ArchiveRow, GovernmentRow, RetentionRow

SCHEDULE = "retention"  # target of acts on no line in particular


@transaction.atomic
def provide_retention(government: GovernmentRow, *, at: datetime) -> bool:
    """Give an office without a schedule the one it begins with; gives whether it had none."""
    with scope(government=government):
        if RetentionRow.objects.exists():
            return False
        document = _shipped()
        rows = [_shipped_row(line, document["berkas"], government) for line in document["baris"]]
        RetentionRow.objects.bulk_create(rows, ignore_conflicts=True)
        system = Actor(acting=SYSTEM, government=government.slug, roles=frozenset({Role.ADMIN}))
        facts = {"target": SCHEDULE, "lines": [row.code for row in rows]}
        record_office_act("retention_provided", facts, system, at)
        ArchiveRow.objects.filter(retention=None, case__parent=None).update(
            retention=RetentionRow.objects.get(for_cases=True)
        )
    return True


def _shipped_row(
    line: Mapping[str, Any], for_cases: str, government: GovernmentRow
) -> RetentionRow:
    return RetentionRow(
        government=government,
        code=line["kode"],
        title=line["judul"],
        active_years=line["aktif"],
        inactive_years=line["inaktif"],
        disposal=Disposal(line["akhir"]).value,
        source=line["sumber"],
        for_cases=line["kode"] == for_cases,
    )


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Any]:
    file = resources.files("lajur.services") / "letters_data" / "retention.yaml"
    document: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return document
