"""The grid itself: keys, selection and blocks as in Excel. It asks `save` to put cells on disk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import is_figure
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.grid.blocks import Blocks, Save
from bazar_desktop.ui.kit.grid.cells import CellModel, Text
from bazar_desktop.ui.kit.grid.cursor import Cursor
from bazar_desktop.ui.kit.grid.editor import ARROW, PAGE, CellEditor
from bazar_desktop.ui.kit.grid.frozen import FrozenColumns
from bazar_desktop.ui.kit.grid.painter import PADDING, GridPainter

DRAFT_AFTER = 250  # ms without a key
KEY = QKeySequence.StandardKey
ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class CellSheet(QTableView):
    """The grid. `save(texts)` puts cells on disk and gives an answer a cell, or None where nothing was done.

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

    def __init__(self, model: CellModel, save: Save, *, name: str, box: str) -> None:
        """`name` and `box` are what screen readers say of the grid and of the box that is typed in."""
        super().__init__()
        self.grid_model = model
        self._save = save
        self.setAccessibleName(name)
        self.setModel(model)
        self.cursor_keys = Cursor(self, model)
        self.setItemDelegate(GridPainter(self))
        self.editor = CellEditor(self.viewport(), box)
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
        self.frozen = FrozenColumns(self, model.frozen)
        model.modelReset.connect(self.fit_columns)
        model.dataChanged.connect(self._on_changed)
        self._figure_widths: dict[str, int] = {}
        self.go_to, self.go_to_row = self.cursor_keys.go_to, self.cursor_keys.go_to_row
        self.go_home = self.cursor_keys.go_home

    def _dress(self) -> None:
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
        self.editor.setAlignment(Qt.AlignmentFlag(place.data(Qt.ItemDataRole.TextAlignmentRole)))
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

    def carry(self, text: str, index: QModelIndex) -> None:
        """Open the box with what was being typed before the rows were shown anew."""
        self.start_edit(text, index)

    def _leave(self, down: int, right: int, way: str) -> None:
        if not self.editor.is_open or not self._edited.isValid():
            return
        text, key = self.editor.text(), self.grid_model.key_at(self._edited)
        stays = not (down or right) and not self.editor.isModified()
        if stays or text == self.grid_model.plain(self._edited):
            self._close()
        elif not self._can_be_saved(key[2], text) or not self._saved(Text(key, text)):
            self.editor.setFocus()
            return
        if way == "enter":
            self.cursor_keys.enter(down)
        else:
            page = max(1, self.viewport().height() // theme.ROW_HEIGHT - 1) if way == PAGE else 1
            self.cursor_keys.move(down * page, right, tabbed=way == "tab")

    def _can_be_saved(self, column: str, text: str) -> bool:
        """Whether `text` can be saved; where it could be read otherwise, show how it was read and wait."""
        try:
            read = self.grid_model.read_back(column, text)
        except BazarError as error:
            self.editor.tell(sentence(error), refused=True)
            return False
        if read:
            self.editor.setText(read)
            self.editor.setModified(True)
            words = _("“{text}” dibaca {value}. Enter sekali lagi untuk menyimpan.")
            self.editor.tell(words.format(text=text.strip(), value=read), refused=False)
        return not read

    def _saved(self, text: Text) -> bool:
        self._wait.stop()
        answers = self._save([text])
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

    def finish(self) -> bool:
        """Save what stands in the open box; whether none is open any more."""
        self._leave(0, 0, ARROW)
        return not self.editor.is_open

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
        """Give every column its width, a figure all it needs; the second one takes what is left."""
        self._figure_widths = {}
        self._measure(range(self.grid_model.rowCount()))
        self._share_room()

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """A column in which a wider figure was saved grows with it."""
        if self._measure(range(first.row(), last.row() + 1)):
            self._share_room()

    def _measure(self, rows: range) -> bool:
        """Look which room the figures of these rows need; whether one needs more than was known."""
        model, grew = self.grid_model, False
        for column, name in enumerate(model.columns):
            figures: dict[int, str] = {}  # digits are all as wide as each other: one figure a length will do
            bold = QFontMetrics(theme.font(weight=theme.SEMIBOLD, tabular=True))
            for row in rows:
                words = str(model.index(row, column).data())
                if is_figure(words):
                    figures[len(words)] = words
            widest = max(map(bold.horizontalAdvance, figures.values()), default=0) + 2 * PADDING + 4
            if figures and widest > self._figure_widths.get(name, 0):
                self._figure_widths[name], grew = widest, True
        return grew

    def _share_room(self) -> None:
        model = self.grid_model
        room = self.viewport().width()
        least = model.widths(room)
        titles = QFontMetrics(theme.font(weight=theme.SEMIBOLD))
        widths = [
            max(
                least[name],
                self._figure_widths.get(name, 0),
                titles.horizontalAdvance(model.column_words(name)) + 2 * PADDING + 4,
            )
            for name in model.columns
        ]
        if (left := room - sum(widths)) > 0 and len(widths) > 1:
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
                self.cursor_keys.forget_tab()
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
        ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        cursor, is_here = self.cursor_keys, self.currentIndex().isValid()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            cursor.enter(-1 if shift else 1)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            cursor.move(0, -1 if shift or key == Qt.Key.Key_Backtab else 1, tabbed=True)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and is_here:
            cursor.jump(key, ctrl=ctrl, shift=shift)
        elif key in ARROWS and ctrl and is_here:
            cursor.edge(*ARROWS[key], shift=shift)
        else:
            return False
        return True

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.cursor_keys.forget_tab()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.start_edit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        hidden = self.frozen.width() - self.visualRect(current).left()
        if self.frozen.isVisible() and current.column() >= self.grid_model.frozen and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)
        self.moved_to.emit(current.row())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.editor.is_open and self._edited.isValid():
            self.editor.setGeometry(self.visualRect(self._edited).adjusted(0, 0, 0, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        if self.currentIndex().isValid() and event.size().height() != event.oldSize().height():
            self.scrollTo(self.currentIndex())  # a bar that opened above must not hide the cursor
