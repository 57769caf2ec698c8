"""The office that drafts are begun in."""

from tests.services.conftest import house

__all__ = ["house"]
