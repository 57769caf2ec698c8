"""`lajur verify`: is everything that is kept as it was written?"""

import argparse
import json
from typing import TYPE_CHECKING

from lajur.cli.start import add_data, open_data
from lajur.cli.words import Parser, Progress, say

if TYPE_CHECKING:
    from lajur.services.verify import Report


def add_parser(subparsers: "argparse._SubParsersAction[Parser]") -> None:
    parser = subparsers.add_parser("verify", help="periksa keutuhan semua yang tersimpan")
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify; 0 when nothing is wrong, 1 when something is."""
    open_data(arguments.data)
    from django.utils.timezone import now

    from lajur.services.verify import verify

    report = verify(Progress("Memeriksa berkas"), here=now())
    say(json.dumps(_facts(report), ensure_ascii=False) if arguments.json else _words(report))
    return 0 if report.is_clean else 1


def _facts(report: "Report") -> dict[str, object]:
    return {
        "ok": report.is_clean,
        "cases": report.cases,
        "events": report.events,
        "seconds": round(report.seconds, 3),
        "checks": [
            {
                "code": check.code,
                "name": check.name,
                "checked": check.checked,
                "faults": check.count,
                "first": [{"place": one.place, "sentence": one.sentence} for one in check.faults],
            }
            for check in report.checks
        ],
    }


def _words(report: "Report") -> str:
    lines = []
    for check in report.checks:
        verdict = f"{check.count} kesalahan" if check.count else "baik"
        lines.append(f"{check.code:>4}  {check.name}: {verdict} ({check.checked} diperiksa)")
        lines += [f"      {one.place}: {one.sentence}" for one in check.faults]
        if check.count > len(check.faults):
            lines.append(f"      … dan {check.count - len(check.faults)} lagi")
    verdict = "Semua utuh." if report.is_clean else "Ada yang tidak utuh; lihat di atas."
    lines.append(
        f"{verdict} {report.cases} berkas, {report.events} peristiwa, {report.seconds:.1f} detik."
    )
    return "\n".join(lines)
