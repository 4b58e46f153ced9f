"""The code on a slip omzet: whose it is, for which day and session, with a check character.

A slip is `BS.<bazaar code>.<device letter><card number>.<day><session><check>`, at most 25 characters; the day is two
digits of the day of the month and two of the month, because a bazaar never sees the same one twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bazar_desktop.domain.attendance.cards import (
    ALPHABET,
    DEVICE_LETTERS,
    check_character,
    make_card,
    read_typed,
)
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import safe_excerpt

_SLIP = re.compile(
    rf"BS\.(?P<bazaar>[{ALPHABET}]{{2,8}})\.(?P<device>[{DEVICE_LETTERS}])(?P<number>[1-9]\d{{0,4}})"
    rf"\.(?P<day>[0-3]\d[01]\d)(?P<session>[1-9])(?P<check>[{ALPHABET}])"
)


class NotASlip(BazarError):
    """The text is no slip omzet, or it is misread. Facts: text."""


@dataclass(frozen=True, slots=True)
class SlipCode:
    """A slip omzet: the bazaar, the device and number on its holder's card, the day as DDMM, the session."""

    bazaar: str
    device: str
    number: int
    day: str
    session: int

    def is_of(self, card: str, day: date, session: int) -> bool:
        """Whether this is the slip of the holder of `card` (of any serial) for that day and session."""
        holder = make_card(self.bazaar, self.device, self.number).rpartition(".")[0]
        return card.rpartition(".")[0] == holder and self.day == f"{day:%d%m}" and self.session == session


def make_slip(card: str, day: date, session: int) -> str:
    """The code on the slip of the holder of `card` for a day and session (1 to 9)."""
    bazaar, holder = card.split(".")[1:3]
    body = f"{bazaar}{holder}{day:%d%m}{session}"
    return f"BS.{bazaar}.{holder}.{day:%d%m}{session}{check_character(body)}"


def read_slip(text: str) -> SlipCode:
    """The slip that was scanned or typed, in capitals or not. Raises NotASlip."""
    match = _SLIP.fullmatch(read_typed(text))
    if match is None:
        raise NotASlip(text=safe_excerpt(text))
    bazaar, device, number, day, session, check = match.groups()
    if check_character(f"{bazaar}{device}{number}{day}{session}") != check:
        raise NotASlip(text=safe_excerpt(text))
    return SlipCode(bazaar, device, int(number), day, int(session))
