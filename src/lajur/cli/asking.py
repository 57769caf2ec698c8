"""Questions at the terminal: asked until the answer can be used."""

import getpass
import sys
from collections.abc import Callable
from typing import TypeVar

from lajur.cli.words import WRONG_USE, Stop, say

T = TypeVar("T")
Read = Callable[[str], T]  # raises ValueError with a sentence when the answer cannot be used


def answer(given: str | None, question: str, option: str, *, read: Read[T], default: str = "") -> T:
    """What the option says; else what the person answers, asked again until `read` takes it.

    Raises:
        Stop: the option's value cannot be used, or it is missing and nobody can be asked.
    """
    if given or not sys.stdin.isatty():
        return _of_option(given or default, question, option, read)
    shown = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        typed = _typed(input, shown).strip() or default
        if not typed:
            say("  Belum diisi. Jawab dulu, atau tekan Ctrl-D untuk batal.")
            continue
        try:
            return read(typed)
        except ValueError as why:
            say(f"  {why}")


def password(read: Read[str]) -> str:
    """A password typed twice, asked again until `read` takes it; "" when left empty."""
    while first := _typed(getpass.getpass, "Sandi administrator (kosongkan untuk dibuatkan): "):
        try:
            chosen = read(first)
        except ValueError as why:
            say(f"  {why}")
            continue
        if _typed(getpass.getpass, "Sekali lagi: ") == first:
            return chosen
        say("  Kedua sandi tidak sama.")
    return ""


def _of_option(value: str, question: str, option: str, read: Read[T]) -> T:
    if not value:
        raise Stop(f"Belum diisi: {option} ({question.lower()}).", code=WRONG_USE)
    try:
        return read(value.strip())
    except ValueError as why:
        raise Stop(f"{option}: {why}", code=WRONG_USE) from None


def _typed(ask: Callable[[str], str], question: str) -> str:
    try:
        return ask(question)
    except EOFError:
        raise Stop("\nDibatalkan; belum ada yang dibuat.") from None
