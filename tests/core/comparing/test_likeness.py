"""What likeness is made of: each part of it decides where the others do not."""

from dataclasses import replace

import pytest

from lajur.core.comparing.aligning import paper
from lajur.core.comparing.likeness import Sense, likeness
from lajur.core.comparing.meaning import course, main_activity, meaning
from lajur.core.comparing.ranks import Rank, parties, rank
from lajur.core.procedure.definition import Lane, LaneKind
from tests.core.comparing.papers import NAMES, paired, signed


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Kepala Dinas", Rank.HEAD),
        ("Kadis DKIS", Rank.HEAD),
        ("Kepala Badan Keuangan", Rank.HEAD),
        ("Dinas Komunikasi dan Informatika", Rank.HEAD),
        ("Camat", Rank.HEAD),
        ("Bupati", Rank.REGENT),
        ("Sekretaris Daerah", Rank.REGENT),
        ("Kepala Bidang Aplikasi Dinas Kominfo", Rank.DIVISION),
        ("Kabid Layanan E-Government", Rank.DIVISION),
        ("Kepala Bagian Organisasi", Rank.DIVISION),
        ("Sekretaris Dinas", Rank.DIVISION),
        ("Kepala Seksi Aplikasi Dinas Kominfo", Rank.SECTION),
        ("Kasie Pengembangan Aplikasi", Rank.SECTION),
        ("Kasi", Rank.SECTION),
        ("Kepala Sub Bagian Umum", Rank.SECTION),
        ("Ketua Tim Kerja", Rank.SECTION),
        ("Tim Pengembang Aplikasi Kominfo", Rank.TEAM),
        ("Tim Verifikasi", Rank.TEAM),
        ("Tim Komunikasi", Rank.TEAM),
        ("Staf Dinas Kominfo", Rank.TEAM),
        ("Programmer Aplikasi", Rank.TEAM),
        ("Pihak Ketiga", Rank.VENDOR),
        ("Penyedia", Rank.VENDOR),
    ],
)
def test_a_lane_stands_where_its_name_says(name: str, standing: Rank) -> None:
    assert rank(Lane(id="x", name=name, kind=LaneKind.OFFICE)) is standing


def test_an_applicant_is_one_whatever_the_lane_is_called() -> None:
    assert rank(Lane(id="x", name="Kepala Dinas", kind=LaneKind.APPLICANT)) is Rank.APPLICANT


def test_a_row_is_about_whoever_it_names() -> None:
    sumbawa = signed("sumbawa")
    assert parties(sumbawa, sumbawa.steps["terima_laporan"]) == {Rank.DIVISION, Rank.SECTION}


def sense(name: str, step: str) -> Sense:
    return next(one for one in paper(signed(name)).senses if one.step.id == step)


@pytest.mark.parametrize("name", NAMES)
def test_a_step_is_wholly_like_itself(name: str) -> None:
    for one in paper(signed(name)).senses:
        assert likeness(one, one) == pytest.approx(1)


BUILDING = sense("buleleng", "bangun")


@pytest.mark.parametrize(
    "other",
    [
        replace(BUILDING, performer=Rank.HEAD),
        replace(BUILDING, parties=frozenset({Rank.HEAD})),
        replace(BUILDING, place=1 - BUILDING.place),
        replace(BUILDING, always=not BUILDING.always),
        replace(BUILDING, title="lain", words=frozenset()),
        replace(BUILDING, title="lain", meaning={"pembangunan": 1.0, "analisis": 1.0}),
    ],
    ids=["performer", "parties", "place", "always", "words", "meaning"],
)
def test_whatever_is_not_the_same_makes_it_less_like(other: Sense) -> None:
    assert 0 < likeness(BUILDING, other) < 1
    assert likeness(BUILDING, other) == likeness(other, BUILDING)


def test_an_applicant_and_a_vendor_have_nothing_in_common() -> None:
    asking = replace(BUILDING, performer=Rank.APPLICANT)
    selling = replace(BUILDING, performer=Rank.VENDOR)
    assert likeness(asking, selling) == likeness(asking, replace(BUILDING, performer=Rank.HEAD))


def test_without_an_activity_in_common_there_is_no_likeness() -> None:
    assert likeness(BUILDING, sense("cirebon", "arsip")) == 0


@pytest.mark.parametrize(
    ("name", "step", "activity"),
    [
        ("sumbawa", "verifikasi", "penyaringan"),  # may refuse
        ("sumbawa", "tanggapan_hasil", "persetujuan"),  # may send back
        ("cirebon", "tentukan_pelaksana", "pemilahan"),  # leads on either way
        ("buleleng", "sampaikan_alasan", "penolakan"),  # of what is refused
        ("cirebon", "pengembangan_pihak_ketiga", "pembangunan"),  # where the product appears
        ("cirebon", "tentukan_pic", "penugasan"),  # its purpose is not its act
        ("cirebon", "arah_pengembangan", ""),  # only repeats an answer
        ("sumbawa", "ajukan", "pengajuan"),
    ],
)
def test_what_a_step_does_is_read_from_its_words_and_its_arrows(
    name: str, step: str, activity: str
) -> None:
    procedure = signed(name)
    found = meaning(procedure, procedure.steps[step], course(procedure))
    assert main_activity(found) == activity


def test_a_purpose_is_not_what_is_done() -> None:
    """ "Menentukan PIC untuk proses pengembangan aplikasi" builds nothing."""
    cirebon = signed("cirebon")
    found = meaning(cirebon, cirebon.steps["tentukan_pic"], course(cirebon))
    assert set(found) == {"penugasan"}


def test_what_only_refused_requests_pass_tells_a_refusal_whatever_it_says() -> None:
    sumbawa = signed("sumbawa")
    step = sumbawa.steps["laporan_ketidaktersediaan"]
    printed = replace(step.printed, title="Bidang TI bersurat")
    silent = replace(step, printed=printed, outputs=())
    assert main_activity(meaning(sumbawa, silent, course(sumbawa))) == "penolakan"


def test_identical_words_pair_whatever_the_list_of_activities_knows() -> None:
    procedure = signed("buleleng")
    strange = {
        key: replace(step, printed=replace(step.printed, title=f"Xyz qwv {key}"))
        for key, step in procedure.steps.items()
    }
    other = replace(procedure, steps=strange)
    assert all(pair.left is pair.right for pair in paired(other, other))
