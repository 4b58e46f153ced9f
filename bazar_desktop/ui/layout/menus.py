"""Buttons that open a list of deeds, each with its key beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.text import shown


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: its words, what does it, its key ("": none), its icon."""

    words: str
    act: Callable[[], object]
    key: str = ""
    icon: str = ""


def menu_button(words: str, icon: str, deeds: Sequence[Deed | None]) -> QPushButton:
    """A button whose menu lists the deeds; None draws a line between them."""
    made = button(
        f"{words} ▾", lambda: menu.popup(made.mapToGlobal(QPoint(0, made.height()))), icon=icon, tip=words
    )
    made.setAccessibleName(words)
    menu = QMenu(made)
    menu.setAccessibleName(words)
    menu.setFont(theme.font())
    for deed in deeds:
        if deed is None:
            menu.addSeparator()
            continue
        action = menu.addAction(shown(deed.words) + (f"\t{key_words(deed.key)}" if deed.key else ""))
        if deed.icon:
            action.setIcon(theme.icon(deed.icon))
        act = deed.act
        action.triggered.connect(lambda _on, act=act: act())
    return made


def key_words(key: str) -> str:
    """A key as it is printed on the keyboard: Ctrl+Left is Ctrl+←."""
    for name, arrow in (("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓")):
        key = key.replace(name, arrow)
    return key
