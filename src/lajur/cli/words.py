"""The command's Indonesian: a parser whose own words are Indonesian, and sentences for people."""

import argparse
import re
import sys
from typing import NoReturn

# argparse's own sentences; what stands in the groups is kept.
SENTENCES = (
    (r"the following arguments are required: (.+)", r"belum diisi: \1"),
    (r"unrecognized arguments: (.+)", r"tidak dikenal: \1"),
    (r"argument (.+?): expected one argument", r"\1 memerlukan satu nilai"),
    (r"argument (.+?): expected at least one argument", r"\1 memerlukan paling sedikit satu nilai"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1: \2 bukan pilihan (\3)"),
    (r"argument (.+?): invalid (?:int|float|_?port) value: (.+)", r"\1: \2 bukan bilangan"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 tidak dapat dipakai bersama \2"),
    (r"argument (.+?): invalid (.+?) value: (.+)", r"\1: nilai \3 tidak cocok"),
)


GOOD, FAULTS, WRONG_USE = 0, 1, 2  # what a command answers the shell


class Stop(Exception):
    """The command cannot go on; the sentence says why and what to do."""

    def __init__(self, sentence: str, *, code: int = FAULTS) -> None:
        super().__init__(sentence)
        self.code = code


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        prefix = "Pemakaian: " if prefix is None else prefix  # empty for a subcommand's own name
        super().add_usage(usage, actions, groups, prefix)  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """An argparse parser in Indonesian. Wrong use exits with 2."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("formatter_class", _Formatter)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._positionals.title = "Isian"
        self._optionals.title = "Pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in SENTENCES:
            message = re.sub(f"^{pattern}$", sentence, message, flags=re.DOTALL)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\nBantuan: {self.prog} --help\n")


def sentence(words: str) -> str:
    """Words that mean something, as a sentence: names in capitals stay so."""
    return f"{words[0].upper()}{words[1:]}."


def say(line: str = "") -> None:
    """Say something to the person at the terminal."""
    print(line, flush=True)


def warn(sentence: str) -> None:
    """Say something that must not end up among printed facts."""
    print(sentence, file=sys.stderr, flush=True)


class Progress:
    """One line that counts on a terminal; silence in a pipe."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self.shown:
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r\033[K{self.label} {done}/{total}{end}")
            sys.stderr.flush()
