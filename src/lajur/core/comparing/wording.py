"""The facts of a comparison in words: the same sentences on a page and at the command.

Indonesian is the source; a page brings the translations of its reader.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lajur.core.comparing.comparison import Comparison
from lajur.core.comparing.differences import Difference
from lajur.core.comparing.meaning import ACTIVITY_NAMES
from lajur.core.comparing.steps import Exit
from lajur.core.comparing.telling import Fact, sentences
from lajur.core.comparing.totals import Total
from lajur.core.refusals import marked
from lajur.core.worktime.standard import Duration, TimeUnit

DIFFERENCES: Mapping[Difference, str] = {
    Difference.PERFORMER: marked("Pelaksana"),
    Difference.TOGETHER: marked("Yang ikut serta"),
    Difference.INFORMED: marked("Yang diberi tahu"),
    Difference.TIME: marked("Waktu"),
    Difference.REQUIREMENTS: marked("Kelengkapan"),
    Difference.OUTPUTS: marked("Output"),
    Difference.DECISION: marked("Keputusan"),
    Difference.CALLS: marked("SOP yang dipanggil"),
    Difference.ORDER: marked("Urutan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How a text of ours is put to its reader."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    number: Callable[[float], str]  # with one decimal

    def duration(self, one: Duration) -> str:
        """ "35 hari kerja"."""
        return f"{one.amount} {self._unit(one.unit, one.amount)}"

    def _unit(self, unit: TimeUnit, amount: int) -> str:
        match unit:
            case TimeUnit.MINUTE:
                return self.ngettext("menit kerja", "menit kerja", amount)
            case TimeUnit.HOUR:
                return self.ngettext("jam kerja", "jam kerja", amount)
            case TimeUnit.CLOCK_DAY:
                return self.ngettext("× 24 jam", "× 24 jam", amount)
            case TimeUnit.WORKING_DAY:
                return self.ngettext("hari kerja", "hari kerja", amount)
            case TimeUnit.CALENDAR_DAY:
                return self.ngettext("hari kalender", "hari kalender", amount)
            case TimeUnit.WEEK:
                return self.ngettext("minggu", "minggu", amount)
            case TimeUnit.MONTH:
                return self.ngettext("bulan", "bulan", amount)


INDONESIAN = Language(
    gettext=str,
    ngettext=lambda one, *_: str(one),
    number=lambda number: f"{number:.1f}".replace(".", ","),
)


def told(comparison: Comparison, language: Language = INDONESIAN) -> tuple[str, ...]:
    """What the comparison amounts to."""
    return tuple(
        language.gettext(one.words)
        % {name: _fact(fact, language) for name, fact in one.facts.items()}
        for one in sentences(comparison)
    )


def span(total: Total, language: Language = INDONESIAN) -> str:
    """The standard times of a route added up: "72 hari kerja + 195 menit kerja"."""
    most = _added(total.most, language)
    if total.least == total.most:
        return most or language.gettext("tanpa waktu tercetak")
    words = language.gettext("%(least)s sampai %(most)s")
    return words % {"least": _added(total.least, language), "most": most}


def left_open(total: Total, language: Language = INDONESIAN) -> Iterator[str]:
    """What the time of a route leaves open."""
    if n := total.variable:
        yield (
            language.ngettext(
                "%d waktu ditetapkan untuk tiap permohonan",
                "%d waktu ditetapkan untuk tiap permohonan",
                n,
            )
            % n
        )
    if n := total.unset:
        yield language.ngettext("%d langkah tanpa waktu", "%d langkah tanpa waktu", n) % n


def about_days(total: Total, language: Language = INDONESIAN) -> str:
    """The most a route takes, "kira-kira 14,4 hari kerja"; "" where the sum says it exactly."""
    if all(one.unit is TimeUnit.WORKING_DAY for one in total.most):
        return ""
    words = language.gettext("kira-kira %(days)s hari kerja")
    return words % {"days": language.number(total.days)}


def leads(one: Exit, language: Language = INDONESIAN) -> str:
    """Where an exit leads: "langkah 8", "kembali ke langkah 9", "selesai: Ditolak"."""
    if one.end:
        return language.gettext("selesai: %(end)s") % {"end": one.end}
    if one.back:
        words = language.gettext("kembali ke langkah %(steps)s")
    else:
        words = language.gettext("langkah %(steps)s")
    return words % {"steps": ", ".join(one.steps)}


def about(activity: str, language: Language = INDONESIAN) -> str:
    """What an activity is called; "" of none."""
    return language.gettext(ACTIVITY_NAMES[activity]) if activity else ""


def _added(durations: Sequence[Duration], language: Language) -> str:
    return " + ".join(map(language.duration, durations))


def _fact(fact: Fact, language: Language) -> str | int:
    match fact:
        case Total():
            return _time(fact, language)
        case tuple():
            return _listed([about(name, language) for name in fact], language)
        case _:
            return fact


def _time(total: Total, language: Language) -> str:
    time = about_days(total, language) or span(total, language)
    more = ", ".join(left_open(total, language))
    if not more:
        return time
    words = language.gettext("%(time)s (belum termasuk %(more)s)")
    return words % {"time": time, "more": more}


def _listed(words: Sequence[str], language: Language) -> str:
    """ "a, b dan c"."""
    if len(words) < 2:
        return "".join(words)
    frame = language.gettext("%(some)s dan %(last)s")
    return frame % {"some": ", ".join(words[:-1]), "last": words[-1]}
