"""The two lists of Beranda: what needs a decision, and whether the laptop is ready for the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.jobs.settings.doctor import Check
from bazar_desktop.language import _
from bazar_desktop.messages import finding
from bazar_desktop.services.home.day_steps import Decision
from bazar_desktop.ui import theme
from bazar_desktop.ui.home import words
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.dialogs import WorkLogDialog
from bazar_desktop.ui.kit.text import IconMark, Label


class Lines(Card):
    """A card whose lines are made anew."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.setMinimumWidth(300)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.add(self._lines)

    def set_lines(self, lines: Sequence[QWidget]) -> None:
        """Show these instead of those before."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            self._lines.addWidget(line)


class Decisions(Lines):
    """What an officer has to decide, each with the way there.

    Signals:
        went(str): the page where it is decided.
    """

    went = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Perlu keputusan"))

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """Show these; none is said in words."""
        if decisions:
            self.set_lines([self._line(decision) for decision in decisions])
        else:
            self.set_lines([_mark_line("circle-check", theme.PRIMARY, _("Tidak ada yang perlu diputuskan."))])

    def _line(self, decision: Decision) -> QWidget:
        heading, detail = words.decision(decision)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(heading, "strong", wrap=True))
        column.addWidget(Label(detail, "muted", wrap=True))
        row.addLayout(column, 1)
        page = decision.page
        go = button("", lambda: self.went.emit(page), kind="quiet", icon="arrow-right", tip=heading)
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return line


class Ready(Lines):
    """The doctor's findings: a tick, or an attention sign with what to do."""

    def __init__(self) -> None:
        super().__init__(_("Siap lapangan"))
        self.log_button = button(_("Catatan kerja"), self.show_log, kind="quiet", icon="file-text")
        self.add(self.log_button)

    def show_log(self) -> WorkLogDialog:
        """Show what the program did last, for whoever helps."""
        dialog = WorkLogDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these, what wants a look first."""
        ordered = sorted(checks, key=lambda check: check.good)
        self.set_lines(
            [
                _mark_line(
                    "circle-check" if check.good else "circle-alert",
                    theme.PRIMARY if check.good else theme.ATTENTION_INK,
                    finding(check),
                )
                for check in ordered
            ]
        )


def _mark_line(icon: str, colour: str, text: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconMark(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, wrap=True), 1)
    return line
