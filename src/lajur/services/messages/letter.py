"""The words of a message, made when it is sent: in the person's language and the office's zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from lajur.core.notices import NoticeKind
from lajur.queries.notice_words import notice_sentence
from lajur.store.models import GovernmentRow, NoticeRow, PersonRow

MOST = 300  # notices told one by one; how many more there are is said
_SUBJECT = 150  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One notice."""

    sentence: str
    number: str  # of the request; "" when it is about none
    title: str
    link: str  # absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one message says. A message without notices is a test."""

    name: str  # of the person
    office: str
    subject: str  # one line
    lines: tuple[Line, ...]
    more: str  # how many more there are, in words; "" for none
    link: str  # to everything, absolute
    settings_link: str
    language: str

    def text(self) -> str:
        """Plain words, links in full."""
        with translation.override(self.language):
            blocks = [self._greeting(), *map(_plain, self.lines)]
            if self.more:
                blocks.append(f"{self.more}\n{self.link}")
            return "\n\n".join([*blocks, f"-- \n{self._why()}\n{self.settings_link}"]) + "\n"

    def html(self) -> SafeString:
        """The same, as the simplest page a mail reader shows."""
        with translation.override(self.language):
            return format_html(
                '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title>'
                "<p>{}</p><ul>{}</ul>{}<hr><p><small>{} "
                '<a href="{}">{}</a></small></p></html>',
                self.language,
                self.subject,
                self._greeting(),
                format_html_join("", '<li><p><a href="{}">{}</a><br>{}</p></li>', self._items()),
                format_html('<p><a href="{}">{}</a></p>', self.link, self.more)
                if self.more
                else "",
                self._why(),
                self.settings_link,
                gettext("Ubah pengaturan"),
            )

    def _items(self) -> list[tuple[str, str, str]]:
        return [(line.link, line.sentence, _about(line)) for line in self.lines]

    def _greeting(self) -> str:
        if not self.lines:
            return gettext("Pesan uji untuk %(name)s: pemberitahuan akan sampai di sini.") % {
                "name": self.name
            }
        return gettext("Untuk %(name)s:") % {"name": self.name}

    def _why(self) -> str:
        return gettext(
            "Dikirim oleh Lajur untuk %(office)s. Atur apa yang dikirim kepada Anda:"
        ) % {"office": self.office}


def write_letter(
    person: PersonRow, government: GovernmentRow, notices: Sequence[NoticeRow], *, count: int
) -> Letter:
    """Put the first `notices` of `count` into words."""
    zone, home = ZoneInfo(government.zone), {"government": government.slug}
    with translation.override(person.language):
        lines = tuple(_line(notice, zone, government.slug) for notice in notices)
        left = count - len(lines)
        more = ngettext("dan %(n)d pemberitahuan lain", "dan %(n)d pemberitahuan lain", left)
        return Letter(
            name=person.name,
            office=government.office_name,
            subject=_one_line(_subject(lines, count)),
            lines=lines,
            more=more % {"n": left} if left else "",
            link=absolute(reverse("notices", kwargs=home)),
            settings_link=absolute(reverse("notice-settings", kwargs=home)),
            language=person.language,
        )


def absolute(path: str) -> str:
    """The address of a page as it stands in a mail."""
    return f"{settings.SITE_ADDRESS}{path}"


def _line(notice: NoticeRow, zone: ZoneInfo, slug: str) -> Line:
    facts = notice.facts
    return Line(
        sentence=notice_sentence(NoticeKind(notice.kind), facts, zone=zone),
        number=str(facts.get("number", "")),
        title=str(facts.get("title", "")),
        link=absolute(reverse("notice", kwargs={"government": slug, "notice": notice.pk})),
    )


def _subject(lines: Sequence[Line], count: int) -> str:
    if not lines:
        return gettext("Pesan uji dari Lajur")
    if count == 1:
        number = lines[0].number
        return f"{lines[0].sentence} ({number})" if number else lines[0].sentence
    first = lines[0].sentence
    words = ngettext("%(n)d pemberitahuan: %(first)s …", "%(n)d pemberitahuan: %(first)s …", count)
    return words % {"n": count, "first": first}


def _one_line(words: str) -> str:
    """Fit for a header: whatever could end one is gone, with all else that cannot be seen."""
    seen = "".join(letter if letter.isprintable() else " " for letter in words)
    line = " ".join(seen.split())
    return line if len(line) <= _SUBJECT else f"{line[: _SUBJECT - 1]}…"


def _about(line: Line) -> str:
    return " · ".join(part for part in (line.number, line.title) if part)


def _plain(line: Line) -> str:
    return "\n".join(part for part in (line.sentence, _about(line), line.link) if part)
