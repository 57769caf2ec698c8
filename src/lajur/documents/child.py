"""The child that prints one paper: `python -m lajur.documents.child FOLDER TEMPLATE`.

Facts come as JSON on standard input, the PDF goes to standard output. Bounds hold before anything
is read. It imports nothing of Lajur: neither the database nor a secret is within its reach.
"""

import resource
import sys
from pathlib import Path

CPU = 20  # seconds
MEMORY = 512 << 20  # bytes of address space
OUTPUT = 64 << 20  # bytes of any file
FONTS = "../fonts"


def bound() -> None:
    """Let the kernel end us when we go astray."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    bound()
    folder, template = Path(sys.argv[1]), sys.argv[2]
    import typst

    paper = typst.compile(
        folder / f"{template}.typ",
        root=folder,
        font_paths=[folder / FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"facts": sys.stdin.read()},
    )
    sys.stdout.buffer.write(paper)


if __name__ == "__main__":
    main()
