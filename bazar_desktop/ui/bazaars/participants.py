"""Who takes part in the bazaar in hand: list, search, filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import Category
from bazar_desktop.language import N_, _
from bazar_desktop.services.bazaars.participants import (
    CANCELLED,
    CONFIRMED,
    REJECTED,
    RESERVE,
    ParticipantFacts,
)
from bazar_desktop.ui import theme
from bazar_desktop.ui.bazaars import words
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import CENTRE, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView

EVERYBODY, OTHERS = "everybody", "others"


class ParticipantsPanel(Card):
    """The participants under a search line.

    Signals:
        opened(object): the participant to change.
        register_asked(): participants are to be taken from the register.
        partner_asked(): a mitra is to be added.
    """

    opened = Signal(object)
    register_asked = Signal()
    partner_asked = Signal()

    def __init__(self) -> None:
        super().__init__(tight=True)
        self._categories: dict[str, Category] = {}
        self.box = SearchBox(_("Cari peserta"))
        self.filter = Segmented(
            (
                (EVERYBODY, _("Semua")),
                (CONFIRMED, _("Terkonfirmasi")),
                (RESERVE, _("Cadangan")),
                (OTHERS, _("Lainnya")),
            ),
            name=_("Status"),
        )
        self.list = RowsView(
            RowsModel(self._columns(), key=lambda participant: participant.id, parent=self), name=_("Peserta")
        )
        self.empty = EmptyState(
            "users",
            _("Belum ada peserta"),
            _("Ambil dari daftar pelaku UMKM, atau tambahkan mitra."),
            action=_("Tambah dari daftar"),
            act=self.register_asked.emit,
            shortcut="Ctrl+T",
        )
        self.filled = QWidget()
        self._lay_out()
        self.box.searched.connect(self.list.proxy.search)
        self.box.moved.connect(self.list.step)
        self.box.returnPressed.connect(self._open)
        self.filter.chosen.connect(lambda value: self._keep(str(value)))
        self.list.opened.connect(self.opened)

    def show_participants(
        self, participants: Sequence[ParticipantFacts], categories: Sequence[Category]
    ) -> None:
        """Show these; none leads to the register."""
        self._categories = {category.key: category for category in categories}
        self.list.set_rows(list(participants))
        self.list.fit_columns()
        self.filled.setVisible(bool(participants))
        self.empty.setVisible(not participants)

    def _open(self) -> None:
        self.list.proxy.search(self.box.text())
        if self.list.current is None:
            self.list.step(0)
        if self.list.current is not None:
            self.opened.emit(self.list.current)

    def _keep(self, which: str) -> None:
        tests = {
            CONFIRMED: lambda item: item.status == CONFIRMED,
            RESERVE: lambda item: item.status == RESERVE,
            OTHERS: lambda item: item.status not in {CONFIRMED, RESERVE},
        }
        self.list.proxy.keep(tests.get(which))

    def _columns(self) -> tuple[Column[ParticipantFacts], ...]:
        one_of = Column[ParticipantFacts]
        return (
            one_of(
                N_("Usaha"),
                lambda participant: participant.business or participant.name,
                stretch=3,
                width=150,
                bold=True,
                mark=self._mark,
            ),
            one_of(N_("Nama"), lambda participant: participant.name, stretch=2, width=110, drop=1),
            one_of(N_("Pengampu"), lambda participant: participant.agency, drop=3),
            one_of(
                N_("Status"),
                words.status,
                sort=lambda participant: (participant.status, participant.reserve_order or 0),
                ink=lambda participant: theme.MUTED if participant.status in {CANCELLED, REJECTED} else None,
            ),
            one_of(N_("Perlu"), words.needs, drop=4),
            one_of(N_("Keinginan booth"), lambda participant: participant.preference, drop=5),
            one_of(N_("Kartu"), lambda participant: participant.card, align=CENTRE, drop=2),
        )

    def _mark(self, participant: ParticipantFacts) -> tuple[str, str] | None:
        category = self._categories.get(participant.category)
        return (category.letter, category.colour) if category else None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.filled)
        column.setContentsMargins(8, 8, 8, 4)
        tools = FlowRow(even=False, gap=theme.SPACE[1])
        self.box.setMinimumWidth(230)
        for part in (
            self.box,
            self.filter,
            button(_("Tambah dari daftar"), self.register_asked.emit, icon="user-plus", shortcut="Ctrl+T"),
            button(_("Tambah mitra"), self.partner_asked.emit, icon="building-2"),
        ):
            tools.addWidget(part)
        line = QHBoxLayout()
        line.addLayout(tools, 1)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        self.add(self.filled, 1)
        self.add(self.empty, 1)
