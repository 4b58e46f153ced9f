"""Blocks of cells: copy, cut, paste, fill down, make blank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTableView

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.messages import sentence
from bazar_desktop.ui.kit.grid.cells import CellModel, Text
from bazar_desktop.ui.kit.grid.clipboard import read_block, write_block


class CellOutcome(Protocol):
    """What became of one cell: `error` says why it was refused."""

    @property
    def error(self) -> BazarError | None: ...


Save = Callable[[Sequence[Text]], Sequence[CellOutcome] | None]


class Blocks(QObject):
    """What can be done with the selected cells of `view`.

    Signals:
        answered(object, int): the answers to a pasted block, and how many cells had no place.
    """

    answered = Signal(object, int)

    def __init__(self, view: QTableView, model: CellModel, save: Save) -> None:
        super().__init__(view)
        self._view, self._model, self._save = view, model, save

    def _place(self) -> QRect:
        """The selected cells: x, y are the first column and row."""
        cells = self._view.selectionModel().selectedIndexes() or [self._view.currentIndex()]
        rows, columns = [cell.row() for cell in cells], [cell.column() for cell in cells]
        left, top = min(columns), min(rows)
        return QRect(left, top, max(columns) - left + 1, max(rows) - top + 1) if top >= 0 else QRect()

    def copy(self) -> None:
        """Put the selected block on the clipboard, for this grid, Excel or LibreOffice."""
        block = self._place()
        rows = [
            [self._model.plain(self._model.index(row, column)) for column in _span(block.x(), block.width())]
            for row in _span(block.y(), block.height())
        ]
        QGuiApplication.clipboard().setMimeData(write_block(rows))

    def cut(self) -> None:
        """Copy the block and make it blank."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Make the selected cells blank; a nihil or declined row becomes *belum lapor*."""
        texts = [
            Text(self._model.key_at(index), self._model.cleared(index))
            for index in self._cells(self._place())
        ]
        self._write(texts)

    def fill_down(self) -> None:
        """Put the top cell of each selected column into the cells below it; of one cell, the one above it."""
        block = self._place()
        if block.height() == 1 and block.y() > 0:
            block.adjust(0, -1, 0, 0)
        texts = [
            Text(
                self._model.key_at(index),
                self._model.plain(self._model.index(block.y(), index.column())),
            )
            for index in self._cells(block)
            if index.row() > block.y()
        ]
        self._write(texts)

    def paste(self) -> None:
        """Put the clipboard's block at the cursor; one cell fills the whole selection."""
        block = read_block(QGuiApplication.clipboard().mimeData())
        place = self._place()
        if not block or place.isNull():
            return
        if len(block) == 1 and len(block[0]) == 1:
            texts = [Text(self._model.key_at(index), block[0][0]) for index in self._cells(place)]
            self._write(texts, report=True)
            return
        texts, homeless = [], 0
        for down, line in enumerate(block):
            for right, cell in enumerate(line):
                index = self._model.index(place.y() + down, place.x() + right)
                if index.isValid() and index.column() in self._model.editable:
                    texts.append(Text(self._model.key_at(index), cell))
                elif not (index.isValid() and self._model.plain(index) == cell) and cell.strip():
                    homeless += 1
        self._write(texts, report=True, homeless=homeless)

    def _cells(self, block: QRect) -> list[QModelIndex]:
        return [
            self._model.index(row, column)
            for row in _span(block.y(), block.height())
            for column in _span(block.x(), block.width())
            if column in self._model.editable
        ]

    def _write(self, texts: Sequence[Text], *, report: bool = False, homeless: int = 0) -> None:
        if not texts:
            QApplication.beep()
            return
        answers = self._save(texts)
        if answers is None:
            return
        for text, answer in zip(texts, answers, strict=True):
            self._model.refuse(text.key, sentence(answer.error) if answer.error else "")
        self._view.viewport().update()
        if report or any(answer.error for answer in answers):
            self.answered.emit(answers, homeless)


def _span(first: int, count: int) -> range:
    return range(first, first + count)
