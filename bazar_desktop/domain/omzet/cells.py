"""What an officer types into a cell of the omzet grid: an amount, a count, words, N for nihil, nothing for blank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bazar_desktop.domain.day.model import BLANK, CHANNELS, DECLINED, NIL
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import plain_characters, safe_excerpt
from bazar_desktop.domain.money import parse_rupiah

TRANSACTIONS, NOTE = "transactions", "note"
BEST_PRODUCT, PROMISED, FOLLOW_UP = "best_product", "promised", "follow_up"
BESIDE = (BEST_PRODUCT, PROMISED, FOLLOW_UP, NOTE)  # kept beside the omzet, never summed into it
COLUMNS = (*CHANNELS, TRANSACTIONS, *BESIDE)
MOST_TRANSACTIONS = 99_999
LONGEST_NOTE = 200

_STATE_WORDS = {
    "n": NIL,
    "nihil": NIL,
    "nil": NIL,
    "menolak": DECLINED,
    "tolak": DECLINED,
    "belum": BLANK,
    "belum lapor": BLANK,
}


class NotACount(BazarError):
    """The text is no number of transactions. Facts: text, largest."""


class NoteTooLong(BazarError):
    """A note has at most LONGEST_NOTE characters. Facts: largest."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as it was read: a `value` of its column (None: blank), or a `state` of the whole row.

    `shown_back`: the text could be read otherwise, so show the value before it is saved.
    """

    value: int | str | None = None
    state: str | None = None
    shown_back: bool = False


def read_cell(column: str, text: str) -> Typed:
    """The text typed or pasted into `column`, one of COLUMNS.

    Raises NotACount, NoteTooLong and whatever `money.parse_rupiah` raises.
    """
    if column in {NOTE, BEST_PRODUCT}:
        return Typed(check_note(text.strip()) or None)
    word = " ".join(plain_characters(text).split()).casefold()
    if word in _STATE_WORDS and column not in BESIDE:
        return Typed(state=_STATE_WORDS[word])
    if column == TRANSACTIONS:
        return Typed(read_count(text))
    amount = parse_rupiah(text)
    return Typed() if amount is None else Typed(amount.value, shown_back=amount.shown_back)


def read_count(text: str) -> int | None:
    """A number of transactions; None for a blank cell or a dash. Raises NotACount."""
    plain = plain_characters(text).strip()
    if re.fullmatch(r"-*", plain):
        return None
    if not re.fullmatch(r"\d{1,5}|\d{1,2}\.\d{3}", plain):
        raise NotACount(text=safe_excerpt(text), largest=MOST_TRANSACTIONS)
    return check_count(int(plain.replace(".", "")))


def check_count(value: int) -> int:
    """Raises NotACount where it is below 0 or above MOST_TRANSACTIONS."""
    if not 0 <= value <= MOST_TRANSACTIONS:
        raise NotACount(text=str(value), largest=MOST_TRANSACTIONS)
    return value


def check_note(text: str) -> str:
    """Raises NoteTooLong."""
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong(largest=LONGEST_NOTE)
    return text
