"""Keyset pages: where the last one ended."""

import re

from django.http import HttpRequest


def page_before(request: HttpRequest) -> int | None:
    """Return the id this page ends before; None for the first page, or for nonsense."""
    asked = request.GET.get("sebelum", "")
    return int(asked) if re.fullmatch(r"[0-9]{1,18}", asked) else None
