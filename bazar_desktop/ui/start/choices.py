"""One choice of a dialog as a card: what it does, a line that explains, and its button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import IconMark, Label


def choice_card(
    icon: str, words: str, hint: str, act: str, take: Callable[[], object], *, first: bool
) -> tuple[Card, QPushButton]:
    """Make the card and its button; `first` is the choice that most people want."""
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE[2])
    row.addWidget(IconMark(icon, theme.PRIMARY, 28))
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(words, "heading", wrap=True))
    column.addWidget(Label(hint, "muted", wrap=True))
    row.addLayout(column, 1)
    made = button(act, take, kind="primary" if first else "secondary")
    made.setAccessibleName(words)
    row.addWidget(made)
    card.add(row)
    return card, made
