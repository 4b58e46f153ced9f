"""The page as it will lie on the table: one at a time, as large as there is room, or larger."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.papers.printer import open_pdf, page_picture

STEPS = (1.0, 1.4, 2.0, 2.8, 4.0)  # how many times larger than the room
EDGE = 8  # px of ground round the page


class PageSheet(QWidget):
    """One page, drawn as a sheet with a thin edge."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()

    def show_picture(self, picture: QImage) -> None:
        """Show another page; its device pixel ratio counts."""
        self.picture = picture
        size = picture.deviceIndependentSize().toSize()
        self.setFixedSize(size + QSize(2 * EDGE, 2 * EDGE))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.picture.isNull():
            return
        painter.drawImage(EDGE, EDGE, self.picture)
        painter.setPen(QColor(theme.FIELD_LINE))
        painter.drawRect(self.rect().adjusted(EDGE - 1, EDGE - 1, -EDGE, -EDGE))


class Preview(QWidget):
    """Shows a PDF page by page. `next_page`, `previous_page`, `zoom_in`, `zoom_out` and `fit` are the verbs."""

    def __init__(self) -> None:
        super().__init__()
        self._document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self.page = 0
        self._step = 0
        self.where = Label("", "strong", tabular=True)
        self.sheet = PageSheet()
        self.area = QScrollArea()
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self.sheet)
        self.area.setAccessibleName(_("Pratinjau"))
        self.area.setMinimumSize(260, 300)
        self.area.viewport().setStyleSheet(f"background: {theme.PAGE};")
        self.area.viewport().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addLayout(self._bar())
        column.addWidget(self.area, 1)

    @property
    def pages(self) -> int:
        """How many pages there are; 0 while nothing is shown."""
        return self._document.pageCount() if self._document is not None else 0

    def show_pdf(self, pdf: bytes) -> None:
        """Show another document; the page in hand stays where it has as many."""
        self.clear()
        self._document, self._buffer = open_pdf(pdf)
        self.page = min(self.page, max(0, self.pages - 1))
        self._draw()

    def clear(self) -> None:
        """Show nothing."""
        if self._document is not None:
            self._document.close()
        self._document = self._buffer = None
        self.sheet.show_picture(QImage())
        self._tell()

    def turn_to(self, page: int) -> None:
        """Show the page with that number from 0; the nearest there is."""
        self.page = max(0, min(page, self.pages - 1))
        self._draw()
        self.area.verticalScrollBar().setValue(0)

    def next_page(self) -> None:
        self.turn_to(self.page + 1)

    def previous_page(self) -> None:
        self.turn_to(self.page - 1)

    def zoom_in(self) -> None:
        self._zoom(self._step + 1)

    def zoom_out(self) -> None:
        self._zoom(self._step - 1)

    def fit(self) -> None:
        """The whole page in sight."""
        self._zoom(0)

    def _zoom(self, step: int) -> None:
        self._step = max(0, min(step, len(STEPS) - 1))
        self._draw()

    def _draw(self) -> None:
        if self._document is None or not self.pages:
            return
        points = self._document.pagePointSize(self.page)
        room = self.area.size() - QSize(2 * EDGE + 4, 2 * EDGE + 4)
        fits = min(room.width() / points.width(), room.height() / points.height())
        ratio = self.devicePixelRatioF()
        picture = page_picture(self._document, self.page, max(0.1, fits) * STEPS[self._step] * ratio)
        picture.setDevicePixelRatio(ratio)
        self.sheet.show_picture(picture)
        self._tell()

    def _tell(self) -> None:
        words = _("Halaman {number} dari {pages}").format(number=self.page + 1, pages=self.pages)
        self.where.setText(words if self.pages else "")
        self._back.setEnabled(self.page > 0)
        self._on.setEnabled(self.page + 1 < self.pages)

    def _bar(self) -> QHBoxLayout:
        self._back = button(
            "", self.previous_page, kind="quiet", icon="chevron-left", tip=_("Halaman sebelumnya")
        )
        self._on = button("", self.next_page, kind="quiet", icon="chevron-right", tip=_("Halaman berikutnya"))
        bar = QHBoxLayout()
        for part in (self._back, self.where, self._on):
            bar.addWidget(part)
        bar.addStretch(1)
        for words, icon, verb in (
            (_("Perkecil"), "zoom-out", self.zoom_out),
            (_("Seluruh halaman"), "maximize", self.fit),
            (_("Perbesar"), "zoom-in", self.zoom_in),
        ):
            bar.addWidget(button("", verb, kind="quiet", icon=icon, tip=words))
        return bar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._step == 0:
            self._draw()
        return super().eventFilter(watched, event)
