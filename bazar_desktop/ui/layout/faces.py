"""What a booth shows, and how its words fit: worked out once for each size, never while painting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from bazar_desktop.domain.day.model import Category
from bazar_desktop.domain.layout.model import MITRA, Booth
from bazar_desktop.language import _
from bazar_desktop.phrases.placement import broken_words
from bazar_desktop.services.placement.board import Board
from bazar_desktop.ui import theme

SIZES = (12, 11, 10, 9, 8)  # px of a business name on the screen, the first that fits
READABLE = 30  # px: narrower is only a letter and dots
WARNING, PIN, POWER, LETTER = "triangle-alert", "pin", "zap", "letter"  # marks of a booth, by icon
MARK_ROOM = {WARNING: 11, PIN: 11, POWER: 11, LETTER: 10}  # px
WIDE = 80  # px from which a booth takes the two largest


@dataclass(frozen=True, slots=True)
class Face:
    """What a booth shows. `words` is the business, "" for an empty booth; `warning` says what is wrong."""

    label: str
    words: str = ""
    letter: str = ""
    colour: str = ""
    power: bool = False
    pinned: bool = False
    blocked: bool = False
    warning: str = ""
    tip: str = ""


def marks_of(face: Face, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The marks that have so many px beside the number, from the right, and those that then stand at the foot.

    What is wrong and who is pinned is never left out; the letter goes before the power.
    """
    has = {WARNING: bool(face.warning), PIN: face.pinned, LETTER: bool(face.letter), POWER: face.power}
    shown = []
    for name in (mark for mark, is_there in has.items() if is_there):
        if room >= MARK_ROOM[name] - 1:
            shown.append(name)
            room -= MARK_ROOM[name]
    beside = tuple(name for name in (LETTER, WARNING, PIN, POWER) if name in shown)
    return beside, tuple(name for name in (WARNING, PIN) if has[name] and name not in shown)


def faces_of(board: Board, categories: tuple[Category, ...]) -> dict[str, Face]:
    """The face of every booth on the board, by booth id."""
    kinds = {category.key: category for category in categories}
    broken: dict[str, list[str]] = {}
    for breach in board.breaches:
        name, label = board.people[breach.party].business, board.model.label(breach.booth)
        broken.setdefault(breach.booth, []).append(broken_words(breach.rule, name, label))
    return {
        booth.id: _face(board, booth, kinds, "; ".join(broken.get(booth.id, ())))
        for booth in board.layout.plan.booths
    }


def _face(board: Board, booth: Booth, kinds: dict[str, Category], warning: str) -> Face:
    participant = board.people.get(board.holders.get(booth.id, ""))
    if participant is None:
        kind = kinds.get(MITRA) if booth.zone == MITRA else None
        state = _("ditutup") if booth.blocked else _("kosong")
        return Face(
            booth.label,
            colour=kind.colour if kind else "",
            power=booth.power,
            blocked=booth.blocked,
            tip=f"{booth.label}: {state}",
        )
    kind = kinds.get(participant.category)
    return Face(
        label=booth.label,
        words=participant.business or participant.name,
        letter=kind.letter if kind else "",
        colour=kind.colour if kind else theme.MUTED,
        power=booth.power,
        pinned=participant.pinned_booth_id == booth.id,
        blocked=booth.blocked,
        warning=warning,
        tip=f"{booth.label}: {participant.business}" + (f". {warning}" if warning else ""),
    )


@cache
def words_font(size: int, weight: QFont.Weight = theme.REGULAR) -> QFont:
    return theme.font(size, weight)


@cache
def metrics(size: int, weight: QFont.Weight = theme.REGULAR) -> QFontMetricsF:
    return QFontMetricsF(words_font(size, weight))


@lru_cache(maxsize=8192)
def fitted(words: str, width: int, height: int) -> tuple[int, tuple[str, ...]]:
    """The size in px and the lines in which `words` fit into so many px; (0, ()) where they cannot."""
    for size in SIZES if width >= WIDE else SIZES[2:]:
        measure = metrics(size)
        lines = _wrapped(words, width, measure)
        if lines and len(lines) * measure.height() <= height + 1:
            return size, lines
    return 0, ()


@lru_cache(maxsize=8192)
def fitted_or_cut(words: str, width: int, height: int) -> tuple[int, tuple[str, ...]]:
    """The same, cut short where all do not fit; (0, ()) where there is room for nothing that could be read."""
    size, lines = fitted(words, width, height)
    if lines or width < READABLE:
        return size, lines
    lines = _cut_short(words, width, height)
    return (SIZES[-1], lines) if lines else (0, ())


def _cut_short(words: str, width: int, height: int) -> tuple[str, ...]:
    """As many lines of the smallest size as there is room for, the last with "…"."""
    measure = metrics(SIZES[-1])
    room = int((height + 1) / measure.height())
    left = words.split()
    lines: list[str] = []
    while left and len(lines) < room - 1 and measure.horizontalAdvance(left[0]) <= width:
        line = left.pop(0)
        while left and measure.horizontalAdvance(f"{line} {left[0]}") <= width:
            line = f"{line} {left.pop(0)}"
        lines.append(line)
    if left and room > 0:
        lines.append(measure.elidedText(" ".join(left), Qt.TextElideMode.ElideRight, width))
    return tuple(lines)


def _wrapped(words: str, width: int, measure: QFontMetricsF) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words.split():
        if measure.horizontalAdvance(word) > width:
            return ()
        if lines and measure.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


LEFT_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
