"""Everything that is measured: `make bench`, or `python -m bench [PART …] [--cases 1000,200000]`.

Parts: engine (pure walks), deadlines (beside numpy and a walk through minutes), peers (a completion
beside others), pages (whole pages at volume), letters (one letter beside other printers), dossiers
(forty papers beside a bare ZIP), grid (the layout of the SOP-AP table beside one look at it).
People at once: `python -m bench.load`.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from bench.results import table, write_section
from bench.server import HOME, start_postgresql

HERE = Path(__file__).parent
PARTS = ("engine", "deadlines", "peers", "pages", "letters", "dossiers", "grid")
PEERS = "raw,lajur,spiff,viewflow"
PAGE_CASES = 200_000


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench")
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    options.add_argument("--cases", default="1000,200000", help="open cases, for peers")
    chosen = options.parse_args()
    (HOME / "data").mkdir(parents=True, exist_ok=True)
    for part in chosen.parts or PARTS:
        print(f"── {part}", flush=True)
        jobs = {
            "engine": engine,
            "deadlines": deadlines,
            "pages": pages,
            "letters": letters,
            "dossiers": dossiers,
            "grid": grid,
        }
        jobs.get(part, lambda: peers(chosen.cases))()


def engine() -> None:
    """Steps a second of the pure engine, and of a bare token on the same graph (the floor)."""
    rows = []
    for file in sorted(Path("sops").glob("*/*.yaml")):
        batches = [_walks(file, first) for first in range(0, 5000, 1000)]
        rows.append(
            {
                "SOP": file.stem,
                "steps": sum(steps for steps, _, _ in batches),
                "steps/s of CPU, normalised": f"{median(norm for _, norm, _ in batches):,.0f}",
                "as measured": f"{median(seen for _, _, seen in batches):,.0f}",
                "bare token, as measured": f"{_bare_token(str(file)):,.0f}",
            }
        )
    write_section("Pure engine", table(rows))


def _walks(file: Path, first: int) -> tuple[int, float, float]:
    """Steps of a thousand walks, and steps a second: as on a quiet machine, and as measured."""
    sys.path.insert(0, str(HERE / "peers"))
    from sop import CALIB_REF_MS, calibrate

    command = [_beside("lajur"), "walk", str(file), "--walks", "1000", "--first", str(first)]
    before = calibrate()
    (walked,) = _json(*command, "--laws", "off", "--json")["files"]
    slowness = (before + calibrate()) / 2 / CALIB_REF_MS
    seen = walked["steps_per_second"]
    return walked["steps"], seen * slowness, seen


def _bare_token(file: str) -> float:
    """Steps a second of a token that only follows arrows: no case, no rights, no events."""
    import random
    import time

    from lajur.core.procedure.reader import read

    procedure = read(Path(file).read_bytes(), name=file).procedure
    assert procedure is not None
    arrows = {
        step.id: [target for outcome in step.outcomes for target in (*outcome.targets, outcome.end)]
        for step in procedure.steps.values()
    }
    chance, steps, place = random.Random(1), 300_000, procedure.start
    started = time.process_time()
    for _ in range(steps):
        place = chance.choice(arrows[place])
        if place not in arrows:
            place = procedure.start
    return steps / (time.process_time() - started)


def deadlines() -> None:
    """CPU of one deadline of each unit, and of a calendar that has just been changed."""
    from bench.deadlines import building, rows

    built = (
        f"A changed calendar, from its days and hours to its first deadlines: {building():.1f} ms."
    )
    write_section("Deadlines", f"{table(list(rows()))}\n\n{built}")


def letters() -> None:
    """CPU of one letter with letterhead and QR, and the memory of a thousand."""
    from bench.letters import memory, rows

    write_section("One letter", f"{table(list(rows()))}\n\n{memory()}")


def dossiers() -> None:
    """A dossier of forty papers, built and proved, beside a ZIP of the same files."""
    row = _json(sys.executable, "-W", "ignore", "-m", "bench.dossiers")
    write_section("One dossier", table([row]))


def grid() -> None:
    """CPU of the layout of the SOP-AP table, from twenty steps to three hundred."""
    from bench.grid import rows

    write_section("Layout of the table", table(list(rows())))


def peers(cases: str) -> None:
    """CPU of one completion: Lajur's whole service call beside the floor and two engines."""
    results = HOME / "results" / "results.jsonl"
    results.unlink(missing_ok=True)
    start_postgresql()
    subprocess.run(
        [sys.executable, "run_all.py", "--only", PEERS, "--cases", cases, "--out", str(results)],
        cwd=HERE / "peers",
        check=True,
    )
    write_peers(results)


def write_peers(results: Path) -> None:
    """Write the table of what `run_all.py` measured."""
    measured = [json.loads(line) for line in results.read_text().splitlines()]
    rows = [
        {
            "engine": one["peer"],
            "database": one["db"],
            "open cases": one["cases"],
            "CPU ms/step, normalised": one.get("cpu_norm_ms_per_step", one.get("error")),
            "CPU ms/step, as measured": one.get("cpu_ms_per_step", "–"),
            "wall ms median": one.get("step_ms_median", "–"),
            "wall ms p95": one.get("step_ms_p95", "–"),
        }
        for one in sorted(measured, key=lambda one: (one["cases"], one["db"], one["peer"]))
    ]
    write_section("One completion", table(rows))


def pages() -> None:
    """CPU of the tray, the work page and the case page at volume."""
    start_postgresql()
    databases = (
        f"sqlite:///{HOME}/data/pages.db",
        "postgresql://bench@127.0.0.1:54329/bench_pages",
    )
    rows = []
    for database in databases:
        command = [sys.executable, "-m", "bench.pages", "--cases", str(PAGE_CASES)]
        answer = subprocess.run(
            [*command, "--db", database], stdout=subprocess.PIPE, text=True, check=True
        )
        rows += [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]
    write_section("Whole pages", table(rows))


def _beside(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _json(*command: str) -> dict[str, Any]:
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(answer.stdout)


if __name__ == "__main__":
    main()
