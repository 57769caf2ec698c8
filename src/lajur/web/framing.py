"""Papers shown inside our own pages, and nowhere else."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.decorators import csp_replace, csp_update
from django.http import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin

_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


def shows_papers(view: _View) -> _View:
    """Let a page show a paper of ours in a frame."""
    return cast(_View, csp_update({"frame-src": ["'self'"]})(cast(Any, view)))


def framed_by_us(view: _View) -> _View:
    """Let a paper be shown in a frame of our own pages."""
    own = csp_replace({"frame-ancestors": ["'self'"]})(cast(Any, view))
    return cast(_View, xframe_options_sameorigin(own))
