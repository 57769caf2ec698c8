"""`lajur sop`: check SOP files, compare them, list routes, show, print and import them."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from lajur.cli import sop_answers, sop_compare, sop_import, sop_print
from lajur.cli.sop_answers import Answer
from lajur.cli.sop_files import Sheet, load
from lajur.cli.words import FAULTS, GOOD, say, sentence

Parsers = argparse._SubParsersAction  # argparse gives it no public name
Job = Callable[[Sheet], Answer]

WORDS: dict[str, tuple[str, Job]] = {
    "check": ("periksa susunan dan alur setiap berkas", sop_answers.checked),
    "fidelity": ("bandingkan dengan naskah tercetak, baris demi baris", sop_answers.compared),
    "routes": ("sebutkan setiap jalan dari mulai sampai akhir", sop_answers.routed),
    "show": ("tampilkan SOP sebagai tabel", sop_answers.shown),
}


def add_parser(subparsers: "Parsers[argparse.ArgumentParser]") -> None:
    """Add `sop` and its words; each sets `func`."""
    summary = "periksa, bandingkan, tampilkan, cetak, dan impor berkas SOP"
    parser = subparsers.add_parser("sop", help=summary, description=sentence(summary))
    words = parser.add_subparsers(metavar="KATA", title="Kata", required=True)
    for word, (meaning, _) in WORDS.items():
        _add_word(words, word, meaning)
    sop_compare.add_parser(words)
    sop_print.add_parser(words)
    sop_import.add_parser(words)


def _add_word(words: "Parsers[argparse.ArgumentParser]", word: str, meaning: str) -> None:
    parser = words.add_parser(word, help=meaning, description=sentence(meaning))
    parser.add_argument("files", metavar="BERKAS", nargs="+", type=Path, help="berkas SOP (YAML)")
    parser.add_argument("--json", action="store_true", help="keluarkan sebagai JSON")
    parser.set_defaults(func=run, word=word)


def run(arguments: argparse.Namespace) -> int:
    """Answer for every file. Gives 0 when all are good, 1 when any has an error."""
    _, job = WORDS[arguments.word]
    answers = [job(sheet) for sheet in load(arguments.files)]
    if arguments.json:
        facts = {"files": [answer.facts for answer in answers]}
        say(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        say("\n\n".join(answer.words for answer in answers))
    return GOOD if all(answer.is_good for answer in answers) else FAULTS
