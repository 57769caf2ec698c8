"""How letters look is a matter of versions, and the coat of arms of a picture alone."""

import struct
import zlib
from functools import partial

import pytest

from lajur.core.letters.profile import Profile
from lajur.queries.registers.stamps import profile_stamp
from lajur.services.letters.arms import ArmsRefused, read_arms
from lajur.services.letters.looking import change_arms, change_profile
from lajur.services.offices.refusals import ChangedMeanwhile
from lajur.store.models import LetterProfileRow
from tests.services.books import Desk
from tests.services.house import House, new_key


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


def test_every_look_of_letters_is_a_version(desk: Desk) -> None:
    look = Profile(government="PEMERINTAH", office="DINAS", place="Sumbawa", unit="DKIST")
    dress = partial(change_profile, source="Perbup 1/2024", **desk.asked("Umar"))  # type: ignore[arg-type]
    with desk.house.scope():
        LetterProfileRow.objects.all().delete()
    dress(data=look.to_dict(), seen=profile_stamp(0))
    with pytest.raises(ChangedMeanwhile):
        dress(data={**look.to_dict(), "unit": "X"}, seen=profile_stamp(0), key=new_key())
    change_arms(content=png(), seen=profile_stamp(1), **desk.asked("Umar"))  # type: ignore[arg-type]
    with desk.house.scope():
        last = LetterProfileRow.objects.order_by("version").last()
    assert last is not None
    assert (last.version, last.by, last.source) == (2, "Umar", "Perbup 1/2024")
    assert last.arms_id is not None
    assert desk.journal() == ["letter_profile_changed", "letter_arms_changed"]


def png(width: int = 120, height: int = 140, extra: bytes = b"", rows: int | None = None) -> bytes:
    """A grey picture; `extra` stands between its chunks, `rows` is how many it really has."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = (b"\0" + b"\x80" * width) * (height if rows is None else rows)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"tEXt", b"Comment\0<script>")
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def test_of_a_coat_of_arms_the_picture_alone_is_kept() -> None:
    kept = read_arms(png() + b"%PDF-1.7 behind the end")
    assert b"script" not in kept
    assert b"%PDF" not in kept
    assert read_arms(kept) == kept


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a",
        png()[:100],
        png(width=50),
        png(width=4000),
        png(rows=3),
        png(rows=5_000),
        png().replace(b"IDAT", b"IDAX"),
        png() + b"x" * 2**20,
    ],
)
def test_what_is_no_picture_for_a_letterhead_is_refused(content: bytes) -> None:
    with pytest.raises(ArmsRefused):
        read_arms(content)
