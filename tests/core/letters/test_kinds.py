"""The kinds of papers: complete, consistent, and printed with their words in order."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lajur.core.letters.heads import head_of
from lajur.core.letters.kinds import (
    KINDS,
    Fixed,
    LetterKind,
    PartKind,
    Place,
    Shape,
    SignerRole,
    Style,
)
from lajur.core.letters.parts import read_parts
from lajur.core.letters.printed import CASE_TOKENS, TOKENS, fill, printed
from lajur.core.letters.registers import REGISTERS
from lajur.core.letters.sections import AT, ATTACHMENTS, CC, TO

EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
SIGNERS = [
    {"role": "pihak_pertama", "name": "Dewi", "position": "Kepala Seksi", "capacity": "Plt."},
    {"role": "pihak_kedua", "name": "Siti", "position": "Dinas Kesehatan", "capacity": ""},
]


def facts(kind: LetterKind, typed: Mapping[str, object], **more: Any) -> dict[str, Any]:
    parts = read_parts(kind, typed, complete=False)
    said = {"subject": "Antrean", "day": date(2026, 11, 23), "place": "Sumbawa Besar"}
    return printed(kind, parts, **{**said, **more})


GUIDE = Path(__file__).resolve().parents[3] / "docs" / "panduan" / "naskah.md"


def tokens(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@EVERY
def test_a_kind_has_what_its_shape_prints(kind: LetterKind) -> None:
    assert kind.register in REGISTERS
    assert all((kind.signers, kind.name, kind.about))
    assert (kind.title == "") == (kind.shape is Shape.CORRESPONDENCE)
    heads = {part.id for part in kind.parts if part.place is Place.HEAD}
    assert (TO in heads) == (kind.shape is Shape.CORRESPONDENCE)


@EVERY
def test_the_parts_of_a_kind_are_each_their_own_and_whole(kind: LetterKind) -> None:
    ids = [part.id for part in kind.parts]
    assert len(set(ids)) == len(ids)
    for part in kind.parts:
        assert (part.kind is PartKind.TABLE) == bool(part.columns)
        assert not part.lettered or part.heading
        assert not part.options or part.kind is PartKind.LIST


@EVERY
def test_sentences_name_only_what_will_be_known(kind: LetterKind) -> None:
    lines = {part.id for part in kind.parts if part.kind is PartKind.LINE}
    fixed = [one for one in kind.content if isinstance(one, Fixed)]
    said = [kind.title, *(one.text for one in fixed)]
    said += [value for one in fixed for _, value in one.pairs]
    assert set().union(*map(tokens, said)) <= TOKENS | lines | {"pejabat"}
    begun = [kind.subject, *(part.begins for part in kind.parts)]
    assert set().union(*map(tokens, begun)) <= CASE_TOKENS


@EVERY
def test_two_signatures_of_a_kind_stand_for_two_things(kind: LetterKind) -> None:
    roles = [one.role for one in kind.signers]
    assert len(set(roles)) == len(roles)
    assert kind.signers[0].required


@EVERY
def test_what_a_draft_begins_with_can_be_kept(kind: LetterKind) -> None:
    days = {"hari_ini": "Jumat, 20 November 2026", "tanggal_permohonan": "20 November 2026"}
    begun = {
        part.id: fill(part.begins, days) if part.is_day else part.begins for part in kind.parts
    }
    read_parts(kind, begun, complete=False)


def test_the_guide_tells_of_every_kind() -> None:
    told = GUIDE.read_text()
    assert [kind for kind in KINDS if f"`{kind}`" not in told] == []


def test_the_frame_prints_addressee_attachments_and_copies() -> None:
    kind = KINDS["surat_balasan"]
    typed = {
        TO: "Kepala Dinas Kesehatan",
        AT: "Tempat",
        ATTACHMENTS: "1 (satu) berkas",
        CC: "Arsip",
    }

    said = facts(kind, {**typed, "isi": "Baik."})

    assert said["addressee"] == {"to": ["Kepala Dinas Kesehatan"], "at": "Tempat"}
    assert (said["attachments"], said["cc"]) == ("1 (satu) berkas", ["Arsip"])
    assert [one["id"] for one in said["parts"]] == ["isi"]


def test_a_memo_says_to_whom_from_whom_and_when_in_one_grid() -> None:
    said = facts(KINDS["nota_dinas"], {"yth": "Kepala Dinas", "dari": "Kepala Bidang"})

    assert said["parts"][0]["value"] == [
        ["Yth.", "Kepala Dinas"],
        ["Dari", "Kepala Bidang"],
        ["Hal", "Antrean"],
        ["Tanggal", "23 November 2026"],
    ]


def test_sections_of_a_report_are_lettered_as_they_are_printed() -> None:
    typed = {"dasar": "Surat.", "simpulan": "Layak.", "aplikasi_lain": ""}

    said = facts(KINDS["laporan_analisis"], typed)

    assert [one["label"] for one in said["parts"]] == ["A. Dasar", "B. Simpulan"]
    assert said["about"] == "Antrean"


def test_a_deed_introduces_those_who_sign_it_in_their_capacity() -> None:
    said = facts(KINDS["berita_acara_pekerjaan"], {}, signers=SIGNERS)

    opening, parties = said["parts"][:2]
    assert opening["value"].startswith("Pada hari ini Senin tanggal dua puluh tiga bulan November")
    assert parties["value"] == [
        {
            "name": "Dewi",
            "position": "Plt. Kepala Seksi",
            "nip": "",
            "note": "selanjutnya disebut PIHAK PERTAMA;",
        },
        {
            "name": "Siti",
            "position": "Dinas Kesehatan",
            "nip": "",
            "note": "selanjutnya disebut PIHAK KEDUA.",
        },
    ]


def test_a_decree_is_named_for_the_position_of_whoever_signs_it() -> None:
    signer = {"role": "penanda_tangan", "name": "Dewi", "position": "Kepala Seksi", "capacity": ""}

    said = facts(KINDS["keputusan"], {"diktum": "Dapat dibangun."}, signers=[signer])

    assert said["title"] == "KEPUTUSAN Kepala Seksi"
    assert said["parts"][-1]["style"] == Style.CLAUSES


def test_rows_are_numbered_and_boxes_keep_what_was_not_chosen() -> None:
    form = facts(KINDS["formulir_serah_terima"], {"hasil": "Aplikasi | versi 1"})
    assert form["parts"][0]["columns"][0] == "No."
    assert form["parts"][0]["value"] == [["1.", "Aplikasi", "versi 1", "", ""]]

    slip = facts(KINDS["lembar_disposisi"], {"harap": "Proses lebih lanjut\nLain-lain"})
    asked = next(one for one in slip["parts"] if one["id"] == "harap")
    assert "Tanggapan dan saran" in asked["options"]
    assert asked["value"] == ["Proses lebih lanjut", "Lain-lain"]


def test_what_people_typed_is_not_filled_in_a_second_time() -> None:
    said = facts(KINDS["nota_dinas"], {"yth": "{tanggal}"}, subject="{tempat}")

    assert ["Yth.", "{tanggal}"] in said["parts"][0]["value"]
    assert ["Hal", "{tempat}"] in said["parts"][0]["value"]


def test_a_token_without_words_leaves_a_gap_to_fill() -> None:
    assert fill("tanggal {tanggal_permohonan}", {}) == "tanggal …"
    assert fill("{tanggal_selesai}", {}) == ""


@pytest.mark.parametrize(
    ("agency", "head"),
    [
        ("Dinas Kesehatan", "Kepala Dinas Kesehatan"),
        ("Kecamatan Curug", "Camat Curug"),
        ("Inspektorat Daerah", "Inspektur Daerah"),
        ("Sekretariat DPRD", "Sekretaris DPRD"),
        ("RSUD Kabupaten Buleleng", "Direktur RSUD Kabupaten Buleleng"),
    ],
)
def test_letters_go_to_whoever_heads_the_agency(agency: str, head: str) -> None:
    assert head_of(agency) == head


def test_each_signature_says_what_it_stands_for() -> None:
    assert SignerRole.KNOWING.caption == "Mengetahui"
    assert SignerRole.SIGNER.caption == ""
