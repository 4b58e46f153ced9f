"""The grid itself: keys, selection and blocks as in Excel. It asks `save` to put cells on disk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.omzet_cells import read_cell
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.ui import theme
from bazar_desktop.ui.omzet.blocks import Blocks, Save, Text
from bazar_desktop.ui.omzet.editor import CellEditor
from bazar_desktop.ui.omzet.frozen import FrozenColumns
from bazar_desktop.ui.omzet.model import FROZEN, OmzetModel
from bazar_desktop.ui.omzet.painter import PADDING, GridPainter
from bazar_desktop.ui.omzet.words import column_words

WIDTHS = {"booth": 66, "business": 150, "transactions": 88, "total": 122, "status": 152}
CHANNEL_WIDTH, NARROW_CHANNEL = 116, 98
DRAFT_AFTER = 250  # ms without a key
KEY = QKeySequence.StandardKey


class OmzetSheet(QTableView):
    """The grid. `save(what, texts)` puts cells on disk and gives an answer a cell, or None where nothing was done.

    Signals:
        stepped(bool): Ctrl+Z (False) or Ctrl+Y (True).
        drafted(object): a Text that is being typed, or None when it was saved or given up.
        history_asked(object): the cell key whose history the person wants (Ctrl+H).
        moved_to(int): the row under the cursor.
    """

    stepped = Signal(bool)
    drafted = Signal(object)
    history_asked = Signal(object)
    moved_to = Signal(int)

    def __init__(self, model: OmzetModel, save: Save) -> None:
        super().__init__()
        self.grid_model = model
        self._save = save
        self._tab_start: int | None = None
        self.setModel(model)
        self.setItemDelegate(GridPainter(self))
        self.editor = CellEditor(self.viewport(), _("Isian omzet"))
        self.editor.left.connect(self._leave)
        self.editor.given_up.connect(self._give_up)
        self.editor.undo_asked.connect(self._step)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DRAFT_AFTER)
        self._wait.timeout.connect(self._draft)
        self.editor.textEdited.connect(lambda _text: self._wait.start())
        self._edited = QModelIndex()
        self.blocks = Blocks(self, model, save)
        self._dress()
        self.frozen = FrozenColumns(self)
        model.modelReset.connect(self.fit_columns)

    def _dress(self) -> None:
        self.setAccessibleName(_("Tabel omzet"))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumHeight(5 * theme.ROW_HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme.ROW_HEIGHT + 2)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # -- where the cursor is -----------------------------------------------------------------------------------

    def go_to(self, index: QModelIndex) -> None:
        """Put the cursor into that cell and the keys into the grid."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.setFocus()

    def go_to_row(self, row: int) -> None:
        """Put the cursor into that row, in the column it stands in; the keys stay where they are."""
        column = max(self.currentIndex().column(), self.grid_model.editable[0])
        index = self.grid_model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def go_home(self) -> None:
        """The first cell that is still blank, or the first of all."""
        rows = self.grid_model.rows
        blank = next((n for n, one in enumerate(rows) if one.row.omzet == "blank"), 0)
        if rows:
            self.go_to(self.grid_model.index(blank, self.grid_model.editable[0]))

    def _move(self, down: int, right: int, *, tabbed: bool = False) -> None:
        here, columns = self.currentIndex(), self.grid_model.editable
        if not here.isValid() or not (down or right):
            return
        row, column = here.row() + down, here.column()
        if tabbed:
            self._tab_start = here.column() if self._tab_start is None else self._tab_start
            after = [one for one in columns if (one > column if right > 0 else one < column)]
            if after:
                column = after[0] if right > 0 else after[-1]
            else:
                row, column = row + right, columns[0] if right > 0 else columns[-1]
        elif down and self._tab_start is not None:
            column, self._tab_start = self._tab_start, None
        last = self.grid_model.rowCount() - 1
        self.setCurrentIndex(self.grid_model.index(max(0, min(row, last)), column))

    def _jump(self, key: Qt.Key, *, ctrl: bool, shift: bool) -> None:
        columns, last = self.grid_model.editable, self.grid_model.rowCount() - 1
        row = self.currentIndex().row()
        if ctrl:
            row = 0 if key == Qt.Key.Key_Home else last
        target = self.grid_model.index(row, columns[0 if key == Qt.Key.Key_Home else -1])
        mode = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if shift:
            anchor = self.currentIndex()
            self.selectionModel().select(QItemSelection(anchor, target), mode)
        else:
            self.setCurrentIndex(target)

    # -- typing --------------------------------------------------------------------------------------------------

    def start_edit(self, text: str | None = None, index: QModelIndex | None = None) -> None:
        """Open the box in the current cell, with `text` typed over or with the value to edit (F2)."""
        place = index or self.currentIndex()
        if not place.isValid() or place.column() not in self.grid_model.editable:
            return
        if index is not None:
            self.setCurrentIndex(index)
        self.scrollTo(place)
        self._edited = QModelIndex(place)
        box = self.visualRect(place).adjusted(0, 0, 0, -1)
        self.editor.open_at(box, self.grid_model.plain(place) if text is None else text, whole=text is None)
        if text is not None:
            self.editor.setModified(True)
            self._wait.start()

    @property
    def typing(self) -> Text | None:
        """What stands in the open box."""
        if not self.editor.is_open or not self._edited.isValid():
            return None
        return Text(self.grid_model.key_at(self._edited), self.editor.text())

    def bring_back(self, text: str, index: QModelIndex) -> None:
        """Open the box with what was being typed when the program stopped; nothing is saved until Enter."""
        self.start_edit(text, index)
        self._wait.stop()
        self.editor.setModified(False)
        words = _("Ketikan ini belum tersimpan saat program berhenti. Enter menyimpan, Esc membuang.")
        self.editor.tell(words, refused=False)

    def _leave(self, down: int, right: int, tabbed: bool) -> None:
        if not self.editor.is_open or not self._edited.isValid():
            return
        text, key = self.editor.text(), self.grid_model.key_at(self._edited)
        stays = not (down or right) and not self.editor.isModified()
        if stays or text == self.grid_model.plain(self._edited):
            self._close()
        elif not self._shown_back(key[2], text) or not self._saved(Text(key, text)):
            self.editor.setFocus()
            return
        self._move(down, right, tabbed=tabbed)

    def _shown_back(self, column: str, text: str) -> bool:
        """Whether `text` can be saved; where it could be read otherwise, show how it was read and wait."""
        try:
            typed = read_cell(column, text)
        except BazarError as error:
            self.editor.tell(sentence(error), refused=True)
            return False
        if typed.shown_back and isinstance(typed.value, int):
            self.editor.setText(format_number(typed.value))
            self.editor.setModified(True)
            words = _("“{text}” dibaca {value}. Enter sekali lagi untuk menyimpan.")
            self.editor.tell(words.format(text=text.strip(), value=format_number(typed.value)), refused=False)
            return False
        return True

    def _saved(self, text: Text) -> bool:
        self._wait.stop()
        answers = self._save(_("Isi {text}").format(text=text.text), [text])
        if answers is None:
            return False
        if answers[0].error is not None:
            self.editor.tell(sentence(answers[0].error), refused=True)
            return False
        self.grid_model.refuse(text.key, "")
        self._close()
        return True

    def _close(self) -> None:
        self.put_away()
        self.setFocus()

    def put_away(self) -> None:
        """Close the box without saving; what it held is the caller's."""
        self._wait.stop()
        self._edited = QModelIndex()
        self.editor.close_box()

    def _give_up(self) -> None:
        self._close()
        self.drafted.emit(None)

    def _draft(self) -> None:
        if (text := self.typing) is not None:
            self.drafted.emit(text)

    def _step(self, forward: bool) -> None:
        self._close()
        self.stepped.emit(forward)

    # -- Qt ------------------------------------------------------------------------------------------------------

    def fit_columns(self) -> None:
        """Give every column its width; the business takes what is left."""
        names = self.grid_model.columns
        room = self.viewport().width()
        channel = CHANNEL_WIDTH if room > 900 else NARROW_CHANNEL
        titles = QFontMetrics(theme.font(weight=theme.SEMIBOLD))
        widths = [
            max(WIDTHS.get(name, channel), titles.horizontalAdvance(column_words(name)) + 2 * PADDING + 4)
            for name in names
        ]
        left = room - sum(widths)
        if left > 0 and len(names) > FROZEN:
            widths[1] += left
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        self.frozen.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes_command(event) and not self._takes_move(event):
            text = event.text()
            plain = not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            )
            if plain and text and text.isprintable():
                self.start_edit(text)
            else:
                self._tab_start = None
                super().keyPressEvent(event)

    def _takes_command(self, event: QKeyEvent) -> bool:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        standard: dict[QKeySequence.StandardKey, Callable[[], None]] = {
            KEY.Copy: self.blocks.copy,
            KEY.Cut: self.blocks.cut,
            KEY.Paste: self.blocks.paste,
            KEY.Undo: lambda: self.stepped.emit(False),
            KEY.Redo: lambda: self.stepped.emit(True),
        }
        for sequence, act in standard.items():
            if event.matches(sequence):
                act()
                return True
        named: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
            (Qt.Key.Key_Y, True): lambda: self.stepped.emit(True),
            (Qt.Key.Key_D, True): self.blocks.fill_down,
            (Qt.Key.Key_H, True): lambda: self.history_asked.emit(
                self.grid_model.key_at(self.currentIndex())
            ),
            (Qt.Key.Key_F2, False): self.start_edit,
            (Qt.Key.Key_Delete, False): self.blocks.clear,
            (Qt.Key.Key_Backspace, False): self.blocks.clear,
        }
        found = named.get((Qt.Key(event.key()), ctrl))
        if found is None or not self.currentIndex().isValid():
            return False
        found()
        return True

    def _takes_move(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._move(-1 if shift else 1, 0)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._move(0, -1 if shift or key == Qt.Key.Key_Backtab else 1, tabbed=True)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.currentIndex().isValid():
            self._jump(key, ctrl=bool(modifiers & Qt.KeyboardModifier.ControlModifier), shift=shift)
        else:
            return False
        return True

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tab_start = None
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.start_edit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        hidden = self.frozen.width() - self.visualRect(current).left()
        if self.frozen.isVisible() and current.column() >= FROZEN and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)
        self.moved_to.emit(current.row())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.editor.is_open and self._edited.isValid():
            self.editor.setGeometry(self.visualRect(self._edited).adjusted(0, 0, 0, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
