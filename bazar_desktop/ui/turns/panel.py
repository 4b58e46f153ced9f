"""The turns of the bazaar in hand: the list with its line, keys for the officer's word, the draw, settling."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import Category
from bazar_desktop.domain.turns import choosing
from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE
from bazar_desktop.language import _
from bazar_desktop.services.reports.concentration import year_concentration
from bazar_desktop.services.settings.values import categories
from bazar_desktop.services.turns.free_places import PlacesUnknown
from bazar_desktop.services.turns.turn_list import TurnList, turn_list
from bazar_desktop.ui import theme
from bazar_desktop.ui.context import PageContext
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.turns.actions import TurnActions
from bazar_desktop.ui.turns.cards import ConcentrationCard, DrawCard, PlacesCard
from bazar_desktop.ui.turns.lines import TurnPainter, TurnRow, columns, rows_of

EVERYBODY = "everybody"
WIDE, ASIDE = 900, 272  # px: below WIDE the cards go under the list


class TurnsPanel(QWidget):
    """Everything of one bazaar's turns on a page; `reload` reads it anew.

    Signals:
        applicants_asked(): the person wants to add applicants from the register.
    """

    applicants_asked = Signal()

    def __init__(self, page: PageContext) -> None:
        super().__init__()
        self._page = page
        self._turn_list: TurnList | None = None
        self._categories: dict[str, Category] = {}
        self.doing = TurnActions(page, self)
        self.box = SearchBox(_("Cari pendaftar"))
        self.filter = Segmented(
            (
                (EVERYBODY, _("Semua")),
                (choosing.CHOSEN, _("Ikut")),
                (choosing.RESERVE, _("Cadangan")),
                (choosing.REJECTED, _("Tidak")),
            ),
            name=_("Hasil"),
        )
        self.list = RowsView(
            RowsModel(columns(self._mark), key=lambda row: row.line.id, parent=self), name=_("Giliran")
        )
        self.list.setItemDelegate(TurnPainter(self.list))
        self.about = Label("", "muted", wrap=True)
        self.places = PlacesCard(self.doing.ask_rules)
        self.drawn = DrawCard(self.doing.save_paper)
        self.spread = ConcentrationCard()
        self._lay_out()
        self._bind()

    @property
    def turn_list(self) -> TurnList | None:
        """Everybody's turn as it was read last; None while the places are unknown."""
        return self._turn_list

    @property
    def row(self) -> TurnRow | None:
        """The row in hand."""
        return self.list.current

    def reload(self) -> QWidget:
        """Read the list anew; what has the focus first."""
        bazaar = self._page.desk.bazaar
        if bazaar is None:
            return self
        try:
            turns = self._page.desk.read(turn_list, bazaar_id=bazaar.id)
        except PlacesUnknown:
            self._turn_list = None
            self.stack.setCurrentWidget(self.no_places)
            return self.no_places.action or self
        self._turn_list = turns
        self._categories = {category.key: category for category in self._page.desk.read(categories)}
        if not turns.lines:
            self.stack.setCurrentWidget(self.nobody)
            return self.nobody.action or self
        self.stack.setCurrentWidget(self.filled)
        self.list.set_rows(rows_of(turns))
        self.settle.setEnabled(turns.waiting > 0)
        self.places.show_turns(turns)
        self.drawn.show_turns(turns)
        year = turns.bazaar.days[0].day.year
        self.spread.show_year(year, self._page.desk.read(year_concentration, year=year).whole)
        self._tell(self.list.current)
        return self.box

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.nobody = EmptyState(
            "users",
            _("Belum ada pendaftar"),
            _(
                "Impor daftar dengan status Pendaftar, atau tambahkan dari daftar pelaku UMKM. Urutannya lalu dihitung."
            ),
            action=_("Tambah dari daftar"),
            act=self.applicants_asked.emit,
            shortcut="Ctrl+T",
        )
        self.no_places = EmptyState(
            "tent",
            _("Jumlah tempat belum diketahui"),
            _("Buat denahnya di Denah Booth, atau isi jumlah tempat di aturan."),
            action=_("Isi aturan"),
            act=self.doing.ask_rules,
            shortcut="Ctrl+R",
        )
        self.filled = QWidget()
        for part in (self.filled, self.nobody, self.no_places):
            self.stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.filled)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE[2])
        self._row.addWidget(self._list_card(), 1)
        self.aside = QWidget()
        column = QVBoxLayout(self.aside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        for card in (self.places, self.drawn, self.spread):
            column.addWidget(card)
        column.addStretch(1)
        self._row.addWidget(self.aside)
        self._arrange(wide=True)

    def _list_card(self) -> Card:
        card = Card(tight=True)
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 8, 8, 6)
        tools = FlowRow(even=False, gap=theme.SPACE[1])
        self.box.setMinimumWidth(190)
        self.draw = button(_("Undian"), self.doing.ask_draw, icon="wand-sparkles", shortcut="Ctrl+L")
        self.settle = button(
            _("Tetapkan"), self.doing.settle, kind="primary", icon="check", shortcut="Ctrl+Return"
        )
        for part in (self.box, self.filter, self.draw, self.settle):
            tools.addWidget(part)
        words = FlowRow(even=False, gap=theme.SPACE[1])
        self.decisions = (
            button(_("Pindahkan (N)"), lambda: self.doing.ask_decision(PLACE), icon="arrow-up"),
            button(_("Masukkan (M)"), lambda: self.doing.ask_decision(IN), icon="user-check"),
            button(_("Keluarkan (K)"), lambda: self.doing.ask_decision(OUT), icon="user-x"),
            button(_("Batalkan keputusan (B)"), self.doing.clear_decision, kind="quiet", icon="undo-2"),
        )
        for decision in self.decisions:
            words.addWidget(decision)
        inside.addLayout(tools)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.about)
        inside.addLayout(words)
        self.list.setMinimumHeight(7 * theme.ROW_HEIGHT)
        card.add(inside, 1)
        return card

    def _bind(self) -> None:
        self.box.searched.connect(self.list.proxy.search)
        self.box.moved.connect(self.list.step)
        self.box.returnPressed.connect(self.list.setFocus)
        self.filter.chosen.connect(lambda value: self._keep(str(value)))
        self.list.picked.connect(self._tell)
        self.list.opened.connect(lambda _row: self.doing.ask_decision(PLACE))
        for item, act, keys in (
            (_("Pindahkan"), lambda: self.doing.ask_decision(PLACE), "N"),
            (_("Masukkan"), lambda: self.doing.ask_decision(IN), "M"),
            (_("Keluarkan"), lambda: self.doing.ask_decision(OUT), "K"),
            (_("Batalkan keputusan"), self.doing.clear_decision, "B"),
        ):
            make_key(item, act, keys, self.list)

    def _keep(self, which: str) -> None:
        tests = {
            choosing.CHOSEN: lambda row: row.takes_part,
            choosing.RESERVE: lambda row: row.outcome == choosing.RESERVE,
            choosing.REJECTED: lambda row: row.outcome == choosing.REJECTED,
        }
        self.list.proxy.keep(tests.get(which))

    def _tell(self, row: TurnRow | None) -> None:
        """Everything about the row at hand in one sentence below the list."""
        movable = row is not None and row.outcome != choosing.FIXED
        decided = row is not None and row.line.standing.applicant.override is not None
        for number, decision in enumerate(self.decisions):
            decision.setEnabled(movable and (decided or number < len(self.decisions) - 1))
        if row is None:
            self.about.setText(
                _("Pilih nama untuk melihat alasannya. N, M, K: keputusan petugas dengan alasan.")
            )
            return
        who = ", ".join(dict.fromkeys((row.line.business, row.line.name)))
        parts = [
            _("{who}. {facts}. {result}").format(
                who=who, facts=row.says[:1].upper() + row.says[1:], result=row.result
            )
        ]
        points = _("{count} poin").format(count=row.line.standing.points)
        self.about.setText("; ".join(part for part in (*parts, points, row.why) if part) + ".")

    def _mark(self, key: str) -> tuple[str, str] | None:
        category = self._categories.get(key)
        return (category.letter, category.colour) if category else None

    def _arrange(self, *, wide: bool) -> None:
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        self.aside.setMaximumWidth(ASIDE if wide else 16777215)
        self.aside.setMinimumWidth(ASIDE if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= WIDE)
