"""Who is confirmed and has no booth yet: a list to drag from, or Enter for the booth in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from bazar_desktop.language import _
from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.layout.view import PARTY
from bazar_desktop.ui.layout.words import needs_words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class WaitingModel(QAbstractListModel):
    """Participants as lines of a list; dragging one carries its id."""

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[ParticipantFacts, ...] = ()

    def show_people(self, people: Sequence[ParticipantFacts]) -> None:
        self.beginResetModel()
        self.people = tuple(people)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        participant = self.people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return participant.business or participant.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return " · ".join(
                part
                for part in (
                    participant.business,
                    participant.name,
                    participant.product,
                    needs_words(participant),
                )
                if part
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [PARTY]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(PARTY, self.people[indexes[0].row()].id.encode())
        return data


class WaitingCard(Card):
    """The list, hidden while everybody has a booth.

    Signals:
        asked(str): place this participation into the booth in hand.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Belum punya booth"))
        self.hint = Label(
            _("Seret ke booth, atau pilih booth lalu tekan Enter di daftar ini."), "small", wrap=True
        )
        self.model = WaitingModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setFont(theme.font())
        self.list.setAccessibleName(_("Peserta yang belum punya booth"))
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list.setMaximumHeight(180)
        self.list.setMinimumHeight(80)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(lambda index: self.asked.emit(self.model.people[index.row()].id))
        self.add(self.hint)
        self.add(self.list, 1)

    @property
    def current(self) -> ParticipantFacts | None:
        """Who is marked in the list."""
        index = self.list.currentIndex()
        return self.model.people[index.row()] if index.isValid() else None

    def show_people(self, people: tuple[ParticipantFacts, ...]) -> None:
        self.heading.setText(_("Belum punya booth: {count}").format(count=len(people)))
        self.model.show_people(people)
        self.setVisible(bool(people))
