"""Packages that wait for one before them: whose, since when, and *Lepaskan*."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _, ngettext
from bazar_desktop.services.exchange.held_packages import HeldPackage, held_packages, let_go
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import ask_whether
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.words import moment_words

MOST_HIGH = 4  # rows; more are reached by scrolling


class HeldCard(Card):
    """*Paket yang menunggu*; without any it hides."""

    def __init__(self, page: Page, ask_yes: Callable[[str, str], bool] | None = None) -> None:
        """`ask_yes` asks before a package is let go."""
        super().__init__(_("Paket yang menunggu paket sebelumnya"))
        self._page = page
        self.ask_yes = ask_yes or self._ask_yes
        self.hint = Label("", "muted", wrap=True)
        self.view = RowsView(RowsModel(_columns(), key=lambda row: row.id), name=_("Paket yang menunggu"))
        self.release = button(_("Lepaskan"), self.let_go, icon="package-open")
        self.view.picked.connect(lambda row: self.release.setEnabled(row is not None))
        keys = QHBoxLayout()
        keys.addWidget(self.release)
        keys.addStretch(1)
        self.add(self.hint)
        self.add(self.view)
        self.add(keys)

    def reload(self) -> int:
        """Show what is held; returns how many packages that are."""
        rows = self._page.desk.read(held_packages, at=self._page.desk.clock())
        self.view.set_rows(rows)
        self.view.setFixedHeight((min(max(len(rows), 2), MOST_HIGH) + 1) * theme.ROW_HEIGHT + 8)
        self.release.setEnabled(self.view.current is not None)
        old = sum(row.is_old for row in rows)
        words = _("Isinya belum dipakai. Minta paket sebelumnya dari laptop itu.")
        if old:
            asked = ngettext(
                "{n} sudah lama sekali. Masih ditunggu? Bila tidak, lepaskan.",
                "{n} sudah lama sekali. Masih ditunggu? Bila tidak, lepaskan.",
                old,
            )
            words += " " + asked.format(n=format_number(old))
        self.hint.setText(words)
        self.setVisible(bool(rows))
        return len(rows)

    def let_go(self) -> None:
        """Ask, and let the current package go."""
        row = self.view.current
        if row is None:
            return
        question = _("Lepaskan paket {maker} no. {first}–{last}?").format(
            maker=row.maker, first=row.first, last=row.last
        )
        if not self.ask_yes(question, _("Bila ternyata perlu, laptopnya harus membawanya lagi.")):
            return
        if self._page.perform(let_go, intake_id=row.id) is not None:
            self._page.say(_("Paket {maker} dilepas.").format(maker=row.maker))
            self.reload()

    def _ask_yes(self, question: str, words: str) -> bool:
        return ask_whether(question, words, confirms=_("Lepaskan"), parent=self._page.window())


def _columns() -> list[Column[HeldPackage]]:
    return [
        Column(N_("Laptop"), lambda row: row.maker or "–", bold=True, stretch=1, width=120),
        Column(N_("No."), lambda row: f"{format_number(row.first)}–{format_number(row.last)}", align=RIGHT),
        Column(N_("Dibaca"), lambda row: row.read_at, moment_words),
        Column(N_("Menunggu"), lambda row: row.days, _days, align=RIGHT, tint=_tint),
    ]


def _days(days: int) -> str:
    return _("{n} hari").format(n=format_number(days))


def _tint(row: HeldPackage) -> str | None:
    return theme.ATTENTION_TINT if row.is_old else None
