"""One figure that two officers wrote differently, both values side by side, and the decision with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bazar_desktop.language import _, ngettext
from bazar_desktop.phrases.field_values import choice_value_words
from bazar_desktop.phrases.journal import field_words
from bazar_desktop.phrases.reports import category_namer
from bazar_desktop.services.exchange.decisions import Choice, Undecided, decide, undecided
from bazar_desktop.services.papers.attachments import SignedPage, photo_of
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui import theme
from bazar_desktop.ui.exchange.signed_photo import PhotoPanel
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import ask_reason
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.words import moment_words, short_day

MOST_SHOWN = 20
FIRST_KEY = Qt.Key.Key_1
MOST_PAGES = 3


class ConflictCard(Card):
    """One conflict; while the cursor is on it, the keys 1, 2, … press its values from the left."""

    def __init__(self) -> None:
        super().__init__(tone="warning")
        self.values: list[QPushButton] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - FIRST_KEY
        if 0 <= number < len(self.values) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.values[number].click()
        else:
            super().keyPressEvent(event)


class DecisionsPanel(Card):
    """*Perlu keputusan*, for any page: each conflict with a button a value; the reason is asked, then it stands.

    Signals:
        decided(): a decision was made; the page should read anew.
    """

    decided = Signal()

    def __init__(self, page: Page, ask: Callable[[str], str | None] | None = None) -> None:
        """`page` reads and performs; `ask` asks for the reason of a decision in words (None: gave up)."""
        super().__init__(_("Perlu keputusan"))
        self._page = page
        self._ask = ask or self._ask_reason
        self._category_name: Callable[[str], str] = str
        self.hint = Label("", "muted", wrap=True)
        self.add(self.hint)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE[1])
        self.add(self._list)

    def reload(self, bazaar_id: str | None = None) -> int:
        """Show all conflicts (of one bazaar); returns how many there are. Without any the panel hides."""
        undecideds = self._page.desk.read(undecided, bazaar_id=bazaar_id)
        self._category_name = category_namer(self._page.desk.read(categories))
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        several = len({one.bazaar_id for one in undecideds}) > 1
        for one in undecideds[:MOST_SHOWN]:
            self._list.addWidget(self._conflict(one, one.bazaar if several else ""))
        words = ngettext(
            "{count} isian ditulis berbeda oleh dua petugas. Jumlah yang memuatnya masih sementara.",
            "{count} isian ditulis berbeda oleh dua petugas. Jumlah yang memuatnya masih sementara.",
            len(undecideds),
        )
        keys = _("Tombol 1, 2, … memilih nilai dari kiri; lalu tulis alasannya.")
        self.hint.setText(f"{words.format(count=len(undecideds))} {keys}")
        self.setVisible(bool(undecideds))
        return len(undecideds)

    @property
    def first(self) -> QPushButton | None:
        """The button of the first value of the first conflict."""
        line = self._list.itemAt(0)
        card = line.widget() if line is not None else None
        return card.findChild(QPushButton) if card is not None else None

    def _conflict(self, one: Undecided, bazaar: str) -> QWidget:
        card = ConflictCard()
        parts = (
            bazaar,
            one.booth,
            one.subject,
            field_words(one.field),
            short_day(one.day) if one.day else "",
            _("slip {code}").format(code=one.slip) if one.slip else "",
        )
        card.add(Label(" · ".join(part for part in parts if part), "strong", wrap=True))
        keys = FlowRow(even=False, gap=theme.SPACE[1])
        for choice in one.choices:
            card.values.append(
                button(choice_words(one, choice, self._category_name), partial(self._decide, one, choice))
            )
            keys.addWidget(card.values[-1])
        for page in one.pages[:MOST_PAGES]:
            words = _("Lihat {code}").format(code=page.page_code)
            keys.addWidget(button(words, partial(self.look, page), kind="quiet", icon="image"))
        card.add(keys)
        return card

    def look(self, page: SignedPage) -> None:
        """Open the photo of a signed page beside the values."""
        photo = self._page.desk.read(photo_of, sha256=page.sha256)
        if photo is not None:
            PhotoPanel(page.page_code, photo, self).open()

    def _decide(self, one: Undecided, choice: Choice) -> None:
        reason = self._ask(choice_value_words(one, choice, self._category_name))
        if reason is None:
            return
        done = self._page.perform(
            decide,
            entity=one.entity,
            row_id=one.row_id,
            field=one.field,
            value=choice.value,
            reason=reason,
        )
        if done is not None:
            self._page.say(_("Keputusan tersimpan."))
        self.decided.emit()

    def _ask_reason(self, value: str) -> str | None:
        return ask_reason(
            _("Pakai {value}?").format(value=value),
            _("Nilai yang lain tetap tercatat di riwayat."),
            confirms=_("Putuskan"),
            parent=self,
        )


def choice_words(undecided: Undecided, choice: Choice, category_name: Callable[[str], str]) -> str:
    """A value with who wrote it, at which laptop (unless it was this one) and when, for a button."""
    value = choice_value_words(undecided, choice, category_name)
    who = f"{choice.officer} ({choice.device})" if choice.officer and choice.device else choice.officer
    return _("{value} · {officer}, {time}").format(
        value=value, officer=who or choice.device, time=moment_words(choice.at)
    )
