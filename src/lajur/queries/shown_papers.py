"""One paper to be looked at, beside its other versions."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, marked
from lajur.queries.case_heads import CaseHead, head_of
from lajur.queries.dossier import open_dossier
from lajur.queries.papers import PaperGroup, PaperView, grouped, papers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPaper:
    """A version of a paper, with the paper's others."""

    head: CaseHead
    group: PaperGroup
    paper: PaperView


def shown_paper(
    case_id: int, document_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo
) -> ShownPaper:
    """A paper of a case, for whoever may open it.

    Raises:
        NotFound: no such paper in this case, or none that the reader may open.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    for group in grouped(papers_of(dossier, zone)):
        for paper in group.versions:
            if paper.id == document_id:
                return ShownPaper(head=head_of(dossier, zone), group=group, paper=paper)
    raise NotFound(what=marked("Naskah"))
