"""Entries that do not go together, each with both sides, and those that no figure counts."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.language import _, ngettext
from bazar_desktop.phrases.breaches import breach_words, side_name
from bazar_desktop.phrases.events import contradicted_day_words
from bazar_desktop.phrases.stray_entries import stray_names, stray_words
from bazar_desktop.services.bazaars.halts import ContradictedDay, contradicted_days
from bazar_desktop.services.exchange.breaches import MergedBreach, Side, breaches
from bazar_desktop.services.exchange.stray_entries import StrayEntries, stray_entries
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.words import moment_words, short_day

MOST_SHOWN = 20


class BreachesPanel(Card):
    """*Tidak cocok setelah digabung*: what is broken, who wrote both sides and when, and what to do."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Tidak cocok setelah digabung"))
        self._page = page
        self.hint = Label("", "muted", wrap=True)
        self.add(self.hint)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE[1])
        self.add(self._list)

    def reload(self) -> int:
        """Show all breaches; returns how many there are. Without any the panel hides."""
        found = self._page.desk.read(breaches)
        stray = self._page.desk.read(stray_entries)
        held = self._page.desk.read(contradicted_days)
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for breach in found[:MOST_SHOWN]:
            self._list.addWidget(_card(breach))
        for entries in stray[:MOST_SHOWN]:
            self._list.addWidget(_stray_card(entries))
        for day in held[:MOST_SHOWN]:
            self._list.addWidget(_held_card(day))
        count = len(found) + len(stray) + len(held)
        words = ngettext(
            "{count} hal tidak cocok. Hubungi petugasnya; perbaikannya ikut paket berikutnya.",
            "{count} hal tidak cocok. Hubungi petugasnya; perbaikannya ikut paket berikutnya.",
            count,
        )
        self.hint.setText(words.format(count=count))
        self.setVisible(bool(count))
        return count


def _card(breach: MergedBreach) -> QWidget:
    card = Card(tone="warning")
    parts = (breach.bazaar, breach.subject, breach_words(breach), short_day(breach.day))
    card.add(Label(" · ".join(part for part in parts if part), "strong", wrap=True))
    for side in breach.sides:
        card.add(Label(side_words(side), "muted", wrap=True))
    return card


def _stray_card(entries: StrayEntries) -> QWidget:
    card = Card(tone="warning")
    card.add(Label(stray_words(entries), "strong", wrap=True))
    if names := stray_names(entries):
        card.add(Label(names, "muted", wrap=True))
    return card


def _held_card(day: ContradictedDay) -> QWidget:
    card = Card(tone="warning")
    card.add(Label(contradicted_day_words(day), "strong", wrap=True))
    return card


def side_words(side: Side) -> str:
    """One side of a breach: what, who, when, on which laptop."""
    words = _("{value} · {officer}, {time}").format(
        value=side_name(side), officer=side.officer, time=moment_words(side.at)
    )
    return f"{words} · {side.device}" if side.device else words
