"""Answers of the services that are not the engine's own."""

from collections.abc import Mapping
from datetime import datetime

from lajur.core.refusals import Refusal


class StaleCase(Refusal):
    """The case has changed since the actor looked at it."""

    code = "stale_case"
    message = (
        "Berkas ini baru saja berubah: %(name)s %(act)s pada %(when)s. "
        "Isian Anda tidak hilang; periksa keadaan terbaru, lalu kirim lagi bila masih perlu."
    )

    def __init__(self, *, name: str, act: object, when: datetime, version: int) -> None:
        super().__init__(name=name, act=act, when=when, version=version)


class StaleDraft(Refusal):
    """The draft was saved elsewhere since the actor opened it."""

    code = "stale_draft"
    message = (
        "Draf ini sudah disimpan dari jendela atau perangkat lain. "
        "Isian Anda tidak hilang; bandingkan dahulu dengan draf terbaru, lalu simpan lagi."
    )

    def __init__(self, *, version: int) -> None:
        super().__init__(version=version)


class IdempotencyMismatch(Refusal):
    """A key that was used before came with another request."""

    code = "idempotency_mismatch"
    message = (
        "Formulir ini sudah pernah dikirim dengan isi yang berbeda. "
        "Muat ulang halaman, lalu kirim lagi."
    )
    status = 422

    def __init__(self) -> None:
        super().__init__()


class FormRefused(Refusal):
    """Answers in the request form that cannot stand; `fields` says which and why."""

    code = "form_refused"
    message = "Ada %(count)d isian yang perlu diperbaiki."
    status = 422

    def __init__(self, *, fields: Mapping[str, Refusal]) -> None:
        self.fields = fields  # by FormField.id; "title" for the request's title
        super().__init__(count=len(fields))


class NotInTheLane(Refusal):
    """Work was to go to somebody whose positions are not in its lane."""

    code = "not_in_the_lane"
    message = (
        "%(name)s tidak memegang jabatan di lajur %(lane)s, jadi tidak dapat menerima tugas ini. "
        "Pilih orang lain, atau minta admin mengatur jabatannya."
    )
    status = 422

    def __init__(self, *, name: str, lane: str) -> None:
        super().__init__(name=name, lane=lane)


class ServiceNotOffered(Refusal):
    """The procedure does not offer this kind of service, or takes no new requests."""

    code = "service_not_offered"
    message = "SOP ini tidak melayani permohonan “%(service)s”. Pilih layanan lain."
    status = 422

    def __init__(self, *, service: str) -> None:
        super().__init__(service=service)


class UploadRefused(Refusal):
    """A file that is not taken."""

    code = "upload_refused"
    message = "Berkas “%(name)s” tidak dapat diterima: %(why)s."
    status = 422

    def __init__(self, *, name: str, why: str) -> None:
        super().__init__(name=name, why=why)


class ProcedureRefused(Refusal):
    """An SOP file with faults that keep it from running."""

    code = "procedure_refused"
    message = "SOP ini belum dapat dijalankan: %(faults)s"
    status = 422

    def __init__(self, *, faults: str) -> None:
        super().__init__(faults=faults)


class PartOfAnother(Refusal):
    """The case carries out a step of another one; only the whole can be withdrawn."""

    code = "part_of_another"
    message = "Berkas ini menjalankan satu langkah permohonan lain. Tariklah permohonan induknya."

    def __init__(self) -> None:
        super().__init__()
