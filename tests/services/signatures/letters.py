"""Issued letters that wait for signatures, in the small office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from lajur.services.files import store_upload
from lajur.store.models import (
    CaseRow,
    EntryRow,
    EventRow,
    LetterProfileRow,
    LetterRow,
    RegisterRow,
    SignatureRow,
)
from tests.services.house import NOON, House

_numbers = count(1)
SCAN = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR pindaian"


def paper(words: str = "Nota dinas") -> bytes:
    """The smallest PDF that is one."""
    drawn = f"BT /F1 24 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
    ]
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(content))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One who is to sign: for a lane's position, or as a person."""

    role: str = "penanda_tangan"
    lane: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An issued letter, and how its signatures stand."""

    id: int
    house: House
    case: int
    number: str
    token: str
    signatures: tuple[int, ...] = field(default=())  # SignatureRow ids in order

    def rows(self) -> list[SignatureRow]:
        with self.house.scope():
            rows = SignatureRow.objects.select_related("file").filter(letter=self.id)
            return list(rows.order_by("order"))

    def states(self) -> list[str]:
        return [row.state for row in self.rows()]

    def told(self) -> list[str]:
        """Events of letters in the journal of the case."""
        with self.house.scope():
            events = EventRow.objects.filter(case=self.case, kind__startswith="Letter")
            return list(events.order_by("seq").values_list("kind", flat=True))


HEAD = Asked(lane="kadis")
BOTH = (Asked(role="pihak_pertama", lane="kabid"), Asked(role="mengetahui", lane="kadis"))


def issued(
    house: House,
    signers: Sequence[Asked] = (HEAD,),
    *,
    method: str = "manual",
    at: datetime = NOON,
    content: bytes | None = None,
    secrecy: str = "biasa",
    case: int | None = None,
    work_item: int | None = None,
    item: str = "",
) -> Letter:
    """A letter of a request of Siti's (a new one, unless `case` says which), issued, not signed."""
    case = house.file().case_id if case is None else case
    file = store_upload(
        "naskah.pdf", [paper() if content is None else content], actor=house.actor("Budi"), at=at
    )
    with house.scope():
        _profile(house, method, at)
        entry = _entry(house, at)
        about = {"case_id": case, "work_item": work_item, "item": item, "secrecy": secrecy}
        letter = _letter(house, entry, about, file=file.id, at=at)
        rows = [_asked(house, letter, order, one) for order, one in enumerate(signers, start=1)]
    return Letter(
        id=letter.pk,
        house=house,
        case=case,
        number=entry.number,
        token=letter.token,
        signatures=tuple(row.pk for row in rows),
    )


def void(letter: Letter) -> None:
    with letter.house.scope():
        LetterRow.objects.filter(pk=letter.id).update(state=LetterRow.VOID, void_reason="keliru")


def version(letter: Letter) -> int:
    with letter.house.scope():
        return CaseRow.objects.values_list("version", flat=True).get(pk=letter.case)


def _entry(house: House, at: datetime) -> EntryRow:
    register, _ = RegisterRow.objects.get_or_create(
        government_id=house.government, key="nota", defaults={"name": "Nota", "pattern": "x"}
    )
    return EntryRow.objects.create(
        government_id=house.government,
        register=register,
        year=2026,
        number=f"555/{next(_numbers)}/DKIST/2026",
        day=at.date(),
        state=EntryRow.USED,
        at=at,
    )


def _letter(
    house: House, entry: EntryRow, about: Mapping[str, object], *, file: int, at: datetime
) -> LetterRow:
    return LetterRow.objects.create(
        government_id=house.government,
        **about,
        kind="nota-dinas",
        state=LetterRow.ISSUED,
        subject="Hasil analisis Antrean Puskesmas",
        writer_id=house.people["Dewi"],
        created_at=at,
        saved_at=at,
        entry=entry,
        issued_at=at,
        issued_by={},
        facts={"place": "Sumbawa Besar"},
        file_id=file,
        token=f"token-{entry.number.replace('/', '-')}",
    )


def _asked(house: House, letter: LetterRow, order: int, one: Asked) -> SignatureRow:
    return SignatureRow.objects.create(
        government_id=house.government,
        letter=letter,
        order=order,
        role=one.role,
        position_id=house.positions[one.lane] if one.lane else None,
        person_id=house.people[one.person] if one.person else None,
        signer={
            "name": one.person or one.lane.title(),
            "position": one.lane.title(),
            "capacity": "definitif",
            "on_behalf": "",
        },
    )


def _profile(house: House, method: str, at: datetime) -> None:
    version = LetterProfileRow.objects.count() + 1
    LetterProfileRow.objects.create(
        government_id=house.government, version=version, data={"signing": method}, since=at
    )
