"""Uploaded files."""

from lajur.services.papers import StoredFile

__all__ = ["StoredFile"]
