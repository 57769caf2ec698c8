"""The answers of a request form: what each kind of blank takes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from lajur.core.procedure.definition import FieldKind, FormField
from lajur.core.refusals import Refusal
from lajur.core.subdomain import read_subdomain

LONGEST_LINE = 300  # characters
LONGEST_PARAGRAPH = 20_000
COMMITTED = "ya"  # what a ticked statement holds

_EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?\(?[0-9][0-9 ().-]{5,24}[0-9]")


class AnswerRefused(Refusal):
    """Base of what can be wrong with one answer."""

    status: ClassVar[int] = 422


class AnswerMissing(AnswerRefused):
    """A required blank is empty."""

    code = "answer_missing"
    message = "Isi “%(label)s”."

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label)


class AnswerTooLong(AnswerRefused):
    """More characters than the blank takes."""

    code = "answer_too_long"
    message = "“%(label)s” terlalu panjang: paling banyak %(longest)d huruf."

    def __init__(self, *, label: str, longest: int) -> None:
        super().__init__(label=label, longest=longest)


class NotAnEmail(AnswerRefused):
    """Not an e-mail address."""

    code = "not_an_email"
    message = "“%(given)s” bukan alamat surel. Contoh: nama@dinas.go.id."

    def __init__(self, *, given: str) -> None:
        super().__init__(given=given)


class NotAPhone(AnswerRefused):
    """Not a telephone number."""

    code = "not_a_phone"
    message = "“%(given)s” bukan nomor telepon. Contoh: 0812 3456 7890."

    def __init__(self, *, given: str) -> None:
        super().__init__(given=given)


class NotAChoice(AnswerRefused):
    """Something that is not among the choices."""

    code = "not_a_choice"
    message = "Pilih salah satu untuk “%(label)s”: %(choices)s."

    def __init__(self, *, label: str, choices: Sequence[str]) -> None:
        super().__init__(label=label, choices=", ".join(choices))


class NotCommitted(AnswerRefused):
    """The statement was not ticked."""

    code = "not_committed"
    message = "Centang pernyataan ini untuk melanjutkan."

    def __init__(self) -> None:
        super().__init__()


def check_form(
    fields: Sequence[FormField], answers: Mapping[str, str], *, reserved: Sequence[str]
) -> dict[str, Refusal]:
    """What is wrong, by FormField.id; empty when the form can be sent.

    `reserved` are labels nobody may have as a subdomain in this government.
    """
    return dict(_wrong(fields, answers, reserved))


def _wrong(
    fields: Sequence[FormField], answers: Mapping[str, str], reserved: Sequence[str]
) -> Iterator[tuple[str, Refusal]]:
    for blank in fields:
        try:
            check_answer(blank, answers.get(blank.id, ""), reserved=reserved)
        except Refusal as refusal:
            yield blank.id, refusal


def check_answer(blank: FormField, answer: str, *, reserved: Sequence[str] = ()) -> None:
    """Check one answer.

    Raises:
        AnswerRefused: it cannot stand; the subclass says why.
        SubdomainRefused: as `core.subdomain` says.
    """
    answer = answer.strip()
    if blank.kind is FieldKind.COMMITMENT:
        if blank.required and answer != COMMITTED:
            raise NotCommitted
        return
    if not answer:
        if blank.required:
            raise AnswerMissing(label=blank.label)
        return
    longest = LONGEST_PARAGRAPH if blank.kind is FieldKind.PARAGRAPH else LONGEST_LINE
    if len(answer) > longest:
        raise AnswerTooLong(label=blank.label, longest=longest)
    if blank.kind is FieldKind.SUBDOMAIN:
        read_subdomain(answer, suffix=blank.suffix, reserved=reserved)
    elif check := _CHECKS.get(blank.kind):
        check(blank, answer)


def _email(_blank: FormField, answer: str) -> None:
    if not _EMAIL.fullmatch(answer):
        raise NotAnEmail(given=answer)


def _phone(_blank: FormField, answer: str) -> None:
    if not _PHONE.fullmatch(answer):
        raise NotAPhone(given=answer)


def _choice(blank: FormField, answer: str) -> None:
    if answer not in blank.choices:
        raise NotAChoice(label=blank.label, choices=blank.choices)


_CHECKS: Mapping[FieldKind, Callable[[FormField, str], None]] = {
    FieldKind.EMAIL: _email,
    FieldKind.PHONE: _phone,
    FieldKind.CHOICE: _choice,
}
