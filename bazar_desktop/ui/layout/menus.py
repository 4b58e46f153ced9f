"""Buttons that open a list of actions, each with its key beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.text import shown


@dataclass(frozen=True, slots=True)
class MenuAction:
    """One thing to do: its words, what does it, its key ("": none), its icon."""

    words: str
    act: Callable[[], object]
    key: str = ""
    icon: str = ""


def menu_button(words: str, icon: str, actions: Sequence[MenuAction | None]) -> QPushButton:
    """A button whose menu lists the actions; None draws a line between them."""
    made = button(
        f"{words} ▾", lambda: menu.popup(made.mapToGlobal(QPoint(0, made.height()))), icon=icon, tip=words
    )
    made.setAccessibleName(words)
    menu = QMenu(made)
    menu.setAccessibleName(words)
    menu.setFont(theme.font())
    for entry in actions:
        if entry is None:
            menu.addSeparator()
            continue
        action = menu.addAction(shown(entry.words) + (f"\t{key_words(entry.key)}" if entry.key else ""))
        if entry.icon:
            action.setIcon(theme.icon(entry.icon))
        act = entry.act
        action.triggered.connect(lambda _on, act=act: act())
    return made


def key_words(key: str) -> str:
    """A key as it is printed on the keyboard: Ctrl+Left is Ctrl+←."""
    for name, arrow in (("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓")):
        key = key.replace(name, arrow)
    return key
