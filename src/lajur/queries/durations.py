"""Amounts of time in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from lajur.core.worktime.standard import Duration, TimeUnit

_UNITS: Mapping[TimeUnit, Promise] = {
    TimeUnit.MINUTE: ngettext_lazy("menit kerja", "menit kerja"),
    TimeUnit.HOUR: ngettext_lazy("jam kerja", "jam kerja"),
    TimeUnit.CLOCK_DAY: ngettext_lazy("× 24 jam", "× 24 jam"),
    TimeUnit.WORKING_DAY: ngettext_lazy("hari kerja", "hari kerja"),
    TimeUnit.CALENDAR_DAY: ngettext_lazy("hari kalender", "hari kalender"),
    TimeUnit.WEEK: ngettext_lazy("minggu", "minggu"),
    TimeUnit.MONTH: ngettext_lazy("bulan", "bulan"),
}


def unit_words(unit: TimeUnit, amount: int) -> str:
    """The unit as it stands behind this amount: "hari kerja"."""
    return str(_UNITS[unit] % amount)


def duration_words(duration: Duration) -> str:
    """An amount of time: "35 hari kerja"."""
    return f"{duration.amount} {unit_words(duration.unit, duration.amount)}"
