"""Answers to acts of administration that cannot be done."""

from datetime import date

from lajur.core.refusals import Refusal, marked


class StandInNeedsDates(Refusal):
    """A Plt. or Plh. is named for a stated time only."""

    code = "stand_in_needs_dates"
    message = "%(capacity)s ditunjuk untuk waktu tertentu. Isi tanggal berakhirnya."
    status = 422

    def __init__(self, *, capacity: str) -> None:
        super().__init__(capacity=capacity)


class EndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    code = "ends_before_it_begins"
    message = "Tanggal berakhir (%(until)s) mendahului tanggal mulai (%(since)s)."
    status = 422

    def __init__(self, *, since: date, until: date) -> None:
        super().__init__(since=since, until=until)


class HoldingInTheWay(Refusal):
    """Somebody else's term begins on or after the first day of the new one."""

    code = "holding_in_the_way"
    message = (
        "%(name)s sudah tercatat sebagai %(capacity)s mulai %(since)s. "
        "Akhiri atau batalkan dahulu, atau pilih tanggal lain."
    )

    def __init__(self, *, name: str, capacity: str, since: date) -> None:
        super().__init__(name=name, capacity=marked(capacity), since=since)


class PositionNotVacant(Refusal):
    """A Plt. stands in where nobody holds the position; where somebody does, a Plh. does."""

    code = "position_not_vacant"
    message = (
        "Jabatan ini masih dijabat %(name)s. Plt. hanya untuk jabatan yang kosong: "
        "akhiri dahulu masa jabatannya, atau tunjuk Plh. bila ia berhalangan sementara."
    )

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class OwnStandIn(Refusal):
    """Nobody stands in for themselves."""

    code = "own_stand_in"
    message = "%(name)s sudah menjabat pada tanggal itu, sehingga tidak dapat menggantikan dirinya."

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class TermOver(Refusal):
    """The term has ended already, or would not become shorter."""

    code = "term_over"
    message = "Masa jabatan %(name)s sudah berakhir pada %(until)s."

    def __init__(self, *, name: str, until: date) -> None:
        super().__init__(name=name, until=until)


class UnknownToken(Refusal):
    """The number pattern has a token nobody knows."""

    code = "unknown_token"
    message = "Pola nomor tidak mengenal “{%(token)s}”. Yang dikenal: %(known)s."
    status = 422

    def __init__(self, *, token: str, known: str) -> None:
        super().__init__(token=token, known=known)


class BrokenPattern(Refusal):
    """The number pattern cannot be read, or would give the same number twice."""

    code = "broken_pattern"
    message = "Pola nomor belum dapat dipakai: %(why)s."
    status = 422

    def __init__(self, *, why: str) -> None:
        super().__init__(why=why)


class BrokenDomain(Refusal):
    """Not the name of a domain, or not a label of one."""

    code = "broken_domain"
    message = "“%(name)s” bukan nama domain yang sah. Pakai huruf, angka, dan tanda hubung."
    status = 422

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class ChannelAddressBroken(Refusal):
    """Not the address of a webhook that may be called."""

    code = "channel_address_broken"
    message = (
        "Alamat saluran tidak dapat dipakai. Tulis alamat https:// lengkap, tanpa nama pengguna."
    )
    status = 422

    def __init__(self) -> None:
        super().__init__()


class ChannelAddressForbidden(Refusal):
    """The address of a private network: the operator has to vouch for it."""

    code = "channel_address_forbidden"
    message = (
        "Alamat itu berada di jaringan dalam. Minta pengelola server mengizinkannya lebih dahulu."
    )
    status = 422

    def __init__(self) -> None:
        super().__init__()
