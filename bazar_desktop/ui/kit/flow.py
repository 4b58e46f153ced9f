"""A row of widgets that breaks into several where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from bazar_desktop.ui import theme


class FlowRow(QLayout):
    """Lays its items side by side, in as many rows as the width asks for.

    `even`: all columns of a row are equally wide and fill it (cards); else items keep their own width
    (buttons, pills). Items of a row are equally high.
    """

    def __init__(
        self, parent: QWidget | None = None, *, even: bool = True, gap: int = theme.SPACE[2]
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._even, self._gap = even, gap
        self.setContentsMargins(QMargins())

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        shown = [item for item in self._items if not item.isEmpty()]
        if not shown:
            return []
        if self._even:
            widest = max(item.minimumSize().width() for item in shown)
            columns = max(1, min(len(shown), (width + self._gap) // (widest + self._gap)))
            lines = -(-len(shown) // columns)
            columns = -(-len(shown) // lines)
            return [shown[i : i + columns] for i in range(0, len(shown), columns)]
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in shown:
            need = item.sizeHint().width() + (self._gap if rows[-1] else 0)
            if rows[-1] and used + need > width:
                rows.append([])
                used, need = 0, item.sizeHint().width()
            rows[-1].append(item)
            used += need
        return rows

    def _arrange(self, box: QRect, *, move: bool) -> int:
        top = box.top()
        rows = self._rows(box.width())
        columns = max((len(row) for row in rows), default=1)
        each = round((box.width() - self._gap * (columns - 1)) / columns)
        for row in rows:
            widths = [each if self._even else min(item.sizeHint().width(), box.width()) for item in row]
            height = max(_height(item, width) for item, width in zip(row, widths, strict=True))
            left = box.left()
            for number, (item, width) in enumerate(zip(row, widths, strict=True)):
                if self._even:
                    left = box.left() + round(number * (box.width() + self._gap) / columns)
                if move:
                    item.setGeometry(QRect(left, top, width, height))
                left += width + self._gap
            top += height + self._gap
        return max(0, top - self._gap - box.top())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        self._arrange(box, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in least), default=0),
            max((size.height() for size in least), default=0),
        )


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
