"""A letter as it was issued: its number, its signatures, its bytes; and making it void."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from lajur.core.letters.kinds import PartId
from lajur.queries.letters.views import LetterView
from lajur.queries.signatures import signatures_of
from lajur.services.letters.facts import check_address
from lajur.web.forms.letters import as_words
from lajur.web.http import PlacedRequest


def issued_page(
    request: PlacedRequest,
    view: LetterView,
    *,
    typed: Mapping[PartId, object] | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    """The paper; `typed` are words that came too late to be in it, to be copied."""
    context = {
        "letter": view,
        "signs": signatures_of(view.line.id, actor=request.actor),
        "check": check_address(request.government.slug, view.token),
        "late": as_words(view.kind.parts, typed) if typed else [],
        "fault": fault,
    }
    return render(request, "letters/letter.html", context, status=status)
