"""Gathers every text of the pages into the catalogue: `make messages`, python -m scripts.messages

Translations are kept by their msgid; a text that left the source leaves the catalogue too. Nothing
in it names a line or a date, so that a changed sentence is one changed entry.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "lajur"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMMAND_LINE = SOURCE / "cli"  # speaks Indonesian only: docs/decisions/0001
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "marked": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADING = """\
# The English words of Lajur. A msgid is the sentence of the source: docs/decisions/0001.
# Written by `make messages`; only the msgstr are written by hand.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Id = str | tuple[str, ...]  # a tuple: singular and plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text, and the file it stands in."""

    id: Id
    context: str | None
    place: str  # from the root of the repository

    @property
    def order(self) -> tuple[str, str]:
        return (self.id if isinstance(self.id, str) else self.id[0], self.context or "")


def find() -> Iterator[Found]:
    """Find every text, file by file."""
    for path in SOURCE.rglob("*"):
        if path.suffix in (".py", ".html") and not path.is_relative_to(COMMAND_LINE):
            text = path.read_text(encoding="utf-8")
            place = path.relative_to(ROOT).as_posix()
            yield from _in_python(text, place) if path.suffix == ".py" else _in_page(text, place)


def fresh() -> Catalog:
    """The catalogue without a translation, in the order of its msgids."""
    catalog = Catalog(locale="en")
    for text in sorted(find(), key=lambda text: (text.order, text.place)):
        catalog.add(text.id, locations=[(text.place, 0)], context=text.context)
    return catalog


def kept() -> Catalog:
    """The catalogue as it is."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def updated() -> Catalog:
    """A fresh catalogue with the translations that are there."""
    catalog, old = fresh(), kept()
    for message in catalog:
        known = old.get(message.id, message.context) if message.id else None
        if known is not None and type(known.id) is type(message.id):
            message.string = known.string
    return catalog


def untranslated(catalog: Catalog) -> list[tuple[str, ...]]:
    """What has no English words yet."""
    return [
        words_of(text.id) for text in catalog if text.id and not all(words_of(text.string) or [""])
    ]


def words_of(text: Id | list[str] | None) -> tuple[str, ...]:
    """Every form of a text: one, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def _in_page(template: str, place: str) -> Iterator[Found]:
    """Django reads a template as the calls it makes; the indents of what is left mean nothing."""
    calls = "\n".join(line.lstrip() for line in templatize(template).splitlines())
    return _called(calls, place)


def _in_python(source: str, place: str) -> Iterator[Found]:
    yield from _called(source, place)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            yield from (Found(id=id, context=None, place=place) for id in _messages(node.body))


def _called(python: str, place: str) -> Iterator[Found]:
    """What is given to gettext and its sisters."""
    source = BytesIO(python.encode())
    for _, id, _, context in extract("python", source, KEYWORDS, options={"encoding": "utf-8"}):
        yield Found(id=id, context=context, place=place)


def _messages(body: Iterable[ast.stmt]) -> Iterator[str]:
    """The `message = "…"` of a refusal."""
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="message")], value=ast.Constant(value=str(words))):
                yield words


def main() -> None:
    """Write the catalogue again and name what is missing."""
    settings.configure()
    catalog, body = updated(), BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False)
    CATALOGUE.write_text(HEADING + body.getvalue().decode(), encoding="utf-8")
    missing = untranslated(catalog)
    for words in missing:
        print(f"untranslated: {words[0]}", file=sys.stderr)
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
