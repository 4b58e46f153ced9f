"""What a page shows in place of its facts where the program went wrong at reading them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from bazar_desktop.language import _
from bazar_desktop.messages.values import entity_name
from bazar_desktop.store.row_in_hand import row_in_hand
from bazar_desktop.ui.faults import Fault, report_of
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.dialogs import CrashDialog
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.work_log import last_lines


class UnreadCard(Card):
    """Says calmly that a page could not be read, at which row, and offers a report to send and another try.

    It stands in place of `facts`, which give way to it until `make_way`, whatever shows a part of them meanwhile.
    """

    def __init__(self, again: Callable[[], object], facts: QWidget) -> None:
        super().__init__(tone="warning")
        self.report = ""
        self._facts = facts
        self.words = Label("", "body", wrap=True)
        self.add(Label(_("Halaman ini tidak dapat membaca datanya"), "strong", wrap=True))
        self.add(self.words)
        row = QHBoxLayout()
        self.report_button = button(_("Laporkan ke kantor"), self.show_report, icon="copy")
        self.again_button = button(_("Coba lagi"), again, icon="refresh-cw")
        row.addWidget(self.report_button)
        row.addWidget(self.again_button)
        row.addStretch()
        self.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def tell(self, error: BaseException) -> None:
        """Show what is known of `error`."""
        words = [_("Ini kesalahan program; datanya tetap aman dan halaman lain tetap dapat dipakai.")]
        lines = [report_of(error)]
        held = row_in_hand(error)
        if held is not None:
            entity, row_id = held
            where = _("Baris yang bermasalah: {entity} {id}….")
            words.append(where.format(entity=entity_name(entity), id=row_id))
            lines.append(f"{entity} {row_id}")
        self.words.setText(" ".join(words))
        self.report = "\n".join([*lines, "", *last_lines()])
        self._take_place()

    def tell_fault(self, fault: Fault) -> None:
        """Show a fault of the machine that kept the page from being read."""
        self.words.setText(" ".join([fault.happened, fault.safe, fault.todo]))
        self.report = "\n".join([fault.detail, "", *last_lines()])
        self._take_place()

    def make_way(self) -> None:
        """Let what gave way be seen again."""
        self.hide()
        self._facts.show()

    def _take_place(self) -> None:
        self._facts.hide()
        self.show()

    def show_report(self) -> None:
        """Open the report, to be copied and sent."""
        CrashDialog(self.report.rstrip(), self.window()).open()
