"""A case that went its way to the end, with uploads on the way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lajur.services.files import store_upload
from lajur.services.papers import Paper
from lajur.services.requests import attach_to_draft, file_request
from tests.services.house import NOON, House, new_key

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
REASON = "Server belum tersedia; telepon Siti 0812."


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    house: House
    case: int
    number: str
    at: datetime  # when it closed


def close_a_case(house: House, *, content: bytes = PDF, at: datetime = NOON) -> Closed:
    """File with a letter as PDF, and refuse at the first decision of Sumbawa's SOP."""
    draft = house.draft(at=at)
    siti = house.actor("Siti")
    letter = Paper(text="Surat asli menyusul.", file=upload(house, content, at))
    attach_to_draft(draft_id=draft, item="surat_permohonan", paper=letter, actor=siti, at=at)
    receipt = file_request(draft_id=draft, actor=siti, at=at, key=new_key())
    case, step = receipt.case_id, 0
    people = {"kadis": "Budi", "kabid": "Wayan", "kasi": "Dewi", "opd": "Siti", "tim": "Rahmat"}
    while items := house.open_items(case):
        step += 1
        item = items[-1]
        decides = house.procedure_of(item).steps[item.step].is_decision
        given: dict[str, object] = {"outcome": "tidak", "text": REASON} if decides else {}
        house.complete(case, people[item.lane], at=at + timedelta(minutes=step), **given)
    return Closed(house=house, case=case, number=receipt.number, at=at + timedelta(minutes=step))


def upload(house: House, content: bytes, at: datetime = NOON, name: str = "surat <resmi>.pdf"):
    return store_upload(name, [content], actor=house.actor("Siti"), at=at)
