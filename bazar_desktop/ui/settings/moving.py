"""*Pindahkan kantor ini*: to another computer by a stick; afterwards this place is only read."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.jobs.recovery.elsewhere import cancel_move, move_office
from bazar_desktop.language import _
from bazar_desktop.store.backup import Backup
from bazar_desktop.ui.exchange.reading import ask_folder
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page


class MovingCard(Card):
    """The way to another computer, and back where the move came to nothing."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Pindah komputer"))
        self.setMinimumWidth(300)
        self._page = page
        self.ask_folder = ask_folder
        self.state = Label("", "muted", wrap=True)
        self.add(self.state)
        self.move_button = button(_("Pindahkan kantor ini"), self.ask_move, icon="hard-drive")
        self.stay_button = button(_("Batalkan pemindahan"), self.stay, icon="history")
        self.add(self.move_button)
        self.add(self.stay_button)

    def read(self) -> None:
        """Say where the office is."""
        moved = self._page.desk.store.db.moved_at
        here = _("Semua data dibawa di flashdisk dan dibuka di komputer lain dengan lembar kunci.")
        gone = _("Kantor ini sudah dipindahkan. Di sini data hanya dapat dibaca.")
        self.state.setText(gone if moved else here)
        self.move_button.setVisible(not moved)
        self.stay_button.setVisible(bool(moved))

    def ask_move(self) -> FormDialog:
        """Ask once more, for this place gives up writing."""
        form = FormDialog(
            _("Pindahkan kantor ini?"),
            lambda _form: True,
            explains=_(
                "Sesudah ini komputer ini hanya membaca. Siapkan flashdisk dan lembar kunci; di komputer baru pilih "
                "Pulihkan di komputer ini."
            ),
            saves=_("Pilih flashdisk"),
            parent=self._page,
        )
        form.prefer_cancel()
        form.accepted.connect(self._move)
        form.open()
        return form

    def _move(self) -> None:
        to = self.ask_folder(self._page, _("Pilih flashdisk atau folder"))
        if to is None:
            return
        store, at = self._page.desk.store, self._page.desk.clock()

        def job(_report: Report) -> Backup:
            return move_office(store, Path(to), at)

        self._page.run(_("Memindahkan kantor"), job, self._moved)

    def _moved(self, made: Backup) -> None:
        self.read()
        self._page.tell_saved()
        words = _("Kantor siap dibawa: {file}, {day}. Di sini data kini hanya dapat dibaca.")
        self._page.say(words.format(file=made.path.name, day=format_numeric_date(made.made_at.date())))

    def stay(self) -> None:
        """Let this place write again."""
        store, at = self._page.desk.store, self._page.desk.clock()

        def job(_report: Report) -> None:
            cancel_move(store, at)

        self._page.run(_("Membatalkan pemindahan"), job, lambda _done: self._stayed())

    def _stayed(self) -> None:
        self.read()
        self._page.tell_saved()
        self._page.say(_("Pemindahan dibatalkan. Kantor ini dapat dipakai lagi di sini."))
