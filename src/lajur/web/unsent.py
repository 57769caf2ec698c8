"""Work forms that were sent and not taken yet, kept in the session of whoever filled them in.

A form that came back with a fault, or waits on the page before sending, is left for a while: to
write the letter it lacks, to sign one. What was typed, chosen and uploaded is there on return.
It goes when the work is done, and with the session.
"""

from collections.abc import Iterable

from django.http import HttpRequest, QueryDict

KEY = "isian"  # in the session: {place: [[name, value], …]}
MOST = 8  # forms of one session; the oldest goes first
LONGEST = 100_000  # characters of one form; the session is read at every request


def remember(request: HttpRequest, place: str, typed: Iterable[tuple[str, str]]) -> None:
    """Keep a form; `place` is the work it belongs to. One that is too long is not kept."""
    fields = [[name, value] for name, value in typed]
    kept = {one: known for one, known in _kept(request).items() if one != place}
    if sum(len(value) for _, value in fields) <= LONGEST:
        kept[place] = fields
    request.session[KEY] = dict(list(kept.items())[-MOST:])


def remembered(request: HttpRequest, place: str) -> QueryDict | None:
    """The form as it was left; None when there is none."""
    fields = _kept(request).get(place)
    if fields is None:
        return None
    data = QueryDict(mutable=True)
    for name, value in fields:
        data.appendlist(name, value)
    return data


def forget(request: HttpRequest, places: Iterable[str]) -> None:
    """Let forms go: their work is done."""
    kept, gone = _kept(request), set(places)
    left = {place: fields for place, fields in kept.items() if place not in gone}
    if left:
        request.session[KEY] = left
    elif kept:
        del request.session[KEY]


def _kept(request: HttpRequest) -> dict[str, list[list[str]]]:
    kept: dict[str, list[list[str]]] = request.session.get(KEY, {})
    return kept
