"""bench/RESULTS.md: one section a measurement, each replaced whole when it is measured again."""

import os
import platform
import re
import subprocess
from pathlib import Path

PAGE = Path(__file__).parent / "RESULTS.md"
HEADING = "# Results\n\nWritten by `make bench`; bench/README.md says what is measured and how.\n"


def write_section(title: str, body: str) -> None:
    """Put `body` under `## title`, in place of what stood there; other sections stay."""
    page = PAGE.read_text() if PAGE.exists() else HEADING
    section = f"\n## {title}\n\n{conditions()}\n\n{body.strip()}\n"
    found = re.search(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", page, re.DOTALL)
    if found:
        page = page[: found.start()] + section + page[found.end() :]
    else:
        page = page.rstrip("\n") + "\n" + section
    PAGE.write_text(page)


def table(rows: list[dict[str, object]]) -> str:
    """A Markdown table; the keys of the first row are the heading."""
    heading = list(rows[0])
    lines = [heading, ["---"] * len(heading), *([row[key] for key in heading] for row in rows)]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def conditions() -> str:
    """The machine, the commit and the load, in one line."""
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    words = [
        model.group(1) if model else platform.machine(),
        f"{os.cpu_count()} cores",
        f"Python {platform.python_version()}",
        f"commit {_commit()}",
        f"load average before {os.getloadavg()[0]:.1f}",
    ]
    return "*" + " · ".join(words) + "*"


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
