"""`lajur`: one word per job. Each job's module is imported only when it is asked for."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from lajur import __version__
from lajur.cli.words import FAULTS, WRONG_USE, Parser, Stop, warn

# job -> its module, which has `add_parser(subparsers)`, and what it does
JOBS = {
    "up": ("lajur.cli.up", "jalankan Lajur: web dan pekerja, pada satu terminal"),
    "demo": ("lajur.cli.demo", "isi folder data dengan contoh, tanpa menjalankan"),
    "init": ("lajur.cli.init", "siapkan sebuah kantor yang sesungguhnya"),
    "verify": ("lajur.cli.verify", "periksa keutuhan semua yang tersimpan"),
    "sop": ("lajur.cli.sop", "periksa, sandingkan, tampilkan, dan cetak berkas SOP"),
    "publish": ("lajur.cli.publish", "pasang SOP pada kantor yang sudah berjalan"),
    "due": ("lajur.cli.due", "hitung tenggat dari waktu yang tercetak pada SOP"),
    "walk": ("lajur.cli.walk", "uji SOP dengan langkah-langkah acak"),
    "dossier": ("lajur.cli.dossier", "bangun dan buktikan dosir berkas yang sudah ditutup"),
    "log": ("lajur.cli.log", "keluarkan log peristiwa untuk penambangan proses"),
    "worker": ("lajur.cli.worker", "jalankan pekerja saja (pemberitahuan, pengingat, segel)"),
}
INTERRUPTED = 130  # as shells say it


def main(argv: Sequence[str] | None = None) -> int:
    """Run one job. Gives 0 when all is well, 1 when faults were found, 2 on wrong use."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    return _guarded(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    parser = _parser(next((word for word in arguments if word in JOBS), None))
    chosen = parser.parse_args(arguments)
    if not hasattr(chosen, "func"):
        parser.print_help()
        return WRONG_USE
    return int(chosen.func(chosen) or 0)


def _parser(job: str | None) -> argparse.ArgumentParser:
    parser = Parser(prog="lajur", description="Lajur menjalankan SOP persis seperti disahkan.")
    parser.add_argument(
        "--version", action="version", version=f"lajur {__version__}", help="tampilkan versi"
    )
    jobs = parser.add_subparsers(metavar="PERINTAH", title="Perintah", parser_class=Parser)
    for name, (module, summary) in JOBS.items():
        if name == job:
            import_module(module).add_parser(jobs)
        else:
            jobs.add_parser(name, help=summary)
    return parser


def _guarded(job: Callable[[], int]) -> int:
    """Run the job; what goes wrong becomes one sentence, unless LAJUR_DEBUG asks for all of it."""
    try:
        return job()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing more to say, not even on leaving.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("LAJUR_DEBUG"):
            raise
        warn(_sentence(error))
        return getattr(error, "code", FAULTS) if isinstance(error, Stop) else FAULTS


def _sentence(error: Exception) -> str:
    kind = type(error).__name__
    if isinstance(error, Stop) or kind == "ImproperlyConfigured" or hasattr(error, "facts"):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {_reason(error)}"
    if kind == "OperationalError":
        return f"Basis data tidak dapat dipakai: {error}"
    return (
        f"Kesalahan tak terduga ({kind}: {error}). Rinciannya: jalankan lagi dengan LAJUR_DEBUG=1."
    )


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "berkas atau folder ini tidak ada."
        case PermissionError():
            return "tidak ada izin untuk membaca atau menulisnya."
        case _:
            return f"{error.strerror}."


if __name__ == "__main__":
    sys.exit(main())
