"""Dialogs that tell: the machine's fault, and ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.faults import Fault
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.text import IconMark, Label
from bazar_desktop.work_log import last_lines


@dataclass(frozen=True, slots=True)
class WayOut:
    """Something that can be done at once about a fault: the button's words, and what it does; whether to go on then."""

    words: str
    act: Callable[[], bool]


class FaultDialog(Panel):
    """The machine's fault: what happened, what is safe, what to do. *Coba lagi* accepts, *Tutup* rejects.

    `way` is a button more, which accepts where its act says to go on.
    """

    def __init__(self, fault: Fault, parent: QWidget | None = None, way: WayOut | None = None) -> None:
        super().__init__(fault.happened, parent=parent)
        self.setObjectName("FaultDialog")
        parts = (
            ("shield-check", theme.PRIMARY, _("Yang aman"), fault.safe),
            ("arrow-right", theme.ATTENTION_INK, _("Yang perlu dilakukan"), fault.todo),
        )
        account = ("list-checks", theme.PRIMARY, _("Sampai di mana"), fault.account)
        for icon, colour, heading, words in (*([account] if fault.account else []), *parts):
            line = QHBoxLayout()
            self.body.addLayout(line)
            line.addWidget(IconMark(icon, colour))
            line.addWidget(Label(heading, "strong"), 1)
            self.body.addWidget(Label(words, wrap=True))
            self.body.addSpacing(6)
        if fault.detail:
            self.body.addWidget(Label(_("Rincian: {detail}").format(detail=fault.detail), "small", wrap=True))
        self.close_button = button(_("Tutup"), self.reject)
        self.again = button(_("Coba lagi"), self.accept, kind="primary", icon="refresh-cw")
        self.way: QPushButton | None = None
        if way is not None:
            self.way = button(way.words, lambda: self.accept() if way.act() else None, icon="history")
            self.buttons.addWidget(self.way)
        self.buttons.addWidget(self.close_button)
        self.buttons.addWidget(self.again)
        self.again.setDefault(True)


def tell_fault_over(dialog: QWidget, fault: Fault) -> None:
    """Say a fault of the machine in the dialog that is open: in its banner, else above it; one at a time."""
    banner = dialog.findChild(Banner)
    if banner is not None:
        banner.tell("error", f"{fault.happened} {fault.todo}")
    elif not isinstance(dialog, FaultDialog):
        told = FaultDialog(fault, dialog)
        told.again.hide()  # the person does again what was not done
        told.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told.open()


class DetailsDialog(Panel):
    """Details that can be read, copied and sent to whoever helps."""

    def __init__(
        self, heading: str, words: str, details: str, *, goes_on: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(heading, words, parent, width=560)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setFont(theme.font(theme.SMALL))
        self.details.setMinimumHeight(170)
        self.details.setAccessibleName(_("Rincian"))
        self.details.setTabChangesFocus(True)
        self.body.addWidget(self.details)
        self.copy_button = button(_("Salin rincian"), self.copy, icon="copy")
        self.go_on = button(goes_on, self.accept, kind="primary")
        self.buttons.addWidget(self.copy_button)
        self.buttons.addWidget(self.go_on)
        self.go_on.setDefault(True)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        set_words(self.copy_button, _("Sudah disalin"), icon=True)


class CrashDialog(DetailsDialog):
    """Our fault: says so, shows its report with what was done before, and lets the work go on."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        words = _(
            "Ini kesalahan program, bukan kesalahan Anda. Yang sudah tertulis Tersimpan tetap aman dan program "
            "tetap berjalan. Kirimkan rincian ini ke kantor; tidak ada data pribadi di dalamnya."
        )
        goes_on = _("Lanjutkan bekerja")
        super().__init__(_("Program menemui kesalahan"), words, report, goes_on=goes_on, parent=parent)
        self.setObjectName("CrashDialog")


class WorkLogDialog(DetailsDialog):
    """The last lines of the log of work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        words = _(
            "Pekerjaan terakhir program di laptop ini: jumlah, lama, dan kode. Tidak ada data pribadi di dalamnya. "
            "Kirimkan ke kantor bila diminta."
        )
        lines = "\n".join(last_lines()) or _("Belum ada catatan.")
        super().__init__(_("Catatan kerja"), words, lines, goes_on=_("Tutup"), parent=parent)
        self.setObjectName("WorkLogDialog")
