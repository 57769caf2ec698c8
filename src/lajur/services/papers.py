"""Papers handed in: words written in place, or a stored file, or both."""

from collections.abc import Mapping
from dataclasses import dataclass

from django_scopes import scope

from lajur.core.procedure.definition import ItemId
from lajur.core.refusals import NotFound, marked
from lajur.store.models import FileRow
from lajur.store.rows import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that was taken and can be attached."""

    id: int
    name: str  # as uploaded; shown, never a path
    size: int  # bytes
    media_type: str  # by content


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper as handed in."""

    text: str = ""
    file: StoredFile | None = None

    @property
    def is_empty(self) -> bool:
        return self.file is None and not self.text.strip()


def handed_in(papers: Mapping[ItemId, Paper]) -> dict[ItemId, Paper]:
    """The papers that say something."""
    return {item: paper for item, paper in papers.items() if not paper.is_empty}


def contents(papers: Mapping[ItemId, Paper], *, government: int) -> dict[ItemId, Content]:
    """What the store keeps of them.

    Raises:
        NotFound: a file the government does not have.
    """
    ids = {paper.file.id for paper in papers.values() if paper.file is not None}
    digests = _digests(ids, government) if ids else {}
    return {item: _content(paper, digests) for item, paper in papers.items()}


def asked(papers: Mapping[ItemId, Paper]) -> dict[str, object]:
    """The papers as the fingerprint of a request covers them."""
    return {
        item: [paper.text, paper.file.id if paper.file else None] for item, paper in papers.items()
    }


def _digests(ids: set[int], government: int) -> dict[int, str]:
    with scope(government=government):
        found = dict(FileRow.objects.filter(pk__in=ids).values_list("pk", "digest"))
    if len(found) < len(ids):
        raise NotFound(what=marked("Lampiran"))
    return found


def _content(paper: Paper, digests: Mapping[int, str]) -> Content:
    if paper.file is None:
        return Content(text=paper.text)
    return Content(
        text=paper.text,
        file=paper.file.id,
        file_name=paper.file.name[:200],
        file_digest=digests[paper.file.id],
    )
