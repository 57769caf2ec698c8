"""Uploads: judged by content, stored by hash, opened only for whoever may."""

import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from django.db import DatabaseError, transaction
from django.utils.translation import gettext
from django_scopes import scopes_disabled

from lajur.core.access import Actor, Permission
from lajur.core.engine.refusals import NotAllowed
from lajur.core.refusals import NotFound, marked
from lajur.services.file_kinds import (
    ALL,
    MISNAMED,
    NO_SCAN,
    UNKNOWN,
    Kind,
    Unfit,
    Unknown,
    fitting_name,
    is_called,
    kind_of,
)
from lajur.services.papers import StoredFile
from lajur.services.refusals import UploadRefused
from lajur.store import files
from lajur.store.files import Arrived, TooLarge
from lajur.store.models import FileRow
from lajur.store.scopes import scope_of

__all__ = ["LARGEST", "StoredFile", "open_file", "store_upload"]

LARGEST = 25 * 1024 * 1024  # bytes
LONGEST_NAME = 180  # characters
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # also what turns the writing direction


def store_upload(
    name: str,
    chunks: Iterable[bytes],
    *,
    actor: Actor,
    at: datetime,
    only: Collection[Kind] | None = None,
) -> StoredFile:
    """Take a file, of any kind we take or `only` of these; refused or cut off, nothing of it stays.

    Raises:
        NotAllowed: the actor neither asks nor works here.
        UploadRefused: too large, empty, damaged, or of a kind that is not taken.
    """
    if actor.person is None or not (
        actor.may(Permission.ACT) or actor.may(Permission.RECORD_ON_PAPER)
    ):
        raise NotAllowed(permission=Permission.ACT.value)
    shown = clean_name(name)
    try:
        with files.arriving(chunks, limit=LARGEST) as arrived:
            kind = kind_of(arrived.path)
            if only is not None and kind not in only:
                raise Unknown
            row = _kept(arrived, kind, actor.government, at)
    except TooLarge:
        raise UploadRefused(name=shown, why=gettext("lebih besar dari 25 MB")) from None
    except Unknown:
        raise UploadRefused(name=shown, why=_why_unknown(shown, only)) from None
    except Unfit as unfit:
        raise UploadRefused(name=shown, why=str(unfit)) from None
    return StoredFile(
        id=row.pk,
        name=fitting_name(shown, kind),
        size=row.size,
        media_type=row.media_type,
    )


def _why_unknown(name: str, only: Collection[Kind] | None) -> str:
    """That the name promised something else; or which kinds are taken here."""
    called = next((kind for kind in only or ALL if is_called(name, kind)), None)
    if called is not None:
        return str(MISNAMED) % {"kind": called.name}
    return str(UNKNOWN if only is None else NO_SCAN)


def open_file(file_id: int, *, government: str) -> BinaryIO:
    """The bytes of a file of this government (slug), for a reader who was found to have them.

    Raises:
        NotFound: the government has no such file.
    """
    with scope_of(government):
        row = FileRow.objects.filter(pk=file_id).first()
    if row is None:
        raise NotFound(what=marked("Lampiran"))
    try:
        return files.place_of(row.digest).open("rb")
    except FileNotFoundError:
        raise NotFound(what=marked("Lampiran")) from None


def clean_name(name: str) -> str:
    """The last part of a file name, without characters that do not show."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in _HIDDEN).strip(" .")
    if len(seen) > LONGEST_NAME:
        stem, dot, suffix = seen.rpartition(".")
        seen = stem[: LONGEST_NAME - len(suffix) - 1] + dot + suffix if stem else seen
    return seen[:LONGEST_NAME] or "berkas"


def _kept(arrived: Arrived, kind: Kind, government: str, at: datetime) -> FileRow:
    """Name the file, then record it; a file nobody records goes again."""
    is_new = files.keep(arrived)
    try:
        with scope_of(government) as row, transaction.atomic():
            again = FileRow.objects.filter(digest=arrived.digest)
            again.update(stored_at=at)  # wanted anew: its day begins again, see archive.unclaimed
            stored, _ = FileRow.objects.get_or_create(
                government=row,
                digest=arrived.digest,
                defaults={
                    "size": arrived.size,
                    "media_type": kind.media_type,
                    "stored_at": at,
                },
            )
    except (DatabaseError, NotFound):
        with scopes_disabled():
            if is_new and not FileRow.objects.filter(digest=arrived.digest).exists():
                files.remove(arrived.digest)
        raise
    files.keep(arrived)  # again, in case its bytes were just being taken away as nobody's
    return stored
