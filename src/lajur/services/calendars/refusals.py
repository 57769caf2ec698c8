"""Answers to changes of the calendar that cannot be made."""

from datetime import date

from lajur.core.refusals import Refusal


class DayAlreadyOff(Refusal):
    """Every day that was to be added is in the calendar already, with the same kind."""

    code = "day_already_off"
    message = "%(day)s sudah tercatat di kalender sebagai “%(name)s” dengan jenis yang sama."

    def __init__(self, *, day: date, name: str) -> None:
        super().__init__(day=day, name=name)


class DaysOutOfReach(Refusal):
    """Days before or after the years of the calendar, or too many at once."""

    code = "days_out_of_reach"
    message = "Isi tanggal dalam tahun %(first)s–%(last)s, paling lama %(most)s hari sekaligus."
    status = 422

    def __init__(self, *, first: int, last: int, most: int) -> None:
        super().__init__(first=str(first), last=str(last), most=most)


class SeasonsOverlap(Refusal):
    """Other hours are set already for some of the days."""

    code = "seasons_overlap"
    message = (
        "“%(name)s” sudah berlaku %(since)s sampai %(until)s. Satu hari hanya punya satu jam "
        "kerja: pilih tanggal lain, atau cabut dahulu yang itu."
    )

    def __init__(self, *, name: str, since: date, until: date) -> None:
        super().__init__(name=name, since=since, until=until)


class YearNotDecreed(Refusal):
    """The collection of national days that is installed does not have the decree of the year."""

    code = "year_not_decreed"
    message = (
        "SKB hari libur tahun %(year)s belum ada di Lajur versi ini; yang terakhir tahun %(last)s. "
        "Perbarui Lajur, atau tambahkan harinya satu per satu menurut SKB."
    )

    def __init__(self, *, year: int, last: int) -> None:
        super().__init__(year=str(year), last=str(last))


class NothingChanges(Refusal):
    """The calendar already is as it was asked to be."""

    code = "calendar_unchanged"
    message = "Tidak ada yang berubah: kalender sudah seperti itu."

    def __init__(self) -> None:
        super().__init__()


class MovesEarlier(Refusal):
    """Deadlines would come earlier, more than the administrator has agreed to."""

    code = "deadlines_move_earlier"
    message = (
        "%(count)d tenggat menjadi lebih awal (%(first)s). Centang persetujuannya bila memang "
        "demikian."
    )

    def __init__(self, *, count: int, first: str) -> None:
        super().__init__(count=count, first=first)
