"""What an office knows of its key sheet: when it was made, which two words prove that it is legible, the last drill.

The key itself stands on the paper alone. The two words are 16 of its 256 bits, kept in the encrypted store.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.key_sheet import sheet_lines
from bazar_desktop.services.recovery.record import keep_key_act
from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact, set_fact

SHEET_FACT = "key_sheet"
_TELLING = 4  # letters of a word that tell it from all others
DRILL_EVERY = timedelta(days=365)


class NoKeySheet(BazarError):
    """No key sheet was made here yet."""


class KeySheetUnchecked(BazarError):
    """A key sheet was made, and nobody has typed its two words back. Fact: `places`."""


class SheetWordsDiffer(BazarError):
    """The two words typed are not those on the sheet that was made last. Fact: `places`."""


@dataclass(frozen=True, slots=True)
class KeySheetFacts:
    """`places` are the numbers of the two words to type back; `checked` and `drilled` are ISO moments, "" for never."""

    made: str
    places: tuple[int, int]
    words: tuple[str, str]
    checked: str = ""
    drilled: str = ""

    def drill_is_due(self, at: datetime) -> bool:
        """Whether the key was not tried for a year."""
        return at - datetime.fromisoformat(self.drilled or self.checked or self.made) > DRILL_EVERY


@dataclass(frozen=True)
class SheetDraft:
    """A key and the two words of its sheet that are to be typed back, from the places where they stand."""

    identity: str
    recipient: str
    places: tuple[int, int]
    words: tuple[str, str]

    def __repr__(self) -> str:
        return "SheetDraft(…)"

    def require(self, typed: Sequence[str]) -> None:
        """Compare the two words that somebody reads from the paper. Raises SheetWordsDiffer."""
        require_words(self.places, self.words, typed)


def drawn_sheet(identity: str, recipient: str) -> SheetDraft:
    """Draw the two words of the sheet of the key `identity` (for `recipient`) that prove that it is legible."""
    words = [word for line in sheet_lines(identity) for word in line]
    first, second = sorted(secrets.SystemRandom().sample(range(len(words)), 2))
    return SheetDraft(identity, recipient, (first + 1, second + 1), (words[first], words[second]))


def keep_draft(session: Session, draft: SheetDraft, at: datetime) -> None:
    """Keep in a store that is being made that its sheet was printed and its two words typed back."""
    note_sheet(session, places=draft.places, words=draft.words, at=at)
    check_sheet(session, words=draft.words, at=at)


def key_sheet(session: Session) -> KeySheetFacts | None:
    """Give what is known of the sheet; None where none was made."""
    text = get_fact(session, SHEET_FACT, "")
    if not text:
        return None
    known = json.loads(text)
    return KeySheetFacts(**known | {name: tuple(known[name]) for name in ("places", "words")})


@action("recovery.key_sheet")
def note_sheet(
    session: Session, *, places: tuple[int, int], words: tuple[str, str], at: datetime
) -> KeySheetFacts:
    """Keep that a sheet was made, and its words at these two places."""
    keep_key_act(session, "Lembar kunci dibuat", at)
    return _put(session, KeySheetFacts(at.isoformat(timespec="seconds"), places, words))


@action("recovery.check_sheet")
def check_sheet(session: Session, *, words: Sequence[str], at: datetime) -> KeySheetFacts:
    """Compare the two words that somebody reads from the paper. Raises NoKeySheet, SheetWordsDiffer."""
    known = _require(session)
    require_words(known.places, known.words, words)
    keep_key_act(session, "Lembar kunci dicek: dua kata cocok", at)
    return _put(session, replace(known, checked=at.isoformat(timespec="seconds")))


def require_words(places: tuple[int, int], words: tuple[str, str], typed: Sequence[str]) -> None:
    """Compare what was typed with the words at `places`, by what tells a word from others. Raises SheetWordsDiffer."""
    if [word.strip().casefold()[:_TELLING] for word in typed] != [word[:_TELLING] for word in words]:
        raise SheetWordsDiffer(places=f"{places[0]}, {places[1]}")


@action("recovery.drill")
def note_drill(session: Session, *, at: datetime) -> KeySheetFacts:
    """Keep that the whole key was typed from the sheet and opened the store. Raises NoKeySheet."""
    known = _require(session)
    keep_key_act(session, "Latihan kunci: lembar membuka data", at)
    moment = at.isoformat(timespec="seconds")
    return _put(session, replace(known, checked=known.checked or moment, drilled=moment))


def require_checked_sheet(session: Session) -> KeySheetFacts:
    """Refuse an office whose key sheet nobody has proven to be legible. Raises NoKeySheet, KeySheetUnchecked."""
    known = _require(session)
    if not known.checked:
        raise KeySheetUnchecked(places=f"{known.places[0]}, {known.places[1]}")
    return known


def _require(session: Session) -> KeySheetFacts:
    known = key_sheet(session)
    if known is None:
        raise NoKeySheet()
    return known


def _put(session: Session, facts: KeySheetFacts) -> KeySheetFacts:
    set_fact(session, SHEET_FACT, json.dumps(asdict(facts), sort_keys=True))
    return facts
