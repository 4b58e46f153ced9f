"""The language of the words on screen and paper: Indonesian in the source, others by gettext catalogues."""

from __future__ import annotations

import gettext as gnu
from collections.abc import Sequence
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
LANGUAGES = ("id", "en")


class _Spoken:
    """The language in use."""

    code = "id"
    words = gnu.NullTranslations()


def use_language(code: str) -> None:
    """Speak `code` from now on ("id" or "en"); an unknown code speaks Indonesian."""
    _Spoken.code = code if code in LANGUAGES else "id"
    english = _Spoken.code != "id"
    _Spoken.words = (
        gnu.translation("bazar", RESOURCES / "locale", languages=[code])
        if english
        else gnu.NullTranslations()
    )


def language() -> str:
    """The code of the language in use, for dates and numbers in words."""
    return _Spoken.code


def _(text: str) -> str:
    """The words for `text` in the language in use. Call it when drawing, never at import."""
    return _Spoken.words.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """As `_`, for words that count; Indonesian has one form."""
    return _Spoken.words.ngettext(one, many, count)


def listed(names: Sequence[str], most: int, between: str = ", ") -> str:
    """The first `most` of these, and how many more there are: none is left out silently."""
    more = len(names) - most
    words = between.join(names[:most])
    return words + (" " + _("dan {n} lagi").format(n=f"{more:,}".replace(",", ".")) if more > 0 else "")


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark `text` for the catalogue; translate it with `_` when it is drawn."""
    return text
