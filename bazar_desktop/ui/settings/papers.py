"""Letterhead and signatories, with a preview of how a paper begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from bazar_desktop.domain.day.model import Letterhead, Signatory
from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.frame.sidebar import GigiBalang
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.text import Label

SIGNING = 3  # places for signatures side by side on a page


class LetterheadPreview(QWidget):
    """The lines as they stand on top of a paper: centred, the last ones larger."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(260)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Draw other lines."""
        self._lines = tuple(line for line in lines if line.strip())
        self.setAccessibleName(_("Contoh kop: {lines}").format(lines=", ".join(self._lines)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 22 * max(1, len(self._lines)) + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.CARD))
        painter.setPen(QColor(theme.INK))
        for number, line in enumerate(self._lines):
            size, box = 13, QRectF(8, 8 + 22 * number, self.width() - 16, 22)
            font = theme.font(size, theme.BOLD if number else theme.SEMIBOLD)
            while size > 7 and painter.fontMetrics().horizontalAdvance(line) > box.width():
                size -= 1
                font = theme.font(size, theme.BOLD)
                painter.setFont(font)
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)


class PapersCard(Card):
    """Edits letterhead and signatories.

    Signals:
        saved(object, str, object): lines, footer, signatories.
    """

    saved = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__(_("Kop surat dan penanda tangan"))
        self.lines = QPlainTextEdit()
        self.lines.setAccessibleName(_("Baris kop surat"))
        self.lines.setFixedHeight(112)
        self.lines.setMinimumWidth(320)
        self.lines.setTabChangesFocus(True)
        self.preview = LetterheadPreview()
        self.lines.textChanged.connect(lambda: self.preview.show_lines(self._typed_lines()))
        self.footer = QLineEdit()
        self.footer.setAccessibleName(_("Kaki halaman"))
        self.signing: list[tuple[QLineEdit, QLineEdit, QLineEdit]] = []
        self.save = button(_("Simpan kop dan penanda tangan"), self._on_save, kind="primary", icon="save")
        self._lay_out()

    def show_papers(self, letterhead: Letterhead, signatories: Sequence[Signatory]) -> None:
        """Show what is set."""
        self.lines.setPlainText("\n".join(letterhead.lines))
        self.footer.setText(letterhead.footer)
        for number, boxes in enumerate(self.signing):
            signatory = signatories[number] if number < len(signatories) else Signatory("")
            for box, text in zip(boxes, (signatory.title, signatory.name, signatory.nip), strict=True):
                box.setText(text)

    def _typed_lines(self) -> list[str]:
        return self.lines.toPlainText().splitlines()

    def _on_save(self) -> None:
        signatories = [Signatory(*(box.text().strip() for box in boxes)) for boxes in self.signing]
        self.saved.emit(self._typed_lines(), self.footer.text(), signatories)

    def _lay_out(self) -> None:
        row = FlowRow()
        paper = Card(tight=True)
        paper.setMinimumWidth(320)
        paper.add(self.preview)
        paper.add(GigiBalang(8, 10))
        for part in (self.lines, paper):
            row.addWidget(part)
        self.add(row)
        self.add(Label(_("Kaki halaman"), "strong"))
        self.add(self.footer)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE[1])
        for column, words in enumerate((_("Jabatan"), _("Nama"), _("NIP"))):
            grid.addWidget(Label(words, "strong"), 0, column)
        for number in range(1, SIGNING + 1):
            boxes = (QLineEdit(), QLineEdit(), QLineEdit())
            for column, (box, words) in enumerate(
                zip(boxes, (_("Jabatan"), _("Nama"), _("NIP")), strict=True)
            ):
                box.setAccessibleName(f"{words} {number}")
                grid.addWidget(box, number, column)
            self.signing.append(boxes)
        self.add(Label(_("Penanda tangan, dari kiri"), "strong"))
        self.add(grid)
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch(1)
        self.add(foot)
