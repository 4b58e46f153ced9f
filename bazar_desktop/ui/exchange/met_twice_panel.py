"""Who was entered at two laptops, or at a laptop though the register has them: one answer a pair."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _, ngettext
from bazar_desktop.phrases.register import met_person_words, pair_reason
from bazar_desktop.services.exchange.met_twice import MetTwice, MetTwiceList, met_twice
from bazar_desktop.services.register.same_person import join_certain, tell_apart
from bazar_desktop.services.register.vendor_page import join_vendors
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.inputs import Tag
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page


class MetTwicePanel(Card):
    """*Orang yang didaftarkan dua kali*; certain ones can be joined at once, nothing is joined by itself.

    Signals:
        decided(): a pair was answered.
    """

    decided = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(_("Orang yang didaftarkan dua kali"))
        self._page = page
        self._found = MetTwiceList((), (), 0)
        self.hint = Label("", "muted", wrap=True)
        self.join_all = button("", self.join_certain_ones, kind="primary", icon="users")
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE[1])
        top.addWidget(self.hint, 1)
        top.addWidget(self.join_all)
        self.add(top)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE[1])
        self.add(self._list)

    def reload(self) -> int:
        """Show the pairs; returns how many there are. Without any the panel hides."""
        found = self._found = self._page.desk.read(met_twice)
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for pair in found.shown:
            self._list.addWidget(self._pair(pair))
        words = ngettext(
            "{n} pasang. Riwayat keduanya tetap ada, dan jawabannya dapat diurungkan.",
            "{n} pasang. Riwayat keduanya tetap ada, dan jawabannya dapat diurungkan.",
            found.count,
        )
        self.hint.setText(words.format(n=format_number(found.count)))
        self.join_all.setText(_("Gabungkan yang pasti ({n})").format(n=format_number(len(found.certain))))
        self.join_all.setVisible(bool(found.certain))
        self.setVisible(bool(found.count))
        return found.count

    def join_certain_ones(self) -> None:
        """Join all certain pairs as one action."""
        done = self._page.perform(join_certain, pairs=self._found.certain)
        if done is not None:
            words = _("{n} pasang digabung sebagai satu orang.")
            self._page.say(words.format(n=format_number(done.result)), undo=done)
            self.decided.emit()

    def _pair(self, item: MetTwice) -> QWidget:
        card = Card(tone="warning")
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE[1])
        head.addWidget(Tag(_("pasti"), "success") if item.is_certain else Tag(_("mungkin"), "warning"))
        head.addWidget(Label(pair_reason(item.pair.reason), "strong", wrap=True), 1)
        head.addWidget(button(_("Orang yang sama"), partial(self._same, item), icon="check"))
        head.addWidget(button(_("Bukan"), partial(self._apart, item), icon="x"))
        card.add(head)
        for person in (item.first, item.second):
            card.add(Label(met_person_words(person), "muted", wrap=True))
        return card

    def _same(self, item: MetTwice) -> None:
        done = self._page.perform(join_vendors, one=item.pair.first, other=item.pair.second)
        if done is not None:
            self._page.say(_("Digabung sebagai satu orang. Riwayat keduanya tetap ada."), undo=done)
            self.decided.emit()

    def _apart(self, item: MetTwice) -> None:
        done = self._page.perform(tell_apart, one=item.pair.first, other=item.pair.second)
        if done is not None:
            self._page.say(_("Dicatat sebagai dua orang. Tidak akan ditanyakan lagi."), undo=done)
            self.decided.emit()
