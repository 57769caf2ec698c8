"""What each kind of blank takes."""

import pytest

from lajur.core.procedure.definition import FieldKind, FormField
from lajur.core.request_form import (
    COMMITTED,
    LONGEST_LINE,
    LONGEST_PARAGRAPH,
    AnswerMissing,
    AnswerTooLong,
    NotAChoice,
    NotAnEmail,
    NotAPhone,
    NotCommitted,
    check_answer,
    check_form,
)


def blank(kind: FieldKind, *, required: bool = True, **more: object) -> FormField:
    return FormField(id="isian", label="Isian", kind=kind, required=required, **more)


@pytest.mark.parametrize("kind", sorted(set(FieldKind) - {FieldKind.COMMITMENT}))
def test_a_required_blank_must_say_something(kind: FieldKind) -> None:
    with pytest.raises(AnswerMissing):
        check_answer(blank(kind), "   ")
    check_answer(blank(kind, required=False), "")


def test_a_statement_must_be_ticked() -> None:
    for answer in ("", "tidak", "on"):
        with pytest.raises(NotCommitted):
            check_answer(blank(FieldKind.COMMITMENT), answer)
    check_answer(blank(FieldKind.COMMITMENT), COMMITTED)
    check_answer(blank(FieldKind.COMMITMENT, required=False), "")


def test_a_line_is_short_and_a_paragraph_may_be_long() -> None:
    with pytest.raises(AnswerTooLong):
        check_answer(blank(FieldKind.TEXT), "x" * (LONGEST_LINE + 1))
    check_answer(blank(FieldKind.PARAGRAPH), "x" * LONGEST_PARAGRAPH)
    with pytest.raises(AnswerTooLong):
        check_answer(blank(FieldKind.PARAGRAPH), "x" * (LONGEST_PARAGRAPH + 1))


@pytest.mark.parametrize("answer", ["siti", "siti@", "@dinas.go.id", "siti@dinas", "a b@c.id"])
def test_what_is_no_address_is_refused(answer: str) -> None:
    with pytest.raises(NotAnEmail):
        check_answer(blank(FieldKind.EMAIL), answer)


def test_an_address_is_taken() -> None:
    check_answer(blank(FieldKind.EMAIL), " siti.aminah+app@dinkes.sumbawakab.go.id ")


@pytest.mark.parametrize("answer", ["0812 3456 7890", "+62 812-3456-7890", "(0254) 200123"])
def test_numbers_are_taken_as_people_write_them(answer: str) -> None:
    check_answer(blank(FieldKind.PHONE), answer)


@pytest.mark.parametrize("answer", ["nanti", "12", "08x123456"])
def test_what_is_no_number_is_refused(answer: str) -> None:
    with pytest.raises(NotAPhone):
        check_answer(blank(FieldKind.PHONE), answer)


def test_only_a_choice_of_the_list_is_taken() -> None:
    field = blank(FieldKind.CHOICE, choices=("baru", "lama"))
    check_answer(field, "baru")
    with pytest.raises(NotAChoice) as refused:
        check_answer(field, "lain")
    assert refused.value.facts["choices"] == "baru, lama"


def test_the_form_names_every_wrong_blank_at_once() -> None:
    fields = [
        FormField(id="nama", label="Nama", kind=FieldKind.TEXT),
        FormField(id="surel", label="Surel", kind=FieldKind.EMAIL),
        FormField(id="catatan", label="Catatan", kind=FieldKind.TEXT, required=False),
    ]
    wrong = check_form(fields, {"surel": "bukan"}, reserved=())
    assert {name: type(refusal) for name, refusal in wrong.items()} == {
        "nama": AnswerMissing,
        "surel": NotAnEmail,
    }
