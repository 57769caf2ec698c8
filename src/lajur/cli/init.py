"""`lajur init`: a real office instead of the demo."""

import argparse
import os
import re
import secrets
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lajur.cli import asking
from lajur.cli.asking import answer
from lajur.cli.start import add_data, migrate, start_django
from lajur.cli.words import Stop, say

ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "init",
        help="siapkan sebuah kantor yang sesungguhnya",
        description="Menyiapkan pemerintah daerah, dinas, administrator pertama, dan SOP yang "
        "dipakai. Yang tidak disebut dalam pilihan akan ditanyakan.",
    )
    add_data(parser)
    parser.add_argument(
        "--government", metavar="NAMA", help="misalnya Pemerintah Kabupaten Sumbawa"
    )
    parser.add_argument("--slug", metavar="KATA", help="alamatnya: /KATA/, misalnya sumbawa")
    parser.add_argument("--office", metavar="NAMA", help="nama dinas kominfo")
    parser.add_argument("--zone", choices=sorted(ZONES), help="zona waktu kantor")
    parser.add_argument(
        "--bali", action="store_true", help="kantor di Bali: hari raya Hindu ikut menjadi libur"
    )
    parser.add_argument(
        "--sop", action="append", metavar="ID", help="SOP yang dipakai; boleh berulang"
    )
    parser.add_argument("--admin", metavar="NAMA", help="nama administrator pertama")
    parser.add_argument("--username", metavar="KATA", help="nama pengguna administrator")
    parser.add_argument(
        "--password-file", metavar="BERKAS", type=Path, help="berkas berisi sandi administrator"
    )
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace) -> int:
    """Set up one government.

    Raises:
        Stop: an answer is missing where nobody can be asked, or cannot be used.
    """
    start_django(chosen.data)
    from lajur.services.setup import shipped_procedures

    shipped = shipped_procedures()
    answers = _answers(chosen, shipped)
    password, generated = _password(chosen, answers)
    try:
        _strong(password, answers)
    except ValueError as error:
        raise Stop(f"Sandi belum memenuhi syarat. {error}") from None
    migrate()
    _set_up(answers, password, temporary=generated)
    say(f"{answers['government']} siap: alamatnya /{answers['slug']}/")
    say(f"Administrator: {answers['username']}")
    if generated:
        say(f"Sandi (hanya ditampilkan sekali, diganti saat masuk pertama kali): {password}")
    say("Surel: isi LAJUR_MAIL_URL dan LAJUR_MAIL_FROM; selama kosong, tidak ada yang dikirim.")
    say(f"Jalankan: {_up(chosen.data)}")
    return 0


def _up(data: Path | None) -> str:
    """The command that serves this office, as it is typed from here."""
    called = Path(sys.argv[0])
    words = [str(called) if called.name == "lajur" else "lajur", "up"]
    return shlex.join([*words, "--data", str(data)] if data else words)


def _answers(chosen: argparse.Namespace, shipped: Mapping[str, Path]) -> dict[str, Any]:
    government = answer(chosen.government, "Nama pemerintah daerah", "--government", read=str)
    slug = answer(chosen.slug, "Alamat singkat", "--slug", read=_slug, default=_slug_of(government))
    office = answer(chosen.office, "Nama dinas", "--office", read=str)
    zone = answer(chosen.zone, f"Zona waktu ({', '.join(ZONES)})", "--zone", read=_zone)
    return {
        "government": government,
        "slug": slug,
        "office": office,
        "zone": ZONES[zone],
        "balinese": chosen.bali or (zone == "wita" and _is_balinese()),
        "sops": _sops(chosen.sop, shipped),
        "admin": answer(chosen.admin, "Nama administrator pertama", "--admin", read=str),
        "username": answer(
            chosen.username, "Nama penggunanya", "--username", read=str, default=f"admin.{slug}"
        ),
    }


def _slug(typed: str) -> str:
    if not SLUG.fullmatch(typed) or len(typed) > 40:
        raise ValueError(f"“{typed}” hanya boleh huruf kecil, angka, dan tanda hubung.")
    return typed


def _zone(typed: str) -> str:
    return _one_of(tuple(ZONES), typed.lower())


def _one_of(choices: Sequence[str], typed: str) -> str:
    if typed not in choices:
        raise ValueError(f"“{typed}” bukan pilihan ({', '.join(choices)}).")
    return typed


def _is_balinese() -> bool:
    """Asked of a person only: an unattended run says --bali."""
    if not sys.stdin.isatty():
        return False
    question = "Kantor di Bali, dengan hari raya Hindu sebagai libur? (ya, tidak)"
    return answer(None, question, "--bali", read=_yes_or_no, default="tidak")


def _yes_or_no(typed: str) -> bool:
    return _one_of(("ya", "tidak"), typed.lower()) == "ya"


def _sops(given: list[str] | None, shipped: Mapping[str, Path]) -> tuple[str, ...]:
    """By id or, from the list shown, by number."""
    known = list(shipped)

    def read(typed: str) -> tuple[str, ...]:
        words = typed.replace(",", " ").split()
        ids = (known[int(one) - 1] if one in numbers else _one_of(known, one) for one in words)
        return tuple(dict.fromkeys(ids))

    numbers = [str(number) for number in range(1, len(known) + 1)]
    if not given and sys.stdin.isatty():
        say("SOP yang tersedia:")
        for number, name in zip(numbers, known, strict=True):
            say(f"  {number}. {name}")
    return answer(
        " ".join(given or ()), "SOP yang dipakai, misalnya 1 atau 1, 3", "--sop", read=read
    )


def _slug_of(government: str) -> str:
    """The last words of the name, without what kind of government it is."""
    kinds = {"pemerintah", "kabupaten", "kota", "provinsi", "daerah"}
    words = [word for word in re.findall(r"[a-z0-9]+", government.lower()) if word not in kinds]
    return "-".join(words)


def _password(chosen: argparse.Namespace, answers: Mapping[str, Any]) -> tuple[str, bool]:
    """The password, and whether we made it up: from a file, the environment, or the person."""
    if chosen.password_file:
        return chosen.password_file.read_text(encoding="utf-8").strip(), False
    if given := os.environ.get("LAJUR_ADMIN_PASSWORD"):
        return given, False
    if sys.stdin.isatty() and (typed := asking.password(lambda one: _strong(one, answers))):
        return typed, False
    return secrets.token_urlsafe(15), True


def _strong(typed: str, answers: Mapping[str, Any]) -> str:
    from django.core.exceptions import ValidationError

    from lajur.services.init import check_password

    try:
        check_password(typed, username=answers["username"], name=answers["admin"])
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    return typed


def _set_up(answers: Mapping[str, Any], password: str, *, temporary: bool) -> None:
    from django.utils.timezone import now

    from lajur.services.init import NewOffice, set_up_new_office

    office = NewOffice(
        slug=answers["slug"],
        name=answers["government"],
        office_name=answers["office"],
        zone=answers["zone"],
        procedures=answers["sops"],
        admin_name=answers["admin"],
        admin_username=answers["username"],
        balinese=answers["balinese"],
    )
    set_up_new_office(office, password=password, at=now(), temporary=temporary)
