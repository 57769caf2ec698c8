"""`lajur demo`: the demo's data without serving it, and the table of its accounts."""

import argparse
import sys
from itertools import groupby
from typing import Any

from lajur.cli.start import add_data, migrate, start_django
from lajur.cli.words import Progress, Stop, say


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "demo",
        help="isi folder data dengan contoh, tanpa menjalankan",
        description="Mengisi folder data dengan empat pemerintah daerah, SOP-nya, orang-orang "
        "contoh, dan permohonan dalam berbagai keadaan.",
    )
    add_data(parser)
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace) -> int:
    """Load the demo into a data folder that is still empty."""
    start_django(chosen.data)
    migrate()
    load_demo(only_when_new=False)
    if sys.stdout.isatty():
        print_accounts()
    return 0


def load_demo(*, only_when_new: bool) -> None:
    """Load the demo.

    Raises:
        Stop: something is set up already, and `only_when_new` does not allow for it.
    """
    from django.utils.timezone import now

    from lajur.queries.governments import list_governments

    if list_governments():
        if only_when_new:
            return
        raise Stop("Folder data ini sudah berisi. Contoh hanya dimuat ke folder yang baru.")
    from lajur.services import demo

    demo.load_demo(at=now(), progress=Progress("Menyiapkan contoh"))


def print_accounts() -> None:
    """Say who can log in, when this is the demo."""
    from lajur.services import demo

    accounts = demo.demo_accounts()
    if not accounts:
        return
    width = max(len(account.username) for account in accounts)
    for (government, slug), of_one in groupby(accounts, lambda one: (one.government, one.slug)):
        say(f"\n{government}  ·  /{slug}/")
        for account in of_one:
            say(f"  {account.username:<{width}}  {account.name} — {account.role}")
    say(f"\nSandi semua akun contoh: {demo.PASSWORD}")
