"""What the clerk does to the registers of letters, and what an administrator settles."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from lajur.core.access import Actor
from lajur.core.offices.refusals import BrokenPattern
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.registers.books import find_book
from lajur.queries.registers.lines import LineFilter, LineState, find_lines
from lajur.queries.registers.stamps import letter_stamp
from lajur.services.letters.books import (
    LineWords,
    complete_line,
    note_letter,
    reserve_number,
    void_line,
)
from lajur.services.letters.entries import INCOMING
from lajur.services.letters.naming import (
    BookBegun,
    PaperBookTooLong,
    change_register,
    continue_paper_book,
)
from lajur.services.letters.refusals import (
    DayNotOfNumber,
    LineOfLetter,
    LineVoid,
    NumberMissing,
    NumberNotYetCome,
    NumberUnreadable,
    ReasonMissing,
    RegisterNumberTaken,
)
from lajur.services.letters.srikandi import LinkBroken, note_srikandi
from lajur.services.offices.refusals import ChangedMeanwhile
from lajur.store.models import (
    EntryRow,
    RegisterRow,
)
from tests.services.books import OUT, TODAY, Desk, faults
from tests.services.house import NOON, House, new_key


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


def test_a_reserved_number_has_its_place_and_reason(desk: Desk) -> None:
    kept = desk.reserve()
    assert (kept.number, kept.state, kept.reason) == (
        "555/1/DKIST/2026",
        EntryRow.RESERVED,
        "Surat disusul",
    )
    assert desk.draw().sequence == 2
    assert desk.journal() == ["number_reserved"]


def test_no_number_of_another_book_is_spent_on_a_letter_that_came_in(desk: Desk) -> None:
    words = LineWords(subject="Undangan", party="Bappeda")
    with pytest.raises(NotFound):
        note_letter(register_id=desk.register, words=words, **desk.asked())  # type: ignore[arg-type]
    assert desk.draw().sequence == 1
    with desk.house.scope():
        agenda = RegisterRow.objects.get(key=INCOMING).pk
    assert note_letter(register_id=agenda, words=words, **desk.asked())  # type: ignore[arg-type]


def test_one_form_reserves_once(desk: Desk) -> None:
    key = new_key()
    assert desk.reserve(key=key).pk == desk.reserve(key=key).pk
    assert desk.draw().sequence == 2


def test_the_next_number_may_be_typed_by_hand(desk: Desk) -> None:
    """However it is spaced on the paper."""
    entry = desk.by_hand("555 / 1 / dkist / 2026")
    assert (entry.sequence, entry.state) == (1, EntryRow.USED)
    assert desk.draw().sequence == 2
    assert desk.journal() == ["number_by_hand"]


def test_a_number_by_hand_takes_the_one_that_was_reserved(desk: Desk) -> None:
    kept = desk.reserve()
    used = desk.by_hand("800/1/DKIST/2026", date(2026, 11, 20))
    assert used.pk == kept.pk
    assert (used.number, used.state, used.day) == (
        "800/1/DKIST/2026",
        EntryRow.USED,
        date(2026, 11, 20),
    )


def test_a_number_out_of_turn_stands_beside_the_sequence(desk: Desk) -> None:
    desk.draw()
    entry = desk.by_hand("800/1.14/DKIST/2026")
    assert entry.sequence is None
    assert desk.draw().sequence == 2
    assert faults() == []


def test_a_number_that_stands_in_the_register_is_refused(desk: Desk) -> None:
    desk.draw()
    desk.by_hand("800/1.14/DKIST/2026")
    for number in ("555/1/DKIST/2026", "800/01/dkist/2026", "800 / 1.14/ DKIST/2026"):
        with pytest.raises(RegisterNumberTaken):
            desk.by_hand(number)


def test_a_code_that_would_hide_the_sequence_of_a_number_is_refused(desk: Desk) -> None:
    for code in ("500/12", "500 12/", "é"):
        with pytest.raises(NumberUnreadable):
            desk.reserve(classification=code)
    assert desk.draw().sequence == 1


def test_a_number_nobody_can_read_back_is_not_written_twice(desk: Desk) -> None:
    entry = desk.draw()
    with desk.house.scope():  # as given before codes were looked at
        EntryRow.objects.filter(pk=entry.pk).update(number="500/12/1/DKIST/2026")
    for number in ("500/12/1/DKIST/2026", "500 / 12 / 1 / dkist / 2026"):
        with pytest.raises(RegisterNumberTaken):
            desk.by_hand(number)


def test_a_number_that_has_not_come_yet_is_refused_with_the_next_one(desk: Desk) -> None:
    with pytest.raises(NumberNotYetCome, match="555/1/DKIST/2026"):
        desk.by_hand("555/7/DKIST/2026")
    assert desk.draw().sequence == 1


def test_a_paper_of_last_year_counts_in_last_year(desk: Desk) -> None:
    entry = desk.by_hand("555/1/DKIST/2025", date(2025, 12, 30))
    assert (entry.year, entry.sequence) == (2025, 1)
    assert desk.draw().number == "555/1/DKIST/2026"
    assert faults() == []


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"number": " – "}, NumberMissing),
        ({"number": "55\x005"}, NumberMissing),
        ({"number": "555/1/DKIST/2026", "reason": " "}, ReasonMissing),
        ({"number": "555/1/DKIST/2026", "day": date(2026, 11, 24)}, DayNotOfNumber),
    ],
)
def test_what_cannot_stand_is_refused(
    desk: Desk, given: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        desk.by_hand(**given)  # type: ignore[arg-type]
    assert desk.journal() == []


def test_a_void_line_keeps_its_place_and_its_number(desk: Desk) -> None:
    entry = desk.draw()
    void_line(entry_id=entry.pk, reason="Salah tujuan", **desk.asked())  # type: ignore[arg-type]
    after = desk.line(entry.pk)
    assert (after.state, after.reason, after.number) == (
        EntryRow.VOID,
        "Salah tujuan",
        entry.number,
    )
    assert desk.draw().sequence == 2
    assert desk.journal() == ["number_voided"]
    with pytest.raises(LineVoid):
        void_line(entry_id=entry.pk, reason="Lagi", **desk.asked())  # type: ignore[arg-type]
    with pytest.raises(ReasonMissing):
        void_line(entry_id=desk.draw().pk, reason=" ", **desk.asked())  # type: ignore[arg-type]


def test_a_line_is_completed_by_whoever_saw_it_as_it_is(desk: Desk) -> None:
    entry = desk.draw()
    seen = desk.seen(entry.pk)
    words = LineWords(subject="Undangan rapat", their_number="005/12", their_day=TODAY)
    asked = {"entry_id": entry.pk, "words": words, "seen": seen}
    complete_line(**asked, **desk.asked())  # type: ignore[arg-type]
    after = desk.line(entry.pk)
    assert (after.subject, after.their_number, after.their_day) == (
        "Undangan rapat",
        "005/12",
        TODAY,
    )
    with pytest.raises(ChangedMeanwhile):
        complete_line(**asked, **desk.asked())  # type: ignore[arg-type]
    assert desk.journal() == ["line_completed"]


def test_the_line_of_a_letter_goes_with_the_letter(desk: Desk) -> None:
    entry = desk.draw()
    desk.letter(entry)
    with pytest.raises(LineOfLetter):
        void_line(entry_id=entry.pk, reason="Salah", **desk.asked())  # type: ignore[arg-type]
    with pytest.raises(LineOfLetter):
        complete_line(
            entry_id=entry.pk,
            words=LineWords(),
            seen=desk.seen(entry.pk),
            **desk.asked(),  # type: ignore[arg-type]
        )


def test_what_srikandi_calls_a_letter_is_noted_beside_it(desk: Desk) -> None:
    entry = desk.draw()
    letter = desk.letter(entry)
    note = partial(note_srikandi, entry_id=entry.pk, number="B-17", seen=letter_stamp(letter))
    with pytest.raises(LinkBroken):
        note(link="javascript:alert(1)", **desk.asked())  # type: ignore[arg-type]
    note(link="https://srikandi.arsip.go.id/s/17", **desk.asked())  # type: ignore[arg-type]
    with desk.house.scope():
        letter.refresh_from_db()
    assert letter.srikandi_number == "B-17"
    assert desk.journal() == ["srikandi_noted"]


@pytest.mark.parametrize("who", ["Siti", "Budi"])
def test_only_who_keeps_registers_does_so(desk: Desk, who: str) -> None:
    for act in (desk.reserve, partial(desk.by_hand, "555/1/DKIST/2026")):
        with pytest.raises(NotFound):
            act(actor=desk.house.actor(who))
    with pytest.raises(NotFound):
        void_line(entry_id=desk.draw().pk, reason="x", **desk.asked(who))  # type: ignore[arg-type]


def test_another_governments_lines_do_not_exist(desk: Desk, neighbour: House) -> None:
    entry = desk.draw()
    other: Actor = neighbour.actor("Sari")
    with pytest.raises(NotFound):
        void_line(entry_id=entry.pk, reason="x", actor=other, at=NOON, key=new_key())
    with pytest.raises(NotFound):
        reserve_number(
            register_id=desk.register,
            words=LineWords(),
            reason="x",
            actor=other,
            at=NOON,
            key=new_key(),
        )


def changed(desk: Desk, pattern: str, **given: object) -> None:
    with desk.house.scope():
        seen = find_book(OUT, desk.house.government, today=TODAY).seen
    asked = {"classification": "555", "active": True, "seen": seen, **desk.asked("Umar"), **given}
    change_register(register_id=desk.register, pattern=pattern, **asked)  # type: ignore[arg-type]


def test_a_new_pattern_numbers_from_now_on(desk: Desk) -> None:
    desk.draw()
    changed(desk, "{klasifikasi} / {urut} - {unit} / {bulan_romawi} / {tahun}")
    assert desk.draw().number == "555 / 2 - DKIST / XI / 2026"
    assert desk.journal() == ["register_changed"]
    assert faults() == []


def test_a_pattern_that_would_repeat_a_number_is_refused(desk: Desk) -> None:
    desk.by_hand("007/2026")
    with pytest.raises(RegisterNumberTaken, match="007/2026"):
        changed(desk, "{urut:03}/{tahun}")
    with pytest.raises(BrokenPattern):
        changed(desk, "{urut}")
    with pytest.raises(ChangedMeanwhile):
        changed(desk, "{urut}/{tahun}", seen="lain")
    with pytest.raises(NotFound):
        changed(desk, "{urut}/{tahun}", actor=desk.house.actor("Sari"))


def test_a_paper_book_is_gone_on_with(desk: Desk) -> None:
    go_on = partial(continue_paper_book, register_id=desk.register)
    with pytest.raises(PaperBookTooLong):
        go_on(last=0, **desk.asked("Umar"))  # type: ignore[arg-type]
    go_on(last=568, **desk.asked("Umar"))  # type: ignore[arg-type]
    assert desk.draw().number == "555/569/DKIST/2026"
    assert faults() == []
    with pytest.raises(BookBegun):
        go_on(last=900, **desk.asked("Umar"))  # type: ignore[arg-type]


def test_the_numbers_of_a_paper_book_are_written_as_its_papers_have_them(desk: Desk) -> None:
    continue_paper_book(register_id=desk.register, last=3, **desk.asked("Umar"))  # type: ignore[arg-type]
    with desk.house.scope():
        numbers = list(
            EntryRow.objects.filter(register=desk.register).values_list("number", flat=True)
        )
    assert not any("555" in number or "DKIST" in number for number in numbers)
    entry = desk.by_hand("800/2/DKIST/2026", date(2026, 2, 3))
    assert (entry.sequence, entry.day, entry.subject) == (2, date(2026, 2, 3), "Undangan")
    for again in ("800/2/DKIST/2026", "555 / 2 / dkist / 2026"):
        with pytest.raises(RegisterNumberTaken):
            desk.by_hand(again)
    assert desk.draw().number == "555/4/DKIST/2026"
    assert faults() == []


def test_pages_of_a_register_meet_and_miss_nothing(desk: Desk) -> None:
    lines = [desk.reserve().pk for _ in range(30)]
    with desk.house.scope():
        book = find_book(OUT, desk.house.government, today=TODAY)
        sari = desk.house.actor("Sari")
        first = find_lines(book, LineFilter(year=2026), reader=sari)
        second = find_lines(book, LineFilter(year=2026, after=first.older), reader=sari)
        back = find_lines(book, LineFilter(year=2026, before=second.newer), reader=sari)
        none = find_lines(
            book, LineFilter(year=2026, search="Balasan", state=LineState.VOID), reader=sari
        )
    assert [line.id for line in (*first.lines, *second.lines)] == lines[::-1]
    assert (back.lines, second.older, back.newer) == (first.lines, "", "")
    assert (first.total, none.found, none.total) == (30, 0, 30)


def test_a_gap_a_foreign_number_and_a_missing_reason_are_found(desk: Desk) -> None:
    first, second = desk.draw(), desk.reserve()
    assert faults() == []
    with desk.house.scope():
        EntryRow.objects.filter(pk=first.pk).update(sequence=5)
        EntryRow.objects.filter(pk=second.pk).update(reason="")
    told = " ".join(faults())
    assert "tidak memuat urutan 1" in told
    assert f"nomor {first.number} tidak memuat urutan 5" in told
    assert f"nomor {second.number} tanpa alasan" in told


def test_the_year_turns_at_midnight_of_the_office(desk: Desk) -> None:
    eve = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    assert desk.reserve(at=eve).year == 2026
    assert desk.reserve(at=eve.replace(hour=16, minute=0)).year == 2027
