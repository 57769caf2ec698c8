"""Lajur runs a government office's signed standard operating procedures exactly as written."""

__version__ = "0.1.0"
