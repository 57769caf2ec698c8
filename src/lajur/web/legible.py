"""Reading what a browser sent: always UTF-8, and only signs that every database keeps."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

UNREADABLE = (
    BadRequest,
    SuspiciousOperation,  # too many fields or files, too large
    MultiPartParserError,
    UnreadablePostError,
    LookupError,  # a part that names an encoding nobody knows
    UnicodeError,
)


def read_legibly(request: HttpRequest) -> None:
    """Read query and form before anybody else does; NUL is left out: PostgreSQL keeps none.

    Raises:
        one of UNREADABLE: it cannot be read.
    """
    request.encoding = "utf-8"  # whatever encoding the visitor claims
    request.GET = _legible(request.GET)  # type: ignore[assignment]
    if request.method == "POST":
        request.POST = _legible(request.POST)  # type: ignore[assignment]


def _legible(sent: QueryDict) -> QueryDict:
    if not any("\0" in text for name, texts in sent.lists() for text in (name, *texts)):
        return sent
    legible = QueryDict(mutable=True)
    for name, texts in sent.lists():
        legible.setlist(name.replace("\0", ""), [text.replace("\0", "") for text in texts])
    legible._mutable = False
    return legible
