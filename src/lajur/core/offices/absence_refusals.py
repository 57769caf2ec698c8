"""Answers to absences and substitutes that cannot be."""

from datetime import date

from lajur.core.refusals import Refusal


class BeginsInThePast(Refusal):
    """Nobody stands in for days that are over: what was done then was done by others."""

    code = "begins_in_the_past"
    message = "Hari pertama (%(since)s) sudah lewat. Penggantian berlaku paling cepat hari ini."
    status = 422

    def __init__(self, *, since: date) -> None:
        super().__init__(since=since)


class OwnSubstitute(Refusal):
    """Nobody is their own substitute."""

    code = "own_substitute"
    message = "%(name)s tidak dapat menggantikan dirinya sendiri. Pilih orang lain."
    status = 422

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class SubstituteFromElsewhere(Refusal):
    """The substitute works for somebody else: another agency, a vendor, or the office."""

    code = "substitute_from_elsewhere"
    message = (
        "%(name)s bekerja di tempat lain, jadi tidak dapat menggantikan %(absent)s. "
        "Pilih rekan dari kantor atau instansi yang sama."
    )
    status = 422

    def __init__(self, *, name: str, absent: str) -> None:
        super().__init__(name=name, absent=absent)


class AbsencesOverlap(Refusal):
    """The person is away on some of these days already."""

    code = "absences_overlap"
    message = (
        "%(name)s sudah tercatat tidak di tempat pada %(since)s sampai %(until)s. "
        "Ubah catatan itu, atau pilih tanggal lain."
    )

    def __init__(self, *, name: str, since: date, until: date) -> None:
        super().__init__(name=name, since=since, until=until)


class SubstituteAway(Refusal):
    """The substitute is away on some of these days; power does not pass on twice."""

    code = "substitute_away"
    message = (
        "%(name)s sendiri tidak di tempat pada %(since)s sampai %(until)s, dan wewenang pengganti "
        "tidak dapat diteruskan lagi. Pilih pengganti lain."
    )

    def __init__(self, *, name: str, since: date, until: date) -> None:
        super().__init__(name=name, since=since, until=until)


class StandsInMeanwhile(Refusal):
    """The person stands in for somebody on some of these days, whose work would be nobody's."""

    code = "stands_in_meanwhile"
    message = (
        "%(name)s sedang ditunjuk menggantikan %(absent)s pada %(since)s sampai %(until)s. "
        "Mintalah admin menunjuk pengganti lain bagi %(absent)s dahulu."
    )

    def __init__(self, *, name: str, absent: str, since: date, until: date) -> None:
        super().__init__(name=name, absent=absent, since=since, until=until)


class BegunAbsence(Refusal):
    """It has begun: who stood in since then stands in the history."""

    code = "begun_absence"
    message = (
        "Ketidakhadiran %(name)s sudah berjalan sejak %(since)s; yang masih dapat diubah hanya "
        "hari terakhir dan nomor surat. Untuk mengganti penggantinya, akhiri dahulu, lalu catat "
        "yang baru."
    )

    def __init__(self, *, name: str, since: date) -> None:
        super().__init__(name=name, since=since)


class AbsenceOver(Refusal):
    """It has ended already."""

    code = "absence_over"
    message = "Ketidakhadiran %(name)s sudah berakhir pada %(until)s."

    def __init__(self, *, name: str, until: date) -> None:
        super().__init__(name=name, until=until)
