"""A comparison as plain lists, words and numbers, for JSON: what the page shows, and no more.

docs/operating.md names the keys.
"""

from dataclasses import asdict

from lajur.core.comparing.comparison import Comparison
from lajur.core.comparing.wording import told

FORMAT = 1  # one more when a key changes its name or its meaning


def as_facts(comparison: Comparison) -> dict[str, object]:
    """The facts, with the sentences they amount to in Indonesian."""
    return {"format": FORMAT, "sentences": told(comparison), **asdict(comparison)}
