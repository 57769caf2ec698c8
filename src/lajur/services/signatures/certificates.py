"""Certificates in the data folder: keys that the office holds, and roots that it trusts.

<data>/certificates/<government>/<user name>.p12 is a person's own, …/_kantor.p12 the office's for
everybody without one; every …/*.pem beside them is a root that signatures may lead to.
"""

from pathlib import Path

from django.conf import settings

from lajur.core.access import PersonId
from lajur.services.signatures.refusals import CertificateMissing
from lajur.store.models import PersonRow

OFFICE = "_kantor"  # no user name begins with a line below
LARGEST = 1 << 20  # bytes of one file


def folder_of(government: str) -> Path:
    return Path(settings.DATA) / "certificates" / government


def place_of(person: PersonId | None, *, government: str) -> Path:
    """The PKCS#12 that the person signs with. Call it inside the tenant scope.

    Raises:
        CertificateMissing: neither they nor the office have one here.
    """
    known = PersonRow.scoped.filter(pk=person or 0).values_list("username", flat=True).first()
    for name in (known, OFFICE):
        place = folder_of(government) / f"{name}.p12"
        if name and place.is_file() and place.stat().st_size <= LARGEST:
            return place
    raise CertificateMissing


def roots_of(government: str) -> tuple[bytes, ...]:
    """Certificates that are trusted, as their files stand; empty: the office has chosen none."""
    files = sorted(folder_of(government).glob("*.pem"))
    return tuple(file.read_bytes() for file in files if file.stat().st_size <= LARGEST)
