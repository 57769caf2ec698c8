"""A desk to sit at: Sumbawa's office, with browsers for its people and requests on their way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from lajur.services.work_items import Done
from lajur.store.models import PersonRow, WorkItemRow
from tests.services.house import House, build

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A house, seen through browsers. Everything happened within the last hour."""

    house: House
    began: datetime

    def client(self, who: str) -> Client:
        client = Client()
        client.force_login(PersonRow.objects.get(pk=self.house.people[who]))
        return client

    def file(self) -> int:
        return self.house.file(at=self.began).case_id

    def complete(self, case_id: int, who: str, **given: object) -> Done:
        return self.house.complete(case_id, who, **{"at": timezone.now(), **given})

    def reach(self, case_id: int, step: str) -> WorkItemRow:
        """Complete one step after another, saying yes, until this one is open."""
        while (item := self.item(case_id)).step != step:
            self.complete(case_id, self.who(item), **self._answer(item))
        return item

    def item(self, case_id: int) -> WorkItemRow:
        """The newest open item."""
        return self.house.open_items(case_id)[-1]

    def who(self, item: WorkItemRow) -> str:
        return {"opd": "Siti", "kadis": "Budi", "kabid": "Wayan", "kasi": "Dewi"}.get(
            item.lane, "Rahmat"
        )

    def url(self, case_id: int, number: int | None = None, act: str = "") -> str:
        if number is None:
            return f"/{self.house.slug}/berkas/{case_id}/{act}"
        return f"/{self.house.slug}/tugas/{case_id}/{number}/{act}"

    def _answer(self, item: WorkItemRow) -> dict[str, object]:
        from lajur.store import procedures

        step = procedures.of_row(self.house.procedure).steps[item.step]
        answer: dict[str, object] = {"text": "Sesuai SOP."}
        if step.is_decision:
            answer["outcome"] = "ya"
        if step.appoints:
            people = (self.house.people["Rahmat"],)
            answer["appoints"] = dict.fromkeys(step.appoints, people)
        return answer


def build_desk(slug: str = "sumbawa") -> Desk:
    return Desk(house=build(slug), began=timezone.now() - timedelta(hours=1))


def fields_of(response: HttpResponse, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to this address."""
    page = response.content.decode()
    form = next(
        one
        for one in re.findall(r"<form\b.*?</form>", page, re.S)
        if re.search(rf'action="{re.escape(action)}"', one)
    )
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def press(
    client: Client, page: str, action: str, given: Mapping[str, object] | None = None
) -> HttpResponse:
    """Open a page and send its form to `action`, with these fields filled in."""
    shown = client.get(page)
    return client.post(action, {**fields_of(shown, action), **(given or {})})
