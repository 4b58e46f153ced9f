"""The spare key as it stands on its sheet: 32 bytes as four lines of nine words, or as the text of an age identity."""

from __future__ import annotations

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.age_text import PREFIX, identity_secret, identity_text
from bazar_desktop.domain.recovery.spoken import heard, spoken

_SIZE, _PER_LINE = 32, 8
WORDS_PER_LINE = _PER_LINE + 1


class KeyTextMistyped(BazarError):
    """The text begins like a key and is none: a letter is wrong or missing."""


def sheet_lines(identity: str) -> tuple[tuple[str, ...], ...]:
    """Give the key `identity` (AGE-SECRET-KEY-1…) as four lines of nine words, the last of each its check."""
    return spoken(identity_secret(identity), _PER_LINE)


def key_from(text: str) -> str:
    """Give the age identity that was typed or scanned from a key sheet, as words or as its long text.

    Raises KeyTextMistyped, WordUnknown, WordsMiscounted, WordsMisheard.
    """
    plain = "".join(text.split())
    if plain.lower().startswith(PREFIX):
        try:
            return identity_text(identity_secret(plain))
        except ValueError:
            raise KeyTextMistyped() from None
    return identity_text(heard(text, _SIZE, _PER_LINE))
