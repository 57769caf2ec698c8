"""A letter that nobody wrote, to see how letters look before a profile is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lajur.core.letters.kinds import KINDS, SignerRole
from lajur.core.letters.profile import Profile
from lajur.core.letters.sections import AT, CC, TO
from lajur.documents.letters import print_letter
from lajur.services.letters.facts import Signature, Wording, draft_facts
from lajur.services.letters.profiles import InForce, with_arms

_KIND = "surat_balasan"
_PARTS: Mapping[str, Any] = {  # data of a letter: always Indonesian
    TO: ["Kepala Dinas Contoh"],
    AT: "tempat",
    "pembuka": "Sehubungan dengan permohonan Saudara, dengan ini kami sampaikan hal-hal berikut.",
    "isi": [
        "Naskah ini hanya contoh, agar kop, huruf, dan tepi kertasnya dapat dilihat.",
        "Tidak ada nomor yang diambil dan tidak ada yang tersimpan.",
    ],
    "penutup": "Demikian disampaikan, atas perhatiannya kami ucapkan terima kasih.",
    CC: ["Sekretaris Daerah"],
}
_SIGNER = {
    "capacity": "",
    "position": "Kepala Dinas",
    "on_behalf": "",
    "name": "Nama Penanda Tangan, S.Kom.",
    "nip": "198001012005011001",
    "grade": "Pembina Tingkat I",
}


def sample_letter(profile: Profile, *, arms: str, day: date) -> bytes:
    """A letter in this look as PDF, marked as a draft; `arms` is a SHA-256 of a picture, or "".

    `day` is of the office's own zone.

    Raises:
        CannotPrint, PrintersBusy: see `print_paper`.
    """
    kind = KINDS[_KIND]
    wording = Wording(
        kind=kind,
        subject="Contoh rupa naskah",
        parts=_PARTS,
        secrecy="biasa",
        speed="biasa",
    )
    signer = Signature(role=SignerRole.SIGNER.value, printed=_SIGNER)
    facts = draft_facts(wording, [signer], InForce(profile=profile, arms=arms), day=day)
    return print_letter(with_arms(facts))
