"""The signs and words that say "as above" in a list: a ditto mark, idem, s.d.a."""

from __future__ import annotations

import re

_DITTO = re.compile(
    r"[-–—]?\s*[\"'“”„″〃]+\s*[-–—]?|,,|idem|sda\.?|s\.\s?d\.\s?a\.?|ditto|sama", re.IGNORECASE
)


def is_ditto(text: str) -> bool:
    """Whether `text` says nothing but "as above"."""
    return _DITTO.fullmatch(text.strip()) is not None
