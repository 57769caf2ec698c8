"""Answers to times that cannot be set."""

from lajur.core.refusals import Refusal
from lajur.core.worktime.standard import Duration


class DurationMissing(Refusal):
    """The step sets the time of another step, and none was given."""

    code = "duration_missing"
    message = "Langkah “%(step)s” harus menetapkan waktu untuk “%(target)s”. Isi lamanya."
    status = 422

    def __init__(self, *, step: str, target: str) -> None:
        super().__init__(step=step, target=target)


class DurationTooLong(Refusal):
    """No step takes so long, and no calendar would hold it."""

    code = "duration_too_long"
    message = "Waktu untuk “%(step)s” terlalu panjang. Isi paling lama %(longest)s."
    status = 422

    def __init__(self, *, step: str, longest: Duration) -> None:
        super().__init__(step=step, longest=longest)
