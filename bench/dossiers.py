"""A dossier of forty papers, built and proved: wall and CPU time, beside copying the same bytes.

    python -m bench.dossiers

In a data folder of its own: the demo, and one of its closed cases with nota dinas up to forty
papers. The floor is a ZIP of the very files of that dossier, without reading or proving anything.
"""

import io
import json
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

PAPERS, ROUNDS = 40, 7
SAID = {"yth": "Kepala Bidang Teknologi Informasi", "isi": "Berkas lengkap. Mohon arahan."}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LAJUR_DATA": folder, "DJANGO_SETTINGS_MODULE": "lajur.site.settings"}
        os.environ.pop("LAJUR_DATABASE_URL", None)
        import django

        django.setup()
        print(json.dumps(measure()))


def measure() -> dict[str, Any]:
    from django.core.management import call_command
    from django.utils import timezone

    from lajur.services.archive.dossier import build_dossier
    from lajur.services.demo import load_demo

    call_command("migrate", verbosity=0)
    load_demo(at=timezone.now(), progress=lambda *_: None)
    case, government = _case_of_many()
    built = io.BytesIO()
    build_dossier(case, built, government=government)
    with zipfile.ZipFile(built) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    return {
        "papers": sum(name.startswith(("surat/", "naskah/")) for name in members),
        "KiB": len(built.getvalue()) // 1024,
        **_timed("", lambda: build_dossier(case, io.BytesIO(), government=government)),
        **_timed("floor: ", lambda: _zipped(members)),
    }


def _case_of_many() -> tuple[int, str]:
    """A closed case with `PAPERS` papers, and its government; letters can be added to it."""
    from django_scopes import scopes_disabled

    from lajur.store.models import CaseRow, LetterRow

    with scopes_disabled():
        case = CaseRow.objects.filter(state="completed", government__slug="sumbawa").first()
        there = LetterRow.objects.filter(case=case).count()
        slug = case.government.slug
    for nth in range(PAPERS - there):
        _write(case.pk, slug, nth)
    return case.pk, slug


def _write(case: int, slug: str, nth: int) -> None:
    from django.utils import timezone
    from django_scopes import scopes_disabled

    from lajur.queries.actors import actor_of
    from lajur.services.letters.drafting import Typed, begin_letter, save_letter
    from lajur.services.letters.issuing import issue_letter
    from lajur.store.models import LetterRow, PersonRow

    at = timezone.now()
    with scopes_disabled():
        writer = PersonRow.objects.get(username=f"kasi.{slug}").pk
    actor = actor_of(writer, government=slug, at=at)
    letter = begin_letter(case_id=case, kind="nota_dinas", actor=actor, at=at)
    with scopes_disabled():
        row = LetterRow.objects.get(pk=letter)
    typed = Typed(subject=f"Hal ke-{nth + 1}", parts=row.parts | SAID, signers=())
    seen = save_letter(letter_id=letter, typed=typed, seen_version=row.version, actor=actor, at=at)
    issue_letter(letter_id=letter, seen_version=seen, actor=actor, at=at, key=f"{nth:032x}")


def _zipped(members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)


def _timed(label: str, work: Callable[[], object]) -> dict[str, float]:
    """Medians, in seconds; the CPU is this process's, without the children that print."""
    rounds = [_once(work) for _ in range(ROUNDS)]
    wall, cpu = (median(column) for column in zip(*rounds, strict=True))
    return {f"{label}wall s": round(wall, 3), f"{label}CPU s": round(cpu, 3)}


def _once(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
