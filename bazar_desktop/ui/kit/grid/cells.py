"""What a grid asks of its data: which cells take entries, how they are read, saved and said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int, str]  # the row by id and number, and the name of the column
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Text:
    """A text for one cell of the grid."""

    key: Key
    text: str


class CellModel(QAbstractTableModel):
    """Rows under named columns. `refused` names cells whose text was not taken, with the reason."""

    frozen = 2  # columns that stay in sight

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.refused: dict[Key, str] = {}

    @property
    @abstractmethod
    def editable(self) -> tuple[int, ...]:
        """The numbers of the columns that take entries."""

    @abstractmethod
    def widths(self, room: int) -> Mapping[str, int]:
        """How wide each column is at least, where the grid has `room` px; the second one takes what is left."""

    @abstractmethod
    def key_at(self, index: Index) -> Key:
        """What the cell is called when it is saved."""

    @abstractmethod
    def plain(self, index: Index) -> str:
        """The cell as it is edited and copied."""

    @abstractmethod
    def cleared(self, index: Index) -> str:
        """The text that makes the cell blank."""

    @abstractmethod
    def read_back(self, column: str, text: str) -> str:
        """How `text` was read, where it could be read otherwise; "" where it is plain. Raises a BazarError."""

    @abstractmethod
    def first_blank(self) -> int:
        """The first row that waits for an entry, else 0."""

    @abstractmethod
    def name_of(self, key: Key) -> str:
        """What the row of that cell is called in words."""

    @abstractmethod
    def column_words(self, name: str) -> str:
        """The title of a column."""

    def refuse(self, key: Key, why: str) -> None:
        """Mark a cell whose text was not taken; "" takes the mark away."""
        if why:
            self.refused[key] = why
        else:
            self.refused.pop(key, None)
