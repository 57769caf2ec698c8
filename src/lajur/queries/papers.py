"""The papers of a case, with their versions, as far as the reader may open them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.procedure.definition import ItemId, Procedure
from lajur.core.refusals import NotFound, marked
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.moments import in_words
from lajur.store.models import DocumentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """One version of one paper: a file, or words written in place."""

    id: int
    item: ItemId
    name: str  # of the paper, as the SOP calls it
    version: int
    file_name: str  # "" when it is words
    media_type: str
    size: int  # bytes; 0 when it is words
    text: str
    who: str
    when: str

    @property
    def facts(self) -> str:
        """Version, size, who and when, on one line."""
        version = gettext("versi %(version)s") % {"version": self.version}
        size = size_words(self.size) if self.file_name else ""
        return " · ".join(filter(None, (version, size, self.who, self.when)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGroup:
    """A paper with its versions, newest first."""

    item: ItemId
    name: str
    versions: tuple[PaperView, ...]

    @property
    def older(self) -> int:
        """How many versions came before the newest."""
        return len(self.versions) - 1


def papers_of(dossier: Dossier, zone: ZoneInfo) -> tuple[PaperView, ...]:
    """Every version of every paper the reader may open, oldest first; one statement."""
    rows = DocumentRow.objects.filter(case_id=dossier.row.id).order_by("supplied_at", "id")
    if dossier.outside:
        rows = rows.filter(item__in=dossier.outside_items)
    fields = (
        "id", "item", "version", "file_name", "file__media_type", "file__size", "text",
        "person__name", "supplied_at",
    )  # fmt: skip
    return tuple(
        PaperView(
            id=pk,
            item=item,
            name=paper_name(dossier.procedure, item),
            version=version,
            file_name=file_name,
            media_type=media_type or "",
            size=size or 0,
            text=text,
            who=who or "",
            when=in_words(at, zone),
        )
        for pk, item, version, file_name, media_type, size, text, who, at in rows.values_list(
            *fields
        )
    )


def size_words(size: int) -> str:
    """ "1,4 MB" or "320 kB"."""
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def paper_name(procedure: Procedure, item: ItemId) -> str:
    """The name the SOP gives the paper."""
    return procedure.items[item].name if item in procedure.items else item


def latest_by_item(papers: Iterable[PaperView]) -> Mapping[ItemId, PaperView]:
    """The newest version of each paper."""
    return {paper.item: paper for paper in papers}


def grouped(papers: Iterable[PaperView]) -> tuple[PaperGroup, ...]:
    """The papers in the order they first came, each with its versions newest first."""
    by_item: dict[ItemId, list[PaperView]] = {}
    for paper in papers:
        by_item.setdefault(paper.item, []).insert(0, paper)
    return tuple(
        PaperGroup(item=item, name=found[0].name, versions=tuple(found))
        for item, found in by_item.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """Where the bytes of a paper are, for somebody who may have them."""

    file_id: int
    file_name: str
    media_type: str


def paper_file(
    case_id: int, document_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo
) -> PaperFile:
    """The file behind a paper.

    Raises:
        NotFound: no such paper in this case, none the reader may open, or words without a file.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    row = (
        DocumentRow.objects.select_related("file")
        .filter(pk=document_id, case_id=case_id, file__isnull=False)
        .first()
    )
    hidden = row and dossier.outside and row.item not in dossier.outside_items
    if row is None or row.file is None or hidden:
        raise NotFound(what=marked("Berkas"))
    return PaperFile(file_id=row.file.pk, file_name=row.file_name, media_type=row.file.media_type)
