"""What a transcript is taken apart into."""

from lajur.core.procedure.transcript import parse, plain
from tests.core.procedure.papers import paper


def test_markup_line_breaks_and_doubled_spaces_are_not_words() -> None:
    assert plain("menyediakan <i>sourcecode  repository</i> , dan\nmenugaskan") == (
        "menyediakan sourcecode repository, dan menugaskan"
    )
    assert plain("**PROVINSI BANTEN**") == "PROVINSI BANTEN"


def test_a_star_that_marks_a_note_is_kept() -> None:
    assert plain("(*nama subdomain) *) Coret yang tidak perlu") == (
        "(*nama subdomain) *) Coret yang tidak perlu"
    )


def test_a_table_broken_over_two_pages_is_one_table() -> None:
    rows = parse(paper("buleleng")[1]).rows
    assert [row.printed.no for row in rows] == [
        *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "14", "14", "15", "16")
    ]


def test_a_row_after_a_break_without_header_still_counts() -> None:
    assert parse(paper("banten")[1]).rows[-1].printed.no == "7."


def test_the_line_that_numbers_the_columns_is_no_row() -> None:
    rows = parse(paper("cirebon")[1]).rows
    assert len(rows) == 15
    assert rows[0].printed.title == "Mengajukan permohonan untuk pengembangan aplikasi"


def test_remarks_are_read_where_the_table_has_them() -> None:
    remarks = {row.printed.no: row.printed.remarks for row in parse(paper("cirebon")[1]).rows}
    assert remarks["8"] == ""
    assert remarks["10"] == "SOP Desain Aplikasi"


def test_a_table_without_remarks_ends_with_its_outputs() -> None:
    last = parse(paper("buleleng")[1]).rows[-1].printed
    assert (last.time, last.outputs, last.remarks) == ("-", "pengajuan selesai", "")


def test_drawn_words_are_kept_apart_from_the_cells() -> None:
    row = parse(paper("buleleng")[1]).rows[6]
    assert row.lane_cells == ("bisa dibuat", "tidak bisa dibuat")
    assert "tidak bisa dibuat" in row.words


def test_the_columns_are_named_as_printed_and_sumbawa_prints_numbers() -> None:
    assert parse(paper("banten")[1]).lanes[-1] == "Kepala Seksi"
    assert parse(paper("sumbawa")[1]).lanes == ("1", "2", "3", "4")


def test_the_form_below_the_table_is_read_line_by_line() -> None:
    assert "Nomor Telepon Kantor/ Hand Phone" in parse(paper("banten")[1]).form


def test_no_personal_number_of_an_official_is_kept() -> None:
    for name in ("banten", "buleleng", "cirebon"):
        assert "NIP. (tidak disalin)" in paper(name)[1]


def test_a_text_without_a_table_has_no_rows() -> None:
    sheet = parse("Nomor SOP : 1\n\nTidak ada apa-apa\n")
    assert (sheet.rows, sheet.lanes, sheet.form) == ((), (), ())


def test_a_table_whose_header_is_the_last_line_has_no_rows() -> None:
    assert parse("No\tAktivitas\tPelaksana\tMutu Baku").rows == ()
