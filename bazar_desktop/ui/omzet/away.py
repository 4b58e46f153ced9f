"""The question that a pasted block brings where it would enter an omzet for somebody who is marked away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bazar_desktop.language import _, ngettext
from bazar_desktop.phrases.attendance import away_names
from bazar_desktop.services.day.away import MarkedAway
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.text import Label

AS_PRESENT, AS_IS, LEFT = "as_present", "as_is", "left"


class AwayQuestion(Panel):
    """Asks what to do with a block; `answer` is AS_PRESENT, AS_IS, or LEFT where the person put it away.

    On a day that is `closed` nobody can be marked as present: that is not offered then.
    """

    def __init__(self, aways: Sequence[MarkedAway], parent: QWidget | None, *, closed: bool = False) -> None:
        title = ngettext(
            "{count} peserta di blok ini ditandai tidak hadir",
            "{count} peserta di blok ini ditandai tidak hadir",
            len(aways),
        )
        super().__init__(title.format(count=len(aways)), parent=parent, width=600)
        self.answer = LEFT
        self.says = Label(away_names(aways), "strong", wrap=True)
        self.body.addWidget(self.says)
        hint = (
            _(
                "Ditandai izin atau alpa tetapi ada omzetnya: keduanya bertentangan. Belum ada yang disimpan. Hari ini "
                "sudah ditutup: kehadiran baru dapat diubah sesudah dibuka kembali dengan alasan."
            )
            if closed
            else _(
                "Ditandai izin atau alpa tetapi ada omzetnya: keduanya bertentangan. Belum ada yang disimpan. Tandai "
                "hadir dan simpan menjadi satu langkah, diurungkan dengan sekali Ctrl+Z."
            )
        )
        self.body.addWidget(Label(hint, "muted", wrap=True))
        self.cancel = button(_("Batal"), self.reject)
        self.as_is = button(_("Simpan apa adanya"), lambda: self._choose(AS_IS))
        self.as_present = button(
            _("Tandai hadir dan simpan"), lambda: self._choose(AS_PRESENT), kind="primary", icon="user-check"
        )
        for item in (self.cancel, self.as_is, self.as_present):
            self.buttons.addWidget(item)
        self.as_present.setVisible(not closed)
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _choose(self, answer: str) -> None:
        self.answer = answer
        self.accept()
