"""A short stamp of what somebody saw, to notice that it has changed since."""

import hashlib
import json


def stamp_of(*facts: object) -> str:
    """Give 16 hexadecimal digits that differ when any of the facts does."""
    words = json.dumps(facts, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()[:16]
