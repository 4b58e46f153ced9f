"""Words of officers' lists that stand for something known here: categories and agencies, by the office's settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import COACH, PARTNER
from bazar_desktop.domain.identifiers import plain_characters, without_accents
from bazar_desktop.services.settings.values import categories, get_setting
from bazar_desktop.store.tables import Agency

_OFFICE_WORDS = re.compile(
    r"\b(suku dinas|sudin|sudis|dinas|badan|kota administrasi|prov(insi)?|dki|jakarta)\b"
)
_PLACES = re.compile(r"\b(pusat|timur|barat|utara|selatan)\b")


def name_key(text: str | None) -> str:
    """Give a name for comparing: small letters without accents and apostrophes, words alone. Superscripts stay."""
    if not text:
        return ""
    if text.isascii() and text.replace(" ", "").isalnum():  # most names; the same, sooner
        return " ".join(text.lower().split())
    return _name_key(text)


def name_keys(texts: Sequence[str | None]) -> list[str]:
    """Give the `name_key` of each text, in one sweep where all of them are plain."""
    joined = "\n".join([text or "" for text in texts])
    letters = joined.replace(" ", "").replace("\n", "")
    if letters.isascii() and letters.isalnum() and not any(gap in joined for gap in ("  ", " \n", "\n ")):
        keys = joined.strip(" ").lower().split("\n")
        if len(keys) == len(texts):
            return keys
    return list(map(name_key, texts))


@lru_cache(maxsize=4_096)
def _name_key(text: str) -> str:
    return " ".join(re.findall(r"\w+", without_accents(plain_characters(text).casefold())))


class Terms:
    """The words that this office knows, read once for an import."""

    def __init__(self, session: Session) -> None:
        known = {category.key for category in categories(session)}
        words: dict[str, list[str]] = get_setting(session, "category_words")
        self._category_of = {word: key for key, some in words.items() if key in known for word in some}
        self._category_of |= {key: key for key in known}
        self._category_of |= {name_key(category.name): category.key for category in categories(session)}
        self._names = known | {name_key(category.name) for category in categories(session)}
        self._longest = sorted(self._category_of, key=len, reverse=True)
        self.coaches = _agencies(session, COACH, get_setting(session, "coaches"))
        self._coach_names = set(self.coaches.values())
        self.partners = _agencies(session, PARTNER, get_setting(session, "partners"))

    def category(self, text: str) -> str | None:
        """Give the key of the category that `text` names ("Makanan", "F&B"), or None."""
        key = name_key(text)
        if key in self._category_of:
            return self._category_of[key]
        padded = f" {key} "
        return next((self._category_of[word] for word in self._longest if f" {word} " in padded), None)

    def is_name(self, text: str) -> bool:
        """Whether `text` is a category's own name, so that nothing of it is lost."""
        return name_key(text) in self._names

    def coach(self, text: str) -> str:
        """Give the name of the coaching agency that `text` means, or `text` itself where it is a new one."""
        return _called(self.coaches, text)

    def knows_coach(self, name: str) -> bool:
        """Whether a coaching agency of this name is known."""
        return name in self._coach_names

    def partner(self, text: str) -> str:
        """Give the name of the mitra that `text` means, or `text` itself where it is a new one."""
        return _called(self.partners, text)


def agency_key(text: str) -> str:
    """Give an agency without the words for its kind and place: "Sudin KPKP Jakarta Pusat" is "kpkp"."""
    bare = " ".join(_PLACES.sub(" ", _OFFICE_WORDS.sub(" ", name_key(text))).split())
    return bare or name_key(text)


def _called(known: Mapping[str, str], text: str) -> str:
    return known.get(agency_key(text), text.strip())


def _agencies(session: Session, role: str, usual: list[str]) -> dict[str, str]:
    query = select(Agency.name).where(Agency.withdrawn.is_(False), Agency.role == role)
    names = [*usual, *(name for name in session.execute(query).scalars() if name)]
    return {agency_key(name): name for name in names}
