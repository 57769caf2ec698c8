"""`lajur dossier`: build the dossier of a closed case, and prove one anywhere."""

import argparse
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from lajur.cli.start import add_data, open_data
from lajur.cli.words import FAULTS, GOOD, WRONG_USE, Parser, Progress, Stop, say, sentence

if TYPE_CHECKING:
    from lajur.services.archive.proof import Proof

UNASKED = "Halaman cetak dan nama-nama di dalamnya terbukti bila kantor mencatat sidik yang sama."
AGREES = "Sidiknya sama dengan yang disebut kantor."
UNKNOWN = (
    "Sidiknya tidak tercatat dalam jurnal kantor: diubah, dibuat di tempat lain, atau dibangun "
    "sebelum Lajur mencatat sidik dosir."
)


def add_parser(subparsers: "argparse._SubParsersAction[Parser]") -> None:
    meaning = "bangun dan buktikan dosir berkas yang sudah ditutup"
    parser = subparsers.add_parser("dossier", help=meaning, description=sentence(meaning))
    words = parser.add_subparsers(
        metavar="TINDAKAN", title="Tindakan", required=True, parser_class=Parser
    )
    _add_build(words)
    _add_verify(words)


def _add_build(words: Any) -> None:
    meaning = "bangun dosir sebuah berkas tertutup sebagai satu ZIP"
    parser = words.add_parser("build", help=meaning, description=sentence(meaning))
    parser.add_argument(
        "case", metavar="BERKAS", nargs="?", help="nomor permohonan, atau id berkas"
    )
    parser.add_argument(
        "--any-closed", action="store_true", help="berkas tertutup mana saja, yang terbaru"
    )
    parser.add_argument(
        "-o", "--output", metavar="ZIP", type=Path, required=True, help="berkas ZIP yang ditulis"
    )
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    parser.set_defaults(func=build)


def _add_verify(words: Any) -> None:
    meaning = "buktikan keaslian dosir, di mana pun, tanpa basis data"
    parser = words.add_parser("verify", help=meaning, description=sentence(meaning))
    parser.add_argument("file", metavar="ZIP", type=Path, help="dosir yang diperiksa")
    parser.add_argument("--digest", metavar="SIDIK", type=_digest, help="sidik menurut kantor")
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help="cocokkan dengan jurnal kantor di folder data ini"
    )
    parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    parser.set_defaults(func=verify)


def _digest(typed: str) -> str:
    """SHA-256 in hex, as a person copies it."""
    digest = "".join(typed.split()).lower()
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise argparse.ArgumentTypeError("sidik SHA-256 terdiri atas 64 angka dan huruf a–f")
    return digest


def build(arguments: argparse.Namespace) -> int:
    """Build a dossier; 0 when it stands in the file, whole.

    Raises:
        Stop: no such case, or the file cannot be written.
        Refusal: the case is open, or what is kept of it is not whole.
    """
    if bool(arguments.case) == arguments.any_closed:
        raise Stop("Sebutkan satu berkas, atau pakai --any-closed.", code=WRONG_USE)
    open_data(arguments.data)
    from django.utils.timezone import now

    from lajur.queries.archive.finding import closed_case
    from lajur.services.archive.dossier import build_dossier
    from lajur.services.archive.vouching import nobody, vouch

    found = closed_case(arguments.case)
    if found is None:
        raise Stop(_not_found(arguments.case), code=FAULTS)
    progress = Progress("Membangun dosir")
    progress(0, 1)
    with _written(arguments.output) as made:
        built = build_dossier(found.case_id, made, government=found.government)
        vouch(found.case_id, built, actor=nobody(found.government), at=now())
    progress(1, 1)
    facts = {
        "ok": True,
        "file": str(arguments.output),
        "case": found.case_id,
        "number": built.number,
        "files": built.files,
        "bytes": built.size,
        "head": built.head,
        "digest": built.digest,
    }
    sentence = (
        f"{arguments.output}: dosir {built.number or found.case_id}, {built.files} isi, "
        f"{max(1, built.size // 1024)} KiB.\n"
        f"Sidik (SHA-256), tercatat dalam jurnal kantor: {built.digest}"
    )
    say(json.dumps(facts, ensure_ascii=False) if arguments.json else sentence)
    return GOOD


@contextmanager
def _written(path: Path) -> Iterator[IO[bytes]]:
    """A file for the block that stands at `path` after it; nothing does when the block fails.

    Raises:
        Stop: it cannot be written there.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            with (Path(folder) / path.name).open("w+b") as made:
                yield made
            (Path(folder) / path.name).replace(path)
    except OSError as error:
        raise Stop(f"{path} tidak dapat ditulis.", code=WRONG_USE) from error


def _not_found(case: str | None) -> str:
    if case is None:
        return "Belum ada berkas yang ditutup."
    return f"Berkas “{case}” tidak ada; sebutkan nomor permohonan atau id berkasnya."


def verify(arguments: argparse.Namespace) -> int:
    """Prove a dossier; 0 when it is whole, 1 when anything in it was changed.

    With `--data` the office's journal must know it as well; without, no database is asked.

    Raises:
        Stop: the file cannot be read.
    """
    from lajur.services.archive.proof import prove

    try:
        proof = prove(arguments.file, digest=arguments.digest or "")
    except OSError as error:
        raise Stop(f"{arguments.file} tidak dapat dibaca.", code=WRONG_USE) from error
    word = _word(proof, arguments)
    say(json.dumps(_facts(proof), ensure_ascii=False) if arguments.json else _words(proof, word))
    return GOOD if proof.is_whole else FAULTS


def _word(proof: "Proof", arguments: argparse.Namespace) -> str:
    """What the office says of the dossier; a fault when its journal does not know it."""
    if arguments.data is None:
        return AGREES if arguments.digest else UNASKED
    open_data(arguments.data)
    from lajur.queries.archive.vouched import vouched

    found = vouched(proof.digest)
    if found is None:
        proof.faults.append(UNKNOWN)
        return UNKNOWN
    return f"Tercatat dalam jurnal {found.government} pada {found.at:%Y-%m-%d %H.%M} UTC."


def _facts(proof: "Proof") -> dict[str, object]:
    return {
        "ok": proof.is_whole,
        "number": proof.number,
        "title": proof.title,
        "files": proof.files,
        "events": proof.events,
        "head": proof.head,
        "digest": proof.digest,
        "faults": proof.faults,
    }


def _words(proof: "Proof", word: str) -> str:
    if not proof.is_whole:
        verdict = "tidak terbukti" if proof.faults == [UNKNOWN] else "TIDAK utuh"
        return "\n".join([f"Dosir ini {verdict}:", *(f"  {fault}" for fault in proof.faults)])
    return (
        f"Dosir {proof.number} utuh: {proof.files} isi, {proof.events} peristiwa.\n"
        f"Kepala rantai riwayat: {proof.head}\n"
        f"Sidik dosir (SHA-256): {proof.digest}\n"
        f"{word}"
    )
