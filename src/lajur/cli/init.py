"""`lajur init`: a real office instead of the demo."""

import argparse
import getpass
import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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
    password, generated = _password(chosen)
    migrate()
    _set_up(answers, password, temporary=generated)
    say(f"{answers['government']} siap: alamatnya /{answers['slug']}/")
    say(f"Administrator: {answers['username']}")
    if generated:
        say(f"Sandi (hanya ditampilkan sekali, diganti saat masuk pertama kali): {password}")
    say("Surel: isi LAJUR_MAIL_URL dan LAJUR_MAIL_FROM; selama kosong, tidak ada yang dikirim.")
    say("Jalankan: lajur up")
    return 0


def _answers(chosen: argparse.Namespace, shipped: Mapping[str, Path]) -> dict[str, Any]:
    government = _answer(chosen.government, "Nama pemerintah daerah", "--government")
    slug = _answer(chosen.slug, "Alamat singkat", "--slug", default=_slug_of(government))
    if not SLUG.fullmatch(slug) or len(slug) > 40:
        raise Stop(f"--slug: “{slug}” hanya boleh huruf kecil, angka, dan tanda hubung.", code=2)
    return {
        "government": government,
        "slug": slug,
        "office": _answer(chosen.office, "Nama dinas", "--office"),
        "zone": ZONES[_one_of(chosen.zone, "Zona waktu", "--zone", ZONES)],
        "balinese": chosen.bali,
        "sops": _sops(chosen.sop, shipped),
        "admin": _answer(chosen.admin, "Nama administrator pertama", "--admin"),
        "username": _answer(
            chosen.username, "Nama penggunanya", "--username", default=f"admin.{slug}"
        ),
    }


def _answer(given: str | None, question: str, option: str, *, default: str = "") -> str:
    """What the option says; else what the person answers; else the default."""
    if given:
        return given.strip()
    if not sys.stdin.isatty():
        if default:
            return default
        raise Stop(f"Belum diisi: {option} ({question.lower()}).", code=2)
    shown = f" [{default}]" if default else ""
    while not (answer := input(f"{question}{shown}: ").strip() or default):
        pass
    return answer


def _one_of(given: str | None, question: str, option: str, choices: Mapping[str, Any]) -> str:
    listed = ", ".join(choices)
    answer = _answer(given, f"{question} ({listed})", option).lower()
    if answer not in choices:
        raise Stop(f"{option}: “{answer}” bukan pilihan ({listed}).", code=2)
    return answer


def _sops(given: list[str] | None, shipped: Mapping[str, Path]) -> tuple[str, ...]:
    listed = ", ".join(shipped)
    words = (
        given or _answer(None, f"SOP yang dipakai ({listed})", "--sop").replace(",", " ").split()
    )
    for word in words:
        if word not in shipped:
            raise Stop(f"--sop: “{word}” bukan pilihan ({listed}).", code=2)
    return tuple(dict.fromkeys(words))


def _slug_of(government: str) -> str:
    """The last words of the name, without what kind of government it is."""
    kinds = {"pemerintah", "kabupaten", "kota", "provinsi", "daerah"}
    words = [word for word in re.findall(r"[a-z0-9]+", government.lower()) if word not in kinds]
    return "-".join(words)


def _password(chosen: argparse.Namespace) -> tuple[str, bool]:
    """The password, and whether we made it up: from a file, the environment, or the person."""
    if chosen.password_file:
        return chosen.password_file.read_text(encoding="utf-8").strip(), False
    if given := os.environ.get("LAJUR_ADMIN_PASSWORD"):
        return given, False
    if sys.stdin.isatty():
        typed = _typed_twice(getpass.getpass)
        if typed:
            return typed, False
    return secrets.token_urlsafe(15), True


def _typed_twice(ask: Callable[[str], str]) -> str:
    first = ask("Sandi administrator (kosongkan untuk dibuatkan): ")
    if first and ask("Sekali lagi: ") != first:
        raise Stop("Kedua sandi tidak sama. Jalankan lagi.")
    return first


def _set_up(answers: Mapping[str, Any], password: str, *, temporary: bool) -> None:
    from django.core.exceptions import ValidationError
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
    try:
        set_up_new_office(office, password=password, at=now(), temporary=temporary)
    except ValidationError as error:
        raise Stop(f"Sandi belum memenuhi syarat. {' '.join(error.messages)}") from error
