"""Tenant scopes by slug, for whoever has no request."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_scopes import scope

from lajur.core.refusals import NotFound, marked
from lajur.store.models import GovernmentRow


@contextmanager
def scope_of(slug: str) -> Iterator[GovernmentRow]:
    """Open the scope of a government for the block.

    Raises:
        NotFound: no such government.
    """
    government = GovernmentRow.objects.filter(slug=slug).first()
    if government is None:
        raise NotFound(what=marked("Pemerintah daerah"))
    with scope(government=government):
        yield government
