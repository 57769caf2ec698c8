"""The request as views see it, after the middleware has placed it."""

from django.http import HttpRequest, JsonResponse

from lajur.core.access import Actor
from lajur.queries.governments import GovernmentView


class PlacedRequest(HttpRequest):
    """A request whose government and actor are known. Its scope and zone are open."""

    government: GovernmentView
    actor: Actor
    unread: int  # notices the person has not read; 0 for the public


def sent_by_script(request: HttpRequest) -> bool:
    """Whether our own script sent it (autosave) and wants a short answer, not a page."""
    return request.headers.get("X-Requested-With") == "lajur"


def told_script(sentence: str, *, status: int) -> JsonResponse:
    """Why nothing was saved, for our own script to show where it says what happened."""
    return JsonResponse({"kata": sentence}, status=status)
