"""Asking through the pages, as an applicant does."""

import re
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from lajur.core.procedure.definition import FieldKind, FormField
from lajur.store.models import CaseRow
from tests.web.world import World

KEY = "0123456789abcdef0123456789abcdef"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
ANSWERS = {
    "nama_aplikasi": "Antrean Puskesmas",
    "ringkasan_kebutuhan": "Warga mengantre sejak subuh.",
    "pj_telepon": "0812 3456 7890",
    "pj_surel": "siti@sumbawakab.go.id",
    "subdomain": "antrean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request that went out."""

    case: int
    number: str
    code: str


def letter(name: str = "surat permohonan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def answer_to(blank: FormField) -> str:
    if blank.kind is FieldKind.COMMITMENT:
        return "ya"
    return ANSWERS.get(blank.id, "Isian " + blank.label)


def answers(world: World) -> dict[str, str]:
    """A good answer to every blank."""
    return {blank.id: answer_to(blank) for blank in world.procedure.form}


def begin(world: World, client: Client, service: str = "") -> int:
    """Start a draft; give its id."""
    chosen = f"{world.procedure.id}:{service or world.procedure.services[0]}"
    answer = client.post(world.url("permohonan/baru/"), {"layanan": chosen, "kunci": KEY})
    return int(answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def keep(world: World, client: Client, draft: int, version: int = 0, **form: object):
    """Press a button of the draft's form."""
    hidden = {"kunci": KEY, "versi": version}
    return client.post(world.url(f"draf/{draft}/"), {**hidden, **form})


def sentences(page: str) -> list[str]:
    """What the error summary of a page says."""
    summary = page.partition('id="galat"')[2].partition("</ul>")[0]
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", summary)


def send(world: World, username: str = "siti") -> Sent:
    """Fill in, attach, check and send."""
    client = world.client(username)
    draft = begin(world, client)
    papers = {f"berkas-{item}": letter() for item in world.procedure.items}
    answer = keep(world, client, draft, aksi="periksa", **answers(world), **papers)
    assert answer.status_code == 302, sentences(answer.text)
    answer = client.post(world.url(f"draf/{draft}/periksa/"), {"kunci": f"{draft:032x}"})
    assert answer.status_code == 302, sentences(answer.text)
    with scope(government=world.government):
        row = CaseRow.objects.latest("id")
    assert row.opened_at <= timezone.now()
    return Sent(case=row.pk, number=row.number, code=row.code)
