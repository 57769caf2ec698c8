"""What an office needs before its first letter: registers, the look of its letters, retention.

Data of ours with their sources (letters_data/); an office's own choices are never overwritten.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from django.db import transaction
from django_scopes import scope

from lajur.core.access import SYSTEM, Actor, Role
from lajur.core.letters.numbers import read_letter_pattern
from lajur.core.letters.profile import Profile
from lajur.core.letters.registers import REGISTERS
from lajur.services.archive.providing import provide_retention
from lajur.services.journal import record_office_act
from lajur.services.letters.entries import INCOMING
from lajur.store.models import GovernmentRow, LetterProfileRow, RegisterRow

NAMES: Mapping[str, str] = {INCOMING: "Agenda surat masuk", **REGISTERS}  # RegisterRow.key -> name
PLAIN_SOURCE = "Umum menurut Permendagri 1/2023; sesuaikan dengan Perkada."
PLAIN_CLASSIFICATION = "500.12"  # Permendagri 83/2022: informatics
_KINDS = ("Pemerintah", "Provinsi", "Kabupaten", "Kota")
_COMMON = "umum"  # what holds for offices the data does not name


@transaction.atomic
def provide_papers(government: GovernmentRow, *, at: datetime) -> bool:
    """Open the registers an office lacks, and give it a letterhead and a retention schedule.

    Gives whether anything was missing. Called again it changes nothing, so that it also mends a
    house from before there were letters.
    """
    with scope(government=government):
        kept = set(RegisterRow.objects.values_list("key", flat=True))
        missing = [row for row in shipped_registers(government) if row.key not in kept]
        RegisterRow.objects.bulk_create(missing, ignore_conflicts=True)
        bare = not LetterProfileRow.objects.exists()
        if bare:
            _profile(government, at).save(force_insert=True)
        if missing or bare:
            facts = {"target": "papers", "registers": [row.key for row in missing], "profile": bare}
            record_office_act("papers_provided", facts, _system(government), at)
    return provide_retention(government, at=at) or bool(missing) or bare


def provide_papers_everywhere(*, at: datetime) -> None:
    """See that every office has what letters need, also one from before there were letters."""
    for government in GovernmentRow.objects.order_by("pk"):
        provide_papers(government, at=at)


def shipped_registers(government: GovernmentRow) -> Iterator[RegisterRow]:
    """The registers that come with the product for this office, not saved yet."""
    common = _document("registers")[_COMMON]
    own = _document("registers").get(government.slug, {})
    source = own.get("sumber", common["sumber"])
    for key, name in NAMES.items():
        pattern = own.get("pola", {}).get(key, common["pola"][key])
        yield RegisterRow(
            government=government,
            key=key,
            name=str(name),
            pattern=read_letter_pattern(pattern).text,
            source=source,
        )


def shipped_profile(government: GovernmentRow) -> tuple[Profile, str]:
    """The look of letters an office begins with, and where it comes from."""
    known = _document("profiles").get(government.slug)
    if known is None:
        return _plain_profile(government), PLAIN_SOURCE
    return Profile.from_dict(known["profile"]), known["source"]


def _plain_profile(government: GovernmentRow) -> Profile:
    """A letterhead from no more than the names of the government and its office."""
    place = government.name
    for word in _KINDS:
        place = place.removeprefix(word).strip()
    return Profile(
        government=government.name.upper(),
        office=government.office_name.upper(),
        place=place,
        unit=government.unit_code or "DINAS",
        classification=PLAIN_CLASSIFICATION,
    )


def _profile(government: GovernmentRow, at: datetime) -> LetterProfileRow:
    profile, source = shipped_profile(government)
    return LetterProfileRow(
        government=government,
        version=1,
        data=profile.to_dict(),
        source=source,
        by=SYSTEM.name,
        since=at,
    )


@lru_cache
def _document(name: str) -> Mapping[str, Any]:
    file = resources.files("lajur.services") / "letters_data" / f"{name}.yaml"
    document: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return document


def _system(government: GovernmentRow) -> Actor:
    return Actor(acting=SYSTEM, government=government.slug, roles=frozenset({Role.ADMIN}))
