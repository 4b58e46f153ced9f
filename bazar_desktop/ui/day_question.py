"""The question that a new date brings: which day the next entry is for."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.day.in_hand import DayOffer
from bazar_desktop.language import _
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.words import day_words

KEPT, MOVED, LEFT = "kept", "moved", "left"
CARRIED, ASKED_AGAIN, OPENED = (
    "carried",
    "asked_again",
    "opened",
)  # what becomes of the act that brought the question


class DayQuestion(Panel):
    """Asks which day to write to; `answer` is MOVED, KEPT, or LEFT where the person put it away.

    `act` says what becomes of what was just asked for: it goes along to the day that is chosen (CARRIED), it is not
    done where the day changes (ASKED_AGAIN), or it only opens something to fill in (OPENED). `stays`: Enter keeps the
    day, as for a seal, which belongs to the day that was shown.
    """

    def __init__(
        self,
        desk: AppSession,
        offer: DayOffer,
        in_hand: date,
        parent: QWidget | None,
        *,
        act: str = CARRIED,
        stays: bool = False,
    ) -> None:
        super().__init__(_("Catat ke hari mana?"), parent=parent, width=600)
        self.answer = LEFT
        self.says = Label(question_words(desk, offer, in_hand), "strong", wrap=True)
        self.body.addWidget(self.says)
        self.hint = Label(_act_words(act), "muted", wrap=True)
        self.body.addWidget(self.hint)
        self.keep = button(
            _("Tetap di {day}").format(day=day_words(in_hand).split(" ", 1)[1]), lambda: self._choose(KEPT)
        )
        self.move_button = button(
            move_words(desk, offer),
            lambda: self._choose(MOVED),
            kind="" if stays else "primary",
            icon="arrow-right",
        )
        self.buttons.addWidget(self.keep)
        self.buttons.addWidget(self.move_button)
        usual = self.keep if stays else self.move_button
        usual.setDefault(True)
        usual.setFocus()

    def _choose(self, answer: str) -> None:
        self.answer = answer
        self.accept()


def _act_words(act: str) -> str:
    return {
        CARRIED: _("Yang baru saja dipindai atau diketik dicatat pada hari yang Anda pilih."),
        ASKED_AGAIN: _(
            "Yang baru saja diminta belum dilakukan. Bila tetap, dilakukan di hari itu; bila pindah, tidak dilakukan: "
            "periksa dahulu, lalu ulangi."
        ),
        OPENED: _("Yang dicatat sesudah ini masuk ke hari yang Anda pilih."),
    }[act]


def question_words(desk: AppSession, offer: DayOffer, in_hand: date) -> str:
    """Say what date it is now and which day is still open."""
    today = day_words(offer.day)
    if _is_here(desk, offer):
        words = _("Sekarang {today}, hari ke-{number}. Hari yang terbuka masih {day}.")
        return words.format(today=today, number=offer.number, day=day_words(in_hand))
    words = _("Sekarang {today}, {bazaar} hari ke-{number}. Yang terbuka masih {other}, {day}.")
    return words.format(
        today=today,
        bazaar=_name(desk, offer.bazaar_id),
        number=offer.number,
        other=desk.bazaar.name if desk.bazaar else "",
        day=day_words(in_hand),
    )


def move_words(desk: AppSession, offer: DayOffer) -> str:
    """Name the button that goes to the offered day."""
    if _is_here(desk, offer):
        return _("Pindah ke hari ke-{number}").format(number=offer.number)
    return _("Pindah ke {bazaar}").format(bazaar=_name(desk, offer.bazaar_id))


def not_today_words(day: date) -> str:
    """Say that what is entered goes to a day that is not today."""
    return _("Menulis ke {day}, bukan hari ini.").format(day=day_words(day))


def _is_here(desk: AppSession, offer: DayOffer) -> bool:
    return desk.bazaar is not None and desk.bazaar.id == offer.bazaar_id


def _name(desk: AppSession, bazaar_id: str) -> str:
    return next((bazaar.name for bazaar in desk.bazaars() if bazaar.id == bazaar_id), "")
